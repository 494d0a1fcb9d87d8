"""What a writer does about an underlined passage: by mouse, by key, by its menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import use_cases
from editorial.desk.writing.language.mark_menu import Choice, MarkMenu
from editorial.desk.writing.text_edits import one_step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QAction

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.language.proof import Mark
    from editorial.desk.writing.language.proofreader import Proofreader
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.system.paths import Home

_KEEP = QTextCursor.MoveMode.KeepAnchor
_RIGHT_OF_LINE = 12
"""Pixels right of a line's end that still belong to its last word."""


class Corrections(QObject):
    """Watches headline, dek and body for the mouse; gives F7 and Ctrl+. something to do."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        proofreader: Proofreader,
        actions: Mapping[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands, self._page, self._ctx = commands, page, commands.ctx
        self._proofreader = proofreader
        self._fields: tuple[QTextEdit, ...] = (page.head.headline, page.head.dek, page.body)
        self.menu: MarkMenu | None = None
        """The menu that is open, if one is."""
        for field in self._fields:
            field.installEventFilter(self)
            field.viewport().installEventFilter(self)
        actions["next_mark"].triggered.connect(self.next)
        actions["suggest"].triggered.connect(self.suggest)
        actions["check_again"].triggered.connect(self.check_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer tooltips and context menus that are meant for an underlined passage."""
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            field = self._field_of(watched)
            if field is None or watched is not field.viewport():
                return False
            mark = self._under(field, event.pos())
            if mark is not None:
                QToolTip.showText(event.globalPos(), mark.about, field)
            return mark is not None
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._menu_asked(watched, event)
        return False

    @Slot()
    def next(self) -> None:
        """Select the next underlined passage after the cursor; from the end on from the top."""
        underlines = self._proofreader.current
        if underlines is None or underlines.proof is None:
            return
        field = self._focused()
        cursor = field.textCursor()
        here = cursor.block(), cursor.selectionEnd() - cursor.block().position()
        for found, block, after in self._blocks_from(field, cursor):
            begin = here[1] if block == here[0] and not after else 0
            for mark in underlines.marks(block):
                if mark.start >= begin and not (after and block == here[0] and mark.end > here[1]):
                    self._select(found, block, mark)
                    return
        if underlines.marks(cursor.block()):
            # The only one there is, and it is selected already.
            self._select(field, cursor.block(), underlines.marks(cursor.block())[0])
            return
        self._ctx.notices.tell("Nothing is underlined in this story.")

    @Slot()
    def suggest(self) -> None:
        """Open the menu of the passage that the cursor stands in."""
        field = self._focused()
        cursor = self._caret(field)
        mark = self._at(cursor)
        if mark is None:
            self._ctx.notices.tell("Nothing is underlined at the cursor. F7 goes to the next.")
            return
        rect = field.cursorRect(cursor)
        self._open(field, cursor.block(), mark, field.viewport().mapToGlobal(rect.bottomLeft()))

    def _menu_asked(self, watched: QObject, event: QContextMenuEvent) -> bool:
        field = self._field_of(watched)
        if field is None:
            return False
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            cursor = self._caret(field)
            mark = self._at(cursor)
            place = field.viewport().mapToGlobal(field.cursorRect(cursor).bottomLeft())
        elif watched is field.viewport():
            cursor = field.cursorForPosition(event.pos())
            mark = self._under(field, event.pos())
            place = event.globalPos()
        else:
            return False
        if mark is None:
            return False
        self._open(field, cursor.block(), mark, place)
        return True

    def _open(self, field: QTextEdit, block: QTextBlock, mark: Mark, place: QPoint) -> None:
        underlines = self._proofreader.current
        if underlines is None or underlines.proof is None:
            return
        editable = not field.isReadOnly()
        menu = MarkMenu(self._ctx.jobs, underlines.proof, mark, field, is_editable=editable)
        menu.add_standard(field.createStandardContextMenu())
        where = QTextCursor(block)
        where.setPosition(block.position() + mark.start)
        where.setPosition(block.position() + mark.end, _KEEP)
        menu.chosen.connect(partial(self._chosen, field, where, mark))
        # Not on hiding: what was chosen is told after it.
        menu.aboutToHide.connect(menu.deleteLater, Qt.ConnectionType.QueuedConnection)
        self.menu = menu
        menu.popup(place)

    def _chosen(
        self, field: QTextEdit, where: QTextCursor, mark: Mark, choice: str, words: str
    ) -> None:
        if choice == Choice.REPLACE:
            self._replace(field, where, mark, words)
        elif choice == Choice.ADD:
            self._add(mark.found)
        elif choice == Choice.IGNORE:
            self._commands.write(
                use_cases.ignore_words,
                (mark.found,),
                done=partial(self._ignored, mark.found),
            )
        else:
            self._switch_off(mark.rule_id)

    def _replace(self, field: QTextEdit, where: QTextCursor, mark: Mark, words: str) -> None:
        """Write ``words`` in place of the passage, one step to undo, if it is still there."""
        if field.isReadOnly() or where.document() != field.document():
            return
        if where.selectedText() != mark.found:
            return
        with one_step(where):
            where.insertText(words)
        field.setTextCursor(where)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, word: str) -> None:
        underlines = self._proofreader.current
        if underlines is None or underlines.proof is None or underlines.proof.speller is None:
            return
        self._ctx.jobs.run(
            Lane.WRITE,
            self,
            underlines.proof.speller.add,
            word,
            done=partial(self._added, word),
            failed=self._ctx.notices.refuse,
        )

    def _added(self, word: str, _is_new: bool) -> None:
        self._ctx.notices.tell(f"“{word}” is one of the newsroom's words now.")
        self._proofreader.look()

    def _ignored(self, word: str, _changes: object) -> None:
        self._ctx.notices.tell(
            f"“{word}” is right in this story now; “Check ignored words again” (Ctrl+K) undoes it."
        )

    @Slot()
    def check_again(self) -> None:
        """Underline every word again that was taken for right in this story."""
        detail = self._commands.detail
        if detail is not None and detail.ignored_words:
            self._commands.write(use_cases.check_again)
        else:
            self._ctx.notices.tell("No word is ignored in this story.")

    def _switch_off(self, rule_id: str) -> None:
        self._ctx.jobs.run(
            Lane.WRITE,
            self,
            _switch_off,
            self._ctx.newsroom.home,
            rule_id,
            done=partial(self._switched_off, rule_id),
            failed=self._ctx.notices.refuse,
        )

    def _switched_off(self, rule_id: str, _nothing: None) -> None:
        self._ctx.notices.tell(
            f"The rule “{rule_id}” is off for this newsroom. To have it back, take it out of the "
            "line “off” in style.toml, in the data folder."
        )
        self._proofreader.look()

    def _blocks_from(
        self, field: QTextEdit, cursor: QTextCursor
    ) -> Iterator[tuple[QTextEdit, QTextBlock, bool]]:
        """Yield every block from the cursor's on, round to it again; True once round."""
        place = self._fields.index(field)
        order = self._fields[place:] + self._fields[: place + 1]
        for number, each in enumerate(order):
            is_last = number == len(order) - 1
            block = cursor.block() if number == 0 else each.document().firstBlock()
            while block.isValid():
                yield each, block, is_last
                if is_last and block == cursor.block():
                    return
                block = block.next()

    def _select(self, field: QTextEdit, block: QTextBlock, mark: Mark) -> None:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + mark.start)
        cursor.setPosition(block.position() + mark.end, _KEEP)
        field.setTextCursor(cursor)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if field is self._page.body:
            self._page.page.show_cursor()
        else:
            self._page.page.show_widget(field)
        place = field.cursorRect(self._caret(field)).bottomLeft() + QPoint(0, 2)
        QToolTip.showText(field.viewport().mapToGlobal(place), mark.about, field)

    def _focused(self) -> QTextEdit:
        return next((field for field in self._fields if field.hasFocus()), self._page.body)

    def _field_of(self, watched: QObject) -> QTextEdit | None:
        for field in self._fields:
            if watched is field or watched is field.viewport():
                return field
        return None

    @staticmethod
    def _caret(field: QTextEdit) -> QTextCursor:
        """Return the cursor, of a selection its start: F7 selects what Ctrl+. is asked about."""
        cursor = QTextCursor(field.textCursor())
        cursor.setPosition(cursor.selectionStart())
        return cursor

    def _under(self, field: QTextEdit, point: QPoint) -> Mark | None:
        cursor = field.cursorForPosition(point)
        if point.x() > field.cursorRect(cursor).right() + _RIGHT_OF_LINE:
            return None
        return self._at(cursor)

    def _at(self, cursor: QTextCursor) -> Mark | None:
        underlines = self._proofreader.current
        return underlines.at(cursor) if underlines is not None else None


def _switch_off(home: Home, rule_id: str) -> None:
    from editorial.stories.text.style.switching import switch_off

    switch_off(home, rule_id)
