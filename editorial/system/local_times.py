"""Wall-clock times of a zone as moments, with the two hours a year that are no plain times.

When the clocks go forward, some times do not exist; when they go back, some come twice. Neither
is guessed: the first is refused with the nearest times that do exist, the second asks which is
meant (source: the ``fold`` of PEP 495).
"""

from __future__ import annotations

import datetime as dt

from editorial.system.errors import WrongUsage
from editorial.system.zones import zone_label

_MINUTE = dt.timedelta(minutes=1)


class NoSuchTime(WrongUsage):
    """The clocks pass over that time. ``nearest`` are the last minute before and the first after.

    Both are in UTC: Python holds no two moments equal of which one is told in such an hour.
    """

    def __init__(
        self, wall: dt.datetime, zone: dt.tzinfo, nearest: tuple[dt.datetime, dt.datetime]
    ) -> None:
        before, after = (moment.astimezone(zone) for moment in nearest)
        super().__init__(
            f"{wall:%H:%M} does not exist on {wall.day} {wall:%B %Y} in "
            f"{zone_label(zone)}: the clocks go forward.",
            safe="Nothing was changed.",
            next_step=f"Choose {before:%H:%M} or {after:%H:%M}.",
        )
        self.zone = zone
        self.nearest = nearest


class TwiceThatTime(WrongUsage):
    """The clocks show that time twice. ``choices`` are the earlier and the later one, in UTC."""

    def __init__(
        self, wall: dt.datetime, zone: dt.tzinfo, choices: tuple[dt.datetime, dt.datetime]
    ) -> None:
        first, second = (exact_words(moment, zone) for moment in choices)
        super().__init__(
            f"{wall:%H:%M} comes twice on {wall.day} {wall:%B %Y} in "
            f"{zone_label(zone)}: the clocks go back.",
            safe="Nothing was changed.",
            next_step=f"Say which is meant: {first} or {second}.",
        )
        self.zone = zone
        self.choices = choices


def moment_of(wall: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment in UTC at which clocks in ``zone`` show ``wall`` (naive).

    Raises `NoSuchTime` or `TwiceThatTime`.
    """
    earlier = wall.replace(tzinfo=zone, fold=0)
    later = wall.replace(tzinfo=zone, fold=1)
    first, second = earlier.astimezone(dt.UTC), later.astimezone(dt.UTC)
    if first == second:
        return first
    if first < second:
        raise TwiceThatTime(wall, zone, (first, second))
    change = _change_between(second, first, zone)
    raise NoSuchTime(wall, zone, (change - _MINUTE, change))


def start_of_day(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the first moment of a day in ``zone``, in UTC; it need not be midnight."""
    try:
        return moment_of(dt.datetime.combine(day, dt.time()), zone)
    except NoSuchTime as error:
        return error.nearest[1]
    except TwiceThatTime as error:
        return error.choices[0]


def is_twice(moment: dt.datetime, zone: dt.tzinfo) -> bool:
    """Return whether what clocks in ``zone`` show at ``moment`` is shown a second time."""
    local = moment.astimezone(zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def exact_words(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """Return a moment as clocks in ``zone`` show it, with offset: ``2026-10-25 02:30 +02:00``."""
    words = moment.astimezone(zone).isoformat(sep=" ", timespec="minutes")
    return f"{words[:16]} {words[16:]}"


def _change_between(low: dt.datetime, high: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the first second, after ``low`` and at most ``high``, with the later offset."""
    before = low.astimezone(zone).utcoffset()
    seconds = int((high - low).total_seconds())
    start, end = 0, seconds
    while end - start > 1:
        middle = (start + end) // 2
        at = (low + dt.timedelta(seconds=middle)).astimezone(zone)
        if at.utcoffset() == before:
            start = middle
        else:
            end = middle
    return low + dt.timedelta(seconds=end)
