"""The calendar: what is due, scheduled, embargoed and published, and the budget of a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editorial.desk.kit.newsroom_time import planning_now, planning_zone
from editorial.desk.kit.room import Target
from editorial.desk.kit.widgets import Hairline, IconButton, QuietButton, TextLabel, set_kind
from editorial.desk.planning.budget_model import BudgetModel
from editorial.desk.planning.budget_view import BudgetView
from editorial.desk.planning.calendar_model import CalendarModel, entry_words
from editorial.desk.planning.calendar_view import CalendarView
from editorial.desk.planning.days import Page, Span
from editorial.desk.planning.keeping import BudgetKeeping
from editorial.publishing import replanning
from editorial.review import budget as budgets
from editorial.review import calendar as calendars
from editorial.system.errors import EditorialError
from editorial.system.local_times import moment_of, start_of_day
from editorial.system.zones import zone_label

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from editorial.desk.kit.context import DeskContext
    from editorial.review.budget import Budget
    from editorial.review.calendar import CalendarEntry

_SPANS = {Span.WEEK: "Week", Span.MONTH: "Month", Span.DAY: "Day"}
_HINT = "Enter opens · Alt and an arrow moves · T is today · Page Up and Down turn the page"


class CalendarRoom(QObject):
    """A `Room`."""

    side_panes: Sequence[QWidget] = ()

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._ctx = context
        self._is_stale = True
        self._wanted: CalendarEntry | None = None
        self.page = Page(Span.WEEK, planning_now(context.newsroom).date())
        self.model = CalendarModel(self)
        self.budget = BudgetModel(context.theme, self)
        self.widget = QWidget()
        set_kind(self.widget, "paper")
        self.widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.keeping = BudgetKeeping(context, self.widget, self)
        self._build()
        self._own_actions = self._make_actions()
        context.jobs.changed.connect(self._changed)

    @property
    def title(self) -> str:
        """What the window's title says."""
        return f"Calendar · {self.page.title}"

    def activate(self, target: Target) -> None:
        """Show the calendar, read anew."""
        self.reload()
        if self.page.span is Span.DAY:
            self.budget_view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            if self.view.date is None:
                self.view.choose(self.page.day)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Return True: nothing here is unsaved."""
        return True

    def actions(self) -> Sequence[QAction]:
        """Return the room's own actions."""
        return self._own_actions

    @Slot()
    def reload(self) -> None:
        """Read the days on show."""
        self._is_stale = False
        page, zone = self.page, planning_zone(self._ctx.newsroom)
        self.heading.setText(page.title)
        self._zone.setText(zone_label(zone))
        is_day = page.span is Span.DAY
        self._pages.setCurrentWidget(self.budget_view if is_day else self.view)
        for button in (self.save_button, self.print_button):
            button.setVisible(is_day)
        self._say()
        if is_day:
            self._ctx.jobs.read(
                self, budgets.budget, page.day, done=self._budget_came, latest="days"
            )
            return
        today = planning_now(self._ctx.newsroom).date()
        same = (self.model.first, self.model.weeks, self.model.zone) == (
            page.first, page.weeks, zone,
        )  # fmt: skip
        if not same:
            month = page.day.month if page.span is Span.MONTH else 0
            self.model.show(page.first, page.weeks, today, zone, month)
            self.view.choose(page.day)
        self._ctx.jobs.read(
            self,
            calendars.calendar,
            start_of_day(page.first, zone),
            start_of_day(page.end, zone),
            done=self._entries_came,
            latest="days",
        )

    def show_span(self, span: Span, day: dt.date | None = None) -> None:
        """Show a week, a month or a day; without one, that of the day in focus."""
        focus = self.view.date if self.page.span is not Span.DAY else self.page.day
        self.page = Page(span, day or focus or self.page.day)
        self._spans[span].setChecked(True)
        self.reload()
        self.activate(Target(place="calendar"))

    @Slot(int)
    def turn(self, pages: int) -> None:
        """Go on by pages; 0 for today."""
        if pages == 0:
            self.page = Page(self.page.span, planning_now(self._ctx.newsroom).date())
        else:
            self.page = self.page.turned(pages)
        self.reload()
        self.view.choose(self.page.day)

    def move(self, entry: CalendarEntry, date: dt.date) -> None:
        """Move an entry to another day at the same time of the newsroom's clock."""
        zone = self.model.zone
        wall = dt.datetime.combine(date, entry.at.astimezone(zone).time())
        try:
            to = moment_of(wall, zone)
        except EditorialError as error:
            self._ctx.notices.refuse(error)
            return
        self._wanted = entry
        self._goal = to
        self._ctx.jobs.write(
            self,
            replanning.move_entry,
            entry.story_id,
            entry.kind,
            to,
            who=self._ctx.newsroom.person,
            done=self._moved,
            failed=self._refused,
        )

    def _build(self) -> None:
        self.heading = TextLabel("", "title")
        self._zone = TextLabel("", "muted")
        self._zone.setToolTip("The newsroom’s clock; it is chosen in the preferences")
        before = IconButton("chevron-left", "Earlier", "PgUp")
        after = IconButton("chevron-right", "Later", "PgDown")
        before.clicked.connect(self._earlier)
        after.clicked.connect(self._later)
        self.today_button = QuietButton("Today", hint="Today (T)")
        self.today_button.clicked.connect(self._today)
        self._spans = {span: QuietButton(words) for span, words in _SPANS.items()}
        group = QButtonGroup(self)
        group.setExclusive(True)
        self.save_button = QuietButton("Save …", "download", "As CSV or text")
        self.save_button.clicked.connect(self.keeping.save)
        self.print_button = QuietButton("Print …", "file-text")
        self.print_button.clicked.connect(self.keeping.print)
        head = QWidget()
        head.setFixedHeight(47)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        for widget in (before, after, self.today_button, self.heading, self._zone):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        for span, button in self._spans.items():
            button.setCheckable(True)
            button.setChecked(span is self.page.span)
            group.addButton(button)
            row.addWidget(button)
        group.buttonClicked.connect(self._span_chosen)
        self.view = CalendarView(self._ctx.theme, self.model)
        self.view.opened.connect(self._open)
        self.view.move_wanted.connect(self.move)
        self.view.turned.connect(self.turn)
        self.view.day_wanted.connect(self._day)
        self.view.chosen_changed.connect(self._say)
        self.budget_view = BudgetView(self._ctx.theme, self.budget)
        self.budget_view.opened.connect(self._open_story)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.budget_view)
        self._foot = TextLabel("", "muted")
        foot = QWidget()
        foot.setFixedHeight(30)
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self._foot, 1)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Hairline())
        column.addWidget(self._pages, 1)
        column.addWidget(Hairline())
        column.addWidget(foot)

    def _make_actions(self) -> tuple[QAction, ...]:
        add = self._ctx.actions.add
        return (
            add("calendar.week", "Calendar: week", self._week, icon="calendar"),
            add("calendar.month", "Calendar: month", self._month, icon="calendar"),
            add("calendar.budget", "Section budget of the day", self._budget_wanted, icon="table"),
            add("calendar.today", "Calendar: today", self._today, icon="calendar"),
        )

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if not (changes.stories or changes.outbox):
            return
        if self.widget.isVisible():
            self.reload()

    def _entries_came(self, entries: tuple[CalendarEntry, ...]) -> None:
        self.model.fill(entries, planning_now(self._ctx.newsroom).date())
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            same = [e for e in entries if (e.story_id, e.kind) == (wanted.story_id, wanted.kind)]
            if same:
                self.view.choose_entry(same[0])
        self._say()

    def _budget_came(self, found: Budget) -> None:
        if found.day != self.page.day:
            return
        self.keeping.found = found
        self.budget.show(found)
        if found.rows:
            self._foot.setText(f"In all: {budgets.totals(budgets.SectionBudget('', found.rows))}")
        else:
            self._foot.setText("Nothing is planned for this day. Assign a story with Ctrl+Shift+N.")

    @Slot()
    def _say(self) -> None:
        entry = self.view.entry
        self._foot.setText(entry_words(entry, self.model.zone) if entry is not None else _HINT)

    def _moved(self, _: object) -> None:
        local = self._goal.astimezone(self.model.zone)
        self._ctx.notices.tell(f"Moved to {local:%A} {local.day} {local:%B, %H:%M}.")
        if self.model.index_of(local.date()).isValid():
            return
        self.page = Page(self.page.span, local.date())
        self.reload()

    def _refused(self, error: EditorialError) -> None:
        self._wanted = None
        self._ctx.notices.refuse(error)

    @Slot(object)
    def _open(self, entry: CalendarEntry) -> None:
        self._open_story(entry.story_id)

    @Slot(object)
    def _open_story(self, story_id: uuid.UUID) -> None:
        self._ctx.guide.go_to(Target(story=story_id))

    @Slot(object)
    def _day(self, date: dt.date) -> None:
        self.show_span(Span.DAY, date)

    @Slot(object)
    def _span_chosen(self, button: object) -> None:
        self.show_span(next(span for span, each in self._spans.items() if each is button))

    @Slot()
    def _earlier(self) -> None:
        self.turn(-1)

    @Slot()
    def _later(self) -> None:
        self.turn(1)

    @Slot()
    def _today(self) -> None:
        self._come()
        self.turn(0)

    @Slot()
    def _week(self) -> None:
        self._come()
        self.show_span(Span.WEEK)

    @Slot()
    def _month(self) -> None:
        self._come()
        self.show_span(Span.MONTH)

    @Slot()
    def _budget_wanted(self) -> None:
        self._come()
        self.show_span(Span.DAY)

    def _come(self) -> None:
        if not self.widget.isVisible():
            self._ctx.guide.go_to(Target(place="calendar"))
