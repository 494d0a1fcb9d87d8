"""Moments as people say them: “today 17:00”, “Friday 9:30”, “24 Nov 12:00 Europe/Berlin”.

Pure: the present moment is given, in the zone in which the words are meant.
"""

from __future__ import annotations

import datetime as dt
import re

from editorial.system.errors import WrongUsage
from editorial.system.local_times import is_twice, moment_of
from editorial.system.zones import same_clock, zone_label, zone_named

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

_FULL = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?$")
_ZONE = re.compile(r"^(?P<rest>.*?)[\s,]+(?P<zone>[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+|UTC|GMT)$")
_OFFSET = re.compile(
    r"^(?P<rest>.*\d[:.h]\d\d(?::\d\d)?)\s*(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)$"
)

END_OF_DAY = dt.time(18, 0)
"""What a deadline without an hour means."""


def parse(words: str, now: dt.datetime, *, hour: dt.time | None = END_OF_DAY) -> dt.datetime | None:
    """Return the moment in UTC, None for no words; ``now`` is aware, in the zone that is meant.

    Words may name another zone or an offset at their end. ``hour`` is what a day without one
    means; None asks for it. Raises `WrongUsage` for words that say no moment, `NoSuchTime` and
    `TwiceThatTime` where the clocks change.
    """
    text = " ".join(words.split()).rstrip(".")
    if not text or text.casefold() in ("none", "no date", "-"):
        return None
    if _FULL.match(text):
        return _full(text, now, words)
    text, zone = _zone_of(text, now)
    now = now.astimezone(zone)
    text = text.casefold()
    if moment := _relative(text, now):
        return moment.astimezone(dt.UTC)
    clock = hour
    rest = text
    timed = _TIME.search(text)
    if timed:
        clock = _clock(timed, words)
        rest = text[: timed.start()].strip(" ,")
    day = _day(rest, now, words) if rest else now.date()
    if clock is None:
        raise WrongUsage(
            f"“{words.strip()}” says a day, but no time.",
            safe="The old time stands.",
            next_step=f"Add it, like {words.strip()} 9:00.",
        )
    wall = dt.datetime.combine(day, clock)
    if not rest and wall <= now.replace(tzinfo=None):
        wall += dt.timedelta(days=1)
    return moment_of(wall, zone)


def say(moment: dt.datetime | None, now: dt.datetime) -> str:
    """Return the moment as a person reads it: “Today, 17:00”, “Fri 27 Nov, 09:30”.

    It is told in the zone of ``now``, with its offset where the clocks show that time twice, so
    that `parse` reads the same moment out of it.
    """
    if moment is None:
        return ""
    zone = now.tzinfo or dt.UTC
    local = moment.astimezone(zone)
    days = (local.date() - now.date()).days
    word = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get(days)
    if word is None:
        word = f"{local:%a} {local.day} {local:%b}"
        if local.year != now.year or days < -50:
            word += f" {local.year}"
    offset = f" {local:%z}" if is_twice(moment, zone) else ""
    return f"{word}, {local:%H:%M}{offset and offset[:4] + ':' + offset[4:]}"


def say_elsewhere(moment: dt.datetime | None, now: dt.datetime, own: dt.tzinfo) -> str:
    """Return the moment on a person's own clock, ``Fri 16:00 in Europe/London``; often empty.

    The weekday stands there because it may be another day; today is not the same everywhere.

    Empty where that clock shows the same as the one of ``now``.
    """
    if moment is None or same_clock(moment, now.tzinfo or dt.UTC, own):
        return ""
    return f"{moment.astimezone(own):%a %H:%M} in {zone_label(own)}"


def say_past(moment: dt.datetime, now: dt.datetime) -> str:
    """Return a moment of the past as short as it can be told: “10:42”, “Fri 18:02”, “12 Nov”."""
    local = moment.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if 0 < days < 7:
        return f"{local:%a} {local:%H:%M}"
    return f"{local.day} {local:%b}" if local.year == now.year else f"{local.day} {local:%b %Y}"


def _full(text: str, now: dt.datetime, words: str) -> dt.datetime:
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise _unclear(words) from error
    if value.tzinfo is not None:
        return value.astimezone(dt.UTC)
    return moment_of(value, now.tzinfo or dt.UTC)


def _zone_of(text: str, now: dt.datetime) -> tuple[str, dt.tzinfo]:
    """Return the words without the zone at their end, and the zone."""
    if found := _ZONE.match(text):
        return found["rest"], zone_named(found["zone"])
    if found := _OFFSET.match(text):
        offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
        if offset < dt.timedelta(hours=24):
            return found["rest"], dt.timezone(-offset if found["sign"] == "-" else offset)
    return text, now.tzinfo or dt.UTC


def _relative(text: str, now: dt.datetime) -> dt.datetime | None:
    if text == "now":
        return now
    found = _IN.match(text)
    if not found:
        return None
    ahead = dt.timedelta(**{f"{found[2]}s": int(found[1])})
    if found[2] in ("minute", "hour"):
        # Hours pass, whatever the clocks do meanwhile.
        return now.astimezone(dt.UTC) + ahead
    return moment_of((now + ahead).replace(tzinfo=None), now.tzinfo or dt.UTC)


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
        next_step="Write it like today 17:00, tomorrow, Friday 9:30, 24 Nov 12:00 or "
        "2026-11-30 09:00 Europe/Berlin.",
    )
