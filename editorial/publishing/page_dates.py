"""Dates as readers see them, in the newsroom's time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editorial.system.errors import RuleRefused

if TYPE_CHECKING:
    import datetime as dt

    from editorial.publishing.page_words import PageWords
    from editorial.system.settings import NewsroomSettings


def local_time(moment: dt.datetime, newsroom: NewsroomSettings) -> dt.datetime:
    """Return an aware ``moment`` in the newsroom's time zone; without one, in the computer's.

    Raises `RuleRefused` for a time zone that does not exist.
    """
    if not newsroom.time_zone:
        return moment.astimezone()
    try:
        return moment.astimezone(ZoneInfo(newsroom.time_zone))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RuleRefused(
            f"The newsroom's time zone {newsroom.time_zone!r} is not known.",
            safe="Nothing was published.",
            next_step="Choose one such as Europe/Paris in the preferences.",
        ) from error


def iso(moment: dt.datetime, newsroom: NewsroomSettings) -> str:
    """Return RFC 3339 with offset and whole seconds, such as ``2026-11-22T18:00:00+01:00``."""
    return local_time(moment, newsroom).isoformat(timespec="seconds")


def long_date(moment: dt.datetime, newsroom: NewsroomSettings, words: PageWords) -> str:
    """Return the day in words, such as ``22 November 2026`` or ``22. November 2026``."""
    day = local_time(moment, newsroom)
    number = words.first_day if day.day == 1 else str(day.day)
    return words.date.format(day=number, month=words.months[day.month - 1], year=day.year)
