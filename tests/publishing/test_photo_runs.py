"""In which stories a photo stands. What endpoints hold: `test_sample_newsroom`."""

from __future__ import annotations

from sqlalchemy import select

from editorial.publishing.photo_runs import photo_runs
from editorial.stories import drafts, placements, related
from editorial.stories.models import Story


def test_drafts_and_related_pages_are_named_and_do_not_count(store, person, make_photo) -> None:
    photo = make_photo()
    one = drafts.new_story(store, who=person, headline="One").created
    two = drafts.new_story(store, who=person, headline="Two").created
    placements.place_hero(store, one, photo, who=person)
    related.link_page(
        store, two, who=person, url="https://example.org/a", title="A", photo_id=photo
    )
    runs = {run.story.headline: run for run in photo_runs(store, photo)}
    assert (runs["One"].role, runs["Two"].role) == ("hero", "related")
    assert not any(run.counts or run.appearances for run in runs.values())
    assert photo_runs(store, make_photo()) == ()


def test_a_mark_that_was_cut_is_told_only_where_readers_may_have_seen_it(
    store, person, make_photo
) -> None:
    photo = make_photo()
    text = f"One.\n\n![](photo:{photo})"
    for headline, status in (("Draft", "draft"), ("Out", "published")):
        made = drafts.new_story(store, who=person, headline=headline, body=text).created
        assert headline in {run.story.headline for run in photo_runs(store, photo)}
        with store.write() as session:
            story = session.scalars(select(Story).where(Story.id == made)).one()
            story.body.text = "One."
            story.status = status
    assert [(run.story.headline, run.role, run.counts) for run in photo_runs(store, photo)] == [
        ("Out", "cut", True)
    ]
