"""The calendar by key and by mouse: going, opening, moving, and the budget of a day."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editorial.desk.planning.budget_model import BudgetModel
from editorial.desk.planning.calendar_model import DAY_ROLE, CalendarModel
from editorial.desk.planning.days import Page, Span
from editorial.desk.planning.keeping import document_of, write_budget
from editorial.review import budget as budgets
from editorial.stories import drafts
from editorial.system.local_times import NoSuchTime
from tests.desk.planning.conftest import BERLIN, IDA, NOW

MONDAY = dt.date(2026, 11, 23)
TODAY = NOW.date()


def at(day, hour, month=11):
    return dt.datetime(2026, month, day, hour, tzinfo=BERLIN)


def press(calendar, key, *, alt=False):
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(calendar.room.view, key, modifier)
    calendar.settle()


def day(calendar, date):
    return calendar.room.model.index_of(date).data(DAY_ROLE)


def test_a_week_shows_each_moment_on_its_day(calendar) -> None:
    calendar.story("Pilots strike", due=at(25, 17))
    calendar.story("Harbour fees", due=at(25, 9))
    # Past midnight in Berlin, the day before in UTC.
    calendar.story("Night", due=dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC))
    calendar.show()
    assert calendar.room.title == "Calendar · 23 – 29 November 2026 · Week 48"
    assert [e.headline for e in day(calendar, dt.date(2026, 11, 25)).entries] == [
        "Harbour fees",
        "Pilots strike",
    ]
    spoken = calendar.room.model.index_of(dt.date(2026, 11, 26)).data()
    assert spoken == "Thursday 26 November: 00:30 due, Night"
    assert day(calendar, TODAY).is_today


def test_by_key_through_days_and_entries(calendar) -> None:
    first = calendar.story("First", due=at(25, 9))
    calendar.story("Second", due=at(25, 10))
    calendar.show()
    calendar.room.activate(None)
    calendar.settle()
    assert calendar.room.view.date == TODAY
    press(calendar, Qt.Key.Key_Right)
    assert calendar.room.view.entry.headline == "First"
    press(calendar, Qt.Key.Key_Down)
    assert calendar.room.view.entry.headline == "Second"
    assert calendar.room._foot.text() == "10:00 due, Second"
    press(calendar, Qt.Key.Key_Up)
    press(calendar, Qt.Key.Key_Return)
    assert calendar.guide.targets[-1].story == first
    press(calendar, Qt.Key.Key_PageDown)
    assert calendar.room.model.first == MONDAY + dt.timedelta(days=7)
    press(calendar, Qt.Key.Key_T)
    assert calendar.room.model.first == MONDAY
    for _ in range(2):
        press(calendar, Qt.Key.Key_Left)
    # Beyond the edge lies the week before.
    assert calendar.room.view.date == dt.date(2026, 11, 22)


def test_an_entry_moves_by_key_and_keeps_its_hour(calendar) -> None:
    story = calendar.story("Pilots", due=at(25, 17))
    calendar.show()
    calendar.room.view.choose(dt.date(2026, 11, 25))
    press(calendar, Qt.Key.Key_Right, alt=True)
    assert drafts.open_story(calendar.store, story).due_at == at(26, 17)
    assert calendar.room.view.entry.headline == "Pilots"
    assert calendar.notices.told == ["Moved to Thursday 26 November, 17:00."]
    press(calendar, Qt.Key.Key_Down, alt=True)
    assert drafts.open_story(calendar.store, story).due_at == at(3, 17, month=12)
    assert calendar.room.model.first == dt.date(2026, 11, 30)


def test_an_entry_keeps_its_hour_over_the_change_of_the_clocks(calendar) -> None:
    story = calendar.story("Pilots", due=at(25, 17, month=10))
    calendar.room.page = Page(Span.WEEK, dt.date(2026, 10, 25))
    calendar.show()
    calendar.room.view.choose(dt.date(2026, 10, 25))
    press(calendar, Qt.Key.Key_Left, alt=True)
    moved = drafts.open_story(calendar.store, story).due_at
    assert moved == at(24, 17, month=10)
    assert moved.hour == 15


def test_an_hour_that_a_day_does_not_have_is_refused(calendar) -> None:
    story = calendar.story("Night", due=dt.datetime(2027, 3, 27, 2, 30, tzinfo=BERLIN))
    calendar.room.page = Page(Span.WEEK, dt.date(2027, 3, 27))
    calendar.show()
    calendar.room.view.choose(dt.date(2027, 3, 27))
    press(calendar, Qt.Key.Key_Right, alt=True)
    assert isinstance(calendar.notices.refused[-1], NoSuchTime)
    assert drafts.open_story(calendar.store, story).due_at.day == 27


def point(calendar, date, number=None):
    rect = calendar.room.view.visualRect(calendar.room.model.index_of(date))
    if number is None:
        return rect.center()
    return QPoint(rect.center().x(), rect.top() + 26 + number * 48 + 10)


def test_dragging_moves_and_clicking_opens(calendar) -> None:
    story = calendar.story("Pilots", due=at(25, 17))
    calendar.show()
    port = calendar.room.view.viewport()
    start, goal = point(calendar, dt.date(2026, 11, 25), 0), point(calendar, dt.date(2026, 11, 27))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, goal)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=goal)
    calendar.settle()
    assert drafts.open_story(calendar.store, story).due_at == at(27, 17)
    assert not calendar.guide.targets
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point(calendar, dt.date(2026, 11, 27), 0))
    assert calendar.guide.targets[-1].story == story


def test_what_may_not_move_stays_and_says_why(calendar) -> None:
    calendar.context.newsroom.person = type(IDA)("Wim", frozenset())
    story = calendar.story("Pilots", due=at(25, 17))
    calendar.show()
    calendar.room.view.choose(dt.date(2026, 11, 25))
    press(calendar, Qt.Key.Key_Right, alt=True)
    assert "may not set" in calendar.notices.refused[-1].message
    assert drafts.open_story(calendar.store, story).due_at == at(25, 17)


def test_a_month_and_the_budget_of_a_day(calendar, tmp_path) -> None:
    calendar.story("Pilots", due=at(25, 17), word_target=800)
    calendar.room.show_span(Span.MONTH)
    calendar.settle()
    assert calendar.room.heading.text() == "November 2026"
    assert (calendar.room.model.first, calendar.room.model.weeks) == (dt.date(2026, 10, 26), 6)
    assert not day(calendar, dt.date(2026, 12, 1)).is_near
    calendar.room.view.choose(dt.date(2026, 11, 25))
    calendar.room.show_span(Span.DAY)
    calendar.settle()
    assert calendar.room.heading.text() == "Wednesday 25 November 2026"
    model = calendar.room.budget
    assert model.index(0, 0).data() == "World · 1 story, 0 of 800 words, 1 without a photo"
    assert model.index(1, 0).data() == "Pilots"
    calendar.room.budget_view.selectRow(1)
    QTest.keyClick(calendar.room.budget_view, Qt.Key.Key_Return)
    assert calendar.guide.targets
    found = calendar.room.keeping.found
    assert write_budget(found, tmp_path / "day").read_bytes().startswith(b"\xef\xbb\xbfsection,")
    assert "WORLD" in write_budget(found, tmp_path / "day.txt").read_text("utf-8")
    assert "Pilots" in document_of(found).toPlainText()


def test_more_than_there_is_room_for_is_told_and_leads_to_the_day(calendar) -> None:
    for number in range(40):
        calendar.story(f"Story {number:02}", due=at(25, 8) + dt.timedelta(minutes=number))
    calendar.show()
    view, date = calendar.room.view, dt.date(2026, 11, 25)
    rect = view.visualRect(calendar.room.model.index_of(date))
    assert view._delegate.is_more(rect, day(calendar, date), rect.bottom() - 5)
    # The last one comes into sight when it is chosen.
    view.choose(date, 39)
    assert view.entry.headline == "Story 39"
    assert 39 in view._delegate._shown(rect, day(calendar, date))
    view.choose(date, 0)
    more = QPoint(rect.center().x(), rect.bottom() - 5)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=more)
    calendar.settle()
    assert calendar.room.page == Page(Span.DAY, date)
    assert calendar.room.budget.rowCount() == 41


def test_the_models_are_sound(calendar, qtmodeltester, theme) -> None:
    calendar.story("Pilots", due=at(25, 17))
    calendar.show()
    qtmodeltester.check(calendar.room.model)
    budget = BudgetModel(theme)
    budget.show(budgets.budget(calendar.store, dt.date(2026, 11, 25)))
    qtmodeltester.check(budget)
    assert CalendarModel().rowCount() == 1


@pytest.mark.parametrize(
    ("page", "turned"),
    [
        (Page(Span.MONTH, dt.date(2026, 1, 31)), dt.date(2026, 2, 28)),
        (Page(Span.MONTH, dt.date(2026, 12, 5)), dt.date(2027, 1, 5)),
        (Page(Span.WEEK, dt.date(2026, 12, 30)), dt.date(2027, 1, 6)),
        (Page(Span.DAY, dt.date(2028, 2, 28)), dt.date(2028, 2, 29)),
    ],
)
def test_turning_pages(page, turned) -> None:
    assert page.turned(1).day == turned
    assert page.turned(1).turned(-1).first <= page.day
    assert page.end > page.first
    assert page.first <= page.day < page.end
