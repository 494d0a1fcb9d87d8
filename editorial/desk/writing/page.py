"""One scrolled column: the fields above the body, and the body, moving as one.

The body stays as high as what is seen of it, so that a book-length story is laid out and
painted only where it is looked at; the fields above slide away over it. The page's own scroll
bar covers both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from editorial.desk.writing.body_editor import BodyEditor

COLUMN = 560
"""Pixels: about 65 characters of 18 px Newsreader."""
MARGIN = 40
BOTTOM = 160
"""Air below the last line, so that one does not write at the window's edge."""

HELD = 0.45
"""Where the written line stands with typewriter scrolling: a part of the page's height."""


class Page(QWidget):
    """Lays ``head`` over ``body`` in a centred column and scrolls them."""

    def __init__(self, head: QWidget, body: BodyEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head = head
        self._body = body
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName("Scroll the story")
        self._placing = False
        self._holds = False
        self._scale = 1.0
        head.setParent(self)
        body.setParent(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.place)
        self._bar.valueChanged.connect(self.place)
        body.verticalScrollBar().valueChanged.connect(self._body_scrolled)
        body.verticalScrollBar().rangeChanged.connect(self._ask)
        head.installEventFilter(self)
        body.viewport().installEventFilter(self)
        self.setFocusProxy(body)

    @property
    def scroll_bar(self) -> QScrollBar:
        """The bar that moves head and body together, in pixels."""
        return self._bar

    @property
    def column(self) -> tuple[int, int]:
        """Left edge and width of the column in pixels."""
        # The scroll bar lies in the margin.
        width = max(min(round(COLUMN * self._scale), self.width() - 2 * MARGIN), 160)
        return max((self.width() - width) // 2, 8), width

    def set_scale(self, scale: float) -> None:
        """Widen the column with its type, so that a line holds as many words as before."""
        self._scale = scale
        self.place()

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a field of the head is seen."""
        top = widget.mapTo(self._head, widget.rect().topLeft()).y()
        bottom = top + widget.height()
        seen_from = self._bar.value()
        if top < seen_from:
            self._bar.setValue(max(top - 24, 0))
        elif bottom > seen_from + self.height():
            self._bar.setValue(bottom - self.height() + 24)

    def show_cursor(self, *, at_top: bool = False) -> None:
        """Scroll until the body's cursor is seen, with some lines around it; or to the top."""
        inner = self._body.verticalScrollBar().value()
        rect = self._body.cursorRect()
        top = self._head.height() + rect.top() + inner
        air = min(self.height() // 5, 120)
        seen_from = self._bar.value()
        if at_top or top - air < seen_from:
            self._bar.setValue(max(top - air, 0))
        elif top + rect.height() + air > seen_from + self.height():
            self._bar.setValue(top + rect.height() + air - self.height())

    @property
    def holds_cursor(self) -> bool:
        """Whether the line that is written stays at one height: typewriter scrolling."""
        return self._holds

    def set_holds_cursor(self, holds: bool) -> None:
        """Keep the line that is written at one height from now on, or no longer."""
        self._holds = holds
        self.place()

    def hold_cursor(self) -> None:
        """Scroll so that the cursor's line stands at its height."""
        rect = self._body.cursorRect()
        line = self._head.height() + rect.center().y() + self._body.verticalScrollBar().value()
        self._bar.setValue(max(line - round(self.height() * HELD), 0))

    @Slot()
    def place(self) -> None:
        """Put everything where the scroll bar says."""
        if self._placing:
            return
        self._placing = True
        try:
            self._place()
        finally:
            self._placing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the column out anew."""
        super().resizeEvent(event)
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - wide, 0, wide, self.height())
        self.place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by what the wheel says."""
        self._bar.event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wheel from the body; notice when the head wants another height."""
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            self._bar.event(event)
            return True
        if kind == QEvent.Type.LayoutRequest and watched is self._head:
            self._later.start()
        return False

    def _place(self) -> None:
        left, width = self.column
        head = self._head
        head_high = head.heightForWidth(width) if head.hasHeightForWidth() else -1
        layout = head.layout()
        if head.width() != width:
            head.resize(width, max(head.height(), 1))
        if layout is not None:
            layout.activate()
        head_high = max(head_high, head.sizeHint().height())
        inner = self._body.verticalScrollBar()
        body_high = max(round(self._body.document().size().height()), 60)
        if self._body.width() != width:
            self._body.resize(width, self._body.height())
            body_high = max(round(self._body.document().size().height()), 60)
        below = self._air_below
        self._bar.setRange(0, max(head_high + body_high + below - self.height(), 0))
        self._bar.setPageStep(self.height())
        self._bar.setSingleStep(29)
        value = self._bar.value()
        head.setGeometry(left, -value, width, head_high)
        top = max(head_high - value, 0)
        self._body.setGeometry(left, top, width, max(self.height() - top, 60))
        inner.setValue(max(value - head_high, 0))
        if below and value - head_high > inner.maximum():
            # Past its own end the body is pushed up as a whole.
            self._body.move(left, top - (value - head_high - inner.maximum()))

    @property
    def _air_below(self) -> int:
        """Pixels below the body that let its last line come up to the held height."""
        return max(round(self.height() * (1 - HELD)) - BOTTOM, 0) if self._holds else 0

    @Slot()
    def _ask(self) -> None:
        if not self._placing:
            self._later.start()

    @Slot(int)
    def _body_scrolled(self, inner: int) -> None:
        """Follow the body when it scrolls itself to keep its cursor in sight."""
        if self._placing:
            return
        head_high = self._head.height()
        before = max(self._bar.value() - head_high, 0)
        wanted = self._bar.value() + inner - before
        self._placing = True
        self._bar.setRange(0, max(self._bar.maximum(), wanted))
        self._bar.setValue(wanted)
        self._placing = False
        self.place()
