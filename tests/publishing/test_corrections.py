"""Corrections and updates: to every endpoint that holds the story, and the truth of each."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import select

from editorial.publishing import corrections, held_copies, outbox
from editorial.publishing.models import Delivery, Endpoint
from editorial.publishing.withdrawal import withdraw
from editorial.storage.store import Store
from editorial.stories.events import events
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import NotAllowed, StaleStory, WrongState, WrongUsage
from tests.publishing.house import BODY, IDA, House
from tests.publishing.newsroom import Clock


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
def house(store, workbench, clock) -> House:
    return House(store, workbench, clock)


@pytest.fixture
def site(house):
    return house.endpoint("site")


@pytest.fixture
def other(house):
    return house.endpoint("other")


def correct(house, story_id, text="It is 42 ships.", **more):
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, body=BODY.replace("Forty-one", "Forty-two"))
    return corrections.publish_correction(house.store, story_id, text, who=IDA, **more)


def send_all(house, story_id, *, only=None):
    for row in outbox.deliveries(house.store, story_id=story_id):
        if row.state == "queued" and only in (None, row.endpoint_id):
            house.deliver(row.id)


def said(store, story_id):
    return {row.endpoint_name: row for row in held_copies.holdings(store, story_id)}


def test_every_endpoint_that_holds_it_gets_it_and_no_other(house, store, site, other) -> None:
    never = house.endpoint("never")
    story_id = house.published("A short note", site, other)
    first = house.open(story_id)
    correct(house, story_id, " An earlier version said 41 ships;\nit is <42>. ")
    queued = {row.endpoint_id for row in outbox.deliveries(store, states=("queued",))}
    assert queued == {site, other}
    assert never not in queued
    # Nothing is public before it is sent.
    assert "Forty-two" not in house.page("site", story_id)
    send_all(house, story_id)
    for name in ("site", "other"):
        page = house.page(name, story_id)
        assert "Forty-two ships" in page
        assert "An earlier version said 41 ships; it is &lt;42&gt;." in page
        assert "Corrected on" in page
    story = house.open(story_id)
    assert story.status is Status.PUBLISHED
    assert story.published_at == first.published_at
    note = story.corrections[-1]
    assert (note.kind, note.who) == ("correction", "Ida Holm")
    assert note.version_number is not None


def test_one_endpoint_is_down_and_the_app_says_so(house, store, site, other) -> None:
    story_id = house.published("A short note", site, other)
    correct(house, story_id)
    send_all(house, story_id, only=site)
    rows = said(store, story_id)
    assert rows["site"].is_current
    assert "Has the correction of" in rows["site"].words
    assert not rows["other"].is_current
    assert "Still shows the old text" in rows["other"].words
    assert rows["other"].delivery == "Queued"
    assert "Forty-one" in house.page("other", story_id)
    send_all(house, story_id)
    assert all(row.is_current for row in said(store, story_id).values())


def test_a_paused_endpoint_is_queued_for_and_says_why_it_is_old(house, store, site, other) -> None:
    story_id = house.published("A short note", site, other)
    with store.write() as session:
        session.scalars(select(Endpoint).where(Endpoint.id == other)).one().paused = True
    correct(house, story_id)
    send_all(house, story_id, only=site)
    row = said(store, story_id)["other"]
    assert not row.is_current
    assert "paused" in row.message


def test_older_words_on_their_way_are_replaced(house, store, site, other) -> None:
    story_id = house.published("A short note", site)
    from editorial.publishing.release import queue_push

    old = queue_push(store, story_id, other, who=IDA).created
    correct(house, story_id)
    assert outbox.delivery(store, old).state == "cancelled"
    send_all(house, story_id)
    assert "Forty-two" in house.page("other", story_id)


def test_notes_stand_newest_first_and_an_update_needs_no_words(house, store, site, clock) -> None:
    story_id = house.published("A short note", site)
    correct(house, story_id, "The berth was wrong.")
    send_all(house, story_id)
    clock.forward(days=2)
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, body=BODY + "The strike is over.")
    corrections.publish_correction(store, story_id, "", who=IDA, kind="update")
    send_all(house, story_id)
    page = house.page("site", story_id)
    section = page[page.index('<section class="corrections"') :]
    assert section.index("Updated on") < section.index("Corrected on")
    assert "Correction · Updates" in section
    assert page.count("CorrectionComment") == 1
    assert house.open(story_id).corrections[-1].version_number > 1


def test_it_needs_words_a_correction_and_the_version_on_the_screen(house, store, site) -> None:
    story_id = house.published("A short note", site)
    publish = corrections.publish_correction
    with pytest.raises(WrongState, match="published story"):
        publish(store, story_id, "Wrong.", who=IDA)
    house.step(story_id, Step.CORRECT)
    with pytest.raises(WrongUsage, match="empty"):
        publish(store, story_id, " \n", who=IDA)
    seen = house.open(story_id).revision
    house.edit(story_id, body=BODY + "More.")
    with pytest.raises(StaleStory):
        publish(store, story_id, "Wrong.", who=IDA, revision=seen)
    with pytest.raises(NotAllowed):
        publish(store, story_id, "Wrong.", who=Person("Wim", frozenset({Role.WRITER})))
    assert house.open(story_id).corrections == ()
    assert outbox.open_count(store) == 0


def test_what_changed_is_shown_old_and_new(house, store, site) -> None:
    story_id = house.published("A short note", site)
    assert corrections.what_changed(store, story_id) == ()
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, headline="A longer note", body=BODY.replace("Forty-one", "Forty-two", 1))
    found = {change.field: change for change in corrections.what_changed(store, story_id)}
    assert (found["Headline"].old, found["Headline"].new) == ("A short note", "A longer note")
    assert "Forty-one" in found["Text"].old
    assert "Forty-two" in found["Text"].new


def test_abandoning_brings_the_published_words_back(house, store, site) -> None:
    story_id = house.published("A short note", site)
    before = house.open(story_id)
    house.step(story_id, Step.CORRECT)
    house.edit(story_id, headline="Quite another", body="Other words.")
    house.step(story_id, Step.ABANDON_CORRECTION)
    after = house.open(story_id)
    assert (after.status, after.headline, after.body) == (
        Status.PUBLISHED, before.headline, before.body,
    )  # fmt: skip
    assert (after.tags, after.section, after.byline) == (before.tags, before.section, before.byline)
    # The words that were given up are a version.
    from editorial.stories import versions

    texts = [
        versions.snapshot(store, story_id, row.number).body
        for row in versions.versions(store, story_id)
    ]
    assert "Other words." in texts


def test_a_correction_on_its_way_cannot_be_abandoned(house, store, site) -> None:
    story_id = house.published("A short note", site)
    correct(house, story_id)
    with pytest.raises(WrongState, match="on its way"):
        house.step(story_id, Step.ABANDON_CORRECTION)


def test_a_withdrawal_needs_a_reason_and_goes_everywhere(house, store, site, other) -> None:
    story_id = house.published("A short note", site, other)
    with pytest.raises(WrongUsage, match="reason"):
        withdraw(store, story_id, reason=" ", who=IDA)
    withdraw(store, story_id, reason="Source withdrew", note="We could not verify it.", who=IDA)
    send_all(house, story_id, only=site)
    assert house.status(story_id) is Status.PUBLISHED
    rows = said(store, story_id)
    assert rows["site"].withdrawn
    assert not rows["other"].withdrawn
    send_all(house, story_id)
    assert house.status(story_id) is Status.WITHDRAWN
    page = house.page("other", story_id)
    assert "We could not verify it." in page
    assert "Withdrawn on 23 November 2026." in page
    assert "Source withdrew" not in page
    kept = next(event for event in events(store, story_id) if event.what == "withdraw")
    assert kept.data["reason"] == "Source withdrew"
    # It can come back.
    house.step(story_id, Step.RESTORE)
    house.step(story_id, Step.SUBMIT, Step.APPROVE)
    house.push(story_id, site)
    assert "Forty-one" in house.page("site", story_id)


def test_a_withdrawal_calls_off_what_waits_elsewhere(house, store, site, other) -> None:
    from editorial.publishing.release import queue_push

    story_id = house.published("A short note", site)
    waiting = queue_push(store, story_id, other, who=IDA).created
    withdraw(store, story_id, reason="Wrong", who=IDA)
    assert outbox.delivery(store, waiting).state == "cancelled"
    with store.read() as session:
        actions = session.scalars(select(Delivery.action).where(Delivery.state == "queued")).all()
    assert actions == ["withdraw"]
