"""What can be done with several stories at once, below the list."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from editorial.desk.kit.flow_layout import FlowLayout
from editorial.desk.kit.widgets import (
    Hairline,
    IconButton,
    LinkButton,
    TextLabel,
    announce,
    set_kind,
)

DEEDS = {
    "claim": ("Claim", "Take them, to edit them"),
    "release": ("Release", "Put them back, so that anybody may take them"),
    "hand_over": ("Hand over…", "Give them to a person"),
    "set_due": ("Set due…", "Say by when they are to be done"),
}


class BatchBar(QWidget):
    """``7 selected`` with its deeds; hidden while one story or none is chosen."""

    wanted = Signal(str)
    """One of `DEEDS`."""
    closed = Signal()
    """One story is enough again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.count = 0
        self._words = TextLabel("", "title")
        close = IconButton("x", "Choose one story only", "Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(close)
        deeds = QWidget()
        flow = FlowLayout(deeds, 8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        deeds.setSizePolicy(policy)
        self.buttons: dict[str, LinkButton] = {}
        for name, (words, hint) in DEEDS.items():
            button = LinkButton(words, hint)
            button.clicked.connect(self._pressed)
            flow.addWidget(button)
            self.buttons[name] = button
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 6, 9, 8)
        inside.setSpacing(2)
        inside.addLayout(head)
        inside.addWidget(deeds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._words.text()

    @Slot(int)
    def show_count(self, count: int) -> None:
        """Say how many are chosen."""
        self.count = count
        self._words.setText(f"{count:,} selected")
        self.setAccessibleName(self.text)
        if count > 1:
            announce(self, self.text)
        self.setVisible(count > 1)

    @Slot()
    def _pressed(self) -> None:
        for name, button in self.buttons.items():
            if button is self.sender():
                self.wanted.emit(name)
