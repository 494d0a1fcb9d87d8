"""A month with 10,000 stories: read, put into its days and painted, beside the bare query."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.review.calendar import calendar
from editorial.storage.store import Store
from editorial.system.paths import Home
from tests.benchmarks.conftest import fill

STORIES = 10_000
FIRST = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
END = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("month"))
    store = Store.open(home)
    fill(store.database, STORIES)
    step = int((END - FIRST).total_seconds() * 1e6) // STORIES
    start = int(FIRST.timestamp() * 1e6)
    with store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE story SET status = 'draft', due_at = ? + pk * ?", (start - step, step)
        )
    yield store
    store.close()


@pytest.mark.benchmark(group="a month of 10,000 stories")
def test_the_bare_query(benchmark, month) -> None:
    def rows() -> int:
        with month.read() as session:
            cursor = session.connection().connection.cursor()
            cursor.execute(
                "SELECT s.due_at, s.id, s.slug, s.headline, s.status, s.assigned_to, s.author, "
                "c.name, t.name FROM story s LEFT JOIN section c ON c.pk = s.section_pk "
                "LEFT JOIN story_type t ON t.pk = s.type_pk WHERE s.due_at >= ? AND s.due_at < ?",
                (int(FIRST.timestamp() * 1e6), int(END.timestamp() * 1e6)),
            )
            return len(cursor.fetchall())

    assert benchmark(rows) == STORIES


@pytest.mark.benchmark(group="a month of 10,000 stories")
def test_reading(benchmark, month) -> None:
    assert len(benchmark(calendar, month, FIRST, END)) == STORIES


@pytest.mark.benchmark(group="a month of 10,000 stories")
def test_filling_and_painting(benchmark, month, qapp) -> None:
    from zoneinfo import ZoneInfo

    from editorial.desk.kit.theme import Theme, load_fonts
    from editorial.desk.planning.calendar_model import CalendarModel
    from editorial.desk.planning.calendar_view import CalendarView

    load_fonts()
    theme = Theme("light")
    theme.apply(qapp)
    entries = calendar(month, FIRST, END)
    model = CalendarModel()
    model.show(dt.date(2026, 10, 26), 6, dt.date(2026, 11, 24), ZoneInfo("Europe/Berlin"), 11)
    view = CalendarView(theme, model)
    view.resize(1200, 800)
    view.show()

    def draw() -> None:
        model.fill(entries, dt.date(2026, 11, 24))
        view.viewport().grab()

    benchmark(draw)
    # A test of speed has to be one of truth as well.
    assert sum(len(model.day(dt.date(2026, 11, d)).entries) for d in range(1, 31)) > 9_900
    view.close()
