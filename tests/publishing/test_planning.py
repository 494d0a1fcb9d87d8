"""Calendar, section budget, and moving what is planned."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
from zoneinfo import ZoneInfo

import pytest

from editorial.publishing import outbox, release
from editorial.publishing.record.event_words import KNOWN
from editorial.publishing.replanning import move_entry, reschedule
from editorial.review.budget import as_csv, as_text, budget
from editorial.review.calendar import calendar
from editorial.storage.store import Store
from editorial.stories.events import events
from editorial.stories.filing import file_story
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import (
    NotAllowed,
    PushRefused,
    RuleRefused,
    WrongState,
    WrongUsage,
)
from editorial.system.settings import NewsroomSettings, Settings, save_settings
from tests.publishing.house import IDA, House
from tests.publishing.newsroom import NOW, Clock

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
WRITER = Person("Wim", frozenset({Role.WRITER}))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(home, migrated_database, clock):
    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home, clock=clock)
    save_settings(home, Settings(newsroom=NewsroomSettings(time_zone="Europe/Berlin")))
    yield opened
    opened.close()


@pytest.fixture
def house(store, workbench, clock) -> House:
    return House(store, workbench, clock)


def shown(store, **more):
    entries = calendar(store, NOW - DAY, NOW + 7 * DAY, **more)
    return [(entry.kind, entry.headline, entry.is_late) for entry in entries]


def test_each_moment_of_a_story_has_an_entry_until_it_is_over(house, store, clock) -> None:
    site = house.endpoint("site")
    draft = house.story("Draft", section="Harbours")
    file_story(store, draft, who=IDA, due_at=NOW + 2 * HOUR, embargo_at=NOW + 3 * HOUR)
    late = house.story("Late")
    file_story(store, late, who=IDA, due_at=NOW - HOUR)
    planned = house.ready("Planned")
    file_story(store, planned, who=IDA, due_at=NOW + HOUR)
    release.schedule(store, planned, [site], at=NOW + DAY, who=IDA)
    out = house.published("Out", site)
    file_story(store, out, who=IDA, due_at=NOW + HOUR)
    spiked = house.story("Spiked")
    file_story(store, spiked, who=IDA, due_at=NOW + HOUR)
    house.step(spiked, Step.SPIKE)
    assert shown(store) == [
        ("due", "Late", True),
        ("published", "Out", False),
        ("due", "Planned", False),
        ("due", "Draft", False),
        ("embargo", "Draft", False),
        ("scheduled", "Planned", False),
    ]
    assert {row[1] for row in shown(store, section="harbours")} == {"Draft"}
    clock.forward(days=2)
    assert ("scheduled", "Planned", True) in shown(store)
    # The end is not part of the span.
    assert not calendar(store, NOW, NOW + HOUR)[0].at >= NOW + HOUR


def test_a_scheduled_story_moves_with_its_deliveries(house, store, clock) -> None:
    site, other = house.endpoint("site"), house.endpoint("other")
    story_id = house.ready()
    release.schedule(store, story_id, [site, other], at=NOW + 5 * HOUR, who=IDA)
    move_entry(store, story_id, "scheduled", NOW + DAY, who=IDA)
    assert house.open(story_id).publish_at == NOW + DAY
    assert {row.not_before for row in outbox.deliveries(store)} == {NOW + DAY}
    assert events(store, story_id)[0].what == "rescheduled"
    assert "rescheduled" in KNOWN
    clock.moment = NOW + DAY - HOUR
    assert house.courier.run_once() == ()
    clock.moment = NOW + DAY
    assert [row.verified for row in house.courier.run_once()] == [True, True]
    assert house.open(story_id).published_at == NOW + DAY


def test_what_cannot_move_says_why(house, store, clock) -> None:
    site = house.endpoint("site")
    story_id = house.ready()
    with pytest.raises(WrongState):
        reschedule(store, story_id, at=NOW + DAY, who=IDA)
    file_story(store, story_id, who=IDA, embargo_at=NOW + 4 * HOUR)
    release.schedule(store, story_id, [site], at=NOW + 5 * HOUR, who=IDA)
    with pytest.raises(WrongUsage, match="passed"):
        reschedule(store, story_id, at=NOW - HOUR, who=IDA)
    with pytest.raises(PushRefused, match="under embargo until 23 November 2026, 14:40 Europe"):
        reschedule(store, story_id, at=NOW + 2 * HOUR, who=IDA)
    with pytest.raises(NotAllowed):
        reschedule(store, story_id, at=NOW + DAY, who=WRITER)
    with pytest.raises(WrongState, match="scheduled"):
        move_entry(store, story_id, "embargo", NOW + 6 * HOUR, who=IDA)
    with pytest.raises(RuleRefused, match="does not move"):
        move_entry(store, story_id, "published", NOW + DAY, who=IDA)
    assert house.open(story_id).publish_at == NOW + 5 * HOUR


def test_deadlines_and_embargoes_move(house, store) -> None:
    story_id = house.story()
    file_story(store, story_id, who=IDA, due_at=NOW, embargo_at=NOW)
    move_entry(store, story_id, "due", NOW + DAY, who=IDA)
    move_entry(store, story_id, "embargo", NOW + 2 * DAY, who=IDA)
    story = house.open(story_id)
    assert (story.due_at, story.embargo_at) == (NOW + DAY, NOW + 2 * DAY)
    for kind in ("due", "embargo"):
        with pytest.raises(NotAllowed):
            move_entry(store, story_id, kind, NOW, who=WRITER)


@pytest.fixture
def planned_day(house, store, make_photo):
    from editorial.stories.placements import place_hero

    first = house.story("=HYPERLINK(1)", section="World", body="One two three.")
    file_story(
        store, first, who=IDA, due_at=dt.datetime(2026, 11, 24, 16, tzinfo=dt.UTC),
        word_target=800, assigned_to="Ana Ruiz",
    )  # fmt: skip
    place_hero(store, first, make_photo(), who=IDA)
    second = house.story("Late news", section="World", type="Analysis", body="One.")
    # 24 November in Berlin, still the 23rd in UTC.
    file_story(store, second, who=IDA, due_at=dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC))
    third = house.story("Unfiled", section="", body="")
    file_story(store, third, who=IDA, due_at=dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))
    other = house.story("The day after", section="World")
    file_story(store, other, who=IDA, due_at=dt.datetime(2026, 11, 24, 23, 1, tzinfo=dt.UTC))
    return dt.date(2026, 11, 24)


def test_a_day_of_the_newsrooms_clock_by_section(store, planned_day) -> None:
    found = budget(store, planned_day)
    assert [(part.section, len(part.rows)) for part in found.sections] == [
        ("World", 2),
        ("No section", 1),
    ]
    world = found.sections[0]
    assert (world.words, world.target, world.without_photo) == (4, 1700, 1)
    text = as_text(found)
    assert "Tuesday 24 November 2026, Europe/Berlin" in text
    assert "WORLD  (2 stories, 4 of 1,700 words, 1 without a photo)" in text
    assert "Ana Ruiz · 3 of 800 words · Draft · due 17:00 · photo" in text
    assert "due 00:30" in text
    assert "In all: 3 stories" in text
    assert [part.section for part in budget(store, planned_day, section="world").sections] == [
        "World"
    ]


def test_as_csv_with_offsets_and_no_formulas(store, planned_day) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(budget(store, planned_day)))))
    first = next(row for row in rows if row["writer"] == "Ana Ruiz")
    assert first["headline"] == "'=HYPERLINK(1)"
    assert first["due"] == "2026-11-24T17:00+01:00"
    assert (first["words"], first["target"], first["photo"]) == ("3", "800", "yes")


def test_an_empty_day_says_so(store) -> None:
    assert "Nothing is planned" in as_text(budget(store, dt.date(2020, 2, 29)))


def test_a_day_of_25_hours_is_whole(house, store) -> None:
    story_id = house.story("Night")
    for hour, day in ((22, 24), (23, 25)):
        at = dt.datetime(2026, 10, day, hour, tzinfo=dt.UTC) - dt.timedelta(minutes=day == 25)
        file_story(store, story_id, who=IDA, due_at=at)
        assert len(budget(store, dt.date(2026, 10, 25)).rows) == 1
    file_story(store, story_id, who=IDA, due_at=dt.datetime(2026, 10, 25, 23, tzinfo=dt.UTC))
    assert budget(store, dt.date(2026, 10, 25)).rows == ()
    assert house.status(story_id) is Status.DRAFT
