"""The outbox as a service: it sends what comes, stops between steps, and is alone."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from editorial.publishing import outbox
from editorial.publishing.courier import Courier
from editorial.publishing.outbox_service import NAME, run_forever
from editorial.system.errors import DiskFull, RuleRefused
from editorial.system.one_instance import only_one
from tests.publishing.fake_endpoint import FakeEndpoint
from tests.publishing.newsroom import add_endpoint, add_story, queue
from tests.publishing.plain import plain_piece


def assemble(story_id, version_number, *, address_of):
    return plain_piece(story_id, version_number)


@pytest.fixture
def queue_one(store):
    import uuid

    endpoint = add_endpoint(store)
    numbers = iter(range(1, 99))

    def make():
        piece = plain_piece(uuid.UUID(int=next(numbers)))
        add_story(store, piece)
        return queue(store, piece, endpoint)

    return make


def serve(store, courier, stop, *, told=lambda _: None, trouble=lambda _: None):
    thread = threading.Thread(
        target=run_forever,
        args=(store, courier, stop),
        kwargs={"told": told, "trouble": trouble, "longest": 0.1},
    )
    thread.start()
    return thread


def test_it_sends_what_is_there_and_what_comes_later(store, tmp_path, queue_one):
    first, done, stop = queue_one(), [], threading.Event()
    courier = Courier(store, FakeEndpoint(tmp_path / "side"), assemble)
    thread = serve(store, courier, stop, told=done.append)
    try:
        _until(lambda: len(done) == 1)
        second = queue_one()
        _until(lambda: len(done) == 2)
    finally:
        stop.set()
        thread.join()
    assert [row.id for row in done] == [first, second]
    assert all(row.verified for row in done)


def test_a_stop_is_kept_between_two_steps_and_the_next_start_goes_on(store, tmp_path, queue_one):
    delivery_id, stop = queue_one(), threading.Event()
    folder = tmp_path / "side"

    def pause(point):
        if point == "begun:create":
            stop.set()

    run_forever(
        store, Courier(store, FakeEndpoint(folder, pause=pause), assemble), stop,
        told=lambda _: None, trouble=lambda _: None, longest=0.1,
    )  # fmt: skip
    assert outbox.delivery(store, delivery_id).state == "queued"
    (row,) = Courier(store, FakeEndpoint(folder), assemble).run_once()
    assert row.verified
    assert FakeEndpoint(folder).calls()["create"] == 1


def test_trouble_of_this_computer_does_not_end_it(store, tmp_path, queue_one, monkeypatch):
    monkeypatch.setattr("editorial.publishing.outbox_service.AFTER_TROUBLE", 0.05)
    queue_one()
    courier = Courier(store, FakeEndpoint(tmp_path / "side"), assemble)
    real, failures = courier.run_once, [DiskFull("The disk is full."), DiskFull("Still.")]

    def once(**words):
        if failures:
            raise failures.pop(0)
        return real(**words)

    monkeypatch.setattr(courier, "run_once", once)
    done, troubles, stop = [], [], threading.Event()
    thread = serve(store, courier, stop, told=done.append, trouble=troubles.append)
    try:
        _until(lambda: done)
    finally:
        stop.set()
        thread.join()
    assert [str(error) for error in troubles] == ["The disk is full.", "Still."]


def test_a_missed_slot_is_told_once_and_its_alarm_left_to_the_desk(store, tmp_path, queue_one):
    from editorial.publishing.missed import raise_alarms
    from editorial.stories.models import Story

    queue_one()
    with store.write() as session:
        story = session.query(Story).one()
        story.status, story.publish_at = "scheduled", store.now() - dt.timedelta(hours=2)
    slots, stop, turns = [], threading.Event(), []

    class Idle:
        def run_once(self, progress):
            turns.append(1)
            if len(turns) > 3:
                stop.set()
            return ()

        def next_due(self):
            return None

    run_forever(
        store, Idle(), stop, told=lambda _: None, trouble=lambda _: None, missed=slots.append,
        longest=0.01,
    )  # fmt: skip
    assert len(slots) == 1
    assert len(raise_alarms(store)) == 1


def test_a_second_service_is_refused_and_told_of_the_first(store):
    with only_one(store.home.root, NAME, "the outbox service"):
        with pytest.raises(RuleRefused, match=f"runs already .process {os.getpid()}") as caught:
            run_forever(store, None, threading.Event(), told=lambda _: None, trouble=lambda _: None)
        assert "One is enough" in caught.value.next_step
    with only_one(store.home.root, NAME, "the outbox service"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process otherwise")
def test_the_command_runs_until_it_is_ended(home, store, queue_one, tmp_path):
    """As the system's own service manager does: start it, end it by a signal."""
    store.close()
    command = [sys.executable, "-m", "editorial", "--home", str(home.root), "outbox", "run"]
    service = subprocess.Popen(
        [*command, "--forever", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        lock = home.root / f".{NAME}"
        _until(lambda: lock.exists() and lock.read_text())
        second = subprocess.run(
            [*command, "--forever", "--json"], capture_output=True, text=True, check=False
        )
        assert second.returncode == 1
        assert "runs already" in json.loads(second.stdout)["error"]["message"]
    finally:
        service.send_signal(signal.SIGTERM)
        _, said = service.communicate(timeout=30)
    assert service.returncode == 0, said


def _until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
