"""The embargo: before its moment a story goes nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.system.errors import PushRefused
from editorial.system.zones import newsroom_zone, zone_label

if TYPE_CHECKING:
    import datetime as dt

    from editorial.system.settings import NewsroomSettings


def see_embargo(
    until: dt.datetime | None, goes_at: dt.datetime, newsroom: NewsroomSettings
) -> None:
    """Raise `PushRefused` where a story that goes out at ``goes_at`` is still under embargo."""
    if until is not None and until > goes_at:
        raise PushRefused(
            f"The story is under embargo until {_clock_words(until, newsroom)}.",
            safe="Nothing was sent.",
            next_step="Schedule it for then, or lift the embargo.",
        )


def _clock_words(moment: dt.datetime, newsroom: NewsroomSettings) -> str:
    zone = newsroom_zone(newsroom)
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y, %H:%M} {zone_label(zone)}"
