"""Joins queues to the window: their commands, what is done from list and rail, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from editorial.desk.queues.batch_bar import DEEDS
from editorial.desk.queues.deeds import QueueDeeds
from editorial.desk.queues.name_dialog import NameDialog
from editorial.desk.queues.saved import SavedFilters
from editorial.review.holders import people_at_work

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.shell.rail import Rail
    from editorial.desk.shell.story_list import StoryList

MINUTE_MS = 60_000
_KEYS = {
    "claim": ("Ctrl+Shift+A", "user-check"),
    "release": ("Ctrl+Shift+R", "log-out"),
    "hand_over": ("Ctrl+Shift+G", "users"),
    "set_due": ("Ctrl+Shift+D", "calendar-clock"),
}


class QueueDesk(QObject):
    """Everything about queues that is more than showing them."""

    def __init__(
        self,
        ctx: DeskContext,
        stories: StoryList,
        rail: Rail,
        open_story: Callable[[], uuid.UUID | None],
        save_words: Callable[[], bool],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._ctx, self._list, self._window = ctx, stories, window
        self._open_story = open_story
        self.saved = SavedFilters(ctx, stories, window)
        self.deeds = QueueDeeds(ctx, self._chosen, save_words, window)
        rail.rename_wanted.connect(self.saved.rename)
        rail.remove_wanted.connect(self.saved.remove)
        rail.move_wanted.connect(self.saved.move)
        stories.save_wanted.connect(self.saved.save)
        stories.writer_wanted.connect(self._look_for_writers)
        stories.batch.wanted.connect(self._do)
        self._add_actions()
        self.minute = QTimer(self)
        self.minute.setInterval(MINUTE_MS)
        self.minute.timeout.connect(self.look_at_clock)
        self.minute.start()

    @Slot()
    def next_story(self) -> None:
        """Go to the next story of the queue."""
        if not self._list.go_on(1):
            self._ctx.notices.tell(f"That was the last one in {self._list.place.title}.")

    @Slot()
    def previous_story(self) -> None:
        """Go to the story before."""
        if not self._list.go_on(-1):
            self._ctx.notices.tell(f"This is the first one in {self._list.place.title}.")

    @Slot()
    def toggle_mine(self) -> None:
        """Show only what I have, or again what the whole desk has."""
        self._list.narrow(whose="" if self._list.wanted.whose == "mine" else "mine")

    @Slot()
    def look_at_clock(self) -> None:
        """Show what became late by the clock alone, without any change of a story."""
        self._list.view.viewport().update()
        if self._list.place.key == "late" or self._list.wanted.due or self._list.place.wanted:
            self._list.reload()

    def _add_actions(self) -> None:
        add = self._ctx.actions.add
        slots = {
            "claim": self.deeds.claim,
            "release": self.deeds.release,
            "hand_over": self.deeds.hand_over,
            "set_due": self.deeds.set_due,
        }
        made = [
            add(f"story.{name}", title, slots[name], shortcut=_KEYS[name][0],
                icon=_KEYS[name][1], hint=hint)
            for name, (title, hint) in DEEDS.items()
        ]  # fmt: skip
        self._list.offer(made)
        undo = add(
            "story.undo_handing", "Undo the last claim, release, hand-over or due time",
            self.deeds.undo, icon="undo-2",
        )  # fmt: skip
        undo.setEnabled(False)
        self.deeds.can_undo.connect(undo.setEnabled)
        add("story.next", "Next in queue", self.next_story, shortcut="Ctrl+J", icon="arrow-down")
        add(
            "story.previous", "Previous in queue", self.previous_story,
            shortcut="Ctrl+Shift+J", icon="arrow-up",
        )  # fmt: skip
        add(
            "view.narrow", "Narrow this queue …", self._list.open_narrow_menu,
            shortcut="Ctrl+/", icon="filter",
            hint="By whose, section, type, writer, due time, open notes",
        )  # fmt: skip
        add(
            "view.mine", "Mine or the desk’s", self.toggle_mine,
            shortcut="Ctrl+Shift+Y", icon="user",
            hint="Show only the stories of this queue that I have, or all of them again",
        )  # fmt: skip
        add("view.save_filter", "Save this filter …", self.saved.save, icon="filter")

    def _chosen(self) -> tuple[Sequence[int], uuid.UUID | None]:
        keys = self._list.chosen_keys
        return keys, None if keys else self._list.current_story or self._open_story()

    @Slot(str)
    def _do(self, name: str) -> None:
        self._ctx.actions[f"story.{name}"].trigger()

    @Slot()
    def _look_for_writers(self) -> None:
        self._ctx.jobs.read(self, people_at_work, done=self._ask_writer, latest="writers")

    def _ask_writer(self, people: tuple[str, ...]) -> None:
        dialog = NameDialog(
            "Whose stories", "Show the stories of which writer? Nothing: of anyone.",
            people, "Show", self._window, may_be_empty=True,
        )  # fmt: skip
        dialog.named.connect(self._narrow_to_writer)
        dialog.open()

    @Slot(str)
    def _narrow_to_writer(self, name: str) -> None:
        self._list.narrow(writer=name)
