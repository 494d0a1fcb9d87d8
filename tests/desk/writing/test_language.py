"""Underlines of spelling and house style: drawn, explained, corrected, switched off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from editorial.desk.writing import use_cases
from editorial.desk.writing.language.mark_menu import LOOKING
from editorial.desk.writing.language.proof import Concern, Proof, open_proof
from editorial.desk.writing.text_edits import plain_text
from editorial.stories import drafts, filing
from editorial.stories.text.style.loading import load_style

_CONTROL = Qt.KeyboardModifier.ControlModifier
_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
BODY = (
    "The harbor pilots recieve the the letter.\n\n"
    "```\nrecieve code\n```\n\n"
    "Smile 😀 and recieve [recieve](https://recieve.example/teh)."
)


@pytest.fixture
def proofed(desk, store, who):
    """A story in British English with mistakes, its underlines drawn."""
    story = drafts.new_story(
        store,
        who=who,
        headline="The pilots strke",
        dek="A line withot fault.",
        body=BODY,
        language="en-GB",
        type="Analysis",
    ).created
    desk.open(story)
    drawn(desk)
    return desk


def drawn(desk):
    """Wait until the open story's underlines are as they should be."""
    reader = desk.room.aids.proofreader

    def ready():
        current = reader.current
        assert current is not None
        assert current.proof is not None
        assert not current.is_drawing
        assert not reader._soon.isActive()

    desk.qtbot.waitUntil(ready, timeout=20_000)
    desk.settle()
    desk.qtbot.waitUntil(ready, timeout=20_000)


def under(document):
    """Return the underlined passages of a document with their colours, in order."""
    found = []
    block = document.firstBlock()
    while block.isValid():
        last = None
        for part in block.layout().formats():
            if part.format.underlineStyle() != _WAVE:
                last = None
                continue
            words = block.text().encode("utf-16-le")[
                2 * part.start : 2 * part.start + 2 * part.length
            ]
            colour = part.format.underlineColor().name().upper()
            if last == (part.start, colour):
                found[-1] = (found[-1][0] + words.decode("utf-16-le"), colour)
            else:
                found.append((words.decode("utf-16-le"), colour))
            last = (part.start + part.length, colour)
        block = block.next()
    return found


def words(document):
    return [each for each, _ in under(document)]


def put_cursor(desk, word, *, end=False):
    body = desk.page.body
    at = plain_text(body.document()).index(word) + (len(word) if end else 1)
    cursor = body.textCursor()
    cursor.setPosition(at)
    body.setTextCursor(cursor)
    body.setFocus()
    return body


def open_menu(desk):
    desk.room._actions["suggest"].trigger()
    menu = desk.room.aids.corrections.menu
    desk.settle()
    return menu


def choose(desk, menu, title):
    action = next(each for each in menu.actions() if each.text() == title)
    menu.close()
    menu.triggered.emit(action)
    desk.settle()
    drawn(desk)


def test_words_and_style_are_underlined_in_their_colours(proofed):
    tokens = proofed.room._ctx.theme.tokens
    spelling, style = tokens.accent, tokens.in_edit
    assert under(proofed.draft.body) == [
        ("harbor", spelling),
        ("recieve", spelling),
        ("the the", style),
        ("recieve", spelling),
        ("recieve", spelling),
    ]
    assert under(proofed.draft.headline) == [("strke", spelling)]
    assert under(proofed.draft.dek) == [("withot", spelling)]


def test_drawing_changes_nothing_that_is_saved_or_undone(proofed):
    draft = proofed.draft
    assert draft.saving.value == "saved"
    assert draft.is_clean
    assert not draft.body.isUndoAvailable()
    assert not draft.body.isModified()
    assert plain_text(draft.body) == BODY
    edits = []
    draft.edited.connect(lambda: edits.append(1))
    corrections = proofed.room.aids.corrections
    corrections._commands.write(use_cases.ignore_words, ("harbor",))
    proofed.settle()
    draft.update_detail(proofed.stored())
    drawn(proofed)
    assert "harbor" not in words(draft.body)
    assert edits == []
    corrections.check_again()
    proofed.settle()
    draft.update_detail(proofed.stored())
    drawn(proofed)
    assert "harbor" in words(draft.body)
    assert not draft.body.isUndoAvailable()


def test_a_word_is_underlined_when_it_has_been_left(proofed):
    body = put_cursor(proofed, "letter.", end=True)
    QTest.keyClicks(body, " A boaat")
    assert "boaat" not in words(proofed.draft.body)
    QTest.keyClick(body, Qt.Key.Key_Space)
    proofed.qtbot.waitUntil(lambda: "boaat" in words(proofed.draft.body), timeout=5000)
    QTest.keyClicks(body, "shipp")
    assert "shipp" not in words(proofed.draft.body)
    body.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    proofed.qtbot.waitUntil(lambda: "shipp" in words(proofed.draft.body), timeout=5000)


def test_a_quotation_is_not_unclosed_while_it_is_written(proofed):
    person = proofed.room._ctx.newsroom.settings.with_person(autopair=False)
    proofed.room._ctx.newsroom.settings = person
    body = put_cursor(proofed, "letter.", end=True)
    QTest.keyClicks(body, " Then")
    body.insertPlainText(" “")
    QTest.keyClicks(body, "he said")
    assert "“he" not in words(proofed.draft.body)
    body.moveCursor(QTextCursor.MoveOperation.End)
    proofed.qtbot.waitUntil(
        lambda: any("“" in each for each in words(proofed.draft.body)), timeout=5000
    )


def test_a_suggestion_is_written_as_one_step(proofed):
    put_cursor(proofed, "recieve")
    menu = open_menu(proofed)
    titles = [each.text() for each in menu.actions()]
    assert LOOKING not in titles
    assert titles[0] == "receive"
    assert titles.index("Add to the newsroom's words") <= 6
    choose(proofed, menu, "receive")
    assert plain_text(proofed.draft.body) == BODY.replace("recieve", "receive", 1)
    proofed.draft.body.undo()
    assert plain_text(proofed.draft.body) == BODY


def test_a_word_of_the_newsroom_is_right_everywhere(proofed):
    put_cursor(proofed, "harbor")
    choose(proofed, open_menu(proofed), "Add to the newsroom's words")
    assert "harbor" not in words(proofed.draft.body)
    assert "harbor" in proofed.home.words.read_text("utf-8").split()
    assert proofed.notices.told == ["“harbor” is one of the newsroom's words now."]


def test_a_word_is_ignored_in_one_story_only(proofed, store, who):
    put_cursor(proofed, "recieve")
    choose(proofed, open_menu(proofed), "Ignore in this story")
    assert words(proofed.draft.body) == ["harbor", "the the"]
    other = drafts.new_story(store, who=who, body="They recieve it.", language="en-GB").created
    proofed.open(other)
    drawn(proofed)
    assert words(proofed.draft.body) == ["recieve"]


def test_style_is_explained_mended_and_switched_off(proofed):
    put_cursor(proofed, "the the")
    menu = open_menu(proofed)
    assert "The word stands there twice." in menu.actions()[0].text()
    choose(proofed, menu, "Write “the”")
    assert "recieve the letter" in plain_text(proofed.draft.body)
    proofed.draft.body.undo()
    drawn(proofed)
    assert "the the" in words(proofed.draft.body)
    put_cursor(proofed, "the the")
    choose(proofed, open_menu(proofed), "Switch this rule off")
    assert "the the" not in words(proofed.draft.body)
    assert not load_style(proofed.home).has("doubled-words")
    assert "doubled-words" in proofed.notices.told[-1]


def test_f7_goes_round_the_fields(proofed):
    body = put_cursor(proofed, "letter")
    after = []
    for _ in range(6):
        proofed.room._actions["next_mark"].trigger()
        focused = next(
            f
            for f in proofed.room.aids.corrections._fields
            if f.textCursor().hasSelection() and (f.hasFocus() or f is QApplication.focusWidget())
        )
        after.append(focused.textCursor().selectedText())
    assert after == ["recieve", "recieve", "strke", "withot", "harbor", "recieve"]
    assert not body.document().isUndoAvailable()


def test_the_mouse_gets_a_menu_and_a_tooltip(proofed):
    body = put_cursor(proofed, "recieve")
    point = body.cursorRect().center() + QPoint(4, 0)
    view = body.viewport()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point)))
    assert QToolTip.text() == "“recieve” is not in the dictionary."
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view, QContextMenuEvent(reason, point, view.mapToGlobal(point)))
    menu = proofed.room.aids.corrections.menu
    proofed.settle()
    titles = [each.text().replace("&", "").split("\t")[0] for each in menu.actions()]
    assert titles[0] == "receive"
    assert "Paste" in titles
    menu.close()


def test_the_language_of_the_story_decides(proofed):
    filing.file_story(proofed.store, proofed.draft.id, who=proofed.who, language="en-US")
    proofed.room.commands.file(language="en-US")
    proofed.settle()
    drawn(proofed)
    assert proofed.draft.detail.language == "en-US"
    assert "harbor" not in words(proofed.draft.body)
    assert "recieve" in words(proofed.draft.body)


def test_both_can_be_switched_off_and_that_is_remembered(proofed):
    actions = proofed.room._ctx.actions
    assert actions["view.spelling"].isChecked()
    actions["view.spelling"].trigger()
    proofed.settle()
    drawn(proofed)
    assert words(proofed.draft.body) == ["the the"]
    assert under(proofed.draft.headline) == []
    actions["view.house_style"].trigger()
    proofed.settle()
    drawn(proofed)
    assert words(proofed.draft.body) == []
    person = proofed.room._ctx.newsroom.settings.person
    assert (person.spelling, person.house_style) == (False, False)


def test_words_added_elsewhere_are_followed(proofed):
    proofed.home.words.write_text("harbor\n", "utf-8")
    proofed.room.aids.proofreader.look()
    drawn(proofed)
    assert "harbor" not in words(proofed.draft.body)


def test_closed_words_can_be_looked_at_but_not_changed(proofed):
    put_cursor(proofed, "recieve")
    proofed.page.body.setReadOnly(True)
    titles = [each.text() for each in open_menu(proofed).actions()]
    assert titles[:2] == ["Add to the newsroom's words", "Ignore in this story"]


def test_a_language_without_a_dictionary_is_said_once(proofed, store, who):
    other = drafts.new_story(store, who=who, body="Skipene ventar.", language="nn").created
    proofed.open(other)
    drawn(proofed)
    assert words(proofed.draft.body) == []
    assert [each for each in proofed.notices.told if "no dictionary" in each]


def test_another_scheme_brings_its_colours(proofed, qapp):
    theme = proofed.room._ctx.theme
    before = under(proofed.draft.body)
    theme.set_scheme("dark")
    theme.apply(qapp)
    drawn(proofed)
    after = under(proofed.draft.body)
    assert [each for each, _ in after] == [each for each, _ in before]
    assert after[0][1] == theme.tokens.accent.upper() != before[0][1]


def test_marks_count_utf16_units_and_remember(home):
    proof = open_proof(home, "en-GB", (), spelling=True, style=True)
    marks = proof.marks("😀 recieve it")
    assert [(each.start, each.end, each.concern) for each in marks] == [(3, 10, Concern.SPELLING)]
    assert proof.marks("😀 recieve it") is marks
    assert proof.marks("   ") == ()
    assert Proof("en", None, None).marks("recieve the the") == ()
