"""A photo that may not run keeps its story from leaving, at approval and at the last moment."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.publishing import outbox, release
from editorial.publishing.photo_rights import see_photo_rights
from editorial.review.readiness import check_story
from editorial.stories import drafts, placements, versions
from editorial.stories.models import Story
from editorial.stories.related import link_page, link_story
from editorial.stories.workflow import Gate, Step
from editorial.system.errors import PushRefused
from tests.generate.photos import agency_jpeg
from tests.publishing.house import IDA, House
from tests.publishing.newsroom import Clock

SOON = dt.timedelta(days=3)


@pytest.fixture
def placed(store, person, make_photo):
    """A story with a hero photo, and the photo's id."""
    photo = make_photo(file_name="quay.jpg")
    story = drafts.new_story(store, who=person, headline="Pilots", body="Word " * 200).created
    placements.place_hero(store, story, photo, who=person)
    return story, photo


def found(store, story, gate=Gate.PUBLISH):
    return {r.code: (r.level, r.message) for r in check_story(store, story, gate)}


def publish(store, story, status="published"):
    with store.write() as session:
        session.scalars(select(Story).where(Story.id == story)).one().status = status


def test_one_time_rights_that_are_used_up_are_seen(store, person, placed) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", use_limit=1)
    assert "rights_used_up" not in found(store, story)
    other = drafts.new_story(store, who=person, headline="Earlier").created
    placements.place_hero(store, other, photo, who=person)
    assert "rights_used_up" not in found(store, story)
    publish(store, other)
    level, message = found(store, story)["rights_used_up"]
    assert (level, message) == ("block", "Hero photo: it may run once, and it has")
    assert found(store, story, Gate.SUBMIT)["rights_used_up"][0] == "note"
    # Its own run does not count against a correction of the same story.
    publish(store, story)
    with pytest.raises(PushRefused, match="may run once"):
        see_photo_rights(store, story, store.now())
    publish(store, other, "draft")
    see_photo_rights(store, story, store.now())


def test_rights_have_to_hold_when_the_story_is_planned_to_go_out(store, placed) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", rights_expire_at=store.now() + SOON)
    assert found(store, story)["rights_expiring"][0] == "note"
    with store.write() as session:
        found_story = session.scalars(select(Story).where(Story.id == story)).one()
        found_story.publish_at = store.now() + 2 * SOON
    assert found(store, story)["rights_expired"][0] == "block"


def test_what_was_allowed_at_approval_is_looked_at_again_when_it_leaves(store, placed) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", rights_expire_at=store.now() + SOON)
    see_photo_rights(store, story, store.now())
    with pytest.raises(PushRefused, match="the right to use it ended") as caught:
        see_photo_rights(store, story, store.now() + SOON)
    assert caught.value.safe == "Nothing was sent."


def test_a_photo_of_a_related_page_counts_too(store, person, placed, make_photo) -> None:
    story, _ = placed
    other = make_photo(file_name="elsewhere.jpg", rating=-1)
    link_page(
        store, story, who=person, url="https://example.org/a", title="Elsewhere", photo_id=other
    )
    assert found(store, story)["photo_rejected"] == (
        "block",
        "elsewhere.jpg: it was rejected on the photo desk",
    )


def test_lost_content_credentials_are_said(store, person, placed, make_photo) -> None:
    story, _ = placed
    placements.place_hero(store, story, make_photo(content_credentials=True), who=person)
    assert found(store, story)["content_credentials_lost"][0] == "note"


def test_what_leaves_is_looked_at_not_what_was_written_since(
    store, person, placed, make_photo
) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", rights_expire_at=store.now() + SOON)
    versions.checkpoint(store, story, "queued", who=person)
    number = versions.versions(store, story)[0].number
    placements.place_hero(store, story, make_photo(), who=person)
    see_photo_rights(store, story, store.now() + SOON)
    with pytest.raises(PushRefused, match="the right to use it ended"):
        see_photo_rights(store, story, store.now() + SOON, number)


def test_a_later_plan_does_not_let_an_embargoed_photo_go_now(store, placed) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", embargo_until=store.now() + SOON)
    with store.write() as session:
        found_story = session.scalars(select(Story).where(Story.id == story)).one()
        found_story.publish_at = store.now() + 2 * SOON
    assert "photo_embargo" not in found(store, story)
    with pytest.raises(PushRefused, match="under embargo"):
        see_photo_rights(store, story, store.now())


def test_the_photo_beside_a_related_story_may_run_too(store, person, placed, make_photo) -> None:
    story, _ = placed
    ended = make_photo(file_name="old.jpg", rights_expire_at=store.now())
    once = make_photo(file_name="once.jpg", use_limit=1)
    for photo in (ended, once):
        other = drafts.new_story(store, who=person, headline="Other").created
        placements.place_hero(store, other, photo, who=person)
        publish(store, other)
        link_story(store, story, other, who=person)
    codes = found(store, story)
    assert codes["rights_expired"][0] == "block"
    assert codes["rights_expired"][1].startswith("old.jpg: ")
    # A glimpse beside its own story is no second run.
    assert "rights_used_up" not in codes


def test_a_scheduled_piece_whose_photo_ended_asks_a_person_and_sends_nothing(
    store, workbench, tmp_path
) -> None:
    clock = Clock(store.now())
    house = House(store, workbench, clock)
    site = house.endpoint("site")
    file = agency_jpeg(tmp_path / "quay.jpg", credit="Ana Ruiz/AFP")
    results, _ = import_photos(store, [file], who="Ida", workbench=workbench)
    photo = results[0].photo.id
    story = house.story()
    placements.place_hero(store, story, photo, who=IDA)
    house.step(story, Step.SUBMIT, Step.APPROVE)
    queued = release.queue_push(store, story, site, who=IDA)
    edit_photo(store, photo, who="Ida", rights_expire_at=clock() - SOON)
    clock.forward(minutes=1)
    row = house.courier.deliver(queued.created)
    assert row.state == "needs_person"
    assert "the right to use it ended" in row.message
    assert "Nothing was sent." in row.message
    assert not (house.folder("site") / "stories").exists()
    # Once its rights are mended, the same delivery goes out, once.
    edit_photo(store, photo, who="Ida", rights_expire_at="")
    outbox.retry_now(store, queued.created)
    house.deliver(queued.created)
    assert "Ana Ruiz/AFP" in house.page("site", story)
