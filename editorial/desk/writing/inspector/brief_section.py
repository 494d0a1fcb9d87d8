"""What the writer is asked for, at the top of the inspector; it folds away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Slot

from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.kit.times import due_words
from editorial.desk.kit.widgets import LinkButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import WordsField
from editorial.stories.people import Role
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.inspector.pane import Section
    from editorial.stories.rows import StoryDetail

_OVER = frozenset({Status.PUBLISHED, Status.WITHDRAWN, Status.SPIKED})


class BriefSection(QObject):
    """Shows the brief to whoever writes; an editor can change it, or write one."""

    def __init__(self, commands: StoryCommands, section: Section, parent: QObject) -> None:
        super().__init__(parent)
        self._commands, self._section = commands, section
        home = commands.ctx.newsroom.home
        self._kept = QSettings(str(home.root / "writing.ini"), QSettings.Format.IniFormat)
        self._folded = self._kept.value("brief/folded", False, type=bool)
        self.facts = TextLabel("", "soft")
        self.facts.setWordWrap(True)
        self.words = TextLabel("")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName("Brief")
        self.field = WordsField("Brief", "What is asked for, whom to call, what to leave out", 6)
        self.field.given.connect(self._given)
        self.change = LinkButton("Change the brief")
        self.change.clicked.connect(self._begin)
        for widget in (self.facts, self.words, self.field, self.change):
            section.rows.addWidget(widget)
        self.field.hide()
        section.acted.connect(self._fold)

    def forget(self) -> None:
        """Begin with another story: what was typed for the last one has been given."""
        self.field.hide()
        self.field.clear()
        self.field.give_nothing()

    @Slot()
    def refresh(self) -> None:
        """Show the brief as it was read; nothing where there is none and none can be written."""
        detail = self._commands.detail
        if detail is None:
            return
        may = self._commands.person.holds(Role.EDITOR) and detail.status not in _OVER
        self._section.setVisible(bool(detail.brief) or (may and self._is_assigned(detail)))
        self._section.action.setText("Show" if self._folded else "Fold")
        self._section.action.setAccessibleName(
            "Show the brief" if self._folded else "Fold the brief away"
        )
        self._section.action.setVisible(bool(detail.brief))
        is_open = not (self._folded and detail.brief)
        self.facts.setText(self._facts(detail))
        self.words.setText(detail.brief)
        self.field.show_words(detail.brief)
        writing = not self.field.isHidden()
        self.words.setVisible(is_open and bool(detail.brief) and not writing)
        self.change.setText("Change the brief" if detail.brief else "Write a brief")
        self.change.setVisible(is_open and may and not writing)

    def _is_assigned(self, detail: StoryDetail) -> bool:
        return bool(detail.assigned_to) and detail.assigned_to != self._commands.person.name

    def _facts(self, detail: StoryDetail) -> str:
        me = self._commands.person.name
        parts = []
        if detail.assigned_to:
            parts.append("For you" if detail.assigned_to == me else f"For {detail.assigned_to}")
        if detail.due_at is not None:
            now = planning_now(self._commands.ctx.newsroom)
            parts.append(due_words(detail.due_at, now))
        if detail.word_target:
            parts.append(f"{detail.word_target:,} words")
        return " · ".join(parts)

    @Slot()
    def _fold(self) -> None:
        self._folded = not self._folded
        self._kept.setValue("brief/folded", self._folded)
        self.refresh()

    @Slot()
    def _begin(self) -> None:
        self.field.show()
        self.words.hide()
        self.change.hide()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _given(self, words: str) -> None:
        self._commands.write(use_cases.change_brief, words)
