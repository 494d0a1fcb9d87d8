"""The first start: begin to write, or look around with a sample newsroom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.widgets import (
    PrimaryButton,
    ProgressLine,
    QuietButton,
    TextLabel,
    set_kind,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from editorial.desk.kit.jobs import Progress


class Welcome(QWidget):
    """Two ways to begin. While the sample loads it shows how far it is, and can be stopped."""

    write_wanted = Signal()
    sample_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = TextLabel("Welcome to Editorial")
        head.setFont(serif_font(32, 500))
        words = TextLabel(
            "A whole newsroom on this computer: write, add photos with their credits, have it "
            "read, and send it out. It works without a network, and saves as you write.",
        )
        words.setFont(serif_font(19))
        words.setWordWrap(True)
        set_kind(words, "soft")
        self.write = PrimaryButton("Start writing", "square-pen")
        self.write.clicked.connect(self.write_wanted)
        self.sample = QuietButton("Look around with a sample newsroom", "newspaper")
        self.sample.clicked.connect(self.sample_wanted)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(
            _card(
                "An empty desk",
                "Your first story opens at once. It stays a draft on this computer until you "
                "submit it.",
                self.write,
            )
        )
        cards.addWidget(
            _card(
                "The Harbour Review",
                "Stories in every state, photos that need work, and a small site to push to. "
                "Nothing leaves this computer.",
                self.sample,
            )
        )
        self._progress = _Progress()
        self._progress.stop.clicked.connect(self.stop_wanted)
        self._progress.hide()
        inner = QWidget()
        inner.setMaximumWidth(760)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        column.addWidget(head)
        column.addWidget(words)
        column.addSpacing(10)
        column.addLayout(cards)
        column.addWidget(self._progress)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def begin_loading(self) -> None:
        """Show that the sample is being loaded."""
        self.write.setEnabled(False)
        self.sample.setEnabled(False)
        self._progress.say("Setting up The Harbour Review …", 0, 0)
        self._progress.show()

    def end_loading(self) -> None:
        """Offer the two ways again."""
        self.write.setEnabled(True)
        self.sample.setEnabled(True)
        self._progress.hide()

    @Slot(object)
    def show_progress(self, progress: Progress) -> None:
        """Show how far the sample is."""
        what = f"Setting up: {progress.what}" if progress.what else "Nearly there"
        self._progress.say(what, progress.done, progress.total)


class _Progress(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._what = TextLabel("", "muted")
        self._line = ProgressLine("Loading the sample newsroom")
        self.stop = QuietButton("Stop")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._line, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._what)
        column.addLayout(row)

    def say(self, what: str, done: int, total: int) -> None:
        self._what.setText(what)
        self._line.set_progress(done, total)


def _card(title: str, words: str, button: QPushButton) -> QFrame:
    card = QFrame()
    set_kind(card, "card")
    head = TextLabel(title, "title")
    text = TextLabel(words, "soft")
    text.setWordWrap(True)
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 16, 18, 16)
    column.setSpacing(8)
    column.addWidget(head)
    column.addWidget(text, 1)
    column.addSpacing(6)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def load_sample(store: Any, who: Any, workbench: Any, courier: Any, progress: Any) -> Any:
    """Load the sample newsroom and push its published stories to the embedded site."""
    from editorial.publishing.addresses import endpoints
    from editorial.publishing.sample_newsroom import load_sample as load

    site = next(row for row in endpoints(store) if row.kind == "site")
    return load(
        store,
        who=who,
        workbench=workbench,
        courier=courier,
        endpoint_id=site.id,
        progress=progress,
    )
