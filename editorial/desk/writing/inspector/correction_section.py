"""Putting right what is public: what changed, what readers are told, and out it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import PrimaryButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Card, Section, WordsField, empty
from editorial.desk.writing.reason import ask_reason
from editorial.stories.workflow import Status
from editorial.system.errors import ReasonNeeded

if TYPE_CHECKING:
    from editorial.desk.writing.commands import StoryCommands
    from editorial.review.changed_fields import FieldChange
    from editorial.system.errors import EditorialError

SHOWN = 8
_HINTS = {
    "correction": "What was wrong and is now right. Readers see this.",
    "update": "What is new. Readers see this; it may stay empty.",
}


class CorrectionSection(QObject):
    """Fills the section of the publish tab while a story is corrected, and after it was."""

    def __init__(self, commands: StoryCommands, section: Section, owner: QWidget) -> None:
        super().__init__(owner)
        self._commands = commands
        self._section = section
        self._owner = owner
        self._notes = _words()
        self._form = QWidget()
        self._changes = QVBoxLayout()
        self._changes.setSpacing(6)
        self.is_correction = QRadioButton("Correction: something was wrong")
        self.is_update = QRadioButton("Update: something is new")
        self.is_correction.setChecked(True)
        self.note = WordsField("Note to readers", _HINTS["correction"], 3)
        self.publish = PrimaryButton(
            "Publish the correction", hint="Send it to every endpoint that has the story"
        )
        self.is_update.toggled.connect(self._kind_changed)
        self.publish.clicked.connect(self._publish)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._changes)
        for widget in (self.is_correction, self.is_update, self.note):
            column.addWidget(widget)
        column.addWidget(self.publish, 0, Qt.AlignmentFlag.AlignLeft)
        section.rows.addWidget(self._form)
        section.rows.addWidget(self._notes)

    @property
    def kind(self) -> str:
        """``correction`` or ``update``."""
        return "update" if self.is_update.isChecked() else "correction"

    def refresh(self) -> None:
        """Show the story's notes, and while it is corrected what changed so far."""
        detail = self._commands.detail
        if detail is None:
            return
        correcting = detail.status is Status.CORRECTING
        self._section.setVisible(correcting or bool(detail.corrections))
        self._form.setVisible(correcting)
        lines = [
            f"{'Updated' if note.kind == 'update' else 'Corrected'} on "
            f"{note.at.astimezone().day} {note.at.astimezone():%B %Y}"
            + (f": {note.text}" if note.text else "")
            for note in reversed(detail.corrections)
        ]
        self._notes.setText("\n".join(lines))
        self._notes.setVisible(bool(lines))
        if correcting:
            self._commands.read(
                use_cases.what_changed, done=self._show, latest="what_changed", owner=self._owner
            )

    def forget(self) -> None:
        """Empty the form: another story is shown."""
        self.note.show_words("")
        self.note.clear()
        self.is_correction.setChecked(True)
        empty(self._changes)

    def _show(self, changes: tuple[FieldChange, ...]) -> None:
        empty(self._changes)
        if not changes:
            words = _words()
            words.setText("Nothing differs yet from what readers have.")
            self._changes.addWidget(words)
        for change in changes[:SHOWN]:
            card = Card()
            card.add_words(change.field, "muted")
            if change.old:
                card.add_words(change.old, "soft")
            card.add_words(f"→ {change.new}" if change.new else "→ taken out")
            self._changes.addWidget(card)
        if len(changes) > SHOWN:
            words = _words()
            words.setText(f"and {len(changes) - SHOWN} more")
            self._changes.addWidget(words)

    @Slot()
    def _kind_changed(self) -> None:
        self.note.setPlaceholderText(_HINTS[self.kind])
        self.publish.setText(f"Publish the {self.kind}")
        self.publish.setAccessibleName(self.publish.text())

    @Slot()
    def _publish(self) -> None:
        detail, draft = self._commands.detail, self._commands.draft
        if detail is None or draft is None:
            return
        revision = detail.revision if draft.is_clean else None
        draft.save()
        self._send(self.note.toPlainText(), self.kind, revision)

    def _send(self, words: str, kind: str, revision: int | None, reason: str = "") -> None:
        def failed(error: EditorialError) -> None:
            if isinstance(error, ReasonNeeded):
                why = ask_reason(error, f"Publish the {kind}", self._owner)
                if why:
                    self._send(words, kind, revision, why)
            else:
                self._commands.refuse(error)

        self._commands.write(
            use_cases.publish_correction,
            words,
            kind=kind,
            revision=revision,
            reason=reason,
            done=self._published,
            failed=failed,
        )

    def _published(self, _: object) -> None:
        self.forget()
        self._commands.ctx.notices.tell(
            "On its way to every endpoint that has the story. Each says below what it shows."
        )


def _words() -> TextLabel:
    label = TextLabel("", "muted")
    label.setWordWrap(True)
    return label
