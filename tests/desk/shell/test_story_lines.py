"""A row's words: when, who, how long."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from editorial.desk.kit.times import coming, due_words, short_moment
from editorial.desk.shell.story_lines import (
    headline_lines,
    kicker,
    lateness,
    moment,
    snippet_lines,
    spoken,
    status_facts,
)
from editorial.stories.rows import StoryRow
from editorial.stories.workflow import Status

NOW = dt.datetime(2026, 11, 22, 12, 0).astimezone()


def row(**fields) -> StoryRow:
    values = {
        "id": uuid.uuid4(),
        "slug": "a",
        "status": Status.DRAFT,
        "headline": "Why the harbour pilots are striking now",
        "type": "Analysis",
        "section": "Global Crises",
        "word_count": 812,
        "author": "Ana",
        "assigned_to": "",
        "due_at": None,
        "publish_at": None,
        "published_at": None,
        "updated_at": NOW - dt.timedelta(hours=1, minutes=18),
        "open_notes": 0,
        "revision": 1,
    }
    return StoryRow(**{**values, **fields})


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (dt.timedelta(hours=1, minutes=18), "10:42"),
        (dt.timedelta(days=1), "Yesterday"),
        (dt.timedelta(days=2), "Fri"),
        (dt.timedelta(days=10), "12 Nov"),
        (dt.timedelta(days=400), "18 Oct 2025"),
    ],
)
def test_the_past_in_a_word(before, words):
    assert short_moment(NOW - before, NOW) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (dt.timedelta(hours=5), "17:00"),
        (dt.timedelta(days=1), "tomorrow 12:00"),
        (dt.timedelta(days=-1), "yesterday 12:00"),
        (dt.timedelta(days=3), "Wed 12:00"),
        (dt.timedelta(days=20), "12 Dec 12:00"),
    ],
)
def test_the_future_in_a_word(ahead, words):
    assert coming(NOW + ahead, NOW) == words
    assert due_words(NOW + ahead, NOW) == f"due {words}"


def test_the_time_at_the_right_is_the_one_that_matters():
    later = NOW + dt.timedelta(hours=5)
    assert moment(row(), NOW) == "10:42"
    assert moment(row(status=Status.IN_EDIT, due_at=later), NOW) == "due 17:00"
    assert moment(row(status=Status.SCHEDULED, publish_at=later), NOW) == "17:00"
    assert moment(row(status=Status.PUBLISHED, published_at=NOW), NOW) == "12:00"
    assert moment(row(status=Status.IN_EDIT), NOW) == "no date"


@pytest.mark.parametrize(
    ("fields", "late", "words"),
    [
        ({"due_at": NOW - dt.timedelta(hours=3)}, "overdue", "overdue 09:00"),
        ({"due_at": NOW - dt.timedelta(days=1)}, "overdue", "overdue yesterday"),
        ({"due_at": NOW + dt.timedelta(hours=3)}, "", "due 15:00"),
        ({"status": Status.READY, "due_at": NOW - dt.timedelta(days=10)}, "overdue",
         "overdue 12 Nov"),
        ({"status": Status.SCHEDULED, "publish_at": NOW - dt.timedelta(hours=1)}, "missed",
         "missed 11:00"),
        # A push takes its time: two minutes are not missed yet.
        ({"status": Status.SCHEDULED, "publish_at": NOW - dt.timedelta(minutes=1)}, "", "11:59"),
        ({"status": Status.PUBLISHED, "due_at": NOW - dt.timedelta(days=1), "published_at": NOW},
         "", "12:00"),
        ({"status": Status.SPIKED, "due_at": NOW - dt.timedelta(days=1)}, "", "10:42"),
    ],
)  # fmt: skip
def test_what_is_late_says_so_in_a_word(fields, late, words):
    assert lateness(row(**fields), NOW) == late
    assert moment(row(**fields), NOW) == words
    assert words in spoken(row(**fields), NOW)


def test_what_stands_behind_the_status():
    assert status_facts(row(), "Ana") == "812 words"
    assert status_facts(row(word_count=1), "Ana") == "1 word"
    assert status_facts(row(status=Status.RETURNED, open_notes=1), "Ana") == "1 note"
    assert status_facts(row(status=Status.IN_EDIT, assigned_to="Ana"), "Ana") == "with you"
    assert status_facts(row(status=Status.IN_EDIT, assigned_to="Bo"), "Ana") == "with Bo"
    both = row(status=Status.IN_EDIT, assigned_to="Bo", open_notes=2)
    assert status_facts(both, "Ana") == "with Bo · 2 notes"
    assert status_facts(row(status=Status.PUBLISHED, assigned_to="Bo"), "Ana") == "812 words"


def test_words_for_eye_and_ear():
    assert kicker(row()) == "Analysis · Global Crises"
    assert kicker(row(type="", section="")) == "Not filed yet"
    assert spoken(row()).startswith("Why the harbour pilots are striking now. Analysis")


def test_a_headline_has_two_lines_at_most(fonts):
    assert headline_lines("Short", 278) == ("Short",)
    two = headline_lines("Why the harbour pilots are striking now", 255)
    assert [line.strip() for line in two] == ["Why the harbour pilots are striking", "now"]
    long = headline_lines("word " * 60, 278)
    assert len(long) == 2
    assert long[1].endswith("…")
    assert headline_lines("", 278) == ("Untitled",)


def test_snippet_lines_are_a_beginning_of_the_passage(fonts):
    text = "the pilots went out at dawn and came back at noon, " * 4
    lines = snippet_lines(text, 278)
    assert len(lines) == 2
    assert text.startswith("".join(lines))
