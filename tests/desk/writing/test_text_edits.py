"""What keys and buttons do to Markdown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from editorial.desk.writing import text_edits


@pytest.fixture
def edit(qapp):
    """Run a change on a text in which ``[`` and ``]`` stand for the selection, ``^`` the cursor."""

    def run(marked, change, *args):
        start = marked.index("[") if "[" in marked else marked.index("^")
        text = marked.replace("[", "", 1).replace("^", "", 1)
        end = text.index("]") if "[" in marked else start
        text = text.replace("]", "", 1) if "[" in marked else text
        document = QTextDocument()
        document.setPlainText(text)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        result = change(cursor, *args)
        after = text_edits.plain_text(document)
        document.undo()
        assert text_edits.plain_text(document) == text
        return after, result

    return run


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("forty [ships] wait", "**", "forty **ships** wait"),
        ("forty **[ships]** wait", "**", "forty ships wait"),
        ("forty [**ships**] wait", "**", "forty ships wait"),
        ("forty sh^ips wait", "*", "forty *ships* wait"),
        ("forty[ ships ]wait", "**", "forty **ships** wait"),
        ("forty **[ships]** wait", "*", "forty ***ships*** wait"),
        ("forty ***[ships]*** wait", "*", "forty **ships** wait"),
        ("forty ^", "**", "forty ****"),
    ],
)
def test_bold_and_italic_go_on_and_off(edit, before, mark, after):
    assert edit(before, text_edits.toggle_wrap, mark)[0] == after


@pytest.mark.parametrize(
    ("before", "prefix", "after"),
    [
        ("a ^title", "## ", "## a title"),
        ("## a ^title", "## ", "a title"),
        ("> a ^title", "- ", "- a title"),
        ("[one\ntwo]", "- ", "- one\n- two"),
        ("[- one\n- two]", "- ", "one\ntwo"),
        ("[one\n\ntwo]", "1. ", "1. one\n\n2. two"),
        ("[1. one\n2. two]", "1. ", "one\ntwo"),
    ],
)
def test_line_marks_go_on_and_off(edit, before, prefix, after):
    assert edit(before, text_edits.toggle_prefix, prefix)[0] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One.^", "One.\n\n"),
        ("One.^ Two.", "One.\n\n Two."),
        ("- one^", "- one\n- "),
        ("  * one^", "  * one\n  * "),
        ("9. one^", "9. one\n10. "),
        ("- one\n- ^", "- one\n\n"),
        ("> said^", "> said\n> "),
        ("> said\n> ^", "> said\n\n"),
        ("One.\n\n^", "One.\n\n"),
    ],
)
def test_enter_begins_what_a_writer_means(edit, before, after):
    assert edit(before, text_edits.new_paragraph)[0] == after


def test_a_link_keeps_its_address_whole(edit):
    after, _ = edit("see [the log] now", text_edits.link, "https://e.org/a (b)")
    assert after == "see [the log](https://e.org/a%20%28b%29) now"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One.^\n\nTwo.", "One.\n\nX\n\nTwo."),
        ("One.\n\n^Two.", "One.\n\nX\n\nTwo."),
        ("One.\n\nTw^o.", "One.\n\nTwo.\n\nX"),
        ("^", "X"),
        ("One.\n^\nTwo.", "One.\n\nX\n\nTwo."),
    ],
)
def test_a_photo_stands_alone_in_its_paragraph(edit, before, after):
    assert edit(before, text_edits.insert_alone, ("X",))[0] == after


def test_backspace_joins_paragraphs_over_the_gap(edit):
    after, done = edit("One.\n\n^Two.", text_edits.delete_backwards_over_gap)
    assert (after, done) == ("One.Two.", True)
    after, done = edit("One.\n\nT^wo.", text_edits.delete_backwards_over_gap)
    assert (after, done) == ("One.\n\nTwo.", False)


def test_addresses_are_told_from_words():
    assert text_edits.is_address(" https://example.org/a ")
    assert not text_edits.is_address("see https://example.org/a")
