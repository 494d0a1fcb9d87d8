"""Which version an editor read last, told from what they did with the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.stories.rows import EventRow, VersionRow

_READ_BY = {
    "return": "you returned it",
    "approve": "you approved it",
    "release": "you put it back in the queue",
}
"""Steps that end a reading. A claim begins one: it would hide what came since the last."""


@dataclass(frozen=True, slots=True)
class LastRead:
    """A version to compare with, and when that was: ``since you returned it``."""

    number: int
    since: str


def last_read(
    events: Sequence[EventRow], versions: Sequence[VersionRow], who: str
) -> LastRead | None:
    """Return the version that ``who`` read last; both sequences are newest first.

    That is the one of the person's last return, approval or release. For somebody who has not
    read the story it is the first that was submitted, else the oldest; None without versions.
    """
    numbers = {version.number for version in versions}
    for event in events:
        number = _version_of(event)
        if event.who == who and event.what in _READ_BY and number in numbers:
            return LastRead(number, _READ_BY[event.what])
    for event in reversed(events):
        number = _version_of(event)
        if event.what == "submit" and number in numbers:
            return LastRead(number, "it was submitted")
    return LastRead(versions[-1].number, "its beginning") if versions else None


def chosen(versions: Sequence[VersionRow], number: int) -> LastRead | None:
    """Return the version that a person chose to compare with; None where it is gone."""
    if number not in {version.number for version in versions}:
        return None
    return LastRead(number, f"version {number}")


def version_words(version: VersionRow) -> str:
    """Return what a menu says of a version: ``v3 submitted by Ida Holm``."""
    done = _DONE.get(version.name, version.name) if version.kind == "step" else version.name
    words = done or version.kind.replace("_", " ")
    return f"v{version.number} {words} by {version.author}" if version.author else words


_DONE = {
    "submit": "submitted",
    "take_back": "taken back",
    "claim": "taken from the queue",
    "release": "put back",
    "return": "returned",
    "approve": "approved",
    "reopen": "reopened",
    "spike": "spiked",
    "restore": "restored",
    "push": "pushed",
}


def _version_of(event: EventRow) -> int:
    number = event.data.get("version")
    return number if isinstance(number, int) else -1
