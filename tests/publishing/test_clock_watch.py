"""Nothing that is planned leaves early: clocks that are set forward, back, and both."""

from __future__ import annotations

import datetime as dt
import functools
import shutil

import pytest

from editorial.publishing import outbox, release
from editorial.publishing.assemble import build_piece
from editorial.publishing.clock_watch import REST
from editorial.publishing.courier import Courier
from editorial.publishing.endpoints.registry import clients
from editorial.storage.store import Store
from editorial.stories.filing import file_story
from editorial.stories.workflow import Status
from editorial.system.clock import boot_seconds
from editorial.system.errors import NetworkDown
from editorial.system.settings import NewsroomSettings
from tests.publishing.house import IDA, House
from tests.publishing.newsroom import Clock

HOUR = dt.timedelta(hours=1)
SILENT = dt.datetime.max.replace(tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class Computer:
    """A clock that can be set, beside a counter that cannot; and a server with its own clock."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.count = 1000.0
        self.server: dt.datetime | None = None
        self.asked = 0

    def pass_(self, span: dt.timedelta) -> None:
        """Let time pass for everything."""
        self.clock.moment += span
        self.count += span.total_seconds()
        if self.server not in (None, SILENT):
            self.server += span

    def set(self, span: dt.timedelta) -> None:
        """Set the computer's clock, and it alone."""
        self.clock.moment += span


class WithClock:
    """A real endpoint whose other side has a clock."""

    def __init__(self, inner, computer) -> None:
        self._inner, self._computer = inner, computer

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def their_time(self):
        self._computer.asked += 1
        if self._computer.server == SILENT:
            raise NetworkDown("Nobody answered.")
        return self._computer.server


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def store(home, migrated_database, computer):
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home, clock=computer.clock)
    yield opened
    opened.close()


@pytest.fixture
def house(store, workbench, computer) -> House:
    made = House(store, workbench, computer.clock)
    made.courier = courier(made, computer)
    return made


def courier(house, computer) -> Courier:
    """Start Editorial anew: what the courier remembered is gone, the books stay."""
    make = clients(house.store.home, house._secrets)

    def client(row):
        inner = make(row)
        return inner if computer.server is None else WithClock(inner, computer)

    return Courier(
        house.store,
        client,
        functools.partial(
            build_piece, house.store, workbench=house.workbench, newsroom=NewsroomSettings()
        ),
        computer.clock,
        on_published=release.on_published,
        counter=lambda: computer.count,
    )


@pytest.fixture
def planned(house, store, computer):
    """A story that is to leave in six hours; the courier has looked at the clock once."""
    story_id = house.ready()
    site = house.endpoint("site")
    release.schedule(store, story_id, [site], at=computer.clock() + 6 * HOUR, who=IDA)
    assert house.courier.run_once() == ()
    return story_id


def test_in_time_it_leaves(house, planned, computer) -> None:
    computer.pass_(6 * HOUR - MINUTE)
    assert house.courier.run_once() == ()
    computer.pass_(MINUTE)
    (row,) = house.courier.run_once()
    assert row.verified


def test_a_clock_that_is_set_forward_sends_nothing_and_says_so(house, planned, computer) -> None:
    computer.pass_(HOUR)
    computer.set(12 * HOUR)
    (row,) = house.courier.run_once()
    assert row.state == "waiting"
    assert "jumped ahead by 12 hours" in row.message
    assert "if it is right, send it now" in row.message
    assert not house.folder("site").exists()
    # Neither patience nor a restart makes the clock right.
    computer.pass_(2 * HOUR)
    assert [r.state for r in house.courier.run_once()] == ["waiting"]
    house.courier = courier(house, computer)
    computer.pass_(2 * MINUTE)
    assert [r.state for r in house.courier.run_once()] == ["waiting"]
    assert house.status(planned) is Status.SCHEDULED


def test_forward_and_back_again_leaves_at_its_true_moment(house, planned, computer) -> None:
    computer.pass_(HOUR)
    computer.set(12 * HOUR)
    assert [r.state for r in house.courier.run_once()] == ["waiting"]
    computer.pass_(MINUTE)
    computer.set(-12 * HOUR)
    assert house.courier.run_once() == ()
    computer.pass_(5 * HOUR - 2 * MINUTE)
    assert house.courier.run_once() == ()
    computer.pass_(MINUTE)
    (row,) = house.courier.run_once()
    assert row.verified, row.message


def test_forward_and_back_while_editorial_is_closed(house, planned, computer) -> None:
    computer.set(12 * HOUR)
    assert [r.state for r in house.courier.run_once()] == ["waiting"]
    computer.pass_(HOUR)
    computer.set(-12 * HOUR)
    house.courier = courier(house, computer)
    assert house.courier.run_once() == ()
    computer.pass_(5 * HOUR)
    (row,) = house.courier.run_once()
    assert row.verified, row.message


def test_a_person_who_knows_the_clock_is_right_sends_it(house, store, planned, computer) -> None:
    computer.set(12 * HOUR)
    (row,) = house.courier.run_once()
    outbox.retry_now(store, row.id)
    (row,) = house.courier.run_once()
    assert row.verified
    assert house.status(planned) is Status.PUBLISHED


def test_a_clock_set_back_makes_it_late_never_early(house, planned, computer) -> None:
    computer.pass_(5 * HOUR)
    computer.set(-3 * HOUR)
    assert house.courier.run_once() == ()
    computer.pass_(HOUR)
    assert house.courier.run_once() == ()
    computer.set(3 * HOUR)
    # Back to the truth is a jump ahead as well, and looks like any other.
    assert [r.state for r in house.courier.run_once()] == ["waiting"]


@pytest.mark.parametrize(("closed", "state"), [(2 * REST, "waiting"), (REST - HOUR, "verified")])
def test_after_a_rest_the_clock_is_taken_at_its_word(
    house, planned, computer, closed, state
) -> None:
    # The computer was off: its counter began anew.
    computer.clock.moment += closed
    computer.count = 3.0
    house.courier = courier(house, computer)
    (row,) = house.courier.run_once()
    assert row.state == state


def test_the_servers_clock_has_the_last_word(house, planned, computer) -> None:
    computer.server = computer.clock()
    computer.set(6 * HOUR)
    (row,) = house.courier.run_once()
    assert row.state == "waiting"
    assert "clock is 6 hours ahead of the one at site" in row.message
    assert not house.folder("site").exists()
    for _ in range(6):
        computer.pass_(HOUR - MINUTE)
        house.courier.run_once()
        assert not house.folder("site").exists()
    computer.pass_(7 * MINUTE)
    (row,) = house.courier.run_once()
    assert row.verified, row.message


def test_a_server_that_agrees_clears_the_clock_of_doubt(house, store, planned, computer) -> None:
    folder = house.endpoint("other")
    second = house.ready("Another note")
    release.schedule(store, second, [folder], at=computer.clock() + 2 * HOUR, who=IDA)
    computer.set(12 * HOUR)
    assert {r.state for r in house.courier.run_once()} == {"waiting"}
    computer.server = computer.clock()
    computer.pass_(2 * MINUTE)
    assert {r.state for r in house.courier.run_once()} == {"verified"}
    assert computer.asked >= 1


def test_a_server_that_does_not_answer_sends_nothing(house, planned, computer) -> None:
    computer.server = SILENT
    computer.clock.moment += 6 * HOUR
    (row,) = house.courier.run_once()
    assert row.state == "waiting"
    assert not house.folder("site").exists()


def test_an_embargo_holds_against_a_wrong_clock_even_by_hand(house, store, computer) -> None:
    story_id = house.ready()
    site = house.endpoint("site")
    computer.server = computer.clock()
    file_story(store, story_id, who=IDA, embargo_at=computer.clock() + HOUR)
    computer.set(2 * HOUR)
    release.queue_push(store, story_id, site, who=IDA)
    (row,) = house.courier.run_once()
    assert row.state == "waiting"
    assert not house.folder("site").exists()
    computer.pass_(HOUR)
    (row,) = house.courier.run_once()
    assert row.verified, row.message


def test_across_the_change_of_the_clocks_no_hour_is_gained(house, store, computer) -> None:
    # 25 October 2026, 02:30 the second time, in Berlin.
    computer.clock.moment = dt.datetime(2026, 10, 25, 0, 0, tzinfo=dt.UTC)
    story_id = house.ready()
    site = house.endpoint("site")
    moment = dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    release.schedule(store, story_id, [site], at=moment, who=IDA)
    while computer.clock() < moment:
        assert house.courier.run_once() == ()
        computer.pass_(min(10 * MINUTE, moment - computer.clock()))
    (row,) = house.courier.run_once()
    assert row.verified


def test_the_counter_goes_forward() -> None:
    first = boot_seconds()
    assert boot_seconds() >= first > 0
