"""A line that takes a moment in words, on the newsroom's clock, and shows one the same way."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.kit.widgets import TextLabel
from editorial.desk.writing.inspector.pane import LineField
from editorial.system import time_words
from editorial.system.errors import EditorialError
from editorial.system.local_times import TwiceThatTime, exact_words
from editorial.system.zones import computer_zone, zone_label

if TYPE_CHECKING:
    from editorial.desk.writing.commands import StoryCommands


class MomentField(LineField):
    """`taken` gives the moment (UTC) or None; words that say none are refused and taken back.

    Where the clocks go back and a time comes twice, a small menu asks which is meant.
    """

    taken = Signal(object)

    def __init__(
        self,
        commands: StoryCommands,
        name: str,
        hint: str,
        *,
        hour: dt.time | None = time_words.END_OF_DAY,
    ) -> None:
        super().__init__(name, hint)
        self._commands, self._hour = commands, hour
        self._moment: dt.datetime | None = None
        self.own_clock = TextLabel("", "muted")
        """What the person's own clock shows then, where it differs; the pane places it."""
        self.own_clock.setWordWrap(True)
        self.own_clock.hide()
        self.which = QMenu(self)
        self.which.setAccessibleName("Which of the two")
        self.which.aboutToHide.connect(self._left_open)

    def show_moment(self, moment: dt.datetime | None) -> None:
        """Show a moment that was read, unless another is being typed."""
        self._moment = moment
        now = planning_now(self._commands.ctx.newsroom)
        self.show_words(time_words.say(moment, now))
        self._tell(now)

    def forget(self) -> None:
        """Show nothing: another story comes."""
        self._moment = None
        self.reset("")
        self.own_clock.hide()

    @Slot()
    def take(self) -> None:
        """Read what is typed and give it, ask which is meant, or refuse it."""
        now = planning_now(self._commands.ctx.newsroom)
        try:
            moment = time_words.parse(self.text(), now, hour=self._hour)
        except TwiceThatTime as error:
            self._ask(error)
        except EditorialError as error:
            self.put_back()
            self._commands.refuse(error)
        else:
            self._give_moment(moment)

    @Slot()
    def put_back(self) -> None:
        """Show the moment that stands, whatever is typed."""
        self.reset(time_words.say(self._moment, planning_now(self._commands.ctx.newsroom)))

    def _give_moment(self, moment: dt.datetime | None) -> None:
        now = planning_now(self._commands.ctx.newsroom)
        self._moment = moment
        self.reset(time_words.say(moment, now))
        self._tell(now)
        self.taken.emit(moment)

    def _ask(self, error: TwiceThatTime) -> None:
        self.which.clear()
        for order, moment in zip(("first", "second"), error.choices, strict=True):
            action = self.which.addAction(f"{exact_words(moment, error.zone)}, the {order} time")
            action.triggered.connect(partial(self._give_moment, moment))
        self._commands.ctx.notices.tell(error.message)
        self.which.popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot()
    def _left_open(self) -> None:
        # What is chosen in the menu comes after this, and shows itself.
        self.put_back()

    def _tell(self, now: dt.datetime) -> None:
        own = computer_zone()
        words = time_words.say_elsewhere(self._moment, now, own)
        self.own_clock.setText(f"{words}, your clock" if words else "")
        self.own_clock.setVisible(bool(words))
        zone = zone_label(now.tzinfo or dt.UTC)
        self.setToolTip(f"On the newsroom’s clock, {zone}. Another: 18:00 Europe/London")
