"""Wall-clock times around every change of the clocks, in every zone, from 2020 to 2030."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.system.errors import WrongUsage
from editorial.system.local_times import NoSuchTime, TwiceThatTime, exact_words, is_twice, moment_of
from editorial.system.time_words import parse, say, say_elsewhere
from editorial.system.zones import (
    computer_zone,
    newsroom_zone,
    same_clock,
    shown_zone,
    zone_named,
    zone_names,
)

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = dt.timedelta(minutes=1)
START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
DAYS = 365 * 11
NOON = dt.time(12)


@lru_cache(maxsize=1)
def changes() -> tuple[tuple[str, dt.datetime], ...]:
    """Return each moment at which the offset of a zone changes, found without our own code."""
    found = []
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        low, before = START, START.astimezone(zone).utcoffset()
        for day in range(1, DAYS):
            high = START + dt.timedelta(days=day)
            if high.astimezone(zone).utcoffset() == before:
                low = high
                continue
            near = low
            while high - near > dt.timedelta(seconds=1):
                middle = near + (high - near) // 2
                if middle.astimezone(zone).utcoffset() == before:
                    near = middle
                else:
                    high = middle
            moment = high.replace(microsecond=0)
            found.append((name, moment))
            low, before = moment, moment.astimezone(zone).utcoffset()
    return tuple(found)


def around(name: str, change: dt.datetime, minutes: int) -> None:
    """Hold that reading a wall clock, minutes from a change, gives what UTC says."""
    zone = ZoneInfo(name)
    before = (change - MINUTE).astimezone(zone).utcoffset()
    after = change.astimezone(zone).utcoffset()
    wall = (change + min(before, after) + minutes * MINUTE).replace(tzinfo=None)
    # What clocks show it, found the slow way: each offset, taken at its word.
    moments = sorted(
        {
            (wall - offset).replace(tzinfo=dt.UTC)
            for offset in (before, after)
            if (wall - offset).replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None) == wall
        }
    )
    said: list[bool] = []
    try:
        found = [moment_of(wall, zone)]
    except TwiceThatTime as error:
        found = list(error.choices)
        for choice in error.choices:
            # What the refusal offers can be typed, and says that moment.
            assert parse(exact_words(choice, zone), change.astimezone(zone)) == choice
    except NoSuchTime as error:
        found = []
        last, first = error.nearest
        assert last < change == first
        assert last == change - MINUTE
        for near in error.nearest:
            shown = near.astimezone(zone)
            assert moment_of(shown.replace(tzinfo=None), zone) == near
            said.append(f"{shown:%H:%M}" in str(error))
    assert found == moments
    assert all(said)
    for moment in moments:
        assert is_twice(moment, zone) == (len(moments) == 2)
        now = (moment - dt.timedelta(hours=5)).astimezone(zone)
        assert parse(say(moment, now), now) == moment


def test_there_are_changes_to_look_at() -> None:
    names = {name for name, _ in changes()}
    assert {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
    } <= names
    assert len(changes()) > 3000


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_every_minute_around_every_change_is_read_as_utc_has_it(data) -> None:
    name, change = data.draw(st.sampled_from(changes()))
    around(name, change, data.draw(st.integers(-180, 240)))


@pytest.mark.parametrize("minutes", [-1, 0, 1, 15, 29, 30, 31, 59, 60, 61])
def test_the_edges_of_every_change(minutes) -> None:
    for name, change in changes():
        around(name, change, minutes)


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(sorted(available_timezones())),
    st.integers(0, DAYS * 24 * 60),
    st.integers(-400, 400),
)
def test_what_is_said_is_understood_in_every_zone(name, minutes, days_from_now) -> None:
    zone = ZoneInfo(name)
    moment = START + minutes * MINUTE
    now = (moment + dt.timedelta(days=days_from_now, minutes=7)).astimezone(zone)
    assert parse(say(moment, now), now) == moment


def test_a_time_that_the_clocks_pass_over_is_refused_with_the_nearest() -> None:
    now = dt.datetime(2027, 3, 27, 12, tzinfo=BERLIN)
    with pytest.raises(NoSuchTime) as caught:
        parse("tomorrow 2:30", now)
    assert caught.value.message == (
        "02:30 does not exist on 28 March 2027 in Europe/Berlin: the clocks go forward."
    )
    assert caught.value.next_step == "Choose 01:59 or 03:00."


def test_a_time_that_comes_twice_asks_which() -> None:
    now = dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    with pytest.raises(TwiceThatTime) as caught:
        parse("tomorrow 2:30", now)
    assert "2026-10-25 02:30 +02:00 or 2026-10-25 02:30 +01:00" in caught.value.next_step
    first, second = caught.value.choices
    assert second - first == dt.timedelta(hours=1)
    assert parse("tomorrow 2:30 +01:00", now) == second
    assert say(second, now) == "Tomorrow, 02:30 +01:00"


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        # The night of 25 October 2026 has an hour more.
        ("in 20 hours", "2026-10-25T08:00+02:00"),
        ("in 1 day", "2026-10-25T12:00+01:00"),
        ("in 2 weeks", "2026-11-07T12:00+01:00"),
        ("tomorrow 9:00", "2026-10-25T09:00+01:00"),
        ("18:00 Europe/London", "2026-10-24T18:00+01:00"),
        ("tomorrow 18:00 america/new_york", "2026-10-25T18:00-04:00"),
        ("25 Oct 4:00 UTC", "2026-10-25T04:00+00:00"),
        ("2026-11-30 09:00", "2026-11-30T09:00+01:00"),
        ("2026-11-30 09:00 Asia/Tokyo", "2026-11-30T09:00+09:00"),
        ("2026-11-30T09:00:30.5-05:00", "2026-11-30T09:00:30.5-05:00"),
        ("2026-11-30 09:00 +0530", "2026-11-30T09:00+05:30"),
        ("2026-11-30T09:00Z", "2026-11-30T09:00+00:00"),
    ],
)
def test_zones_offsets_and_the_change_of_the_clocks(words, moment) -> None:
    now = dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    assert parse(words, now) == dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "words", ["18:00 Europe/Atlantis", "2026-02-30T09:00", "2026-11-30 25:00", "18:00 +99:00"]
)
def test_what_is_no_time_or_zone_is_refused(words) -> None:
    with pytest.raises(WrongUsage) as caught:
        parse(words, dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN))
    assert caught.value.next_step


def test_a_day_alone_is_not_enough_where_the_hour_matters() -> None:
    now = dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    with pytest.raises(WrongUsage, match="says a day, but no time"):
        parse("Friday", now, hour=None)
    assert parse("Friday", now, hour=NOON) == dt.datetime(2026, 10, 30, 12, tzinfo=BERLIN)


def test_a_person_elsewhere_sees_their_own_clock_too() -> None:
    now = dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    moment = dt.datetime(2026, 10, 24, 23, 30, tzinfo=dt.UTC)
    assert say(moment, now) == "Tomorrow, 01:30"
    london = ZoneInfo("Europe/London")
    assert say_elsewhere(moment, now, london) == "Sun 00:30 in Europe/London"
    assert say_elsewhere(moment, now, ZoneInfo("Europe/Paris")) == ""
    assert say_elsewhere(None, now, london) == ""
    assert same_clock(moment, BERLIN, ZoneInfo("Europe/Paris"))


def test_zones_by_name() -> None:
    from editorial.system.settings import NewsroomSettings

    assert zone_named("europe/berlin") == BERLIN
    assert zone_named("America/New York").key == "America/New_York"
    for wrong in ("Mars/Olympus", "../etc/passwd", "", "/etc/localtime"):
        with pytest.raises(WrongUsage, match="no time zone"):
            zone_named(wrong)
    assert newsroom_zone(NewsroomSettings(time_zone="Asia/Tokyo")).key == "Asia/Tokyo"
    assert newsroom_zone(NewsroomSettings()) is computer_zone()
    assert shown_zone(NewsroomSettings(time_zone="Mars/Olympus")) is computer_zone()
    now = dt.datetime.now(dt.UTC)
    assert now.astimezone(computer_zone()).utcoffset() == now.astimezone().utcoffset()
    names = zone_names()
    assert names[0] == "UTC"
    assert "Europe/Oslo" in names
    assert not any(name.startswith("Etc/") for name in names)
