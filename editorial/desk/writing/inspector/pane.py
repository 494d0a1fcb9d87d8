"""What every tab of the inspector is made of: a scrolled column of sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.widgets import Hairline, LinkButton, SectionLabel, TextLabel, set_kind

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent

    from editorial.desk.writing.commands import StoryCommands

SIDE = 16
COMMIT_AFTER_MS = 800


class Pane(QScrollArea):
    """One tab. `show_story` is called for another story, `refresh` when the same one changed."""

    def __init__(self, commands: StoryCommands, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.commands = commands
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        set_kind(inner, "scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inner)

    def add_section(self, title: str, action: str = "") -> Section:
        """Add a section, with a hairline under it, at the end."""
        section = Section(title, action)
        self._column.insertWidget(self._column.count() - 1, section)
        return section

    def show_story(self) -> None:
        """Show another story; what was typed for the last one has been given already."""
        self.refresh()

    def refresh(self) -> None:
        """Show what may have changed."""

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for field in self.findChildren(WordsField):
            field.give()
        for line in self.findChildren(LineField):
            line.give()


class Section(QWidget):
    """A heading, an action at its right, rows beneath, a hairline at the end."""

    acted = Signal()

    def __init__(self, title: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = SectionLabel(title)
        self.action = LinkButton(action)
        self.action.clicked.connect(self.acted)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.heading, 1)
        top.addWidget(self.action)
        if not action:
            self.action.hide()
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(9)
        column = QVBoxLayout()
        column.setContentsMargins(SIDE, 12, SIDE, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(self.rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(Hairline())

    def say(self, text: str) -> None:
        """Show one soft sentence instead of rows."""
        empty(self.rows)
        label = TextLabel(text, "muted")
        label.setWordWrap(True)
        self.rows.addWidget(label)


class Card(QFrame):
    """A framed piece of the inspector."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        # As high as its words are when they wrap; a maximum would be that of unwrapped ones.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 9, 12, 9)
        self.column.setSpacing(3)

    def add_words(self, text: str, kind: str = "", *, strong: bool = False) -> TextLabel:
        """Add a line of words that wraps."""
        label = TextLabel(text, kind)
        label.setWordWrap(True)
        if strong:
            label.setStyleSheet("font-weight: 600;")
        self.column.addWidget(label)
        return label

    def mouseReleaseEvent(self, event: object) -> None:
        """Tell of a click anywhere on the card."""
        self.pressed.emit()


class Mark(QWidget):
    """An icon of 16 px in the colours of the scheme in use; the words beside it say the same."""

    def __init__(self, icon: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._colour = icon, colour
        self.setFixedSize(16, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon as the scheme has it now."""
        picture = pixmap(self._icon, self._colour, 16, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 1, picture)


class IconLine(QWidget):
    """An icon, a sentence that wraps, and perhaps a jump."""

    jumped = Signal()

    def __init__(
        self, icon: str, colour: str, text: str, jump: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark = Mark(icon, colour)
        words = TextLabel(text)
        words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        if jump:
            link = LinkButton(jump)
            link.setAccessibleName(f"{jump}: {text}")
            link.clicked.connect(self.jumped)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)


class WordsField(QPlainTextEdit):
    """A few lines of words, given 800 ms after the last key and when the focus leaves."""

    given = Signal(str)

    def __init__(self, name: str, hint: str = "", lines: int = 2) -> None:
        super().__init__()
        set_kind(self, "field")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)
        self._known = ""
        self._timer = _commit_timer(self, self.give)
        self.textChanged.connect(self._timer.start)

    def show_words(self, words: str) -> None:
        """Show words that were read, unless others are being typed."""
        if self.is_pending or self.toPlainText() == words:
            self._known = words if not self.is_pending else self._known
            return
        self._known = words
        self.setPlainText(words)
        self._timer.stop()

    def give_nothing(self) -> None:
        """Take what is shown as known: it is another story's."""
        self._timer.stop()
        self._known = self.toPlainText()

    def reset(self, words: str) -> None:
        """Show words whatever is typed: what was typed is sent, or belongs elsewhere."""
        self._known = words
        self.setPlainText(words)
        self._timer.stop()

    @property
    def is_pending(self) -> bool:
        """Whether something is typed that was not given."""
        return self.toPlainText() != self._known

    @Slot()
    def give(self) -> None:
        """Give the words if they are others now."""
        self._timer.stop()
        if self.is_pending and not self.isReadOnly():
            self._known = self.toPlainText()
            self.given.emit(self._known)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field gives it."""
        super().focusOutEvent(event)
        self.give()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return is the room's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


class LineField(QLineEdit):
    """One line, given when Enter is pressed or the focus leaves."""

    given = Signal(str)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._known = ""
        self.editingFinished.connect(self.give)

    def show_words(self, words: str) -> None:
        """Show words that were read, unless others are being typed."""
        if self.text() != self._known:
            return
        self._known = words
        self.setText(words)
        self.setCursorPosition(0)

    def reset(self, words: str) -> None:
        """Show words whatever is typed: what was typed could not be taken."""
        self._known = words
        self.setText(words)

    @Slot()
    def give(self) -> None:
        """Give the line if it is another now."""
        if self.text() != self._known and not self.isReadOnly():
            self._known = self.text()
            self.given.emit(self._known)


class QuietCombo(QComboBox):
    """A combo box that does not change when the wheel only passes over it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the pane."""
        event.ignore()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()


def _commit_timer(owner: QObject, slot: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(COMMIT_AFTER_MS)
    timer.timeout.connect(slot)
    return timer
