"""May a photo run, and if not, why. Pure: facts in, sentences out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

SOON = dt.timedelta(days=14)
"""So long before their end rights are spoken of."""


class HasRights(Protocol):
    """What a photo's row, or a check's facts, know of its rights."""

    @property
    def rights_expire_at(self) -> dt.datetime | None:
        """When the right to use it ends."""

    @property
    def embargo_until(self) -> dt.datetime | None:
        """When it may run at the earliest."""

    @property
    def use_limit(self) -> int | None:
        """In how many stories it may run."""

    @property
    def rating(self) -> int:
        """Below 0 for a rejected photo."""

    @property
    def web_only(self) -> bool:
        """Whether print is excluded."""

    @property
    def territory(self) -> str:
        """Where it may be shown, in words."""


@dataclass(frozen=True, slots=True)
class RightsWord:
    """One thing to know. ``code`` is stable; ``forbids`` is True where the photo may not run."""

    code: str
    words: str
    forbids: bool


def rights_words(photo: HasRights, at: dt.datetime, uses: int = 0) -> Iterator[RightsWord]:
    """Yield what stands in the way of running a photo at a moment, and what to mind.

    ``uses`` counts the other stories in which it has run or is going to. Sentences begin in
    small letters, to follow the photo's name.
    """
    ends, embargo, limit = photo.rights_expire_at, photo.embargo_until, photo.use_limit
    if photo.rating < 0:
        yield RightsWord("photo_rejected", "it was rejected on the photo desk", True)
    if embargo is not None and embargo > at:
        yield RightsWord("photo_embargo", f"it is under embargo until {_moment(embargo)}", True)
    if ends is not None and ends <= at:
        yield RightsWord("rights_expired", f"the right to use it ended on {_day(ends)}", True)
    elif ends is not None and ends - at <= SOON:
        yield RightsWord("rights_expiring", f"the right to use it ends on {_day(ends)}", False)
    if limit is not None and uses >= limit:
        once = "it may run once" if limit == 1 else f"it may run in {limit} stories"
        ran = "it has" if limit == 1 else f"it has run in {uses}"
        yield RightsWord("rights_used_up", f"{once}, and {ran}", True)
    if photo.web_only:
        yield RightsWord("rights_web_only", "it may run on the web only", False)
    if photo.territory.strip():
        yield RightsWord("rights_territory", f"it is for {photo.territory.strip()}", False)


def _day(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _moment(moment: dt.datetime) -> str:
    return f"{_day(moment)}, {moment:%H:%M} UTC"
