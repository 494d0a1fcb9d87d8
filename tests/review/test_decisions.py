from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.review import decisions, notes
from editorial.review.compare import word_changes
from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import queue_counts, story_keys, story_rows
from editorial.review.readiness import check_story
from editorial.stories import drafts, versions
from editorial.stories.events import events
from editorial.stories.filing import file_story
from editorial.stories.people import Person, Role
from editorial.stories.placements import place_hero
from editorial.stories.workflow import Gate, Status, Step
from editorial.system.errors import (
    ChecksFailed,
    NotAllowed,
    StaleStory,
    WrongState,
    WrongUsage,
)


@pytest.fixture
def ready_story(store, person, make_photo):
    def make(headline="Why the pilots strike"):
        made = drafts.new_story(
            store,
            who=person,
            headline=headline,
            dek="Who gains from the wait.",
            body="Forty-one ships ride at anchor in sight of the town. " * 20,
            type="Analysis",
            section="Global Crises",
        )
        place_hero(store, made.created, make_photo(), who=person)
        return made.created

    return make


def status(store, story_id) -> Status:
    return drafts.open_story(store, story_id).status


def test_the_way_to_ready(store, person, ready_story) -> None:
    story = ready_story()
    editor = Person("Eva Brandt", frozenset({Role.EDITOR}))
    decisions.take_step(store, story, Step.SUBMIT, who=person)
    decisions.take_step(store, story, Step.CLAIM, who=editor)
    assert drafts.open_story(store, story).assigned_to == "Eva Brandt"
    detail = drafts.open_story(store, story)
    decisions.take_step(store, story, Step.APPROVE, who=editor, revision=detail.revision)
    assert status(store, story) is Status.READY
    steps = [e.what for e in events(store, story)]
    assert steps[:3] == ["approve", "claim", "submit"]
    assert versions.versions(store, story)[0].name == "approve"


def test_a_blocked_step_changes_nothing_and_names_the_flaws(store, person) -> None:
    story = drafts.new_story(store, who=person, headline="", body="x").created
    with pytest.raises(ChecksFailed, match="no headline") as caught:
        decisions.take_step(store, story, Step.SUBMIT, who=person)
    assert "headline_missing" in {f.code for f in caught.value.findings}
    assert status(store, story) is Status.DRAFT


def test_an_editor_never_approves_what_she_has_not_read(store, person, ready_story) -> None:
    story = ready_story()
    decisions.take_step(store, story, Step.SUBMIT, who=person)
    read = drafts.open_story(store, story)
    drafts.save_text(
        store, story, who=person, base=read.text_revision, headline=read.headline,
        dek=read.dek, body=read.body + " One more line.",
    )  # fmt: skip
    with pytest.raises(StaleStory, match="changed since you read it"):
        decisions.take_step(store, story, Step.APPROVE, who=person, revision=read.revision)
    assert status(store, story) is Status.SUBMITTED


def test_a_return_needs_a_note(store, person, ready_story) -> None:
    story = ready_story()
    decisions.take_step(store, story, Step.SUBMIT, who=person)
    with pytest.raises(WrongUsage, match="with a note"):
        decisions.take_step(store, story, Step.RETURN, who=person)
    decisions.take_step(store, story, Step.RETURN, who=person, note="Source for this?")
    assert status(store, story) is Status.RETURNED
    assert [n.text for n in notes.notes(store, story)] == ["Source for this?"]


def test_roles_and_states_are_kept(store, person, ready_story) -> None:
    story = ready_story()
    writer = Person("W", frozenset({Role.WRITER}))
    decisions.take_step(store, story, Step.SUBMIT, who=writer)
    with pytest.raises(NotAllowed, match="Ask an editor"):
        decisions.take_step(store, story, Step.APPROVE, who=writer)
    with pytest.raises(WrongState, match="does not apply"):
        decisions.take_step(store, story, Step.SUBMIT, who=writer)


def test_an_open_note_blocks_approval_until_resolved(store, person, ready_story) -> None:
    story = ready_story()
    decisions.take_step(store, story, Step.SUBMIT, who=person)
    note = notes.add_note(
        store,
        story,
        who=person,
        text="Who says?",
        quote="Forty-one ships",
        before="",
        after=" ride",
    ).created
    answer = notes.add_note(store, story, who=person, text="The log.", parent=note).created
    assert [n.parent_id for n in notes.notes(store, story)] == [None, note]
    with pytest.raises(ChecksFailed, match="1 note is unresolved"):
        decisions.take_step(store, story, Step.APPROVE, who=person)
    notes.resolve_note(store, answer, who=person)
    decisions.take_step(store, story, Step.APPROVE, who=person)


def test_a_note_finds_its_passage_again() -> None:
    import datetime as dt
    import uuid

    def note(quote, before, after):
        moment = dt.datetime.now(dt.UTC)
        return notes.NoteRow(
            uuid.uuid4(), None, "E", moment, "?", quote, quote, before, after, "", None, (),
            None, "",
        )  # fmt: skip

    body = "A ship sails. Another ship sinks."
    assert notes.place_of(note("ship", "Another ", " sinks"), body) == (22, 26)
    assert notes.place_of(note("ship", "A ", " sails"), "Lo! A ship sails.") == (6, 10)
    assert notes.place_of(note("boat", "", ""), body) is None


def test_queues_count_and_list_the_same(store, person, ready_story) -> None:
    one, two, three = (ready_story(f"Story {n}") for n in "123")
    decisions.take_step(store, two, Step.SUBMIT, who=person)
    decisions.take_step(store, three, Step.SPIKE, who=person)
    file_story(store, one, who=person, assigned_to="Ida Holm", also_in=["Asia-Pacific"])
    counts = queue_counts(store, person)
    for queue, count in counts.items():
        wanted = (
            QueueFilter(section=queue.removeprefix("section:"))
            if queue.startswith("section:")
            else QueueFilter(queue)
        )
        if queue != "section:asia-pacific":
            assert len(story_keys(store, wanted, person)) == count, queue
    assert counts["my_drafts"] == 2
    assert counts["assigned"] == 1
    assert counts["section:global-crises"] == 2
    keys = story_keys(store, QueueFilter(sort="headline"), person)
    assert [r.headline for r in story_rows(store, keys)] == ["Story 1", "Story 2", "Story 3"]
    also = story_keys(store, QueueFilter(section="asia-pacific"), person)
    assert [r.headline for r in story_rows(store, also)] == ["Story 1"]
    by_writer = story_keys(store, QueueFilter(writer="Ida Holm"), person)
    assert len(by_writer) == 3
    assert len(story_keys(store, QueueFilter(writer="Ida"), person)) == 0
    with pytest.raises(WrongUsage, match="no queue"):
        story_keys(store, QueueFilter("nope"), person)


def test_checks_of_a_stored_story(store, person, ready_story) -> None:
    story = ready_story()
    levels = {r.level for r in check_story(store, story, Gate.PUBLISH)}
    assert levels == {"pass", "note"}


@given(st.text(max_size=200), st.text(max_size=200))
def test_word_changes_lose_nothing(old, new) -> None:
    runs = word_changes(old, new)
    assert "".join(r.text for r in runs if r.kind != "added") == old
    assert "".join(r.text for r in runs if r.kind != "removed") == new


def test_word_changes_mark_whole_words() -> None:
    runs = word_changes("The owners call it a wage dispute.", "The owners call it a pay dispute.")
    assert [(r.kind, r.text) for r in runs] == [
        ("same", "The owners call it a "),
        ("removed", "wage"),
        ("added", "pay"),
        ("same", " dispute."),
    ]
