"""After an import: what came in, and each file that did not, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import IconButton, TextLabel, announce, set_kind
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.photo_desk.importer import ImportReport

MOST_SHOWN = 200
_HIGHEST = 200


class ImportReportPanel(QWidget):
    """Hidden until there is something to list; stays until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame()
        set_kind(card, "card")
        room = QVBoxLayout(self)
        room.setContentsMargins(16, 0, 16, 10)
        room.addWidget(card)
        self._head = TextLabel()
        self._head.setStyleSheet("font-weight: 600;")
        self._head.setWordWrap(True)
        close = IconButton("x", "Close the list")
        close.clicked.connect(self.hide)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._labels: list[TextLabel] = []
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(4)
        inner = QWidget()
        set_kind(inner, "scrolled")
        inner.setLayout(self._rows)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("Files that were not imported")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 8, 8, 10)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._scroll)
        self.hide()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is listed, one text a file."""
        return tuple(label.text() for label in self._labels)

    @property
    def head(self) -> str:
        """The sentence on top."""
        return self._head.text()

    def show_report(self, report: ImportReport) -> None:
        """List refused files and remarks; hide where there are none."""
        self._empty()
        self._head.setText(summary(report))
        self._add("problem", report.refused)
        self._add("soft", report.remarks)
        listed = bool(report.refused or report.remarks)
        self.setVisible(listed)
        if listed:
            self._rows.addStretch(1)
            # Wrapped sentences are as high as the width makes them.
            width = max(self._scroll.viewport().width(), 320)
            high = self._rows.totalHeightForWidth(width) + 6
            self._scroll.setFixedHeight(min(high, _HIGHEST))
            announce(self, self._head.text())

    def _add(self, kind: str, lines: Sequence[tuple[str, str]]) -> None:
        for name, sentence in lines[:MOST_SHOWN]:
            # The sentence of a refusal mostly begins with the file's name.
            words = sentence if sentence.startswith(name) else f"{name}: {sentence}"
            label = TextLabel(words, kind)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(label)
            self._labels.append(label)
        if len(lines) > MOST_SHOWN:
            self._rows.addWidget(TextLabel(f"and {len(lines) - MOST_SHOWN:,} more", "muted"))

    def _empty(self) -> None:
        self._labels.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def summary(report: ImportReport) -> str:
    """Return what became of an import in one line."""
    parts = [f"{count_words(len(report.new), 'photo', 'photos')} added" if report.new else ""]
    if report.duplicates:
        parts.append(f"{report.duplicates:,} already here")
    if report.refused:
        left = count_words(
            len(report.refused), "file left where it is", "files left where they are"
        )
        parts.append(left)
    if not any(parts):
        parts = ["Nothing was added"]
    text = ", ".join(part for part in parts if part)
    text = text[0].upper() + text[1:]
    return f"Stopped. {text}." if report.stopped else f"{text}."
