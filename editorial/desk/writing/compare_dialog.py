"""Two texts of one story side by side in one: what came, what went, and which to go on from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import PrimaryButton, QuietButton, TextLabel, set_kind
from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme
    from editorial.desk.writing.open_draft import Words
    from editorial.review.compare import Run


class CompareDialog(QDialog):
    """Shows the way from one text to another in words, with one or two ways on."""

    old_chosen = Signal()
    new_chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        about: str,
        *,
        old_button: str = "",
        new_button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(title)
        self.resize(720, 620)
        words = TextLabel(about, "soft")
        words.setWordWrap(True)
        self.text = QTextBrowser()
        set_kind(self.text, "field")
        self.text.setAccessibleName("Differences")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = QuietButton("Close")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        if old_button:
            old = QuietButton(old_button)
            old.clicked.connect(self._choose_old)
            row.addWidget(old)
        if new_button:
            new = PrimaryButton(new_button)
            new.clicked.connect(self._choose_new)
            row.addWidget(new)
        column.addLayout(row)

    def show_texts(self, old: Words, new: Words) -> None:
        """Show what happened between two texts."""
        parts = []
        for was, now, style in (
            (old.headline, new.headline, "font-size:26px;font-weight:500;line-height:118%"),
            (old.dek, new.dek, "font-size:17px;line-height:140%"),
            (old.body, new.body, "font-size:16px;line-height:155%"),
        ):
            runs: tuple[Run, ...] = use_cases.word_changes(was, now)
            parts.append(f'<p style="{style}">{self._marked(runs)}</p>')
        self.text.setHtml(
            "<body style=\"font-family:'Newsreader','Noto Serif',serif\">" + "".join(parts)
        )

    def _marked(self, runs: tuple[Run, ...]) -> str:
        tokens = self._theme.tokens
        styles = {
            "added": f"background-color:{tokens.added}",
            "removed": f"background-color:{tokens.removed};text-decoration:line-through",
        }
        out = []
        for run in runs:
            text = escape(run.text).replace("\n", "<br>")
            style = styles.get(run.kind)
            out.append(f'<span style="{style}">{text}</span>' if style else text)
        return "".join(out)

    @Slot()
    def _choose_old(self) -> None:
        self.old_chosen.emit()
        self.accept()

    @Slot()
    def _choose_new(self) -> None:
        self.new_chosen.emit()
        self.accept()
