"""Which photos are used, used up, or free; and the word on placing one."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from editorial.photos.edits import edit_photo
from editorial.stories import drafts, placements
from editorial.stories.models import Story
from editorial.stories.photo_uses import (
    library_ids,
    photo_rows,
    queue_counts,
    words_for_placing,
)
from editorial.stories.related import link_page


@pytest.fixture
def new(store, person):
    def make(body="Words."):
        return drafts.new_story(store, who=person, headline="Pilots", body=body).created

    return make


def set_status(store, story, status):
    with store.write() as session:
        session.scalars(select(Story).where(Story.id == story)).one().status = status


def test_unused_photos_stand_in_no_story(store, person, make_photo, new):
    hero, inline, related, free = (make_photo() for _ in range(4))
    placements.place_hero(store, new(), hero, who=person)
    story = new(f"One.\n\n![](photo:{str(inline).upper()})\n\nTwo.")
    link_page(store, story, who=person, url="https://ports.example/", title="Log", photo_id=related)
    assert set(library_ids(store, "unused")) == {free}
    assert queue_counts(store)["unused"] == 1
    assert queue_counts(store)["all"] == 4
    edit_photo(store, free, who="Ida", caption="Boats")
    assert library_ids(store, "unused", "boats") == (free,)
    assert library_ids(store, "unused", "ships") == ()


def test_a_photo_whose_mark_was_cut_is_unused_again(store, person, make_photo, new):
    photo = make_photo()
    story = new(f"One.\n\n![](photo:{photo})\n\nTwo.")
    assert library_ids(store, "unused") == ()
    now = drafts.open_story(store, story)
    drafts.save_text(
        store, story, who=person, base=now.text_revision, headline="x", dek="", body="One."
    )
    assert library_ids(store, "unused") == (photo,)


def test_a_one_time_photo_is_seen_as_used_up_once_its_story_is_public(
    store, person, make_photo, new
):
    photo = make_photo()
    edit_photo(store, photo, who="Ida", use_limit=1)
    story = new()
    placements.place_hero(store, story, photo, who=person)
    assert not photo_rows(store, [photo])[0].is_used_up
    set_status(store, story, "published")
    assert photo_rows(store, [photo])[0].is_used_up
    edit_photo(store, photo, who="Ida", use_limit=2)
    assert not photo_rows(store, [photo])[0].is_used_up


def test_placing_says_what_stands_in_the_way_and_refuses_nothing(store, person, make_photo, new):
    photo = make_photo(file_name="quay.jpg")
    edit_photo(store, photo, who="Ida", use_limit=1)
    first, second = new(), new()
    assert placements.place_hero(store, first, photo, who=person).notices == ()
    set_status(store, first, "published")
    changes = placements.place_hero(store, second, photo, who=person)
    assert changes.notices == (
        "quay.jpg: it may run once, and it has. The story cannot go out with it.",
    )
    assert drafts.open_story(store, second).hero.photo_id == photo
    assert words_for_placing(store, first, [photo]) == ()
    edit_photo(
        store, photo, who="Ida", use_limit="", rights_expire_at=store.now() + dt.timedelta(days=2)
    )
    (words,) = words_for_placing(store, second, [photo])
    assert "the right to use it ends on" in words
    assert "cannot" not in words


def test_photos_are_found_by_the_story_in_which_they_stand(store, person, make_photo):
    def new(headline):
        return drafts.new_story(store, who=person, headline=headline).created

    hero, beside, other = make_photo(rating=3), make_photo(), make_photo()
    story = new("Pilots strike at Hale")
    placements.place_hero(store, story, hero, who=person)
    link_page(store, story, who=person, url="https://example.org/a", title="A", photo_id=beside)
    placements.place_hero(store, new("Lighthouse"), other, who=person)
    assert set(library_ids(store, words="story:pilots")) == {hero, beside}
    assert library_ids(store, words='story:"at hale" rating:3') == (hero,)
    assert library_ids(store, words="STORY:lighthouse-") == ()
    assert library_ids(store, "unused", "story:pilots") == ()
    assert library_ids(store, words="story:%") == ()
