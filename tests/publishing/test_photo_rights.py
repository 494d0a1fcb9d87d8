"""A photo that may not run keeps its story from leaving, at approval and at the last moment."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from editorial.photos.edits import edit_photo
from editorial.publishing.photo_rights import see_photo_rights
from editorial.review.readiness import check_story
from editorial.stories import drafts, placements
from editorial.stories.models import Story
from editorial.stories.related import link_page
from editorial.stories.workflow import Gate
from editorial.system.errors import PushRefused

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
    assert found(store, story, Gate.SUBMIT)["rights_used_up"][0] == "warn"
    # Its own run does not count against a correction of the same story.
    publish(store, story)
    with pytest.raises(PushRefused, match="may run once"):
        see_photo_rights(store, story, store.now())
    publish(store, other, "draft")
    see_photo_rights(store, story, store.now())


def test_rights_have_to_hold_when_the_story_is_planned_to_go_out(store, placed) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", rights_expire_at=store.now() + SOON)
    assert found(store, story)["rights_expiring"][0] == "warn"
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
    assert found(store, story)["content_credentials_lost"][0] == "warn"
