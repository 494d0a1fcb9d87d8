"""The embargo: before its moment a story goes nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import datetime as dt


def see_embargo(until: dt.datetime | None, goes_at: dt.datetime) -> None:
    """Raise `PushRefused` where a story that goes out at ``goes_at`` is still under embargo."""
    if until is not None and until > goes_at:
        raise PushRefused(
            f"The story is under embargo until {until:%d %B %Y, %H:%M} UTC.",
            safe="Nothing was sent.",
            next_step="Schedule it for then, or lift the embargo.",
        )
