"""The menu of an underlined passage: what may be meant, and what else can be done about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.widgets import TextLabel
from editorial.desk.writing.language.proof import Concern, Mark, Proof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.kit.jobs import Jobs

OFFERED = 5
LOOKING = "Looking for suggestions …"
NONE = "No suggestions"
_WIDE = 300


class Choice(StrEnum):
    """What can be done about a mark."""

    REPLACE = "replace"
    ADD = "add"
    IGNORE = "ignore"
    SWITCH_OFF = "switch_off"


class MarkMenu(QMenu):
    """Suggestions are looked for on a worker and put in when they are there."""

    chosen = Signal(str, str)
    """A `Choice`, and for `REPLACE` the words to write."""

    def __init__(
        self,
        jobs: Jobs,
        proof: Proof,
        mark: Mark,
        parent: QWidget,
        *,
        is_editable: bool,
        ignore: str = "Ignore in this story",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("What to write here")
        self.mark = mark
        self._waiting: QAction | None = None
        if mark.concern is Concern.SPELLING:
            if is_editable and proof.speller is not None:
                self._waiting = self.addAction(LOOKING)
                self._waiting.setEnabled(False)
                jobs.run(Lane.READ, self, proof.speller.suggest, mark.found, done=self._suggested)
                self.addSeparator()
            self._offer("Add to the newsroom's words", Choice.ADD)
            self._offer(ignore, Choice.IGNORE)
        else:
            self._explain(mark)
            if mark.fix is not None and is_editable:
                self._offer(_fix_words(mark), Choice.REPLACE, mark.fix)
            self._offer("Switch this rule off", Choice.SWITCH_OFF)
        self.triggered.connect(self._triggered)

    def add_standard(self, standard: QMenu | None) -> None:
        """Put the field's own actions (cut, copy, paste) beneath."""
        if standard is not None:
            # They live as long as their menu, which lives as long as this one.
            standard.setParent(self, standard.windowFlags())
            self.addSeparator()
            self.addActions(standard.actions())

    def _explain(self, mark: Mark) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        for words, tone in ((mark.message, "ink"), (mark.explanation, "muted")):
            if words:
                label = TextLabel(words, tone)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                label.setFixedWidth(_WIDE)
                column.addWidget(label)
        action = QWidgetAction(self)
        action.setText(mark.about)
        action.setEnabled(False)
        action.setDefaultWidget(box)
        self.addAction(action)
        self.addSeparator()

    def _suggested(self, words: Sequence[str]) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        if not words:
            waiting.setText(NONE)
            return
        for word in words[:OFFERED]:
            self._offer(word, Choice.REPLACE, word, before=waiting)
        self.removeAction(waiting)
        if self.activeAction() is None:
            self.setActiveAction(self.actions()[0])

    def _offer(
        self, title: str, choice: Choice, words: str = "", *, before: QAction | None = None
    ) -> None:
        action = QAction(title.replace("&", "&&"), self)
        action.setData((choice.value, words))
        if choice is Choice.REPLACE:
            font = self.font()
            font.setBold(True)
            action.setFont(font)
        if before is None:
            self.addAction(action)
        else:
            self.insertAction(before, action)

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        data = action.data()
        if isinstance(data, tuple | list):
            self.chosen.emit(*data)


def _fix_words(mark: Mark) -> str:
    if mark.fix and mark.fix.strip():
        return f"Write “{mark.fix.strip()}”"
    return "Write one space" if mark.fix else "Take it out"
