"""Any two versions of a story side by side, what went marked left, what came marked right."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.times import short_moment
from editorial.desk.kit.widgets import QuietButton, TextLabel, set_kind
from editorial.desk.writing import use_cases
from editorial.desk.writing.manuscript import local_now
from editorial.desk.writing.open_draft import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.writing.commands import StoryCommands
    from editorial.review.compare import Run
    from editorial.stories.rows import VersionRow
    from editorial.stories.snapshot import StorySnapshot

NOW = 0
"""Stands for the words as they are on the screen; versions count from 1."""
_SIZES = (
    "font-size:22px;font-weight:500;line-height:118%",
    "font-size:16px;line-height:140%",
    "font-size:15px;line-height:150%",
)
_KINDS = {"checkpoint": "", "rescued": "kept beside", "restored": "restored"}


class VersionsDialog(QDialog):
    """Two columns that scroll together."""

    def __init__(
        self, commands: StoryCommands, rows: Sequence[VersionRow], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._texts: dict[int, Words] = {}
        draft = commands.draft
        if draft is not None:
            self._texts[NOW] = draft.words
        self.setWindowTitle("Compare versions")
        self.resize(1040, 680)
        self.old, self.new = _choice("Older version"), _choice("Newer version")
        self.left, self.right = _text("Older text"), _text("Newer text")
        self.summary = TextLabel("", "muted")
        for box in (self.old, self.new):
            box.addItem("The words as they are now", NOW)
            for row in rows:
                box.addItem(_title(row), row.number)
        self.old.setCurrentIndex(1 if rows else 0)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        for label, box, text in (("From", self.old, self.left), ("To", self.new, self.right)):
            column = QVBoxLayout()
            head = QHBoxLayout()
            name = QLabel(label)
            name.setBuddy(box)
            head.addWidget(name)
            head.addWidget(box, 1)
            column.addLayout(head)
            column.addWidget(text, 1)
            columns.addLayout(column, 1)
            box.currentIndexChanged.connect(self._ask)
        close = QuietButton("Close")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)
        for one, other in ((self.left, self.right), (self.right, self.left)):
            one.verticalScrollBar().valueChanged.connect(partial(_follow, one, other))
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Read the chosen versions where they were not read yet, then compare."""
        missing = [n for n in self._chosen() if n not in self._texts]
        if missing:
            self._commands.read(
                use_cases.snapshot,
                missing[0],
                done=partial(self._came, missing[0]),
                latest="version",
                owner=self,
            )
            return
        old, new = (self._texts[number] for number in self._chosen())
        self._commands.ctx.jobs.run(
            Lane.READ, self, _changes, old, new, done=self._show, latest="compare"
        )

    def _chosen(self) -> tuple[int, int]:
        return int(self.old.currentData()), int(self.new.currentData())

    def _came(self, number: int, version: StorySnapshot) -> None:
        self._texts[number] = Words(version.headline, version.dek, version.body)
        self._ask()

    def _show(self, changes: tuple[tuple[Run, ...], ...]) -> None:
        tokens = self._commands.ctx.theme.tokens
        for text, kind, style in (
            (self.left, "removed", f"background-color:{tokens.removed}"),
            (self.right, "added", f"background-color:{tokens.added}"),
        ):
            parts = [
                f'<p style="{size}">{_marked(runs, kind, style)}</p>'
                for runs, size in zip(changes, _SIZES, strict=True)
            ]
            text.setHtml(
                "<body style=\"font-family:'Newsreader','Noto Serif',serif\">" + "".join(parts)
            )
        gone, come = (_words(changes, kind) for kind in ("removed", "added"))
        same = "The two are the same."
        self.summary.setText(f"{gone:,} words gone, {come:,} come" if gone or come else same)


def _changes(old: Words, new: Words) -> tuple[tuple[Run, ...], ...]:
    return tuple(
        use_cases.word_changes(was, now)
        for was, now in ((old.headline, new.headline), (old.dek, new.dek), (old.body, new.body))
    )


def _marked(runs: tuple[Run, ...], kind: str, style: str) -> str:
    out = []
    for run in runs:
        words = escape(run.text).replace("\n", "<br>")
        if run.kind == kind:
            out.append(f'<span style="{style}">{words}</span>')
        elif run.kind == "same":
            out.append(words)
    return "".join(out)


def _words(changes: tuple[tuple[Run, ...], ...], kind: str) -> int:
    return sum(len(run.text.split()) for runs in changes for run in runs if run.kind == kind)


def _title(row: VersionRow) -> str:
    name = row.name if row.kind == "checkpoint" else _KINDS.get(row.kind, "")
    when = short_moment(row.at, local_now())
    return "  ·  ".join(part for part in (f"Version {row.number}", name, when, row.author) if part)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(20)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _text(name: str) -> QTextBrowser:
    text = QTextBrowser()
    set_kind(text, "field")
    text.setAccessibleName(name)
    text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return text


def _follow(one: QTextBrowser, other: QTextBrowser, value: int) -> None:
    """Scroll the other column to the same part of its text."""
    mine, theirs = one.verticalScrollBar(), other.verticalScrollBar()
    if mine.maximum():
        theirs.setValue(round(value / mine.maximum() * theirs.maximum()))
