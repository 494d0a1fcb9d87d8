"""The sample newsroom: whole, verified, repeatable, and stopped half-way without harm."""

from __future__ import annotations

import shutil
import tomllib
from contextlib import closing

import pytest

from editorial.app import SITE, open_newsroom
from editorial.photos.queries import photo
from editorial.publishing.addresses import endpoint
from editorial.publishing.outbox import deliveries
from editorial.publishing.photo_runs import photo_runs
from editorial.publishing.sample_newsroom import load_sample
from editorial.review.notes import notes
from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import story_keys, story_rows
from editorial.stories.drafts import open_story
from editorial.stories.text.story_file import read_story_file
from editorial.stories.vocabulary import contributors, sections, story_types
from editorial.stories.workflow import Status
from editorial.system.paths import Home, resource

SAMPLE = resource("sample")
FILES = {path.stem: read_story_file(path) for path in (SAMPLE / "stories").glob("*.md")}
PHOTOS = {path.name for path in (SAMPLE / "photos").iterdir()}


def fresh(folder, migrated_database):
    home = Home(folder)
    home.prepare()
    shutil.copy(migrated_database, home.database)
    return open_newsroom(home)


def load(newsroom, **more):
    return load_sample(
        newsroom.store,
        who=newsroom.person,
        workbench=newsroom.workbench,
        courier=newsroom.courier,
        endpoint_id=endpoint(newsroom.store, SITE).id,
        **more,
    )


def stories(newsroom):
    keys = story_keys(newsroom.store, QueueFilter(), newsroom.person)
    return {row.slug: row for row in story_rows(newsroom.store, keys)}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, migrated_database):
    """Load it once for the tests that only look; ``told`` holds what progress was told."""
    with closing(fresh(tmp_path_factory.mktemp("sample") / "home", migrated_database)) as newsroom:
        told = []
        changes = load(newsroom, progress=lambda *what: told.append(what))
        yield newsroom, changes, told


def test_every_story_of_the_sample_is_there_in_its_state(loaded) -> None:
    newsroom, changes, _ = loaded
    found = stories(newsroom)
    assert len(found) == len(FILES) == len(changes.stories)
    assert {row.headline: row.status for row in found.values()} == {
        file.title: Status(file.status or "draft") for file in FILES.values()
    }
    # One in each state that a newcomer should see.
    assert {"draft", "submitted", "in_edit", "returned", "ready", "published"} <= {
        row.status.value for row in found.values()
    }
    queues = story_keys(newsroom.store, QueueFilter("my_drafts"), newsroom.person)
    assert len(queues) > 0


def test_every_photo_of_the_sample_is_in_the_library(loaded) -> None:
    newsroom, changes, _ = loaded
    rows = [photo(newsroom.store, photo_id) for photo_id in changes.photos]
    assert {row.file_name for row in rows} == PHOTOS
    assert all(row.original_path.is_file() for row in rows)
    # Some are fine; some have to be mended, which is what the photo desk is for.
    assert {bool(row.problems) for row in rows} == {True, False}


def test_the_vocabulary_and_the_house_are_furnished(loaded) -> None:
    newsroom, _, _ = loaded
    facts = tomllib.loads((SAMPLE / "newsroom.toml").read_text("utf-8"))
    assert newsroom.settings.newsroom.title == facts["title"]
    assert {row["name"] for row in facts["section"]} <= {
        row.name for row in sections(newsroom.store)
    }
    assert {row["name"] for row in facts["type"]} <= {
        row.name for row in story_types(newsroom.store)
    }
    assert {row["name"] for row in facts["contributor"]} <= {
        row.name for row in contributors(newsroom.store)
    }


def test_every_published_story_was_pushed_and_verified(loaded) -> None:
    newsroom, _, _ = loaded
    rows = deliveries(newsroom.store, limit=None)
    assert all(row.verified for row in rows), [(row.headline, row.message) for row in rows]
    public = {file.title for file in FILES.values() if file.status == "published"}
    assert {row.headline for row in rows} == public
    pages = {path.parent.name for path in (newsroom.home.site / "stories").glob("*/index.html")}
    assert pages == {
        slug for slug, row in stories(newsroom).items() if row.status is Status.PUBLISHED
    }


def test_related_stories_of_the_sample_are_all_found(loaded) -> None:
    newsroom, _, _ = loaded
    wanted = {
        slug: {entry.slug for entry in file.related if entry.slug and not entry.url}
        for slug, file in ((file.slug or stem, file) for stem, file in FILES.items())
    }
    assert any(wanted.values())
    for row in stories(newsroom).values():
        detail = open_story(newsroom.store, row.id)
        linked = {link.slug for link in detail.links if link.story_id}
        assert wanted.get(row.slug, set()) <= linked, row.slug


def test_progress_only_goes_forward_and_ends_at_the_end(loaded) -> None:
    _, _, told = loaded
    numbers = [done for done, _, _ in told]
    assert numbers == sorted(set(numbers))
    (total,) = {total for _, total, _ in told}
    assert numbers[0] == 0
    assert told[-1] == (total, total, "")
    assert all(what for _, _, what in told[:-1])


def test_loading_it_again_adds_nothing(loaded) -> None:
    newsroom, _, _ = loaded
    before = (stories(newsroom), deliveries(newsroom.store, limit=None), sections(newsroom.store))
    changes = load(newsroom)
    assert not changes.stories
    assert not changes.photos
    after = (stories(newsroom), deliveries(newsroom.store, limit=None), sections(newsroom.store))
    assert after == before


def test_stopped_half_way_it_keeps_what_came_and_can_be_completed(
    tmp_path, migrated_database
) -> None:
    with closing(fresh(tmp_path / "home", migrated_database)) as newsroom:
        asked = []

        def cancelled() -> bool:
            asked.append(True)
            return len(asked) > 5

        changes = load(newsroom, cancelled=cancelled)
        assert len(stories(newsroom)) == len(changes.stories) == 5
        assert deliveries(newsroom.store) == ()

        load(newsroom)
        load(newsroom)
        found = stories(newsroom)
        assert {row.headline: row.status for row in found.values()} == {
            file.title: Status(file.status or "draft") for file in FILES.values()
        }
        for row in found.values():
            file = next(file for file in FILES.values() if file.title == row.headline)
            assert len(notes(newsroom.store, row.id)) == bool(file.note), row.slug
            linked = {link.slug for link in open_story(newsroom.store, row.id).links}
            assert {entry.slug for entry in file.related if entry.slug and not entry.url} <= linked
        rows = deliveries(newsroom.store, limit=None)
        assert all(row.verified for row in rows)
        assert {row.headline for row in rows} == {
            file.title for file in FILES.values() if file.status == "published"
        }


def test_where_a_photo_of_the_sample_ran(loaded) -> None:
    newsroom, _, _ = loaded
    published = [row for row in stories(newsroom).values() if row.status is Status.PUBLISHED]
    heroes = [open_story(newsroom.store, row.id).hero for row in published]
    assert any(heroes)
    for hero in filter(None, heroes):
        runs = [run for run in photo_runs(newsroom.store, hero.photo_id) if run.counts]
        seen = [copy for run in runs for copy in run.appearances]
        assert seen
        assert all(copy.endpoint == "site" and "/stories/" in copy.url for copy in seen)
