"""Two sides of a piece: what we sent or would send, and what the endpoint holds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.widgets import (
    PrimaryButton,
    QuietButton,
    SectionLabel,
    TextLabel,
    set_kind,
)
from editorial.review.compare import word_changes

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme
    from editorial.publishing.outbox_rows import DeliveryRow


class CompareDialog(QDialog):
    """Shows each difference side by side; where a decision is asked for, takes it."""

    decided = Signal(str)
    """Either ``overwrite`` or ``keep_live``."""

    def __init__(self, row: DeliveryRow, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Compare")
        self.resize(860, 560)
        head = TextLabel(row.headline)
        head.setFont(serif_font(20, 500))
        head.setWordWrap(True)
        words = TextLabel(row.message, "soft")
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(words)
        column.addWidget(self._sides(row), 1)
        column.addLayout(self._buttons(row))

    def _sides(self, row: DeliveryRow) -> QScrollArea:
        inner = QWidget()
        set_kind(inner, "scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(TextLabel("Ours", "title"), 0, 0)
        grid.addWidget(TextLabel(f"On “{row.endpoint_name}”", "title"), 0, 1)
        for difference in row.differences:
            line = grid.rowCount()
            grid.addWidget(SectionLabel(difference["field"].replace("_", " ")), line, 0, 1, 2)
            ours, theirs = self._marked(difference["expected"], difference["found"])
            grid.addWidget(_card(ours, difference["expected"]), line + 1, 0)
            grid.addWidget(_card(theirs, difference["found"]), line + 1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        return area

    def _marked(self, ours: str, theirs: str) -> tuple[str, str]:
        """Return both sides as rich text, each with its own words marked."""
        tokens = self._theme.tokens
        left, right = [], []
        for run in word_changes(ours, theirs):
            text = escape(run.text).replace("\n", "<br>")
            if run.kind in ("same", "removed"):
                left.append(_span(text, tokens.added) if run.kind == "removed" else text)
            if run.kind in ("same", "added"):
                right.append(_span(text, tokens.removed) if run.kind == "added" else text)
        return "".join(left), "".join(right)

    def _buttons(self, row: DeliveryRow) -> QHBoxLayout:
        line = QHBoxLayout()
        if row.state != "needs_person":
            line.addStretch(1)
            close = QuietButton("Close")
            close.clicked.connect(self.reject)
            line.addWidget(close)
            return line
        later = QuietButton("Decide later")
        later.clicked.connect(self.reject)
        self.keep = QuietButton("Keep the live copy")
        self.keep.clicked.connect(self._keep)
        self.overwrite = PrimaryButton("Overwrite with ours")
        self.overwrite.clicked.connect(self._overwrite)
        line.addWidget(later)
        line.addStretch(1)
        line.addWidget(self.keep)
        line.addWidget(self.overwrite)
        return line

    @Slot()
    def _keep(self) -> None:
        self.decided.emit("keep_live")
        self.accept()

    @Slot()
    def _overwrite(self) -> None:
        self.decided.emit("overwrite")
        self.accept()


def _span(text: str, ground: str) -> str:
    return f'<span style="background-color:{ground}">{text}</span>'


def _card(rich: str, plain: str) -> QFrame:
    card = QFrame()
    set_kind(card, "card")
    label = QLabel(rich or "<i>nothing</i>")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setFont(serif_font(16))
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(plain or "nothing")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    column.addWidget(label)
    return card
