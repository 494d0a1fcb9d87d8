"""Where the inspector stands: beside the text, or, where that leaves no room, over its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from editorial.desk.kit.widgets import Hairline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QSplitter, QWidget

    from editorial.desk.kit.widgets import IconButton
    from editorial.desk.writing.inspector.inspector import Inspector

BOTH = 740
"""Pixels from which on text and inspector stand side by side."""
BAR = 47
"""Pixels: the height of the bars above the text."""


class Bar(Protocol):
    """A row above the text with a button for the inspector."""

    inspector: IconButton

    def show_inspector_button(self, wanted: bool) -> None:
        """Show or hide the button."""


class InspectorPlace(QObject):
    """Takes the inspector out of the splitter below `BOTH`, and puts it back above.

    Out of it, it is a drawer: hidden until its button in the toolbar, or a jump to one of its
    fields, brings it over the right edge of the text; Esc or the button sends it away.
    """

    def __init__(
        self,
        inspector: Inspector,
        splitter: QSplitter,
        frame: QWidget,
        bars: Sequence[Bar],
        may_show: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._inspector, self._splitter, self._frame = inspector, splitter, frame
        self._bars = tuple(bars)
        self._may_show = may_show
        self._line = Hairline(vertical=True, parent=frame)
        self._line.hide()
        self.is_drawer = False
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), inspector)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.put_away)
        self._escape.setEnabled(False)
        for bar in self._bars:
            bar.inspector.clicked.connect(self._show_drawer)
        frame.installEventFilter(self)
        inspector.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the room's width, and the drawer's coming and going."""
        kind = event.type()
        if watched is self._frame and kind == QEvent.Type.Resize:
            self._suit()
        elif watched is self._inspector and self.is_drawer:
            if kind == QEvent.Type.Show:
                self._lay_over()
            if kind in (QEvent.Type.Show, QEvent.Type.Hide):
                self._line.setVisible(kind == QEvent.Type.Show)
                self._check(kind == QEvent.Type.Show)
        return False

    @Slot()
    def put_away(self) -> None:
        """Close the drawer."""
        if self.is_drawer:
            self._inspector.hide()

    @Slot(bool)
    def _show_drawer(self, wanted: bool) -> None:
        self._inspector.setVisible(wanted)

    def _check(self, shown: bool) -> None:
        for bar in self._bars:
            bar.inspector.setChecked(shown)

    def _suit(self) -> None:
        narrow = self._frame.width() < BOTH
        if narrow == self.is_drawer:
            if narrow:
                self._lay_over()
            return
        self.is_drawer = narrow
        self._escape.setEnabled(narrow)
        self._check(False)
        for bar in self._bars:
            bar.show_inspector_button(narrow)
        self._line.hide()
        wide = self._inspector.minimumWidth()
        if narrow:
            self._inspector.setParent(self._frame)
            self._inspector.hide()
        else:
            self._splitter.addWidget(self._inspector)
            last = self._splitter.count() - 1
            self._splitter.setStretchFactor(last, 0)
            self._splitter.setCollapsible(last, False)
            self._inspector.setVisible(self._may_show())
            self._splitter.setSizes([self._frame.width() - wide - 1, wide])

    def _lay_over(self) -> None:
        wide = self._inspector.minimumWidth()
        # Below the bar, whose button closes it.
        top = BAR + 1
        high = self._frame.height() - top
        left = self._frame.width() - wide
        self._inspector.setGeometry(left, top, wide, high)
        self._line.setGeometry(left - 1, top, 1, high)
        self._inspector.raise_()
        self._line.raise_()
