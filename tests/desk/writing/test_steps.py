"""The way of a story from the toolbar: submit, refuse with reasons, approve, reopen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog

from editorial.desk.writing import step_taker
from editorial.desk.writing.compare_dialog import CompareDialog
from editorial.desk.writing.open_draft import Saving
from editorial.desk.writing.reason import ReasonDialog
from editorial.review import decisions, notes
from editorial.review.checks.results import CheckResult
from editorial.stories import drafts, versions
from editorial.stories.events import events
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import DiskFull, ReasonNeeded


@pytest.fixture
def empty_story(store, who):
    return drafts.new_story(store, who=who).created


def test_submit_takes_the_words_on_the_screen(desk, story, qtbot):
    desk.open(story)
    qtbot.keyClicks(desk.page.body, "Now. ")
    desk.room.toolbar.primary.click()
    desk.settle()
    assert desk.stored().status is Status.SUBMITTED
    assert desk.stored().body.startswith("Now. ")
    assert "Submitted." in desk.notices.told[-1]
    assert desk.room.toolbar.primary_step is Step.CLAIM


def test_a_refused_submit_says_why_and_shows_the_checks(desk, empty_story):
    desk.open(empty_story)
    desk.room.inspector.turn_to(desk.room.inspector.review)
    desk.room.toolbar.primary.click()
    desk.settle()
    assert desk.stored().status is Status.DRAFT
    assert "There is no headline" in desk.notices.refused[0].message
    assert desk.room.inspector.tabs.currentWidget() is desk.room.inspector.story


def test_a_step_waits_for_the_save_and_is_dropped_when_it_fails(desk, story, monkeypatch, qtbot):
    def full(*_args, **_words):
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(drafts, "save_text", full)
    draft = desk.open(story)
    qtbot.keyClicks(desk.page.body, "x")
    desk.room.toolbar.primary.click()
    desk.settle()
    assert draft.saving is Saving.FAILED
    assert desk.stored().status is Status.DRAFT
    assert "The disk is full." in desk.notices.refused[0].message


def test_returning_needs_a_note(desk, story, monkeypatch):
    decisions.take_step(desk.store, story, Step.SUBMIT, who=desk.who)
    desk.open(story)
    answers = [("", False), ("Who says so?", True)]
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_a, **_k: answers.pop(0))
    desk.room.steps.take(Step.RETURN)
    desk.settle()
    assert desk.stored().status is Status.SUBMITTED
    desk.room.steps.take(Step.RETURN)
    desk.settle()
    assert desk.stored().status is Status.RETURNED
    assert [note.text for note in notes.notes(desk.store, story)] == ["Who says so?"]


def test_a_closed_story_is_read_only_and_says_what_opens_it(desk, story, qtbot):
    decisions.take_step(desk.store, story, Step.SPIKE, who=desk.who)
    draft = desk.open(story)
    page = desk.page
    assert page.body.isReadOnly()
    assert page.head.headline.isReadOnly()
    assert page.head.byline.isReadOnly()
    assert page.status.saved_text == "Read only"
    assert page.closed_notice.isVisible()
    assert "Spiked: the words are closed" in page.closed_notice.text
    qtbot.keyClicks(page.body, "x")
    assert draft.is_clean
    page.closed_notice.acted.emit()
    desk.settle()
    assert desk.stored().status is Status.DRAFT
    assert not page.body.isReadOnly()
    assert not page.closed_notice.isVisible()
    qtbot.keyClicks(page.body, "x")
    assert not draft.is_clean


def test_a_story_closed_by_another_hand_keeps_what_was_typed(desk, story, qtbot):
    draft = desk.open(story)
    qtbot.keyClicks(desk.page.body, "Typed. ")
    decisions.take_step(desk.store, story, Step.SPIKE, who=desk.who)
    draft.save()
    desk.settle()
    assert draft.saving is Saving.STALE
    newest = next(row for row in versions.versions(desk.store, story) if row.kind == "rescued")
    assert versions.snapshot(desk.store, story, newest.number).body.startswith("Typed. ")


def test_the_steps_are_those_of_the_person(desk, story):
    draft = desk.open(story)
    writer = Person("Ada", frozenset({Role.WRITER}))
    decisions.take_step(desk.store, story, Step.SUBMIT, who=desk.who)
    draft.update_detail(desk.stored())
    desk.room.toolbar.show_steps(draft.detail, writer)
    assert desk.room.toolbar.primary_step is Step.TAKE_BACK
    assert desk.room.toolbar.other_steps == (Step.SPIKE,)
    desk.room.toolbar.show_steps(draft.detail, desk.who)
    assert desk.room.toolbar.primary_step is Step.CLAIM
    assert Step.RETURN in desk.room.toolbar.other_steps
    assert Step.APPROVE in desk.room.toolbar.other_steps


def test_a_step_asks_for_a_reason_and_keeps_it(desk, story, monkeypatch):
    desk.store.home.checks.write_text('[checks]\nbody_short = { submit = "warn" }\n')
    asked = []

    def answer(error, deed, _parent):
        asked.append((deed, error.message))
        return "A short one." if len(asked) > 1 else ""

    monkeypatch.setattr(step_taker, "ask_reason", answer)
    desk.open(story)
    desk.room.steps.take(Step.SUBMIT)
    desk.settle()
    assert desk.stored().status is Status.DRAFT
    desk.room.steps.take(Step.SUBMIT)
    desk.settle()
    assert desk.stored().status is Status.SUBMITTED
    assert asked[0][0] == "Submit for review"
    submitted = next(e for e in events(desk.store, story) if e.what == "submit")
    assert submitted.data["reason"] == "A short one."


def test_a_reason_is_asked_in_a_window(qtbot):
    finding = CheckResult("body_short", "warn", "body", "The text has only 4 words")
    dialog = ReasonDialog(ReasonNeeded("Look.", (finding,)), "Submit for review")
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    qtbot.keyClicks(dialog.field, "A short one.")
    assert ok.isEnabled()
    assert dialog.reason == "A short one."


def test_publishing_asks_where_to(desk, story):
    draft = desk.open(story)
    desk.room.steps.take(Step.PUBLISH)
    assert desk.room.inspector.tabs.currentWidget() is desk.room.inspector.publish
    assert draft.detail.status is Status.DRAFT


def test_changes_since_reading_stop_a_decision(desk, story, who):
    draft = desk.open(story)
    drafts.save_text(
        desk.store,
        story,
        who=who,
        base=draft.detail.text_revision,
        headline="Changed",
        dek="",
        body="Changed.",
    )
    desk.room.steps.take(Step.SUBMIT)
    desk.settle()
    assert desk.stored().status is Status.DRAFT
    assert "changed since you read them" in desk.notices.refused[0].message
    # What changed is one press away; then the decision can be taken.
    desk.notices.then()
    desk.settle()
    (dialog,) = desk.room.widget.findChildren(CompareDialog)
    assert dialog.isVisible()
    dialog.old_chosen.emit()
    dialog.close()
    desk.settle()
    assert desk.draft.words.headline == "Changed"
    desk.room.steps.take(Step.SUBMIT)
    desk.settle()
    assert desk.stored().status is Status.SUBMITTED
