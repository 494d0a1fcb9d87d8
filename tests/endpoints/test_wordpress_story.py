"""The main job with everything real: from a draft and a photo file to a page on WordPress."""

from __future__ import annotations

import html
from contextlib import closing

import httpx
import pytest

from editorial.app import open_newsroom
from editorial.photos.edits import edit_photo, use_read_credit
from editorial.photos.ingest import import_photos
from editorial.photos.metadata.reading import read_metadata
from editorial.photos.queries import photo
from editorial.publishing import addresses, outbox
from editorial.publishing.corrections import publish_correction
from editorial.publishing.release import queue_push, queue_withdrawal
from editorial.review.decisions import take_step
from editorial.stories.drafts import new_story, open_story, save_text
from editorial.stories.filing import file_story
from editorial.stories.placements import place_hero
from editorial.stories.workflow import Step
from editorial.system.paths import resource

HEADLINE = "What the tug crews say about the queue"
SENTENCE = "The tug crews wait for a sheet of paper that nobody has read. "
PHOTO = resource("sample", "photos") / "Shutterstock_1068582437-1-scaled.jpg"


@pytest.fixture
def newsroom(home, wordpress, monkeypatch):
    monkeypatch.setenv("EDITORIAL_SECRET_MAIN_SITE", wordpress.passwords["editor"])
    with closing(open_newsroom(home)) as opened:
        opened.change_settings(opened.settings.with_person(name="Elin Maraschek"))
        addresses.add_endpoint(
            opened.store,
            opened.secrets,
            name="Main site",
            kind="wordpress",
            address=wordpress.url,
            user="editor",
            who="Elin Maraschek",
        )
        yield opened


def draft(newsroom):
    """Write a story with a photo and bring it to approval."""
    store, who = newsroom.store, newsroom.person
    (result,), _ = import_photos(store, [PHOTO], who=who.name, workbench=newsroom.workbench)
    use_read_credit(store, result.photo.id, who=who.name)
    edit_photo(
        store,
        result.photo.id,
        who=who.name,
        caption="Tugs wait off the outer harbour.",
        alt="Dark water and a low coast under a pale sky",
    )
    story_id = new_story(store, who=who, headline=HEADLINE).created
    base = open_story(store, story_id).text_revision
    body = "\n\n".join([SENTENCE * 12] * 3)
    dek = "A queue of boats, their people, and a sheet of paper."
    save_text(store, story_id, who=who, base=base, headline=HEADLINE, dek=dek, body=body)
    file_story(store, story_id, who=who, type="Reporting", section="Ports", tags=["labour"])
    place_hero(store, story_id, result.photo.id, who=who)
    for step in (Step.SUBMIT, Step.CLAIM, Step.APPROVE):
        take_step(store, story_id, step, who=who)
    return story_id, photo(store, result.photo.id).credit


def push(newsroom, story_id):
    place = addresses.endpoint(newsroom.store, "Main site")
    queued = queue_push(newsroom.store, story_id, place.id, who=newsroom.person)
    return newsroom.courier.deliver(queued.created)


def test_a_draft_becomes_a_page_and_the_credit_survives_every_step(newsroom, site):
    story_id, credit = draft(newsroom)

    row = push(newsroom, story_id)

    assert row.verified, (row.message, row.differences)
    assert credit == "Dimitrije Ostojic / Shutterstock.com"
    assert open_story(newsroom.store, story_id).status == "published"
    page = html.unescape(httpx.get(row.url, trust_env=False).text)
    for words in (HEADLINE, f"Photo:</span> {credit}", "By Elin Maraschek", SENTENCE.strip()):
        assert words in page
    media = site.admin.get("/wp/v2/media", parent=row.remote_id, context="edit").data
    assert len(media) == 1
    assert credit in media[0]["caption"]["raw"]
    assert media[0]["media_details"]["image_meta"]["credit"] == credit[:32]
    # The file that readers can save carries it too.
    copy = newsroom.home.root / "copy.jpg"
    copy.write_bytes(httpx.get(media[0]["source_url"], trust_env=False).content)
    assert read_metadata(copy).credit == credit

    # A correction goes to the same post, and the story can be taken away again.
    store, who = newsroom.store, newsroom.person
    take_step(store, story_id, Step.CORRECT, who=who)
    publish_correction(store, story_id, "An earlier version gave the wrong berth.", who=who)
    corrected = push(newsroom, story_id)
    assert corrected.verified, (corrected.message, corrected.differences)
    assert corrected.remote_id == row.remote_id
    assert "wrong berth" in httpx.get(row.url, trust_env=False).text

    place = addresses.endpoint(store, "Main site")
    queued = queue_withdrawal(store, story_id, place.id, who=who)
    gone = newsroom.courier.deliver(queued.created)
    assert gone.state_words == "Withdrawn"
    assert open_story(store, story_id).status == "withdrawn"
    assert httpx.get(row.url, trust_env=False).status_code == 404
    assert outbox.open_count(store) == 0
