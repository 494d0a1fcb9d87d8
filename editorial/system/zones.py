"""Time zones by name: the newsroom's, and this computer's, as zones that know their summers.

A fixed offset is not enough for planning: “Friday 18:00” may lie beyond the change of the clocks.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from editorial.system.settings import NewsroomSettings


def zone_named(name: str) -> ZoneInfo:
    """Return the zone of an IANA name, upper or lower case. Raises `WrongUsage`."""
    key = name.strip().replace(" ", "_")
    try:
        # Reading the list of names takes a tenth of a second: only for what is not one.
        with contextlib.suppress(ZoneInfoNotFoundError):
            return ZoneInfo(key)
        return ZoneInfo(_by_folded_name().get(key.casefold(), key))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongUsage(
            f"“{name}” is no time zone.",
            safe="Nothing was changed.",
            next_step="Write one like Europe/Berlin, America/New_York or UTC.",
        ) from error


@lru_cache(maxsize=1)
def computer_zone() -> dt.tzinfo:
    """Return the zone that this computer is set to; its present offset where it has no name."""
    import tzlocal

    with warnings.catch_warnings():
        # A computer without a setting is on UTC; that is no reason to complain at each start.
        warnings.simplefilter("ignore")
        try:
            return tzlocal.get_localzone()
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return dt.datetime.now().astimezone().tzinfo or dt.UTC


def newsroom_zone(newsroom: NewsroomSettings) -> dt.tzinfo:
    """Return the zone in which the newsroom plans; the computer's where none is chosen.

    Raises `WrongUsage` for a zone that does not exist.
    """
    return zone_named(newsroom.time_zone) if newsroom.time_zone.strip() else computer_zone()


def shown_zone(newsroom: NewsroomSettings) -> dt.tzinfo:
    """Return the newsroom's zone; this computer's where the settings name one that is none.

    For lists and screens, which must be drawn whatever the settings say: whoever plans or
    publishes in such a zone is told by `newsroom_zone`.
    """
    try:
        return newsroom_zone(newsroom)
    except WrongUsage:
        return computer_zone()


def zone_label(zone: dt.tzinfo) -> str:
    """Return the name of a zone as a person reads it: ``Europe/Berlin``, ``UTC+02:00``."""
    return str(zone).removeprefix("Etc/")


def same_clock(moment: dt.datetime, one: dt.tzinfo, other: dt.tzinfo) -> bool:
    """Return whether clocks in both zones show the same at ``moment``."""
    return moment.astimezone(one).utcoffset() == moment.astimezone(other).utcoffset()


def zone_names() -> tuple[str, ...]:
    """Return the names that a person can choose from, in order: places, and UTC."""
    places = (name for name in _by_folded_name().values() if "/" in name)
    return ("UTC", *sorted(name for name in places if not name.startswith(("Etc/", "SystemV/"))))


@lru_cache(maxsize=1)
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
