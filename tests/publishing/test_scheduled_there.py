"""A site that has a scheduled piece beforehand: published there, moved, called off, seen."""

from __future__ import annotations

import datetime as dt
import functools
import shutil

import pytest

from editorial.publishing import outbox, release, undoing
from editorial.publishing.assemble import build_piece
from editorial.publishing.courier import Courier
from editorial.publishing.missed import missed_slots
from editorial.publishing.replanning import reschedule
from editorial.publishing.scheduled_there import LATER
from editorial.storage.store import Store
from editorial.stories.filing import file_story
from editorial.stories.workflow import Status
from editorial.system.errors import WrongState, WrongUsage
from editorial.system.settings import NewsroomSettings
from tests.publishing.fake_endpoint import FakeEndpoint
from tests.publishing.house import IDA, House
from tests.publishing.newsroom import NOW, Clock, add_endpoint

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


class Scheduler(FakeEndpoint):
    """Publishes by itself what is dated for later, as WordPress does."""

    def __init__(self, folder, clock) -> None:
        super().__init__(folder)
        self.clock, self.works = clock, True
        self.dates: dict[str, dt.datetime] = {}
        self.pushes = 0

    def push(self, piece, journal, progress):
        self.pushes += 1
        self.dates[journal.key] = piece.published_at
        return super().push(piece, journal, progress)

    def their_time(self):
        return self.clock()

    def look(self, remote_id):
        held = super().look(remote_id)
        if held is None or not held.public:
            return held
        import dataclasses

        # Where its own clockwork fails, a push after the moment still publishes.
        due = self.dates[remote_id] <= self.clock()
        pushed_late = self.pushes > 1 and due
        return dataclasses.replace(held, public=due and (self.works or pushed_late))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(home, migrated_database, clock):
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def far(tmp_path, clock) -> Scheduler:
    return Scheduler(tmp_path / "far", clock)


@pytest.fixture
def house(store, workbench, clock, far) -> House:
    made = House(store, workbench, clock)
    build = functools.partial(build_piece, store, workbench=workbench, newsroom=NewsroomSettings())
    made.courier = Courier(store, far, build, clock, on_published=release.on_published)
    return made


@pytest.fixture
def site(store):
    return add_endpoint(store, "Far", options={"schedule_there": True})


@pytest.fixture
def planned(house, store, site, clock):
    story_id = house.ready()
    release.schedule(store, story_id, [site], at=NOW + 6 * HOUR, who=IDA)
    return story_id


def run(house, clock):
    clock.moment += LATER
    return house.courier.run_once()


def test_the_site_has_it_beforehand_and_it_counts_when_it_is_seen(
    house, store, planned, far, clock
) -> None:
    assert house.courier.run_once() == ()
    (row,) = run(house, clock)
    assert row.verified
    assert "scheduled at the endpoint" in row.message
    assert list(far.dates.values()) == [NOW + 6 * HOUR]
    story = house.open(planned)
    assert (story.status, story.published_at) == (Status.SCHEDULED, None)
    clock.moment = NOW + 6 * HOUR
    assert house.courier.run_once() == ()
    clock.moment += MINUTE
    (row,) = house.courier.run_once()
    assert row.verified, row.message
    story = house.open(planned)
    assert (story.status, story.published_at) == (Status.PUBLISHED, NOW + 6 * HOUR)
    assert missed_slots(store) == ()
    assert house.states(planned) == ["verified", "verified"]
    assert len(list(far.folder.glob("*.json"))) == 1


def test_a_site_that_forgets_is_reminded(house, planned, far, clock) -> None:
    far.works = False
    run(house, clock)
    clock.moment = NOW + 6 * HOUR + MINUTE
    (row,) = house.courier.run_once()
    assert row.verified
    assert house.status(planned) is Status.PUBLISHED


def test_moving_reaches_the_site(house, store, planned, far, clock) -> None:
    run(house, clock)
    reschedule(store, planned, at=NOW + 9 * HOUR, who=IDA)
    (row,) = house.courier.run_once()
    assert row.verified
    assert list(far.dates.values()) == [NOW + 9 * HOUR]
    clock.moment = NOW + 7 * HOUR
    assert house.courier.run_once() == ()
    assert house.status(planned) is Status.SCHEDULED
    with pytest.raises(WrongUsage, match="five minutes"):
        reschedule(store, planned, at=clock() + MINUTE, who=IDA)
    clock.moment = NOW + 9 * HOUR + MINUTE
    house.courier.run_once()
    assert house.open(planned).published_at == NOW + 9 * HOUR


def test_moving_before_it_was_sent_sends_it_once(house, store, planned, far, clock) -> None:
    reschedule(store, planned, at=NOW + 8 * HOUR, who=IDA)
    run(house, clock)
    assert list(far.dates.values()) == [NOW + 8 * HOUR]
    assert far.pushes == 1


def test_calling_off_takes_it_out_of_the_site(house, store, planned, far, clock) -> None:
    (row,) = run(house, clock)
    release.unschedule(store, planned, who=IDA)
    (gone,) = house.courier.run_once()
    assert gone.verified, gone.message
    held = far.look(row.remote_id)
    assert held is None or not held.public
    assert house.status(planned) is Status.READY
    clock.moment = NOW + 7 * HOUR
    assert house.courier.run_once() == ()
    assert house.status(planned) is Status.READY


def test_calling_off_too_late_says_so(house, store, planned, clock) -> None:
    run(house, clock)
    clock.moment = NOW + 6 * HOUR + MINUTE
    with pytest.raises(WrongState, match="moment has passed"):
        release.unschedule(store, planned, who=IDA)
    assert house.status(planned) is Status.SCHEDULED


def test_a_cancelled_look_does_not_call_it_off(house, store, planned, clock) -> None:
    run(house, clock)
    look = next(row for row in outbox.deliveries(store) if row.state == "queued")
    outbox.cancel(store, look.id, who="Ida Holm")
    # The site will publish it: it must not be called ready.
    assert house.status(planned) is Status.SCHEDULED


def test_what_is_undone_at_once_never_reached_the_site(house, store, planned, far, clock) -> None:
    clock.moment += dt.timedelta(seconds=9)
    undoing.undo_step(store, planned, who=IDA)
    clock.moment += HOUR
    assert house.courier.run_once() == ()
    assert far.pushes == 0


def test_under_embargo_or_at_short_notice_we_send_it_ourselves(
    house, store, site, far, clock
) -> None:
    near = house.ready("Near")
    at = clock() + 3 * MINUTE
    release.schedule(store, near, [site], at=at, who=IDA)
    secret = house.ready("Secret")
    until = clock() + 2 * HOUR
    file_story(store, secret, who=IDA, embargo_at=until)
    release.schedule(store, secret, [site], at=until, who=IDA)
    times = {row.headline: row.not_before for row in outbox.deliveries(store)}
    assert times == {"Near": at, "Secret": until}
    run(house, clock)
    assert far.pushes == 0


def test_without_the_option_it_is_sent_at_its_moment(house, store, far, clock) -> None:
    ours = add_endpoint(store, "Ours")
    story_id = house.ready()
    release.schedule(store, story_id, [ours], at=NOW + 6 * HOUR, who=IDA)
    run(house, clock)
    assert far.pushes == 0
    clock.moment = NOW + 6 * HOUR
    (row,) = house.courier.run_once()
    assert row.verified
