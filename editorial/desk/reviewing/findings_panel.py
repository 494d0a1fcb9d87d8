"""What stands in the way of an approval: each finding with a jump to its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import IconButton, QuietButton, TextLabel, announce, set_kind
from editorial.desk.writing.inspector.pane import IconLine, empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.review.checks.results import CheckResult

_LOOKS = {
    "block": ("circle-alert", "accent"),
    "warn": ("circle-dashed", "warn"),
    "note": ("circle-dashed", "muted"),
}


class FindingsPanel(QFrame):
    """Hidden until an approval was refused, or asks for a reason."""

    jump_wanted = Signal(str, str)
    """A check's field, and the quote it is about or ""."""
    passed = Signal(str)
    """Why it is approved all the same."""

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
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("Why it goes on all the same; the record keeps it")
        self.reason.setMaxLength(500)
        self.reason.textChanged.connect(self._typed)
        self.reason.returnPressed.connect(self._pass)
        self.approve = QuietButton("Approve all the same", "check")
        self.approve.clicked.connect(self._pass)
        self._why = QWidget()
        line = QHBoxLayout(self._why)
        line.setContentsMargins(0, 4, 6, 0)
        line.addWidget(self.reason, 1)
        line.addWidget(self.approve)
        column.addWidget(self._why)
        self.lines: list[IconLine] = []
        self.hide()

    def show_findings(self, findings: Sequence[CheckResult]) -> None:
        """List the findings: what blocks, what asks for a reason, the rest.

        Where nothing blocks, the reason can be given here.
        """
        empty(self._rows)
        self.lines = []
        blocking = [finding for finding in findings if finding.level == "block"]
        warning = [finding for finding in findings if finding.level == "warn"]
        noted = [finding for finding in findings if finding.level == "note"]
        count = len(blocking)
        things = "one thing is" if count == 1 else f"{count} things are"
        if blocking:
            self._head.setText(f"Not approved: {things} in the way. Nothing was changed.")
        else:
            self._head.setText("Worth a second look. Mend it, or say why it goes on all the same.")
        self._why.setVisible(not blocking)
        self.reason.clear()
        self._typed("")
        for finding in (*blocking, *warning, *noted):
            icon, colour = _LOOKS[finding.level]
            line = IconLine(icon, colour, finding.message, finding.fix or "Show")
            line.jumped.connect(partial(self.jump_wanted.emit, finding.field, finding.quote))
            self._rows.addWidget(line)
            self.lines.append(line)
        self.show()
        announce(self, self._head.text())
        if not blocking:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.approve.setEnabled(bool(text.strip()))

    @Slot()
    def _pass(self) -> None:
        if self.reason.text().strip():
            self.passed.emit(self.reason.text().strip())
