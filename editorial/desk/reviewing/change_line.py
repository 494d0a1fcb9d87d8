"""The line below a story under review: which change is looked at, what it is, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editorial.desk.kit.times import coming
from editorial.desk.kit.widgets import ElidedLabel, IconButton, TextLabel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from editorial.review.word_history import Writer

_LISTS = frozenset({"Byline", "Tags", "Also in"})
_LONGEST = 90
"""Characters of a passage that are quoted."""


class ChangeLine(QWidget):
    """“3 of 7”, the words that went and came, the person; two buttons that step."""

    step_wanted = Signal(int)
    """1: the next change, -1: the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(34)
        self.back = IconButton("chevron-up", "The change before (Alt+Up)")
        self.forward = IconButton("chevron-down", "The next change (Alt+Down)")
        self._count = TextLabel()
        self._words = ElidedLabel(kind="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 14, 0)
        row.setSpacing(5)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addWidget(self._count)
        row.addSpacing(6)
        row.addWidget(self._words, 1)
        self.back.clicked.connect(self._back)
        self.forward.clicked.connect(self._forward)
        self.hide()

    @property
    def text(self) -> str:
        """What the line says."""
        return "  ".join(part for part in (self._count.text(), self._words.toolTip()) if part)

    def show_count(self, count: int) -> None:
        """Say how many changes there are; none hides the line."""
        self._count.setText("1 change" if count == 1 else f"{count} changes")
        self._say("")
        self.setVisible(count > 0)

    def show_change(self, number: int, count: int, sentence: str) -> None:
        """Say which of them is looked at, counted from 1, and what it is."""
        self._count.setText(f"{number} of {count}")
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._words.set_whole_text(sentence)
        self._words.setToolTip(sentence)
        self._words.setAccessibleName(sentence)

    @Slot()
    def _back(self) -> None:
        self.step_wanted.emit(-1)

    @Slot()
    def _forward(self) -> None:
        self.step_wanted.emit(1)


def change_words(label: str, removed: str, added: str) -> str:
    """Return what a change is in words: ``Headline: “lost” became “missing”``."""
    if label in _LISTS:
        removed, added = removed.strip(", "), added.strip(", ")
    went, came = _quoted(removed), _quoted(added)
    if went and came:
        return f"{label}: {went} became {came}"
    return f"{label}: {came} added" if came else f"{label}: {went} removed"


def writer_words(writers: Sequence[Writer], now: dt.datetime) -> str:
    """Return who made a change: ``Ida Holm, version 5, Fri 10:31``; empty where nobody can tell."""
    return "; ".join(_writer(each, now) for each in writers)


def _writer(writer: Writer, now: dt.datetime) -> str:
    if not writer.who:
        return ""
    version = f", version {writer.version}" if writer.version else ""
    return f"{writer.who}{version}, {coming(writer.at, now.astimezone())}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
    return f"“{words}”" if words else ""
