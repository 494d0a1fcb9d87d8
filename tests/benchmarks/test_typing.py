"""From a key to the painted words, at 900 and at 36,000 words; a frame has 16 ms.

The raw library in the same run is a bare `QTextEdit` with the same words.
"""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget

from editorial.desk.kit.theme import load_fonts
from editorial.desk.kit.tokens import LIGHT
from editorial.desk.writing.body_editor import BodyEditor
from editorial.desk.writing.dress import highlight_palette, page_sheet
from editorial.desk.writing.highlighter import MarkdownHighlighter
from editorial.desk.writing.language.proof import open_proof
from editorial.desk.writing.language.underlines import Underlines
from editorial.desk.writing.page import BOTTOM, Page
from editorial.desk.writing.paragraphs import prepare_body, prepare_line

TEXT = (
    "the harbour pilots are striking now and forty-one ships ride at anchor in sight of town "
    "**bold** [link](https://example.org/log) *italic* owners call it a wage dispute"
)


def manuscript(count):
    chance, words = random.Random(7), TEXT.split(" ")
    paragraphs = [" ".join(chance.choice(words) for _ in range(60)) for _ in range(count // 60)]
    return "\n\n".join(paragraphs)


@pytest.fixture
def page(qapp):
    load_fonts()
    head, body = QWidget(), BodyEditor()
    QVBoxLayout(head).addSpacing(400)
    made = Page(head, body)
    made.setStyleSheet(page_sheet(LIGHT))
    made.resize(640, 800)
    made.show()
    yield SimpleNamespace(page=made, body=body, highlighter=None)
    made.close()
    made.deleteLater()


def put(page, text):
    document = prepare_body(text, page.body.font(), BOTTOM)
    document.setParent(page.page)
    page.highlighter = MarkdownHighlighter(document, highlight_palette(LIGHT))
    page.body.set_document(document)
    QApplication.processEvents()


def key_to_paint(editor):
    QTest.keyClick(editor, "e")
    QApplication.processEvents()
    editor.viewport().repaint()


@pytest.mark.parametrize("words", [900, 36_000])
@pytest.mark.parametrize("place", ["begin", "middle"])
def test_key_to_paint(benchmark, page, words, place):
    text = manuscript(words)
    put(page, text)
    cursor = page.body.textCursor()
    cursor.setPosition(0 if place == "begin" else len(text) // 2)
    page.body.setTextCursor(cursor)
    QApplication.processEvents()
    benchmark.pedantic(key_to_paint, args=(page.body,), rounds=40, warmup_rounds=5)
    assert page.body.document().characterCount() > len(text)


class DraftOfOneDocument(QObject):
    """What `Underlines` asks of a draft."""

    edited = Signal()

    def __init__(self, page):
        super().__init__(page.page)
        self.body, self.highlighter = page.body.document(), page.highlighter
        self.headline, self.dek = (prepare_line("", page.body.font(), 24) for _ in range(2))
        self.detail = SimpleNamespace(ignored_words=frozenset())
        page.body.edited.connect(self.edited)


@pytest.mark.parametrize("words", [900, 36_000])
@pytest.mark.parametrize("place", ["begin", "middle"])
def test_key_to_paint_with_underlines(benchmark, page, home, words, place):
    text = manuscript(words).replace("harbour", "harbuor")
    put(page, text)
    body = page.body
    draft = DraftOfOneDocument(page)
    underlines = Underlines(
        draft,
        LIGHT,
        lambda document: body.textCursor().position() if document == body.document() else -1,
    )
    proof = open_proof(home, "en-GB", tuple(text.split("\n")), spelling=True, style=True)
    underlines.set_proof(proof)
    while underlines.is_drawing:
        QApplication.processEvents()
    cursor = body.textCursor()
    cursor.setPosition(0 if place == "begin" else len(text) // 2)
    body.setTextCursor(cursor)
    QApplication.processEvents()
    benchmark.pedantic(key_to_paint, args=(body,), rounds=40, warmup_rounds=5)
    assert underlines.marks(cursor.block())


@pytest.mark.parametrize("words", [36_000])
def test_key_to_paint_in_the_bare_library(benchmark, qapp, words):
    text = manuscript(words)
    editor = QTextEdit()
    editor.setPlainText(text)
    editor.resize(640, 800)
    editor.show()
    QApplication.processEvents()
    benchmark.pedantic(key_to_paint, args=(editor,), rounds=40, warmup_rounds=5)
    editor.close()


@pytest.mark.parametrize("words", [900, 36_000])
def test_opening(benchmark, page, words):
    text = manuscript(words)

    def open_it():
        put(page, text)
        page.body.viewport().repaint()

    benchmark.pedantic(open_it, rounds=3, warmup_rounds=1)
