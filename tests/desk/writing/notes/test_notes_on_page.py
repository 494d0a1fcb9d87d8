"""Notes at the desk: begun, sent, answered, kept while unsent, marked in the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication

from editorial.review import note_following, notes, unsent_notes
from editorial.stories import drafts, placements, vocabulary
from editorial.stories.people import Person
from editorial.system.clock import uuid7

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
IDA = Person("Ida Holm")


@pytest.fixture
def open_desk(desk, story):
    desk.open(story)
    desk.room.widget.activateWindow()
    desk.page.body.setFocus()
    return desk


@pytest.fixture
def section(open_desk):
    return open_desk.room.inspector.review.notes


def press(desk, name):
    desk.room._actions[name].trigger()
    desk.settle()


def type_words(desk, form, words):
    form.words.setFocus()
    desk.qtbot.keyClicks(form.words, words)


def said(card):
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]


def test_a_note_on_the_selection_by_keyboard_alone(open_desk, section, story, store):
    open_desk.page.body.select_words("Forty ships")
    press(open_desk, "note")
    assert section.about.currentText() == "On “Forty ships”"
    assert QApplication.focusWidget() is section.form.words
    open_desk.qtbot.keyClicks(section.form.words, "Who counted?")
    open_desk.qtbot.keyClick(section.form.words, Qt.Key.Key_Return, CONTROL)
    open_desk.settle()
    (note,) = notes.notes(store, story)
    assert (note.text, note.quote, note.place) == ("Who counted?", "Forty ships", (25, 36))
    assert section.form.isHidden()
    assert open_desk.page.body.hasFocus()
    (card,) = section.cards
    assert "Who counted?" in said(card)
    assert "on “Forty ships”" in said(card)


def test_a_thread_is_answered_resolved_and_opened_again(open_desk, section, story, store):
    made = notes.add_note(store, story, who=IDA, text="Who?", quote="Forty ships").created
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    press(open_desk, "next_note")
    assert open_desk.page.body.textCursor().selectedText() == "Forty ships"
    press(open_desk, "answer_note")
    card = section.card(made)
    assert QApplication.focusWidget() is card.form.words
    open_desk.qtbot.keyClicks(card.form.words, "The harbour master.")
    open_desk.qtbot.keyClick(card.form.words, Qt.Key.Key_Enter, CONTROL)
    open_desk.settle()
    answer = notes.notes(store, story)[1]
    assert (answer.parent_id, answer.text) == (made, "The harbour master.")
    assert said(card).index("Ada Byron") > said(card).index("Ida Holm")
    press(open_desk, "resolve_note")
    assert notes.notes(store, story)[0].resolved_by == "Ada Byron"
    assert "resolved" in said(card)
    assert card.answer.isHidden()
    assert open_desk.room.remarks.notes.marks["body"].place(made) is None
    card.settle.click()
    open_desk.settle()
    assert notes.notes(store, story)[0].resolved_at is None
    assert open_desk.room.remarks.notes.marks["body"].place(made) == (25, 36)


def test_resolved_threads_stand_below_and_can_be_left_out(open_desk, section, story, store):
    first = notes.add_note(store, story, who=IDA, text="One").created
    second = notes.add_note(store, story, who=IDA, text="Two").created
    notes.resolve_note(store, first, who=IDA)
    open_desk.room.remarks.notes.source.refresh()
    open_desk.room.inspector.turn_to(open_desk.room.inspector.review)
    open_desk.settle()
    assert [card.note_id for card in section.cards] == [second, first]
    section.filter.click()
    assert [card.note_id for card in section.cards] == [second]
    assert section.filter.text() == "Show 1 resolved note"
    section.filter.click()
    assert len(section.cards) == 2


def test_the_passage_follows_the_words_and_says_when_it_is_gone(open_desk, section, story, store):
    made = notes.add_note(store, story, who=IDA, text="Who?", quote="Forty ships").created
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    mark = open_desk.room.remarks.notes.marks["body"]
    body = open_desk.page.body
    body.moveCursor(QTextCursor.MoveOperation.Start)
    open_desk.qtbot.keyClicks(body, "Today: ")
    assert mark.place(made) == (32, 43)
    body.select_words("Forty ships wait")
    open_desk.qtbot.keyClicks(body, "Nobody knows")
    assert mark.place(made) is None
    press(open_desk, "save")
    open_desk.settle()
    card = section.card(made)
    assert "The passage is gone; it was: “Forty ships”" in said(card)
    press(open_desk, "undo_step")
    body.undo()
    press(open_desk, "save")
    open_desk.settle()
    assert "on “Forty ships”" in said(card)


def test_a_changed_passage_tells_what_it_was(open_desk, section, story, store, who):
    made = notes.add_note(store, story, who=IDA, text="Who?", quote="The boats stay").created
    detail = drafts.open_story(store, story)
    note_following.save_text(
        store, story, who=who, base=detail.text_revision, headline=detail.headline,
        dek=detail.dek, body=detail.body.replace("boats stay", "boats lie"),
    )  # fmt: skip
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    words = said(section.card(made))
    assert "on “The boats lie”" in words
    assert "It was: “The boats stay”" in words


@pytest.mark.parametrize("field", ["headline", "dek", "byline"])
def test_a_note_on_a_field_of_the_page(open_desk, section, story, store, field):
    getattr(open_desk.page.head, field).setFocus()
    press(open_desk, "note")
    type_words(open_desk, section.form, "Flat.")
    section.form.send()
    open_desk.settle()
    (note,) = notes.notes(store, story)
    assert (note.field, note.quote) == (field, "")
    assert f"on the {field}" in said(section.card(note.id))


def test_a_note_on_words_of_the_headline_is_marked_there(open_desk, section, story, store):
    headline = open_desk.page.head.headline
    cursor = headline.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    headline.setTextCursor(cursor)
    headline.setFocus()
    press(open_desk, "note")
    type_words(open_desk, section.form, "Which?")
    section.form.send()
    open_desk.settle()
    (note,) = notes.notes(store, story)
    assert (note.field, note.quote) == ("headline", "pilots")
    assert open_desk.room.remarks.notes.marks["headline"].place(note.id) == (4, 10)


def test_a_note_on_a_filing_field_where_the_keyboard_is(open_desk, section, story, store):
    inspector = open_desk.room.inspector
    inspector.turn_to(inspector.story)
    open_desk.settle()
    inspector.story.slug.setFocus()
    press(open_desk, "note")
    assert section.about.currentText() == "On the slug"
    section.about.setCurrentIndex(section.about.findText("On the tags"))
    type_words(open_desk, section.form, "Two more.")
    section.form.send()
    open_desk.settle()
    assert notes.notes(store, story)[0].field == "tags"


def test_a_note_on_a_photo_by_its_menu_and_by_its_card(
    open_desk, section, story, store, who, make_photo
):
    photo = make_photo()
    placements.place_hero(store, story, photo, who=who)
    open_desk.jobs.changed.emit(drafts_changed(story))
    open_desk.settle()
    picture = open_desk.page.head.hero.picture
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(picture, event)
    menu = open_desk.room.remarks.notes.menus.menu
    entry = menu.actions()[-1]
    assert entry.text() == "Add a note on a photo"
    entry.trigger()
    menu.close()
    assert section.about.currentData().photo == photo
    section.form.close_form()
    inspector = open_desk.room.inspector
    inspector.turn_to(inspector.photos)
    open_desk.settle()
    (card,) = inspector.photos.cards
    card._begin_note()
    type_words(open_desk, section.form, "Who took it?")
    section.form.send()
    open_desk.settle()
    (note,) = notes.notes(store, story)
    assert (note.field, note.photo_id) == ("photo", photo)
    placements.remove_hero(store, story, who=who)
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    assert "The photo has left the story." in said(section.card(note.id))


def drafts_changed(story):
    from editorial.storage.changes import Changes

    return Changes(stories=frozenset({story}))


def test_the_menu_of_the_words_offers_a_note(open_desk, section):
    body = open_desk.page.body
    body.select_words("Forty ships")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(body, event)
    menu = open_desk.room.remarks.notes.menus.menu
    entry = menu.actions()[-1]
    assert entry.text() == "Add a note on “Forty ships”"
    entry.trigger()
    menu.close()
    assert section.about.currentData().quote == "Forty ships"


def test_a_click_on_the_passage_shows_its_thread(open_desk, section, story, store):
    made = notes.add_note(store, story, who=IDA, text="Who?", quote="Forty ships").created
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    body = open_desk.page.body
    cursor = body.textCursor()
    cursor.setPosition(30)
    place = body.cursorRect(cursor).center()
    open_desk.qtbot.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert open_desk.room.inspector.tabs.currentWidget() is open_desk.room.inspector.review
    assert section.current == made
    assert section.card(made).property("current") is True


def test_a_passage_has_amber_ground_and_an_amber_line(open_desk, story, store, theme):
    notes.add_note(store, story, who=IDA, text="Who?", quote="Forty ships")
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    body = open_desk.page.body
    cursor = body.textCursor()
    cursor.setPosition(25)
    rect = body.cursorRect(cursor)
    picture = body.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(rect.left() + 2, rect.left() + 40)
        for y in range(rect.top(), rect.bottom() + 4)
    }
    assert QColor(theme.tokens.marked).name() in colours
    assert QColor(theme.tokens.submitted).name() in colours


def test_steps_go_through_the_open_notes_in_the_order_of_the_page(open_desk, section, story, store):
    whole = notes.add_note(store, story, who=IDA, text="Good.", field="tags").created
    late = notes.add_note(store, story, who=IDA, text="Who?", quote="Forty ships").created
    early = notes.add_note(store, story, who=IDA, text="All?", quote="The boats").created
    dek = notes.add_note(store, story, who=IDA, text="Gains?", quote="gains", field="dek").created
    done = notes.add_note(store, story, who=IDA, text="Done", quote="port").created
    notes.resolve_note(store, done, who=IDA)
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    found = []
    for _ in range(5):
        press(open_desk, "next_note")
        found.append(section.current)
    # The cursor stood in the passage of the second.
    assert found == [early, late, whole, dek, early]
    press(open_desk, "previous_note")
    assert section.current == dek


def test_a_step_without_open_notes_says_so(open_desk):
    press(open_desk, "next_note")
    assert open_desk.notices.told == ["No open notes in this story."]
    press(open_desk, "answer_note")
    assert open_desk.notices.told[-1] == "No open note is chosen. Alt+N goes to the next."


def test_escape_keeps_the_words_and_where_they_belong(open_desk, section, story, store):
    open_desk.page.body.select_words("Forty ships")
    press(open_desk, "note")
    type_words(open_desk, section.form, "Who")
    open_desk.qtbot.keyClick(section.form.words, Qt.Key.Key_Escape)
    assert section.form.isHidden()
    assert open_desk.page.body.hasFocus()
    open_desk.settle()
    (kept,) = unsent_notes.unsent_notes(store, story, "Ada Byron")
    assert (kept.text, kept.about["quote"]) == ("Who", "Forty ships")
    open_desk.page.body.select_words("The boats")
    press(open_desk, "note")
    assert section.form.words.toPlainText() == "Who"
    assert section.about.currentData().quote == "Forty ships"
    assert section.about.itemText(1) == "On “The boats”"


def test_unsent_words_stay_with_their_story_and_outlive_a_restart(
    open_desk, section, story, store, who
):
    other = drafts.new_story(store, who=who, headline="Two").created
    note = notes.add_note(store, story, who=IDA, text="Who?").created
    open_desk.room.remarks.notes.source.refresh()
    open_desk.page.body.select_words("Forty ships")
    press(open_desk, "note")
    type_words(open_desk, section.form, "Half a note")
    section.card(note).begin_answer()
    type_words(open_desk, section.card(note).form, "Half an answer")
    open_desk.open(other)
    assert not section.form.has_words
    assert section.cards == ()
    open_desk.open(story)
    assert section.form.words.toPlainText() == "Half a note"
    assert section.about.currentData().quote == "Forty ships"
    assert section.card(note).form.words.toPlainText() == "Half an answer"
    # A restart reads what is in the database.
    kept = {each.parent: each.text for each in unsent_notes.unsent_notes(store, story, who.name)}
    assert kept == {None: "Half a note", note: "Half an answer"}
    section.form.send()
    open_desk.settle()
    assert [u.text for u in unsent_notes.unsent_notes(store, story, who.name)] == ["Half an answer"]
    section.card(note).form._discard()
    open_desk.settle()
    assert unsent_notes.unsent_notes(store, story, who.name) == ()


def test_a_refused_note_keeps_its_words(open_desk, section, story, monkeypatch):
    from editorial.system.errors import WrongUsage

    def refuse(*_args, **_words):
        raise WrongUsage("No.", next_step="Later.")

    monkeypatch.setattr(notes, "add_note", refuse)
    press(open_desk, "note")
    type_words(open_desk, section.form, "Kept")
    section.form.send()
    open_desk.settle()
    assert open_desk.notices.refused
    assert section.form.words.toPlainText() == "Kept"
    assert section.form.button.isEnabled()


def test_an_at_sign_offers_people_by_keyboard(open_desk, section, story, store):
    for name in ("Ida Holm", "Idris Vale", "Tamsin Verhoeven"):
        vocabulary.add_contributor(store, name)
    press(open_desk, "note")
    form = section.form
    type_words(open_desk, form, "Ask @id")
    open_desk.settle()
    assert [form.mentions.item(row).text() for row in range(form.mentions.count())] == [
        "Ida Holm",
        "Idris Vale",
    ]
    open_desk.qtbot.keyClick(form.words, Qt.Key.Key_Down)
    open_desk.qtbot.keyClick(form.words, Qt.Key.Key_Return)
    assert form.words.toPlainText() == "Ask @Idris Vale "
    assert not form.mentions.is_open
    open_desk.qtbot.keyClicks(form.words, "or @ta")
    assert form.mentions.is_open
    open_desk.qtbot.keyClick(form.words, Qt.Key.Key_Escape)
    assert not form.mentions.is_open
    assert form.isVisible()
    form.send()
    open_desk.settle()
    assert notes.notes(store, story)[0].mentions == ("Idris Vale",)


def test_a_note_that_names_me_says_so(open_desk, section, story, store):
    made = notes.add_note(store, story, who=IDA, text="@Ada Byron, please look").created
    open_desk.room.remarks.notes.source.refresh()
    open_desk.settle()
    assert "mentions you" in said(section.card(made))


def test_everything_has_a_name(open_desk, section, story, store):
    notes.add_note(store, story, who=IDA, text="Who?", quote="Forty ships")
    open_desk.room.remarks.notes.source.refresh()
    press(open_desk, "note")
    (card,) = section.cards
    controls = [*card.findChildren(QAbstractButton), *section.form.findChildren(QAbstractButton)]
    for control in (*controls, section.about, section.form.words, card.form.words, card):
        face = QAccessible.queryAccessibleInterface(control)
        assert face.text(QAccessible.Text.Name)


def test_an_unknown_note_marks_nothing(open_desk, section):
    assert not section.show_thread(uuid7())
