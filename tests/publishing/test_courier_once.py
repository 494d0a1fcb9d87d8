"""Two couriers never send one delivery twice, and a courier that dies leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest

from editorial.publishing import outbox
from editorial.publishing.courier import Courier
from editorial.publishing.lease import LENGTH, is_gone, new_holder
from editorial.publishing.models import Delivery
from editorial.system.errors import WrongState
from tests.publishing.fake_endpoint import POINTS, FakeEndpoint
from tests.publishing.newsroom import add_endpoint, add_story, queue
from tests.publishing.plain import plain_piece

SCRIPT = Path(__file__).with_name("deliver_once.py")


def assemble(story_id, version_number, *, address_of):
    return plain_piece(story_id, version_number)


def queue_stories(store, count):
    endpoint_id = add_endpoint(store)
    found = []
    for number in range(count):
        piece = plain_piece(uuid.UUID(int=number + 1))
        add_story(store, piece)
        found.append(queue(store, piece, endpoint_id))
    return found


def run(home, folder, kill=""):
    """Start a courier in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(home.root), str(folder), kill],
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("point", [*POINTS, "look"])
def test_kill_9_at_any_point_ends_with_one_copy(store, home, tmp_path, point):
    (delivery_id,) = queue_stories(store, 1)
    folder = tmp_path / "other-side"

    killed = run(home, folder, point)
    assert killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert outbox.delivery(store, delivery_id).state in ("sending", "published")

    endpoint = FakeEndpoint(folder)
    (row,) = Courier(store, endpoint, assemble).run_once()

    assert row.verified, (row.message, row.differences)
    assert endpoint.copies() == 1
    assert endpoint.calls()["create"] == 1
    assert endpoint.calls()["media:1"] == 1


def test_two_processes_share_the_work(store, home, tmp_path):
    found = queue_stories(store, 12)
    folder = tmp_path / "other-side"

    couriers = [run(home, folder), run(home, folder)]
    for courier in couriers:
        _, said = courier.communicate()
        assert courier.returncode == 0, said.decode()

    assert all(outbox.delivery(store, each).verified for each in found)
    calls = FakeEndpoint(folder).calls()
    assert calls == dict.fromkeys(("create", "media:1", "update", "publish"), 12)


def test_many_threads_share_the_work(store, tmp_path):
    found = queue_stories(store, 8)
    folder = tmp_path / "other-side"
    together = threading.Barrier(4)

    def work():
        together.wait()
        Courier(store, FakeEndpoint(folder), assemble).run_once()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(outbox.delivery(store, each).verified for each in found)
    assert set(FakeEndpoint(folder).calls().values()) == {8}


def test_a_delivery_under_way_is_not_taken_by_another(store, tmp_path):
    (delivery_id,) = queue_stories(store, 1)
    seen = []

    def pause(point):
        if point == "begun:update":
            other = Courier(store, FakeEndpoint(tmp_path / "none"), assemble)
            seen.append(other.run_once())
            with pytest.raises(WrongState, match="right now"):
                other.deliver(delivery_id)

    endpoint = FakeEndpoint(tmp_path / "other-side", pause=pause)
    Courier(store, endpoint, assemble).run_once()

    assert seen == [()]
    assert outbox.delivery(store, delivery_id).verified


def test_a_courier_whose_lease_was_taken_over_writes_nothing_more(store, tmp_path):
    """A computer that slept: its successor has sent the piece when it wakes."""
    (delivery_id,) = queue_stories(store, 1)
    folder = tmp_path / "other-side"
    late = store.now() + LENGTH + dt.timedelta(minutes=5)

    def pause(point):
        if point == "effect:create":
            # The lease has run out; another courier on another computer takes over.
            Courier(store, FakeEndpoint(folder), assemble, lambda: late).run_once()

    Courier(store, FakeEndpoint(folder, pause=pause), assemble).run_once()

    row = outbox.delivery(store, delivery_id)
    assert row.verified
    assert row.attempts == 2
    calls = FakeEndpoint(folder).calls()
    assert calls["create"] == calls["publish"] == 1


def test_a_holder_of_this_computer_that_is_gone_is_known_to_be():
    assert not is_gone(new_holder())
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    host, _, nonce = new_holder().split("|")
    assert is_gone(f"{host}|{ended.pid}|{nonce}")
    assert not is_gone(f"elsewhere|{ended.pid}|{nonce}")


def test_a_holder_elsewhere_is_waited_for_until_its_lease_runs_out(store, tmp_path):
    (delivery_id,) = queue_stories(store, 1)
    with store.write() as session:
        delivery = session.query(Delivery).one()
        delivery.state, delivery.leased_by = "sending", "elsewhere|1|x"
        delivery.leased_until = store.now() + LENGTH
    endpoint = FakeEndpoint(tmp_path / "other-side")

    assert Courier(store, endpoint, assemble).run_once() == ()
    late = store.now() + LENGTH + dt.timedelta(seconds=1)
    (row,) = Courier(store, endpoint, assemble, lambda: late).run_once()

    assert row.id == delivery_id
    assert row.verified


def test_no_transaction_is_open_while_the_endpoint_talks(store, tmp_path):
    """Another writer gets through at every point of a push."""
    queue_stories(store, 1)
    waited = []

    def pause(point):
        with store.write() as session:
            waited.append(session.connection().exec_driver_sql("SELECT 1").scalar())

    Courier(store, FakeEndpoint(tmp_path / "side", pause=pause), assemble).run_once()

    assert len(waited) == len(POINTS) + 1
