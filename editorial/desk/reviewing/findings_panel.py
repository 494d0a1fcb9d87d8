"""What stands in the way of an approval: each finding with a jump to its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import IconButton, TextLabel, announce, set_kind
from editorial.desk.writing.inspector.pane import IconLine, empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.review.checks.results import CheckResult

_LOOKS = {"block": ("circle-alert", "accent"), "warn": ("circle-dashed", "warn")}


class FindingsPanel(QFrame):
    """Hidden until an approval was refused."""

    jump_wanted = Signal(str, str)
    """A check's field, and the quote it is about or ""."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        self._head = TextLabel()
        self._head.setStyleSheet("font-weight: 600;")
        self._head.setWordWrap(True)
        close = IconButton("x", "Close the list")
        close.clicked.connect(self.hide)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._rows)
        self.lines: list[IconLine] = []
        self.hide()

    def show_findings(self, findings: Sequence[CheckResult]) -> None:
        """List the findings that block first, then those that only warn."""
        empty(self._rows)
        self.lines = []
        blocking = [finding for finding in findings if finding.level == "block"]
        warning = [finding for finding in findings if finding.level == "warn"]
        count = len(blocking)
        things = "one thing is" if count == 1 else f"{count} things are"
        self._head.setText(f"Not approved: {things} in the way. Nothing was changed.")
        for finding in (*blocking, *warning):
            icon, colour = _LOOKS[finding.level]
            line = IconLine(icon, colour, finding.message, finding.fix or "Show")
            line.jumped.connect(partial(self.jump_wanted.emit, finding.field, finding.quote))
            self._rows.addWidget(line)
            self.lines.append(line)
        self.show()
        announce(self, self._head.text())
