"""Fields of the photo inspector: given when the focus leaves, or 800 ms after the last key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from editorial.desk.kit.widgets import set_kind, set_state
from editorial.desk.photo_desk.common_values import SEVERAL

GIVE_AFTER_MS = 800
_LOOSE = " \t\n,;"


class LineField(QLineEdit):
    """One line."""

    given = Signal(str)
    typed = Signal()
    """Some key changed the words."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._known: str = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        # A file that is dropped here is meant for the library.
        self.setAcceptDrops(False)
        self._timer = _timer(self)
        self._timer.timeout.connect(self.give)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self.give)

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self.text()

    @property
    def is_pending(self) -> bool:
        """Whether something is typed that was not given."""
        return self.text() != self._known

    def show_value(self, value: str | None, *, anew: bool) -> None:
        """Show what was read; None where the photos differ.

        ``anew`` is True for other photos; otherwise what is being typed stays.
        """
        self.setPlaceholderText(SEVERAL if value is None else self._hint)
        words = value or ""
        if not anew and _is_kept(self, self.text(), self._known, words):
            return
        self._known = words
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)
        self._timer.stop()

    def keep_refused(self, stored: str | None) -> None:
        """Keep words that could not be taken, to be mended; ``stored`` is what holds."""
        self._known = stored or ""

    @Slot()
    def give(self) -> None:
        """Give the words if they are others now."""
        self._timer.stop()
        if self.is_pending:
            self._known = self.text()
            self.given.emit(self._known)

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the room where there is nothing to undo in the field."""
        if not self.isUndoAvailable() and _leaves_undo(event):
            return False
        return super().event(event)

    @Slot(str)
    def _edited(self, _text: str) -> None:
        self._timer.start()
        self.typed.emit()


class TextField(QPlainTextEdit):
    """Several lines, as high as its words; ``single`` gives at Enter instead of breaking."""

    given = Signal(str)
    typed = Signal()

    def __init__(
        self,
        name: str,
        hint: str = "",
        *,
        lines: tuple[int, int] = (2, 7),
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self._lines = lines
        self._single = single
        self._known: str = ""
        self._showing = False
        self.needed_hint = ""
        """Where set, an empty field asks for attention with these words."""
        set_kind(self, "field")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self._timer = _timer(self)
        self._timer.timeout.connect(self.give)
        self.textChanged.connect(self._changed)
        self._fit()

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    @property
    def is_pending(self) -> bool:
        """Whether something is typed that was not given."""
        return self.toPlainText() != self._known

    def show_value(self, value: str | None, *, anew: bool) -> None:
        """Show what was read; None where the photos differ. As `LineField.show_value`."""
        needed = value == "" and bool(self.needed_hint)
        self.setPlaceholderText(
            SEVERAL if value is None else self.needed_hint if needed else self._hint
        )
        set_state(self, "attention", needed)
        words = value or ""
        if not anew and _is_kept(self, self.toPlainText(), self._known, words):
            return
        self._known = words
        if self.toPlainText() != words:
            self._showing = True
            self.setPlainText(words)
            self._showing = False
        self._timer.stop()

    def keep_refused(self, stored: str | None) -> None:
        """Keep words that could not be taken, to be mended; ``stored`` is what holds."""
        self._known = stored or ""

    @Slot()
    def give(self) -> None:
        """Give the words if they are others now."""
        self._timer.stop()
        if self.is_pending:
            self._known = self.toPlainText()
            self.given.emit(self._known)

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the room where there is nothing to undo in the field."""
        if not self.document().isUndoAvailable() and _leaves_undo(event):
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field gives it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.give()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives a single line."""
        if self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new lines."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _changed(self) -> None:
        self._fit()
        if not self._showing:
            if self.needed_hint:
                set_state(self, "attention", not self.toPlainText())
            self._timer.start()
            self.typed.emit()

    def _fit(self) -> None:
        fewest, most = self._lines
        # The layout of a plain text document counts its height in lines.
        lines = min(max(int(self.document().size().height()), fewest), most)
        high = self.fontMetrics().lineSpacing() * lines + 14
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)


def _timer(owner: QWidget) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(GIVE_AFTER_MS)
    return timer


def _is_kept(field: QWidget, typed: str, known: str, read: str) -> bool:
    """Return whether what stands in the field stays, though ``read`` was read for it.

    It does while it is being typed, and where only the tidying of spaces differs: a space at
    the end is the beginning of the next word.
    """
    if typed != known:
        return True
    return field.hasFocus() and _tidy(typed) == _tidy(read)


def _tidy(words: str) -> str:
    return " ".join(words.replace(";", ",").split()).strip(_LOOSE)


def _leaves_undo(event: QEvent) -> bool:
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        event.ignore()
        return True
    return False
