"""Moments as a person says them: 10:42, Yesterday, Fri, 12 Nov."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


def short_moment(moment: dt.datetime, now: dt.datetime) -> str:
    """Return how a list says when something was: time, Yesterday, weekday, or date."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return "Yesterday"
    if 1 < days < 7:
        return f"{local:%a}"
    return _date(local, today)


def due_words(moment: dt.datetime, now: dt.datetime) -> str:
    """Return how a list says when something is due: due 17:00, due tomorrow, due 12 Nov."""
    return f"due {coming(moment, now)}"


def late_words(word: str, moment: dt.datetime, now: dt.datetime) -> str:
    """Return how a list says what is late: overdue 09:00, missed yesterday, overdue 12 Nov.

    On the clock of ``now``, as `coming`.
    """
    local, today = moment.astimezone(now.tzinfo), now.date()
    days = (today - local.date()).days
    if days <= 0:
        return f"{word} {local:%H:%M}"
    if days == 1:
        return f"{word} yesterday"
    return f"{word} {local:%a}" if days < 7 else f"{word} {_date(local, today)}"


def coming(moment: dt.datetime, now: dt.datetime) -> str:
    """Return a moment ahead in few words: 17:00, tomorrow 09:00, Fri 09:00, 12 Nov 09:00.

    Told on the clock of ``now``, which is the newsroom's where it is about planning.
    """
    local, today = moment.astimezone(now.tzinfo), now.date()
    days = (local.date() - today).days
    if days == 0:
        return f"{local:%H:%M}"
    if days == 1:
        return f"tomorrow {local:%H:%M}"
    if days == -1:
        return f"yesterday {local:%H:%M}"
    if 1 < days < 7:
        return f"{local:%a %H:%M}"
    return f"{_date(local, today)} {local:%H:%M}"


def _date(local: dt.datetime, today: dt.date) -> str:
    if local.year == today.year:
        return f"{local.day} {local:%b}"
    return f"{local.day} {local:%b %Y}"
