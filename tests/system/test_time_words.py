"""Deadlines in words, both ways."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.system.errors import WrongUsage
from editorial.system.time_words import parse, say, say_past

ZONE = dt.timezone(dt.timedelta(hours=1))
# A Monday.
NOW = dt.datetime(2026, 11, 23, 10, 42, tzinfo=ZONE)


def at(month, day, hour, minute=0, year=2026):
    return dt.datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("today 17:00", at(11, 23, 17)),
        ("Today, 17:00", at(11, 23, 17)),
        ("tomorrow", at(11, 24, 18)),
        ("tomorrow at 9.30", at(11, 24, 9, 30)),
        ("tonight 11pm", at(11, 23, 23)),
        ("17:00", at(11, 23, 17)),
        ("9:00", at(11, 24, 9)),
        ("friday noon", at(11, 27, 12)),
        ("Fri 27 Nov, 09:30", at(11, 27, 9, 30)),
        ("monday", at(11, 30, 18)),
        ("24 Nov 12:00", at(11, 24, 12)),
        ("Dec 1", at(12, 1, 18)),
        ("12 Jan", at(1, 12, 18, year=2027)),
        ("2026-12-24 8:05", at(12, 24, 8, 5)),
        ("2026-12-24T08:05", at(12, 24, 8, 5)),
        ("in 2 hours", at(11, 23, 12, 42)),
        ("in 3 days", at(11, 26, 10, 42)),
    ],
)
def test_words_become_a_moment(words, moment):
    found = parse(words, NOW)
    assert found == moment
    assert found.tzinfo is dt.UTC


@pytest.mark.parametrize("words", ["", "  ", "none", "no date"])
def test_no_date(words):
    assert parse(words, NOW) is None


@pytest.mark.parametrize("words", ["soon", "31 February", "today 25:00", "13:99", "tomorow"])
def test_unclear_words_are_refused_with_an_example(words):
    with pytest.raises(WrongUsage, match="says no day or time") as caught:
        parse(words, NOW)
    assert "today 17:00" in caught.value.next_step


@pytest.mark.parametrize(
    "moment", [at(11, 23, 17), at(11, 24, 9, 30), at(11, 27, 0), at(1, 12, 18, year=2027)]
)
def test_what_is_said_is_understood(moment):
    assert parse(say(moment, NOW), NOW) == moment


def test_the_past_is_told_shortly():
    assert say_past(at(11, 23, 9, 58), NOW) == "09:58"
    assert say_past(at(11, 20, 18, 2), NOW) == "Fri 18:02"
    assert say_past(at(11, 12, 18, 2), NOW) == "12 Nov"
    assert say(None, NOW) == ""
