"""An outbox of 10,000 deliveries, opened beside the plainest SQL that reads as many rows."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from pysqlite3 import dbapi2

from editorial.publishing import outbox
from editorial.publishing.models import Delivery, DeliveryStep, Endpoint, Receipt
from editorial.stories.models import Story

COUNT = 10_000
STORIES = 2_500
ENDED = ("verified", "cancelled", "failed")
WAITING = ("queued", "waiting", "needs_person")


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A store with 10,000 deliveries: a busy year, 40 under way or in need of a person."""
    from editorial.storage.store import Store
    from editorial.system.paths import Home

    store = Store.open(Home(tmp_path_factory.mktemp("busy")))
    now = store.now()
    with store.write() as session:
        places = [Endpoint(name=f"Site {n}", kind="site", created_at=now) for n in range(4)]
        stories = [
            Story(
                slug=f"s-{n}", headline=f"Story number {n}", status="published",
                created_at=now, updated_at=now,
            )
            for n in range(STORIES)
        ]  # fmt: skip
        session.add_all([*places, *stories])
        session.flush()
        for number in range(COUNT):
            waits = number >= COUNT - 40
            at = now - dt.timedelta(minutes=COUNT - number)
            states = WAITING if waits else ENDED
            delivery = Delivery(
                story_pk=stories[number % STORIES].pk,
                endpoint_pk=places[number // STORIES].pk,
                action="publish",
                version_number=1,
                revision=number,
                state=states[number % 3],
                queued_by="Ada",
                created_at=at,
                updated_at=at,
            )
            session.add(delivery)
            session.flush()
            for step in ("create", "update", "publish"):
                for phase in ("begun", "done"):
                    session.add(
                        DeliveryStep(
                            delivery_pk=delivery.pk, at=at, name=step, phase=phase, data={}
                        )
                    )
            if delivery.state == "verified":
                session.add(
                    Receipt(
                        delivery_pk=delivery.pk, story_pk=delivery.story_pk,
                        endpoint_pk=delivery.endpoint_pk, remote_id=str(number), url="",
                        fingerprint="x", held={}, withdrawn=False, at=at,
                    )
                )  # fmt: skip
    with store.database.outside_transaction() as connection:
        connection.exec_driver_sql("PRAGMA optimize")
    yield store
    store.close()


@pytest.mark.benchmark(group="outbox of 10,000")
def test_what_is_open_and_of_the_last_days(benchmark, busy):
    """What the room reads when it is opened."""
    since = busy.now() - dt.timedelta(days=3)
    rows = benchmark(outbox.deliveries, busy, since=since, limit=500)
    assert len(rows) == 500
    assert {row.state for row in rows[:13]} == {"needs_person"}


@pytest.mark.benchmark(group="outbox of 10,000")
def test_all_of_them(benchmark, busy):
    rows = benchmark.pedantic(
        outbox.deliveries, (busy,), {"limit": None}, rounds=5, warmup_rounds=1
    )
    assert len(rows) == COUNT


@pytest.mark.benchmark(group="outbox of 10,000")
def test_the_count_in_the_rail(benchmark, busy):
    assert benchmark(outbox.open_count, busy) == 40


@pytest.mark.benchmark(group="outbox of 10,000")
def test_raw_sql(benchmark, busy):
    connection = dbapi2.connect(str(busy.home.database))

    def read():
        found = connection.execute(
            "SELECT d.*, s.headline, e.name FROM delivery d JOIN story s ON s.pk = d.story_pk "
            "JOIN endpoint e ON e.pk = d.endpoint_pk ORDER BY d.updated_at DESC LIMIT 500"
        ).fetchall()
        return [json.dumps(row[1:3], default=str) for row in found]

    assert len(benchmark(read)) == 500
    connection.close()
