"""The courier goes out when something is due, and never twice at a time."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from editorial.desk.outbox.carrier import LATEST_MS, SOONEST_MS, Carrier, wait_ms
from editorial.storage.changes import Changes
from editorial.system.clock import utc_now
from editorial.system.errors import DatabaseBusy


class Courier:
    """Has a heap of rows to deliver, and notes each turn."""

    def __init__(self) -> None:
        self.turns: list[int] = []
        self.heap: list[object] = []
        self.due: dt.datetime | None = None
        self.threads: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None

    def run_once(self, limit=None, progress=None):
        self.gate.wait(5)
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        sent, self.heap = tuple(self.heap), []
        self.turns.append(len(sent))
        for number, row in enumerate(sent):
            progress(row.id, number, len(sent), "Page")
        return sent

    def next_due(self):
        return self.due


@pytest.fixture
def courier():
    return Courier()


@pytest.fixture
def carrier(courier, jobs):
    made = Carrier(courier, jobs)
    yield made
    made._timer.stop()


def test_it_goes_when_the_outbox_changed_and_tells_what_it_did(carrier, courier, jobs, delivery):
    row = delivery()
    courier.heap = [row]
    told: list[object] = []
    steps: list[object] = []
    jobs.changed.connect(told.append)
    carrier.sending.connect(steps.append)
    jobs.changed.emit(Changes(outbox=True))
    told.clear()
    assert jobs.wait_idle()
    assert courier.turns == [1, 0]
    assert [changes.stories for changes in told] == [frozenset({row.story_id})]
    assert [(step.about, step.what) for step in steps] == [(row.id, "Page")]
    assert courier.threads.isdisjoint({threading.get_ident()})
    assert not carrier.is_out


def test_other_changes_leave_it_at_home(carrier, courier, jobs):
    jobs.changed.emit(Changes(vocabulary=True))
    assert jobs.wait_idle()
    assert courier.turns == []
    assert not carrier.is_waiting


def test_calls_during_a_turn_make_one_more_turn(carrier, courier, jobs):
    courier.gate.clear()
    for _ in range(5):
        carrier.go()
    assert carrier.is_out
    courier.gate.set()
    assert jobs.wait_idle()
    assert courier.turns == [0, 0]


def test_it_plans_the_next_turn_only_when_something_is_due(carrier, courier, jobs):
    carrier.go()
    assert jobs.wait_idle()
    assert not carrier.is_waiting
    courier.due = utc_now() + dt.timedelta(minutes=10)
    carrier.go()
    assert jobs.wait_idle()
    assert carrier.is_waiting


def test_it_waits_until_then_but_neither_for_ever_nor_not_at_all():
    now = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)
    assert wait_ms(now + dt.timedelta(minutes=10), now) == 600_000
    assert wait_ms(now - dt.timedelta(minutes=10), now) == SOONEST_MS
    assert wait_ms(now + dt.timedelta(days=90), now) == LATEST_MS


def test_trouble_is_told_and_tried_again_later(carrier, courier, jobs):
    courier.error = DatabaseBusy("Another program holds the database.")
    refused: list[object] = []
    carrier.refused.connect(refused.append)
    carrier.go()
    assert jobs.wait_idle()
    assert refused == [courier.error]
    assert not carrier.is_out
    assert carrier.is_waiting


def test_closing_the_desk_tells_the_courier_to_stop(courier):
    from editorial.desk.kit.jobs import JobCancelled
    from editorial.desk.outbox.carrier import carry
    from editorial.publishing.endpoints.protocol import Interrupted

    seen = []

    def run_once(limit=None, progress=None):
        try:
            progress("delivery", 1, 4, "Photo 1 of 1")
        except Interrupted as error:
            seen.append(error)
            raise

    def cancelled(*_):
        raise JobCancelled

    courier.run_once = run_once
    with pytest.raises(JobCancelled):
        carry(None, courier, cancelled)
    assert len(seen) == 1
