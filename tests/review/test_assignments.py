"""Assignments: a draft for a writer with a brief that stays, and whose changes are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.publishing.record.event_words import KNOWN
from editorial.review.assignments import LONGEST_BRIEF, assign_story, change_brief
from editorial.review.decisions import take_step
from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import story_keys, story_rows
from editorial.stories.drafts import open_story, save_text
from editorial.stories.events import events
from editorial.stories.filing import file_story
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import NotAllowed, WrongUsage

IDA = Person("Ida Holm")
ANA = Person("Ana Ruiz", frozenset({Role.WRITER}))
DUE = dt.datetime(2026, 11, 27, 17, tzinfo=dt.UTC)


@pytest.fixture
def assigned(store):
    made = assign_story(
        store,
        who=IDA,
        to="  Ana  Ruiz ",
        headline="Pilots and pensions",
        brief="Why now?\n\nCall the union.  \n",
        section="Harbours",
        type="Analysis",
        due_at=DUE,
        word_target=800,
    )
    return made.created


def test_an_assignment_is_a_draft_that_the_writer_finds(store, assigned) -> None:
    story = open_story(store, assigned)
    assert story.status is Status.DRAFT
    assert (story.assigned_to, story.author, story.byline) == (
        "Ana Ruiz",
        "Ana Ruiz",
        ("Ana Ruiz",),
    )
    assert (story.section, story.type, story.due_at) == ("Harbours", "Analysis", DUE)
    assert (story.word_target, story.brief) == (800, "Why now?\n\nCall the union.")
    (row,) = story_rows(store, story_keys(store, QueueFilter("assigned"), ANA))
    assert row.id == assigned
    assert not story_keys(store, QueueFilter("assigned"), IDA)


def test_who_assigned_what_is_in_the_record(store, assigned) -> None:
    told = {event.what: event for event in events(store, assigned)}
    assert told["created"].who == told["assign"].who == "Ida Holm"
    assert told["assign"].data["brief"] == "Why now?\n\nCall the union."
    assert {"assign", "brief"} <= KNOWN


def test_the_brief_stays_through_writing_and_review(store, assigned) -> None:
    story = open_story(store, assigned)
    save_text(
        store, assigned, who=ANA, base=story.text_revision, headline="The pilots’ pensions",
        dek="", body="Forty-one ships ride at anchor.",
    )  # fmt: skip
    take_step(store, assigned, Step.SPIKE, who=IDA)
    take_step(store, assigned, Step.RESTORE, who=IDA)
    assert open_story(store, assigned).brief == "Why now?\n\nCall the union."


def test_a_changed_brief_keeps_what_it_said(store, assigned) -> None:
    assert change_brief(store, assigned, "Why now? Call the port.", who=IDA).stories == {assigned}
    assert not change_brief(store, assigned, "Why now? Call the port. ", who=IDA).stories
    newest, *_ = events(store, assigned)
    assert newest.what == "brief"
    assert newest.data["was"] == "Why now?\n\nCall the union."
    revision = open_story(store, assigned).revision
    change_brief(store, assigned, "", who=IDA)
    after = open_story(store, assigned)
    # What an editor approves are the words of the story, not what was asked for.
    assert (after.brief, after.revision) == ("", revision)


def test_only_an_editor_assigns(store, assigned) -> None:
    with pytest.raises(NotAllowed, match="may not assign"):
        assign_story(store, who=ANA, to="Bo", headline="Mine")
    with pytest.raises(NotAllowed, match="may not change a brief"):
        change_brief(store, assigned, "Less", who=ANA)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"to": " "}, "who is to write it"),
        ({"headline": "  "}, "working headline"),
        ({"brief": "x" * (LONGEST_BRIEF + 1)}, "is the most"),
        ({"word_target": -1}, "no number of words"),
    ],
)
def test_what_is_missing_is_said_and_nothing_made(store, values, words) -> None:
    with pytest.raises(WrongUsage, match=words):
        assign_story(store, who=IDA, **({"to": "Ana", "headline": "Pilots"} | values))
    assert not story_keys(store, QueueFilter("all"), IDA)


def test_a_word_target_is_the_storys_own_wherever_it_stands(store, assigned) -> None:
    file_story(store, assigned, who=IDA, word_target=0)
    assert open_story(store, assigned).word_target == 0
    file_story(store, assigned, who=IDA, word_target=None)
    assert open_story(store, assigned).word_target is None
    with pytest.raises(WrongUsage):
        file_story(store, assigned, who=IDA, word_target="many")
