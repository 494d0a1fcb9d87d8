"""Spelling and house style in the photo desk's fields, as in the manuscript."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing.language.mark_menu import Choice, MarkMenu
from editorial.desk.writing.language.proof import Concern, Mark, Proof, open_proof

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editorial.desk.kit.context import DeskContext
    from editorial.system.paths import Home

IGNORE = "Ignore until Editorial is closed"
_AFTER_SHOWING_MS = 200
_KEEP = QTextCursor.MoveMode.KeepAnchor


class FieldProof(QObject):
    """Underlines what is misspelt or against the house style; its menu mends it."""

    def __init__(self, ctx: DeskContext, fields: Iterable[QPlainTextEdit], parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.proof: Proof | None = None
        self.ignored: set[str] = set()
        """Words that are let be until Editorial is closed."""
        self.menu: MarkMenu | None = None
        """The one that is open, if one is."""
        self._fields = tuple(fields)
        self._highlighters = tuple(_Underlines(field, self) for field in self._fields)
        for field in self._fields:
            field.installEventFilter(self)
            field.viewport().installEventFilter(self)
        ctx.theme.changed.connect(self._draw)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_SHOWING_MS)
        self._soon.timeout.connect(self._load)

    @Slot()
    def look(self) -> None:
        """Read dictionary and rules where they are not there yet, or are others now."""
        person = self._ctx.newsroom.settings.person
        wanted = (person.spelling, person.house_style)
        proof = self.proof
        if proof is None or wanted != (proof.speller is not None, proof.rules is not None):
            self._soon.start()
        elif proof.refresh():
            self._draw()

    def marks(self, line: str) -> tuple[Mark, ...]:
        """Return what is to be underlined in a line."""
        if self.proof is None:
            return ()
        return tuple(mark for mark in self.proof.marks(line) if mark.found not in self.ignored)

    def colour(self, concern: Concern) -> QColor:
        """Return the colour of a wave."""
        tokens = self._ctx.theme.tokens
        return QColor(tokens.accent if concern is Concern.SPELLING else tokens.in_edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer tooltips and context menus that are meant for an underlined passage."""
        field = next((f for f in self._fields if watched in (f, f.viewport())), None)
        if field is None:
            return False
        if isinstance(event, QHelpEvent) and watched is field.viewport():
            mark = self._at(field.cursorForPosition(event.pos()))
            if mark is not None:
                QToolTip.showText(event.globalPos(), mark.about, field)
            return mark is not None
        if isinstance(event, QContextMenuEvent):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            cursor = field.textCursor() if by_key else field.cursorForPosition(event.pos())
            mark = self._at(cursor)
            if mark is not None:
                self._open(field, cursor, mark, event)
            return mark is not None
        return False

    def _open(
        self, field: QPlainTextEdit, cursor: QTextCursor, mark: Mark, event: QContextMenuEvent
    ) -> None:
        assert self.proof is not None
        menu = MarkMenu(self._ctx.jobs, self.proof, mark, field, is_editable=True, ignore=IGNORE)
        menu.add_standard(field.createStandardContextMenu())
        where = QTextCursor(cursor.block())
        where.setPosition(cursor.block().position() + mark.start)
        where.setPosition(cursor.block().position() + mark.end, _KEEP)
        menu.chosen.connect(partial(self._chosen, where, mark))
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(event.globalPos())

    def _chosen(self, where: QTextCursor, mark: Mark, choice: str, words: str) -> None:
        proof = self.proof
        if choice == Choice.REPLACE:
            if where.selectedText() == mark.found:
                where.insertText(words)
        elif choice == Choice.IGNORE:
            self.ignored.add(mark.found)
            self._draw()
        elif choice == Choice.ADD and proof is not None and proof.speller is not None:
            self._ctx.jobs.run(
                Lane.WRITE,
                self,
                proof.speller.add,
                mark.found,
                done=self._changed,
                failed=self._ctx.notices.refuse,
            )
        elif choice == Choice.SWITCH_OFF:
            self._ctx.jobs.run(
                Lane.WRITE,
                self,
                _switch_off,
                self._ctx.newsroom.home,
                mark.rule_id,
                done=self._rules_changed,
                failed=self._ctx.notices.refuse,
            )

    def _at(self, cursor: QTextCursor) -> Mark | None:
        place = cursor.positionInBlock()
        found = (m for m in self.marks(cursor.block().text()) if m.start <= place <= m.end)
        return min(found, key=lambda mark: mark.concern, default=None)

    @Slot()
    def _load(self) -> None:
        settings = self._ctx.newsroom.settings
        self._ctx.jobs.run(
            Lane.READ,
            self,
            open_proof,
            self._ctx.newsroom.home,
            settings.newsroom.language,
            (),
            spelling=settings.person.spelling,
            style=settings.person.house_style,
            done=self._loaded,
            failed=self._ctx.notices.refuse,
            latest="proof",
        )

    def _loaded(self, proof: Proof) -> None:
        self.proof = proof
        self._draw()

    def _changed(self, _is_new: object) -> None:
        if self.proof is not None:
            self.proof.refresh()
        self._draw()

    def _rules_changed(self, _nothing: object) -> None:
        self.proof = None
        self._load()

    @Slot()
    def _draw(self) -> None:
        for highlighter in self._highlighters:
            highlighter.rehighlight()


class _Underlines(QSyntaxHighlighter):
    """Waves under one field's words."""

    def __init__(self, field: QPlainTextEdit, owner: FieldProof) -> None:
        super().__init__(field.document())
        self._owner = owner

    def highlightBlock(self, text: str) -> None:
        """Underline what is in a line."""
        for mark in self._owner.marks(text):
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(self._owner.colour(mark.concern))
            self.setFormat(mark.start, mark.end - mark.start, wave)


def _switch_off(home: Home, rule_id: str) -> None:
    from editorial.stories.text.style.switching import switch_off

    switch_off(home, rule_id)
