"""No word is lost: saving by itself, two texts of one story, a full disk."""

from __future__ import annotations

import json

import pytest

from editorial.desk.writing import open_draft, open_drafts
from editorial.desk.writing.compare_dialog import CompareDialog
from editorial.desk.writing.open_draft import Saving
from editorial.stories import drafts, versions
from editorial.system.errors import DiskFull


@pytest.fixture
def quick(monkeypatch):
    """Waits of milliseconds instead of seconds."""
    monkeypatch.setattr(open_draft, "AFTER_LAST_KEY_MS", 10)
    monkeypatch.setattr(open_draft, "AT_MOST_MS", 40)
    monkeypatch.setattr(open_draft, "TRY_AGAIN_MS", 30)


def type_into(qtbot, widget, words):
    cursor = widget.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    widget.setTextCursor(cursor)
    qtbot.keyClicks(widget, words)


def save_theirs(store, story, who, draft):
    """Somebody else saves, from the text that the draft grew from."""
    return drafts.save_text(
        store,
        story,
        who=who,
        base=draft.detail.text_revision,
        headline="Theirs",
        dek="",
        body="Their words.",
    )


def test_typing_is_saved_by_itself(desk, story, quick, qtbot):
    draft = desk.open(story)
    with qtbot.waitSignal(draft.saved):
        type_into(qtbot, desk.page.body, " The wind turns.")
    desk.settle()
    qtbot.waitUntil(lambda: draft.is_clean)
    assert desk.stored().body.endswith("Forty ships wait. The wind turns.")
    assert desk.page.status.saved_text.startswith("Saved on this computer ")


def test_headline_and_dek_are_saved_as_well(desk, story, quick, qtbot):
    draft = desk.open(story)
    with qtbot.waitSignal(draft.saved):
        type_into(qtbot, desk.page.head.headline, " again")
        type_into(qtbot, desk.page.head.dek, " And loses.")
    qtbot.waitUntil(lambda: draft.is_clean)
    assert desk.stored().headline == "The pilots strike again"
    assert desk.stored().dek == "Who gains from the wait. And loses."


def test_saved_is_said_only_after_the_commit(desk, story, monkeypatch, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, "x")
    draft.save()
    assert draft.saving is Saving.UNDER_WAY
    assert desk.page.status.saved_text == "Saving…"
    desk.settle()
    assert draft.saving is Saving.SAVED


def test_words_typed_during_a_save_are_saved_next(desk, story, quick, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " One.")
    draft.save()
    type_into(qtbot, desk.page.body, " Two.")
    draft.save()
    qtbot.waitUntil(lambda: draft.is_clean and draft.saving is Saving.SAVED)
    assert desk.stored().body.endswith("One. Two.")


def test_undo_survives_a_save(desk, story, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " More.")
    draft.save()
    desk.settle()
    desk.page.body.undo()
    assert draft.words.body == "The boats stay in port.\n\nForty ships wait."
    draft.save()
    desk.settle()
    assert desk.stored().body.endswith("Forty ships wait.")


def test_switching_saves_and_keeps_the_undo_history(desk, story, store, who, qtbot):
    other = drafts.new_story(store, who=who, headline="Another").created
    first = desk.open(story)
    type_into(qtbot, desk.page.body, " Kept.")
    desk.open(other)
    assert desk.page.head.headline.toPlainText() == "Another"
    assert desk.stored(story).body.endswith("Kept.")
    assert desk.open(story) is first
    desk.page.body.undo()
    assert not first.words.body.endswith("Kept.")


def test_losing_the_focus_saves(desk, story, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " Then.")
    desk.page.left.emit()
    desk.settle()
    assert draft.is_clean
    assert desk.stored().body.endswith("Then.")


def test_flush_waits_until_the_words_are_kept(desk, story, qtbot):
    desk.open(story)
    type_into(qtbot, desk.page.body, " Last words.")
    assert desk.room.flush()
    assert desk.stored().body.endswith("Last words.")


def test_a_no_break_space_stays_one(desk, store, who, qtbot):
    story = drafts.new_story(store, who=who, body="Il dit\u00a0: non.").created
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, "!")
    draft.save()
    desk.settle()
    assert desk.stored().body == "Il dit\u00a0: non.!"


def test_another_text_saved_meanwhile_keeps_both(desk, story, store, who, qtbot):
    draft = desk.open(story)
    save_theirs(store, story, who, draft)
    type_into(qtbot, desk.page.body, " Mine.")
    draft.save()
    desk.settle()
    assert draft.saving is Saving.STALE
    assert desk.stored().body == "Their words."
    rescued = [row for row in versions.versions(store, story) if row.kind == "rescued"]
    assert len(rescued) == 1
    assert versions.snapshot(store, story, rescued[0].number).body.endswith("Mine.")
    assert f"version {rescued[0].number}" in desk.page.notice.text
    # What is typed on is kept as well, until the person has chosen.
    type_into(qtbot, desk.page.body, " More.")
    draft.save()
    kept = json.loads((desk.home.rescue / f"{story}.json").read_text("utf-8"))
    assert kept["body"].endswith("Mine. More.")


def test_going_on_from_mine_or_from_theirs(desk, story, store, who, qtbot):
    draft = desk.open(story)
    theirs = save_theirs(store, story, who, draft)
    type_into(qtbot, desk.page.body, " Mine.")
    draft.save()
    desk.settle()
    mine = draft.words
    desk.room.choices._go_on_from_theirs(draft, desk.stored())
    assert draft.words.body == "Their words."
    desk.page.body.undo()
    assert draft.words.body == mine.body
    desk.page.body.redo()
    assert draft.is_clean
    assert theirs.text_revision == draft.detail.text_revision
    desk.room.choices._go_on_from_mine(draft, desk.stored(), mine)
    desk.settle()
    assert desk.stored().body.endswith("Mine.")


def test_the_choice_shows_both_texts(desk, story, store, who, qtbot):
    draft = desk.open(story)
    save_theirs(store, story, who, draft)
    type_into(qtbot, desk.page.body, " Mine.")
    draft.save()
    desk.settle()
    desk.page.notice.acted.emit()
    desk.settle()
    dialog = desk.page.findChild(CompareDialog)
    words = dialog.text.toPlainText()
    assert "Mine" in words
    assert "Their words" in words
    dialog.old_chosen.emit()
    dialog.reject()
    assert draft.words.headline == "Theirs"


@pytest.fixture
def full_disk(monkeypatch):
    """Saving fails while the list is not empty."""
    trouble = [True]
    real = drafts.save_text

    def save(store, *args, **words):
        if trouble:
            raise DiskFull("The disk is full.", next_step="Make some room.")
        return real(store, *args, **words)

    monkeypatch.setattr(drafts, "save_text", save)
    return trouble


def test_a_full_disk_is_said_and_the_words_go_to_a_file(desk, story, full_disk, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " Not lost.")
    draft.save()
    desk.settle()
    assert draft.saving is Saving.FAILED
    assert "Not saved yet: The disk is full. Make some room." in desk.page.status.saved_text
    kept = json.loads((desk.home.rescue / f"{story}.json").read_text("utf-8"))
    assert kept["body"].endswith("Not lost.")


def test_saving_is_tried_again_and_the_file_goes(desk, story, quick, full_disk, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " Again.")
    draft.save()
    qtbot.waitUntil(lambda: draft.saving is Saving.FAILED)
    full_disk.clear()
    qtbot.waitUntil(lambda: draft.is_clean)
    assert desk.stored().body.endswith("Again.")
    assert not (desk.home.rescue / f"{story}.json").exists()


def test_rescued_words_are_offered_at_the_next_opening(desk, story, full_disk, store, who, qtbot):
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " Rescued.")
    draft.save()
    desk.settle()
    full_disk.clear()
    # As after a restart: the desk knows the story from the database alone.
    draft._stop_timers()
    desk.room.drafts._drafts.clear()
    other = drafts.new_story(store, who=who, headline="Elsewhere").created
    desk.room.commands.draft = None
    desk.open(other)
    again = desk.open(story)
    assert again is not draft
    assert not again.words.body.endswith("Rescued.")
    assert "could not be saved" in desk.page.notice.text
    found = desk.room.choices._rescued
    desk.room.choices._take_rescued(again, open_draft.Words(found.headline, found.dek, found.body))
    desk.settle()
    assert desk.stored(story).body.endswith("Rescued.")
    assert not (desk.home.rescue / f"{story}.json").exists()
    draft.deleteLater()


def test_an_unreadable_rescue_file_is_set_aside(desk, story):
    desk.home.rescue.mkdir(parents=True)
    (desk.home.rescue / f"{story}.json").write_text("{not json", "utf-8")
    desk.open(story)
    left = list(desk.home.rescue.iterdir())
    assert [path.suffix for path in left] == [".unreadable"]
    assert left[0].read_text("utf-8") == "{not json"


def test_a_fault_of_ours_keeps_the_words_too(desk, story, monkeypatch, qtbot):
    def broken(*_args, **_words):
        raise RuntimeError("a bug")

    monkeypatch.setattr(drafts, "save_text", broken)
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " Safe.")
    with qtbot.waitSignal(desk.jobs.crashed):
        draft.save()
    desk.settle()
    assert draft.saving is Saving.FAILED
    kept = json.loads((desk.home.rescue / f"{story}.json").read_text("utf-8"))
    assert kept["body"].endswith("Safe.")


def test_when_not_even_a_file_can_be_written_the_screen_is_the_last_place(
    desk, story, full_disk, qtbot
):
    desk.home.rescue.write_text("a file where the folder should be", "utf-8")
    draft = desk.open(story)
    type_into(qtbot, desk.page.body, " On the screen.")
    draft.save()
    desk.settle()
    assert draft.saving is Saving.FAILED
    assert "Copy it somewhere safe" in desk.page.status.saved_text
    assert draft.words.body.endswith("On the screen.")
    assert not desk.room.flush()
    assert desk.notices.refused[-1].next_step == "Copy them somewhere safe before you close."


def test_the_oldest_clean_story_is_closed_first(desk, story, store, who, monkeypatch, qtbot):
    monkeypatch.setattr(open_drafts, "KEPT", 2)
    first = desk.open(story)
    others = [drafts.new_story(store, who=who, headline=f"No. {n}").created for n in range(3)]
    for other in others:
        desk.open(other)
    assert desk.room.drafts.get(story) is None
    assert len(desk.room.drafts.all()) == 2
    assert desk.open(story) is not first


def test_looking_at_a_story_is_no_edit(desk, story, theme, qtbot):
    draft = desk.open(story)
    with qtbot.assertNotEmitted(draft.edited):
        theme.set_scheme("dark")
        draft.highlighter.rehighlight()
    assert draft.saving is Saving.SAVED
    assert desk.page.status.saved_text.startswith("Saved on this computer ")
