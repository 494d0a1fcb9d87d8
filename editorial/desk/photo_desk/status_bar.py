"""The line under the grid: what is selected, how far an import is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton, ProgressLine, TextLabel, set_kind
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Progress

_DROP = "Drop photos anywhere to add them"


class PhotoStatusBar(QWidget):
    """Says it in words; the bar only shows it as well."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(30)
        self._selected = TextLabel(kind="muted")
        self._reading = TextLabel(kind="muted")
        self._bar = ProgressLine("Import")
        self._bar.setFixedWidth(120)
        self._stop = LinkButton("Stop", "What came in so far stays")
        self._stop.setAccessibleName("Stop the import")
        self._stop.clicked.connect(self.stop_wanted)
        self._hint = TextLabel(_DROP, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(16)
        row.addWidget(self._selected)
        row.addWidget(self._reading)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._stop)
        row.addStretch(1)
        row.addWidget(self._hint)
        self.show_import(None)
        self.show_selected(0, 0)

    @property
    def text(self) -> str:
        """Everything the line says."""
        labels = (self._selected, self._reading, self._hint)
        return " · ".join(label.text() for label in labels if not label.isHidden())

    def show_selected(self, selected: int, total: int) -> None:
        """Say how many of how many photos are selected."""
        photos = count_words(total, "photo", "photos")
        self._selected.setText(f"{selected:,} of {total:,} selected" if selected else photos)

    def show_import(self, progress: Progress | None) -> None:
        """Say how far the import is; None when there is none."""
        under_way = progress is not None
        for widget in (self._reading, self._bar, self._stop):
            widget.setVisible(under_way)
        if progress is not None:
            new = "1 new photo" if progress.total == 1 else f"{progress.total:,} new photos"
            at = min(progress.done + 1, progress.total)
            self._reading.setText(
                f"Reading {at:,} of {new}" if progress.total else "Looking for photos"
            )
            self._reading.setToolTip(progress.what)
            self._bar.set_progress(progress.done, progress.total)

    def say_stopping(self) -> None:
        """Say that the import ends after the photo that is being read."""
        self._reading.setText("Stopping after this photo")
        self._stop.hide()

    def tell(self, text: str) -> None:
        """Say something instead of the hint at the right."""
        self._hint.setText(text or _DROP)
