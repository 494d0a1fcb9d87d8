"""Which characters are marks, and that long lines stay quick."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from editorial.desk.kit.tokens import DARK, LIGHT
from editorial.desk.writing.dress import highlight_palette
from editorial.desk.writing.highlighter import MarkdownHighlighter
from editorial.desk.writing.markdown_marks import Kind, photo_mark, photo_of, spans


def words_of(line, kind):
    return [line[s.start : s.start + s.length] for s in spans(line) if s.kind is kind]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("a **bold** word", Kind.BOLD, ["bold"]),
        ("a __bold__ word", Kind.BOLD, ["bold"]),
        ("an *italic* and _another_", Kind.ITALIC, ["italic", "another"]),
        ("**bold *and italic* here**", Kind.ITALIC, ["and italic"]),
        ("snake_case_name stays", Kind.ITALIC, []),
        ("2 * 3 * 4", Kind.ITALIC, []),
        (r"\*not italic\*", Kind.ITALIC, []),
        ("`**code**` only", Kind.BOLD, []),
        ("`code`", Kind.CODE, ["`code`"]),
        ("the [log](https://e.org) says", Kind.LINK, ["log"]),
        ("## A heading", Kind.HEADING, ["## A heading"]),
        ("#hashtag", Kind.HEADING, []),
        ("> said", Kind.QUOTE, ["> said"]),
        ("- item", Kind.MARK, ["- "]),
        ("* * *", Kind.MARK, ["* * *"]),
        ("A note.[^1]", Kind.ADDRESS, ["[^1]"]),
    ],
)
def test_kinds(line, kind, words):
    assert words_of(line, kind) == words


def test_a_photo_is_known_only_alone():
    photo = uuid.uuid4()
    assert photo_of(photo_mark(photo)) == photo
    assert photo_of(f"See {photo_mark(photo)}") is None


@given(st.text(alphabet="ab *_`[]()!#>-\\0:x", max_size=80))
def test_spans_lie_inside_the_line(line):
    for span in spans(line):
        assert span.start >= 0
        assert span.length >= 0
        assert span.start + span.length <= len(line)


def formats(document, block_number):
    return document.findBlockByNumber(block_number).layout().formats()


def test_code_fences_reach_over_lines(qapp):
    document = QTextDocument()
    document.setPlainText("```\n**code**\n```\n**bold**")
    highlighter = MarkdownHighlighter(document, highlight_palette(LIGHT))
    highlighter.rehighlight()
    assert len(formats(document, 1)) == 1
    weights = {f.format.fontWeight() for f in formats(document, 3)}
    assert 700 in weights


def test_colours_follow_the_scheme(qapp):
    document = QTextDocument()
    document.setPlainText("the [log](https://e.org)")
    highlighter = MarkdownHighlighter(document, highlight_palette(LIGHT))
    highlighter.set_palette(highlight_palette(DARK))
    colours = {f.format.foreground().color().name().upper() for f in formats(document, 0)}
    assert DARK.accent in colours
    assert LIGHT.accent not in colours
