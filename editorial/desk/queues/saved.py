"""Filters kept under a name: saved from the list, renamed, moved and removed in the rail."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit

from editorial.desk.kit.room import Target
from editorial.desk.queues.filter_words import suggested_name
from editorial.desk.shell.places import FILTER, MY_DRAFTS
from editorial.review.saved_filters import (
    SavedRow,
    move_filter,
    remove_filter,
    rename_filter,
    restore_filter,
    save_filter,
)
from editorial.system.errors import WrongState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.shell.places import Place
    from editorial.desk.shell.story_list import StoryList
    from editorial.review.queue_filter import QueueFilter


class SavedFilters(QObject):
    """Asks for names and carries out what the list and the rail want."""

    def __init__(self, ctx: DeskContext, stories: StoryList, window: QWidget) -> None:
        super().__init__(window)
        self._ctx, self._list, self._window = ctx, stories, window
        self._saving: QueueFilter | None = None
        self._renaming: Place | None = None
        self._removed: SavedRow | None = None

    @Slot()
    def save(self) -> None:
        """Ask for a name, and keep what the list asks for now."""
        wanted = self._list.wanted
        if replace(wanted, sort=self._list.plain.sort) == self._list.plain:
            self._ctx.notices.refuse(
                WrongState(
                    "Nothing narrows this queue, so there is no filter to save.",
                    next_step="Narrow it first: Ctrl+/ shows by what, / filters by words.",
                )
            )
            return
        self._saving = wanted
        place = self._list.place.title
        name = suggested_name(wanted, place, self._list.plain, self._list.terms)
        self._ask("Save this filter", "Its name in the rail:", name, self._save_as)

    @Slot(str)
    def _save_as(self, name: str) -> None:
        if self._saving is not None:
            self._write(save_filter, name, self._saving, done=self._saved)

    def _saved(self, changes: Any) -> None:
        # The rail has it once it has counted again; the list stays where it is.
        self._ctx.notices.tell(
            "The filter stands in the rail now. F2 renames it, Delete removes it."
        )

    @Slot(object)
    def rename(self, place: Place) -> None:
        """Ask for another name."""
        self._renaming = place
        self._ask("Rename the filter", "Its name in the rail:", place.title, self._rename_to)

    @Slot(str)
    def _rename_to(self, name: str) -> None:
        if self._renaming is not None and name.strip() != self._renaming.title:
            self._write(rename_filter, filter_id(self._renaming), name)

    @Slot(object, int)
    def move(self, place: Place, by: int) -> None:
        """Put it higher or lower."""
        self._write(move_filter, filter_id(place), by)

    @Slot(object)
    def remove(self, place: Place) -> None:
        """Forget it; the stories stay, and it can be had back."""
        places = self._list.place
        if place.wanted is None:
            return
        self._removed = SavedRow(filter_id(place), place.title, place.wanted, position=0)
        self._write(remove_filter, filter_id(place), done=self._tell_removed)
        if places.key == place.key:
            self._ctx.guide.go_to(Target(place=MY_DRAFTS.key))

    def _tell_removed(self, _changes: Any) -> None:
        if self._removed is not None:
            self._ctx.notices.tell(
                f"“{self._removed.name}” is removed. No story was changed.",
                action="Undo",
                then=self._restore,
            )

    @Slot()
    def _restore(self) -> None:
        if self._removed is not None:
            self._write(restore_filter, self._removed)
            self._removed = None

    def _ask(self, title: str, label: str, text: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(text)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.textValueSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, use_case: Callable[..., Any], *args: Any, **words: Any) -> None:
        self._ctx.jobs.write(self, use_case, *args, who=self._ctx.newsroom.person, **words)


def filter_id(place: Place) -> uuid.UUID:
    """Return the id of the saved filter that a place stands for."""
    return uuid.UUID(place.key.removeprefix(FILTER))
