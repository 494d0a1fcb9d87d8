"""Work comes back to the GUI thread, or is dropped, and nothing is swallowed."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editorial.desk.kit.jobs import Lane, Progress
from editorial.storage.changes import Changes
from editorial.system.errors import EditorialError, NotFound


class Asker(QObject):
    """Notes what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.threads: set[int] = set()

    def hear(self, result: object) -> None:
        self.told.append(result)
        self.threads.add(threading.get_ident())


@dataclass(frozen=True)
class Saved:
    changes: Changes
    revision: int


def test_a_result_comes_home_on_the_gui_thread(jobs):
    asker = Asker()
    jobs.read(asker, lambda store, word: (store, word, threading.get_ident()), "x", done=asker.hear)
    assert jobs.wait_idle()
    store, word, worked_on = asker.told[0]
    assert (store, word) == ("the store", "x")
    assert worked_on != threading.get_ident()
    assert asker.threads == {threading.get_ident()}


def test_writes_keep_their_order_and_share_one_thread(jobs):
    asker = Asker()
    seen: list[int] = []
    for number in range(50):
        jobs.write(asker, lambda _store, n: seen.append(n) or threading.get_ident(), number,
                   done=asker.hear)  # fmt: skip
    assert jobs.wait_idle()
    assert seen == list(range(50))
    assert len(set(asker.told)) == 1


def test_each_write_tells_its_changes_after_its_own_slot(jobs):
    asker = Asker()
    order: list[str] = []
    plain, wrapped = Changes(outbox=True), Changes(vocabulary=True)
    jobs.changed.connect(lambda changes: order.append(f"changed {changes.outbox}"))
    jobs.write(asker, lambda _: plain, done=lambda _: order.append("done"))
    jobs.write(asker, lambda _: Saved(wrapped, 3))
    jobs.read(asker, lambda _: plain)
    assert jobs.wait_idle()
    assert order == ["done", "changed True", "changed False"]


def test_what_was_written_is_told_though_the_asker_is_gone(jobs):
    asker = QWidget()
    changes: list[object] = []
    jobs.changed.connect(changes.append)
    told: list[object] = []
    gate = threading.Event()
    jobs.write(asker, lambda _: gate.wait(5) and Changes(outbox=True), done=told.append)
    jobs.read(asker, lambda _: gate.wait(5), done=told.append)
    import shiboken6

    shiboken6.delete(asker)
    gate.set()
    assert jobs.wait_idle()
    assert told == []
    assert changes == [Changes(outbox=True)]


def refuse(_store: object) -> None:
    raise NotFound("There is no such story.", next_step="Look in the list.")


def test_a_refusal_goes_to_the_asker_or_to_the_notice_bar(jobs):
    asker = Asker()
    unheard: list[EditorialError] = []
    jobs.refused.connect(unheard.append)
    jobs.write(asker, refuse, failed=asker.hear)
    assert jobs.wait_idle()
    assert [type(error) for error in asker.told] == [NotFound]
    assert unheard == []
    jobs.write(asker, refuse)
    assert jobs.wait_idle()
    assert [error.message for error in unheard] == ["There is no such story."]


def test_our_own_bug_takes_the_crash_path(jobs):
    asker = Asker()
    crashes: list[BaseException] = []
    jobs.crashed.connect(crashes.append)
    ended: list[bool] = []
    job = jobs.read(asker, lambda _: 1 / 0, done=asker.hear, failed=asker.hear)
    job.ended.connect(lambda: ended.append(True))
    assert jobs.wait_idle()
    assert [type(error) for error in crashes] == [ZeroDivisionError]
    assert asker.told == []
    assert ended == [True]


def test_progress_arrives_and_cancel_stops_the_work_between_two_steps(jobs):
    asker = Asker()
    steps: list[int] = []
    going, go_on = threading.Event(), threading.Event()

    def long_work(_store, progress):
        for number in range(1000):
            progress(number, 1000, f"Photo {number}")
            steps.append(number)
            if number == 2:
                going.set()
                go_on.wait(5)

    heard: list[Progress] = []
    job = jobs.write(asker, long_work, progress=heard.append, done=asker.hear)
    assert going.wait(5)
    jobs.parent()
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.processEvents()
    job.cancel()
    go_on.set()
    assert jobs.wait_idle()
    assert steps == [0, 1, 2]
    assert heard[0] == Progress(0, 1000, "Photo 0")
    assert asker.told == []


def test_only_the_latest_of_a_name_answers(jobs):
    asker = Asker()
    for number in range(30):
        jobs.read(asker, lambda _, n: n, number, done=asker.hear, latest="search")
    assert jobs.wait_idle()
    assert asker.told == [29]


def test_close_carries_out_every_write_that_was_asked_for(qapp):
    from editorial.desk.kit.jobs import Jobs

    jobs = Jobs()
    asker = Asker()
    gate = threading.Event()
    written: list[int] = []
    jobs.write(asker, lambda _: gate.wait(5))
    for number in range(5):
        jobs.write(asker, lambda _, n: written.append(n), number, done=asker.hear)
    gate.set()
    jobs.close()
    assert written == [0, 1, 2, 3, 4]
    job = jobs.write(asker, lambda _: written.append(99))
    assert job.is_cancelled
    assert written == [0, 1, 2, 3, 4]
    assert not jobs.is_busy()


def test_wait_idle_can_look_at_one_lane(jobs):
    asker = Asker()
    gate = threading.Event()
    jobs.run(Lane.NETWORK, asker, gate.wait, 5)
    jobs.write(asker, lambda _: None)
    assert jobs.wait_idle(lane=Lane.WRITE)
    assert jobs.is_busy(Lane.NETWORK)
    assert not jobs.wait_idle(30)
    gate.set()
    assert jobs.wait_idle()


@pytest.mark.parametrize("lane", list(Lane))
def test_no_reference_to_none_is_lost_in_a_thousand_jobs(jobs, lane):
    import gc
    import sys

    asker = Asker()
    # What earlier tests left behind must not be let go of while we count.
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(1000):
        jobs.run(lane, asker, lambda: None, done=asker.hear)
    assert jobs.wait_idle()
    asker.told.clear()
    assert sys.getrefcount(None) > before - 100
