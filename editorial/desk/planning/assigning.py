"""Carries an assignment from the dialog to the store, and opens what was made."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.kit.room import Target
from editorial.desk.planning.assign_dialog import AssignDialog
from editorial.review import assignments, mentions
from editorial.stories import vocabulary

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QWidget

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.planning.assign_dialog import Assignment
    from editorial.system.errors import EditorialError


class Assigning(QObject):
    """One for the desk; its dialog is opened by the palette, the Story menu and the calendar."""

    def __init__(self, ctx: DeskContext, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._window = ctx, window
        self.dialog: AssignDialog | None = None

    def ask(self, section: str = "", due_at: dt.datetime | None = None) -> None:
        """Open the dialog, with a section and a due time where the place gives them."""
        newsroom = self._ctx.newsroom
        dialog = self.dialog = AssignDialog(
            partial(planning_now, newsroom),
            newsroom.settings.newsroom.word_target,
            section,
            due_at,
            self._window,
        )
        dialog.given.connect(self._given)
        dialog.finished.connect(self._finished)
        self._ctx.jobs.read(self, _choices, done=self._choices_came, latest="choices")
        dialog.open()

    @Slot(object)
    def _given(self, wanted: Assignment) -> None:
        self._ctx.jobs.write(
            self,
            assignments.assign_story,
            who=self._ctx.newsroom.person,
            language=self._ctx.newsroom.settings.newsroom.language,
            done=self._made,
            failed=self._refused,
            **asdict(wanted),
        )

    @Slot()
    def _finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _choices_came(self, choices: tuple[tuple[str, ...], ...]) -> None:
        if self.dialog is not None:
            self.dialog.offer(*choices)

    def _made(self, changes: Any) -> None:
        to = self.dialog.to.text().strip() if self.dialog is not None else ""
        if self.dialog is not None:
            self.dialog.accept()
        self._ctx.notices.tell(
            f"Assigned to {to}. It stands under “Assigned to me” there.",
            action="Open it",
            then=partial(self._ctx.guide.go_to, Target(place="all", story=changes.created)),
        )

    def _refused(self, error: EditorialError) -> None:
        if self.dialog is not None:
            self.dialog.refuse(error)
        else:
            self._ctx.notices.refuse(error)


def _choices(store: Any) -> tuple[tuple[str, ...], ...]:
    return (
        tuple(term.name for term in vocabulary.sections(store)),
        tuple(term.name for term in vocabulary.story_types(store)),
        mentions.people(store),
    )
