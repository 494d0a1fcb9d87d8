"""Scheduling at a real WordPress: it has the piece beforehand, moves it, and lets go of it."""

from __future__ import annotations

import datetime as dt
import functools

import pytest

from editorial.photos.workbench import Workbench
from editorial.publishing import outbox, release
from editorial.publishing.assemble import build_piece
from editorial.publishing.courier import Courier
from editorial.publishing.models import Delivery, Endpoint
from editorial.publishing.replanning import reschedule
from editorial.review.decisions import take_step
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.stories.workflow import Status, Step
from editorial.system.clock import utc_now
from editorial.system.settings import NewsroomSettings

IDA = Person("Ida Holm")
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def workbench():
    made = Workbench()
    yield made
    made.close()


@pytest.fixture
def courier(store, site, workbench):
    build = functools.partial(build_piece, store, workbench=workbench, newsroom=NewsroomSettings())
    return Courier(store, site.client, build, utc_now, on_published=release.on_published)


@pytest.fixture
def ready(store):
    made = drafts.new_story(
        store, who=IDA, headline="A note for later", type="QiOSK", section="World",
        body="Forty-one ships ride at anchor in sight of the town. " * 4,
    )  # fmt: skip
    for step in (Step.SUBMIT, Step.APPROVE):
        take_step(store, made.created, step, who=IDA)
    return made.created


@pytest.fixture
def there(store, site):
    with store.write() as session:
        endpoint = Endpoint(
            name="WordPress there", kind="wordpress", address=site.server.url, user="admin",
            options={"schedule_there": True}, created_at=utc_now(),
        )  # fmt: skip
        session.add(endpoint)
        session.flush()
        return endpoint.id


def send(store, courier):
    """Send at once what waits only so that it can be undone."""
    with store.write() as session:
        for delivery in session.query(Delivery).filter(Delivery.state == "queued"):
            if delivery.not_before is not None and delivery.not_before < utc_now() + HOUR / 4:
                delivery.not_before = None
    rows = courier.run_once()
    assert all(row.verified for row in rows), rows
    return rows


def gmt(post) -> dt.datetime:
    return dt.datetime.fromisoformat(post["date_gmt"]).replace(tzinfo=dt.UTC)


def test_it_waits_there_moves_there_and_leaves_it(store, site, courier, ready, there) -> None:
    at = (utc_now() + 2 * HOUR).replace(microsecond=0)
    release.schedule(store, ready, [there], at=at, who=IDA)
    (row,) = send(store, courier)
    post = site.post(row)
    assert (post["status"], gmt(post)) == ("future", at)
    assert drafts.open_story(store, ready).status is Status.SCHEDULED
    reschedule(store, ready, at=at + HOUR, who=IDA)
    send(store, courier)
    post = site.post(row)
    assert (post["status"], gmt(post)) == ("future", at + HOUR)
    release.unschedule(store, ready, who=IDA)
    send(store, courier)
    assert site.post(row)["status"] == "draft"
    assert drafts.open_story(store, ready).status is Status.READY
    states = [each.state for each in outbox.deliveries(store, story_id=ready)]
    assert sorted(states) == ["cancelled", "verified", "verified", "verified"]


def test_the_sites_clock_is_read(site) -> None:
    theirs = site.client().their_time()
    assert theirs is not None
    # The same computer, told in whole seconds.
    assert abs(theirs - utc_now()) < HOUR
    assert theirs.tzinfo is not None
