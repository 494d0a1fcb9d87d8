"""Small widgets that every room uses: words, lines, dots, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editorial.desk.kit.fonts import caps_font
from editorial.desk.kit.icons import set_icon

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme


def set_kind(widget: QWidget, kind: str) -> None:
    """Dress a widget as the stylesheet's ``[kind="…"]`` says."""
    set_state(widget, "kind", kind)


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the stylesheet looks at, and dress the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # Not shown yet: it is dressed then. Dressing now would lose fonts set by hand.
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class TextLabel(QLabel):
    """A label of one of the stylesheet's kinds: title, soft, muted, good, warn, problem."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            set_kind(self, kind)


class SectionLabel(TextLabel):
    """A small heading in capitals."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "section", parent)
        self.setFont(caps_font(11))


class ElidedLabel(TextLabel):
    """One line that ends in … where there is no room; the whole stands in the tooltip."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", kind, parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole_text(text)

    def set_whole_text(self, text: str) -> None:
        """Show this text, cut where needed."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        """Return a size that lets the label shrink."""
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(width + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width(), 1)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut)
        self.setToolTip("" if cut == self._whole else self._whole)


class Hairline(QFrame):
    """A line of 1 px, lying or standing."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "hairline")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Dot(QWidget):
    """A dot in a status's colour. Never alone: `StatusDot` puts the word beside it."""

    def __init__(self, theme: Theme, status: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status = status
        self.setFixedSize(8, 16)
        theme.changed.connect(self.update)

    def set_status(self, status: str) -> None:
        """Show another status."""
        self._status = status
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        painter = QPainter(self)
        draw_dot(painter, QPointF(4, 8), self._theme.status_colour(self._status))


def draw_dot(painter: QPainter, centre: QPointF, colour: QColor, radius: float = 4) -> None:
    """Draw a status dot, for delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


class StatusDot(QWidget):
    """A status: the dot and its word."""

    def __init__(self, theme: Theme, status: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = Dot(theme, status, self)
        self._word = TextLabel(word, "status", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._word)
        row.addStretch(1)
        self.setAccessibleName(word)

    def set_status(self, status: str, word: str) -> None:
        """Show another status."""
        self._dot.set_status(status)
        self._word.setText(word)
        self.setAccessibleName(word)


class _Button(QPushButton):
    def __init__(
        self,
        text: str,
        *,
        kind: str,
        icon_name: str = "",
        icon_colour: str = "soft",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        set_kind(self, kind)
        # The mouse does not take the keyboard's focus away from the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text.replace("&", ""))
        if icon_name:
            set_icon(self, icon_name, icon_colour)
            # Some air between the icon and the word.
            self.setIconSize(QSize(20, 16))
        if hint:
            self.setToolTip(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it, as the space bar does; Qt itself does so in dialogs only."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain:
            self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(_Button):
    """The one primary action of a screen."""

    def __init__(
        self, text: str, icon_name: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            text,
            kind="primary",
            icon_name=icon_name,
            icon_colour="on_accent",
            hint=hint,
            parent=parent,
        )


class QuietButton(_Button):
    """Any other action."""

    def __init__(
        self, text: str, icon_name: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            text, kind="quiet", icon_name=icon_name, icon_colour="ink", hint=hint, parent=parent
        )


class LinkButton(_Button):
    """An action that reads as part of the text, such as “Write it”."""

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, kind="link", hint=hint, parent=parent)


class IconButton(QToolButton):
    """A button that shows only an icon; its name is the tooltip and what is read out."""

    def __init__(
        self, icon_name: str, name: str, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_icon(self, icon_name)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class CountBadge(QLabel):
    """A number on the accent colour; hidden at 0."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        set_kind(self, "badge")
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show this many."""
        self.setText(f"{count:,}")
        self.setAccessibleName(f"{count:,} {self._what}")
        self.setVisible(count > 0)


class ProgressLine(QProgressBar):
    """A line of 4 px that fills; without a known total it moves."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 100)

    def set_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total`` steps; ``total`` 0 when nobody knows."""
        self.setRange(0, max(total, 0))
        self.setValue(min(done, total))


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say a change that happened out of sight of the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QApplication.instance() is not None and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
