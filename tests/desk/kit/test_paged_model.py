"""A list of any length reads only the pages that are looked at."""

from __future__ import annotations

import threading
from array import array

import pytest
from PySide6.QtCore import Qt

from editorial.desk.kit.paged_model import PAGE, PAGES_KEPT, ROW_ROLE, PagedModel

asked: list[tuple[int, int]] = []


def fetch(_store, keys):
    asked.append((keys[0], len(keys)))
    return tuple(f"row {key}" for key in keys)


@pytest.fixture
def model(jobs):
    asked.clear()
    return PagedModel(jobs, fetch, str)


def test_it_keeps_the_contract_of_a_model(model, jobs, qtmodeltester):
    model.set_keys(array("q", range(100_000)))
    qtmodeltester.check(model)
    assert jobs.wait_idle()
    assert model.rowCount() == 100_000
    assert model.rowCount(model.index(0)) == 0


def test_it_reads_the_page_that_is_looked_at_and_no_other(model, jobs):
    model.set_keys(array("q", range(100_000)))
    assert asked == []
    assert model.index(99_999).data(ROW_ROLE) is None
    assert model.index(99_998).data(ROW_ROLE) is None
    assert jobs.wait_idle()
    assert asked == [(99_968, 32)]
    assert model.index(99_999).data(ROW_ROLE) == "row 99999"
    assert model.index(99_999).data(Qt.ItemDataRole.DisplayRole) == "row 99999"


def test_it_lets_go_of_pages_not_looked_at_for_long(model, jobs):
    model.set_keys(array("q", range(PAGE * (PAGES_KEPT + 10))))
    for page in range(PAGES_KEPT + 10):
        model.row(page * PAGE)
    assert jobs.wait_idle()
    assert len(model._pages) == PAGES_KEPT
    assert model.row(0) is None
    assert jobs.wait_idle()
    assert model.row(0) == "row 0"


def test_rows_stay_on_show_while_they_are_read_again(model, jobs):
    model.set_keys(array("q", [1, 2, 3]))
    model.row(0)
    assert jobs.wait_idle()
    assert not model.set_keys(array("q", [1, 2, 3]))
    assert model.row(0) == "row 1"
    assert model.set_keys(array("q", [9, 2, 3]))
    assert model.row(1) == "row 2"
    assert model.row(0) is None
    assert jobs.wait_idle()
    assert model.row(0) == "row 9"
    assert model.find(3) == 2
    assert model.find(77) == -1


def test_a_page_of_an_earlier_list_is_not_shown(model, jobs):
    model.set_keys(array("q", [1, 2]))
    model.row(0)
    model.set_keys(array("q", [8, 9]))
    assert jobs.wait_idle()
    assert model.row(0) is None
    assert jobs.wait_idle()
    assert model.row(0) == "row 8"


def test_rows_are_there_before_they_are_painted(model):
    model.set_keys(array("q", range(100_000)))
    # No event is handled between asking and painting.
    assert model.make_ready(70_000, 70_010, within_ms=5_000)
    assert model.row(70_005) == "row 70005"


def test_neighbours_are_read_ahead_while_one_scrolls_on(model, jobs):
    model.set_keys(array("q", range(100_000)))
    assert model.make_ready(0, 8, within_ms=5_000)
    assert model.make_ready(PAGE - 4, PAGE + 4, within_ms=5_000)
    assert jobs.wait_idle()
    assert {first // PAGE for first, _ in asked} == {0, 1, 2}
    asked.clear()
    # Dragged far away: the pages between are nobody's business.
    assert model.make_ready(500 * PAGE, 500 * PAGE + 8, within_ms=5_000)
    assert jobs.wait_idle()
    assert asked == [(500 * PAGE, PAGE)]


def test_a_paint_does_not_wait_for_ever(jobs, qtbot):
    go_on = threading.Event()

    def slow(_store, keys):
        go_on.wait(10)
        return tuple(map(str, keys))

    model = PagedModel(jobs, slow, str)
    model.set_keys(array("q", range(10)))
    assert not model.make_ready(0, 9, within_ms=1)
    go_on.set()
    assert jobs.wait_idle()
    assert model.row(3) == "3"


def test_pages_read_with_the_keys_are_not_read_again(model, jobs):
    keys = array("q", range(PAGE + 10))
    page = tuple(f"row {key}" for key in keys[:PAGE])
    assert model.set_keys(keys, {0: page})
    assert model.row(5) == "row 5"
    changed = ("new row", *page[1:])
    assert not model.set_keys(keys, {0: changed})
    assert model.row(0) == "new row"
    assert jobs.wait_idle()
    assert asked == []
