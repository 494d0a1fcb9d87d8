"""The row above the grid: title, queues, search, import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from editorial.desk.kit.fitting import wanted_width
from editorial.desk.kit.icons import set_icon
from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel, set_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

QUEUES = {
    "needs_credit": "Needs credit",
    "needs_caption": "Needs caption",
    "needs_alt": "Needs alt text",
    "rights_expiring": "Rights expiring",
    "duplicates": "Duplicates",
    "rejected": "Rejected",
    "unused": "Unused",
    "all": "All",
}
SELDOM = frozenset({"rights_expiring", "duplicates", "rejected"})
"""Queues that are shown only while something is in them."""
SEARCH_AFTER_MS = 200
_SHORT = {
    "needs_credit": "Credit",
    "needs_caption": "Caption",
    "needs_alt": "Alt text",
    "rights_expiring": "Rights",
    "duplicates": "Twins",
    "rejected": "Rejected",
    "unused": "Unused",
    "all": "All",
}
"""The queues' names where there is little room; what they are called stays."""
_SEARCH = 150
NARROWEST = 480
"""Width in pixels at which the short names still stand in full."""


class PhotoHeader(QWidget):
    """Says which queue is on show, and lets another be chosen."""

    queue_chosen = Signal(str)
    searched = Signal(str)
    """The words to search for, 200 ms after the last key."""

    def __init__(self, import_actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(47)
        self._title = TextLabel("Photo desk", "title")
        self._chips: dict[str, QPushButton] = {}
        self._counts: dict[str, int] = {}
        self._in_library = False
        self._extra: QPushButton | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(5)
        row.addWidget(self._title)
        row.addSpacing(6)
        for queue, words in QUEUES.items():
            chip = QPushButton(words)
            set_kind(chip, "queue")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setProperty("queue", queue)
            chip.clicked.connect(self._chip_clicked)
            self._chips[queue] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search photos")
        self.search.setPlaceholderText("Search photos")
        self.search.setToolTip(
            "Words of captions, credits, names, places, keywords (Ctrl+F); also "
            "source:, creator:, place:, people:, keyword:, date:2026-11, rating:3+, "
            "story:, format:"
        )
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)
        self.search.setMaximumWidth(210)
        self.search.setMinimumWidth(90)
        glass = QAction("Search", self.search)
        set_icon(glass, "search", "muted")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        row.addWidget(self.search, 2)
        row.addSpacing(5)
        self.import_button = PrimaryButton("Import photos", "import", "Add photos to the library")
        self._menu = QMenu(self)
        self._menu.addActions(list(import_actions))
        self.import_button.clicked.connect(self._open_menu)
        row.addWidget(self.import_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._search)
        self.search.textChanged.connect(self._timer.start)
        self.search.returnPressed.connect(self._search)
        self.import_button.setAccessibleName("Import photos")
        self.setMinimumWidth(NARROWEST)
        self.show_counts({})

    def add_action(self, action: QAction) -> None:
        """Offer what can be done with the chosen photos, left of the import."""
        button = QuietButton("", "stamp", action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        self._row.insertWidget(self._row.indexOf(self.import_button), button)
        self._extra = button
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title out, and shorten the import's words, where there is no room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as much as there is room for."""
        for title, extra, words, names in (
            (True, "Apply template", "Import photos", QUEUES),
            (True, "", "Import photos", QUEUES),
            (False, "", "Import photos", QUEUES),
            (False, "", "Import", QUEUES),
            (False, "", "Import", _SHORT),
        ):
            self._title.setVisible(title)
            if self._extra is not None:
                self._extra.setText(extra)
            self.import_button.setText(words)
            self._name_chips(names)
            # A hand's breadth of words can be read there; the smallest is for narrow windows.
            room = _SEARCH if names is QUEUES else self.search.minimumWidth()
            narrowed: dict[QWidget, int] = {self.search: room}
            if wanted_width(self._row, narrowed=narrowed) <= self.width():
                return

    def _name_chips(self, names: dict[str, str]) -> None:
        for queue, chip in self._chips.items():
            count = f" {self._counts.get(queue, 0):,}" if self._counts else ""
            chip.setText(names[queue] + count)

    def set_title(self, title: str) -> None:
        """Say which room this is: the desk, or the library."""
        self._title.setText(title)
        self._in_library = title == "Library"
        self.show_counts(self._counts)

    def show_queue(self, queue: str) -> None:
        """Mark the queue that is on show."""
        # No exclusive group: it would take all chips but one away from the Tab key.
        for name, chip in self._chips.items():
            chip.setChecked(name == queue)
        self._chips[queue].show()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many photos each queue has; the seldom ones only where there are some."""
        self._counts = counts
        for queue, chip in self._chips.items():
            count = counts.get(queue, 0)
            chip.setAccessibleName(f"{QUEUES[queue]}: {count:,} photos")
            if queue == "unused":
                # Of use to who browses the library, not to who works through the desk.
                chip.setVisible(self._in_library or chip.isChecked())
            elif queue in SELDOM:
                chip.setVisible(count > 0 or chip.isChecked())
        self.fit()

    def clear_search(self) -> None:
        """Search for nothing, without waiting."""
        self.search.clear()
        self._search()

    @Slot()
    def _chip_clicked(self) -> None:
        self.queue_chosen.emit(self.sender().property("queue"))

    @Slot()
    def _search(self) -> None:
        self._timer.stop()
        self.searched.emit(self.search.text().strip())

    @Slot()
    def _open_menu(self) -> None:
        below = QPoint(0, self.import_button.height() + 4)
        self._menu.popup(self.import_button.mapToGlobal(below))
