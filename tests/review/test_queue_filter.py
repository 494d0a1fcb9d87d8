"""Filters of a queue: whose, due, notes, words; and what is late."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from editorial.review import notes
from editorial.review.queue_filter import GRACE, QueueFilter
from editorial.review.queues import count_stories, queue_counts, story_keys, story_rows
from editorial.stories.drafts import new_story
from editorial.stories.filing import file_story
from editorial.stories.models import Story
from editorial.stories.people import Person
from editorial.system.errors import WrongUsage

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def write(store, person):
    def make(headline, status="draft", **fields):
        story = new_story(store, who=person, headline=headline).created
        if fields:
            file_story(store, story, who=person, **fields)
        if status != "draft":
            with store.write() as session:
                session.execute(update(Story).where(Story.id == story).values(status=status))
        return story

    return make


@pytest.fixture
def listed(store, person):
    def names(**wanted):
        keys = story_keys(store, QueueFilter(**wanted), person)
        assert count_stories(store, QueueFilter(**wanted), person) == len(keys)
        return {row.headline for row in story_rows(store, keys)}

    return names


def test_mine_the_desks_and_nobodys(write, listed):
    write("Mine", assigned_to="Ida Holm")
    write("Hers", assigned_to="Eva Brandt")
    write("Free")
    assert listed() == {"Mine", "Hers", "Free"}
    assert listed(whose="mine") == {"Mine"}
    assert listed(whose="unclaimed") == {"Free"}
    assert listed(assigned="Eva Brandt") == {"Hers"}


def test_late_is_overdue_or_a_missed_schedule(store, person, write, listed):
    now = store.now()
    write("Overdue", "in_edit", due_at=now - HOUR)
    write("In time", "in_edit", due_at=now + HOUR)
    write("Out already", "published", due_at=now - HOUR)
    write("Missed", "scheduled", publish_at=now - HOUR)
    write("Going out now", "scheduled", publish_at=now - GRACE / 2)
    write("Tonight", "scheduled", publish_at=now + HOUR)
    assert listed(queue="late") == {"Overdue", "Missed"}
    assert listed(due="overdue") == {"Overdue"}
    assert queue_counts(store, person)["late"] == 2


def test_mentions_are_stories_whose_open_notes_name_me(store, person, write, listed):
    other = Person("Eva Brandt")
    asked, answered, done, like = (write(name) for name in ("Asked", "Answered", "Done", "Like"))
    notes.add_note(store, asked, who=other, text=f"@{person.name}, is that so?")
    thread = notes.add_note(store, answered, who=person, text="Who counted?").created
    notes.add_note(store, answered, who=other, text=f"@{person.name} did.", parent=thread)
    settled = notes.add_note(store, done, who=other, text=f"@{person.name}?").created
    notes.resolve_note(store, settled, who=other)
    notes.add_note(store, like, who=other, text=f"{person.name} wrote this.")
    assert listed(queue="mentions") == {"Asked", "Answered"}
    assert queue_counts(store, person)["mentions"] == 2


def test_due_today_this_week_or_never(store, write, listed):
    noon = store.now().astimezone().replace(hour=12, minute=0)
    write("Today", due_at=noon)
    write("In three days", due_at=noon + dt.timedelta(days=3))
    write("In ten days", due_at=noon + dt.timedelta(days=10))
    write("Never")
    assert listed(due="today") == {"Today"}
    assert listed(due="week") == {"Today", "In three days"}
    assert listed(due="none") == {"Never"}


def test_only_notes_that_are_open(store, person, write, listed):
    asked, settled = write("Asked"), write("Settled")
    notes.add_note(store, asked, who=person, text="Who says so?")
    made = notes.add_note(store, settled, who=person, text="Fine now.")
    notes.resolve_note(store, made.created, who=person)
    assert listed(open_notes=True) == {"Asked"}


def test_every_word_must_stand_somewhere(write, listed):
    write("Why the pilots strike", section="Europe", assigned_to="Eva Brandt")
    write("Österreich wählt", section="Europe")
    write("100% pure", section="Asia")
    assert listed(text="PILOTS europe") == {"Why the pilots strike"}
    assert listed(text="brandt") == {"Why the pilots strike"}
    assert listed(text="österreich") == {"Österreich wählt"}
    assert listed(text="0%") == {"100% pure"}
    assert listed(text="pilots asia") == set()


@pytest.mark.parametrize("wrong", [{"whose": "his"}, {"due": "soon"}, {"sort": "size"}])
def test_a_word_that_means_nothing_is_said(listed, wrong):
    with pytest.raises(WrongUsage):
        listed(**wrong)
