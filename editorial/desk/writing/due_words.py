"""Deadlines as people say them: “today 17:00”, “tomorrow”, “Friday 9:30”, “24 Nov”.

Pure: the present moment is given, with the zone in which the person lives.
"""

from __future__ import annotations

import datetime as dt
import re

from editorial.system.errors import WrongUsage

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_TIME = re.compile(
    r"(?:^|[\s,]+|\bat\s+|T)(?:(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm)?|(\d{1,2})\s*(am|pm)|(noon|midnight))\s*$",
    re.IGNORECASE,
)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:\.|st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$")
_MONTH_DAY = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$")
_IN = re.compile(r"^in\s+(\d{1,3})\s+(minute|hour|day|week)s?$")

END_OF_DAY = dt.time(18, 0)
"""What a deadline without an hour means."""


def parse(words: str, now: dt.datetime) -> dt.datetime | None:
    """Return the moment in UTC, None for no words; ``now`` is aware, in the person's zone.

    Raises `WrongUsage` for words that say no moment.
    """
    text = " ".join(words.split()).casefold().rstrip(".")
    if not text or text in ("none", "no date", "-"):
        return None
    if moment := _relative(text, now):
        return moment.astimezone(dt.UTC)
    clock = END_OF_DAY
    rest = text
    timed = _TIME.search(text)
    if timed:
        clock = _clock(timed, words)
        rest = text[: timed.start()].strip(" ,")
    day = _day(rest, now, words) if rest else now.date()
    moment = dt.datetime.combine(day, clock, tzinfo=now.tzinfo)
    if not rest and moment <= now:
        moment += dt.timedelta(days=1)
    return moment.astimezone(dt.UTC)


def say(moment: dt.datetime | None, now: dt.datetime) -> str:
    """Return the moment as a person reads it: “Today, 17:00”, “Fri 27 Nov, 09:30”."""
    if moment is None:
        return ""
    local = moment.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    word = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get(days)
    if word is None:
        word = f"{local:%a} {local.day} {local:%b}"
        if local.year != now.year:
            word += f" {local.year}"
    return f"{word}, {local:%H:%M}"


def say_past(moment: dt.datetime, now: dt.datetime) -> str:
    """Return a moment of the past as short as it can be told: “10:42”, “Fri 18:02”, “12 Nov”."""
    local = moment.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if 0 < days < 7:
        return f"{local:%a} {local:%H:%M}"
    return f"{local.day} {local:%b}" if local.year == now.year else f"{local.day} {local:%b %Y}"


def _relative(text: str, now: dt.datetime) -> dt.datetime | None:
    if text == "now":
        return now
    found = _IN.match(text)
    if not found:
        return None
    return now + dt.timedelta(**{f"{found[2]}s": int(found[1])})


def _clock(found: re.Match[str], words: str) -> dt.time:
    if found[6]:
        return dt.time(12 if found[6] == "noon" else 0, 0)
    hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    half = found[3] or found[5]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise _unclear(words)
    return dt.time(hour, minute)


def _day(text: str, now: dt.datetime, words: str) -> dt.date:
    today = now.date()
    near = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
    if text in near:
        return today + dt.timedelta(days=near[text])
    name = text.removeprefix("next ").removeprefix("on ").removeprefix("this ")
    weekday = _index(_DAYS, name)
    if weekday is not None:
        return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    try:
        if iso := _ISO.match(text):
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        # “Fri 27 Nov” as `say` writes it.
        first, _, rest = text.partition(" ")
        if rest and _index(_DAYS, first.rstrip(",")) is not None:
            text = rest
        if found := _DAY_MONTH.match(text):
            return _dated(int(found[1]), found[2], found[3], today, words)
        if found := _MONTH_DAY.match(text):
            return _dated(int(found[2]), found[1], found[3], today, words)
    except ValueError as error:
        raise _unclear(words) from error
    raise _unclear(words)


def _dated(day: int, month: str, year: str | None, today: dt.date, words: str) -> dt.date:
    number = _index(_MONTHS, month)
    if number is None:
        raise _unclear(words)
    if year:
        return dt.date(int(year), number + 1, day)
    date = dt.date(today.year, number + 1, day)
    # “12 Jan”, said in November, is next year's; a few days back is simply late.
    return date if (today - date).days < 60 else date.replace(year=today.year + 1)


def _index(names: tuple[str, ...], word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(word)), None)


def _unclear(words: str) -> WrongUsage:
    return WrongUsage(
        f"“{words.strip()}” says no day or time.",
        safe="The old date stands.",
        next_step="Write it like today 17:00, tomorrow, Friday 9:30 or 24 Nov 12:00.",
    )
