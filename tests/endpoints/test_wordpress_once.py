"""Exactly once on a real WordPress, whatever is lost between the call and its answer."""

from __future__ import annotations

import re
import time

import pytest

from editorial.publishing import outbox
from editorial.publishing.endpoints.web.marks import key_slug, mark, media_slug
from editorial.storage.store import Store
from editorial.system.paths import Home
from tests.endpoints.wordpress.site import SHORT, Site
from tests.publishing.pieces import later

CALLS = ("create", "media", "words", "update", "publish")
FAULTS = ("before-503", "after-500", "after-drop", f"after-sleep={SHORT + 1.5}")
LATE = f"before-sleep={SHORT + 2.5}"


@pytest.mark.usefixtures("fresh_workers")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_one_post_and_one_of_each_picture_after_a_fault(site, piece, call, fault):
    site.settle = 1.0
    site.faults.plan(call, fault)

    first = site.push(piece)
    # WordPress names the picture that it took in before it failed: no need to come back.
    mended = (call, fault) == ("media", "after-500")
    assert first.state == ("verified" if mended else "waiting"), first.message
    row = first if mended else site.push(piece, attempts=3)

    assert row.id == first.id
    assert row.verified, (row.state, row.message, row.differences)
    assert [post["status"] for post in site.posts_of(piece)] == ["publish"]
    assert site.post(row)["slug"] == piece.slug
    assert len(site.media_of(piece)) == 3
    assert site.faults.seen.count("create") <= 2


@pytest.mark.usefixtures("fresh_workers")
@pytest.mark.parametrize("call", ["create", "media"])
def test_a_server_that_finishes_after_we_gave_up_makes_no_twin(site, piece, call):
    site.faults.plan(call, LATE)

    row = site.push(piece, attempts=3)

    assert row.verified, (row.state, row.message, row.differences)
    assert len(site.posts_of(piece)) == 1
    assert len(site.media_of(piece)) == 3
    # It was found, not made again.
    assert site.faults.seen.count(call) == {"create": 1, "media": 3}[call]


@pytest.mark.usefixtures("fresh_workers")
def test_what_a_slow_server_does_late_hides_nothing_from_readers(site, piece):
    """The text is filled in once more after the story was published and read back."""
    site.faults.plan("update", f"before-sleep={SHORT + 4}")
    row = site.push(piece, attempts=3)
    assert row.verified, (row.state, row.message)
    time.sleep(5)
    (post,) = site.posts_of(piece)
    assert (post["status"], post["slug"]) == ("publish", piece.slug)


@pytest.mark.usefixtures("fresh_workers")
def test_a_withdrawal_waits_for_a_publication_that_may_still_arrive(site, piece):
    site.settle = 8.0
    site.faults.plan("publish", f"before-sleep={SHORT + 2}")
    assert site.push(piece).state == "waiting"
    row = site.withdraw(piece, attempts=2)
    assert row.state == "verified", row.message
    time.sleep(3)
    assert [post["status"] for post in site.posts_of(piece)] == ["draft"]


def test_a_twin_that_a_late_server_makes_after_all_is_removed(site, piece):
    row = site.push(piece)
    key = piece.story_id.hex
    bare = {"status": "draft", "slug": key_slug(key), "title": "Late", "content": mark(key)}
    site.admin.post("/wp/v2/posts", bare)
    sha1 = re.search(r"[0-9a-f]{40}", site.media_of(piece)[0]["slug"])[0]
    body = piece.hero.largest_jpeg.path.read_bytes()
    late = {"Content-Disposition": 'attachment; filename="late.jpg"', "Content-Type": "image/jpeg"}
    site.admin.upload("/wp/v2/media", body, late, slug=media_slug(key, sha1))
    assert len(site.posts_of(piece)) == 2
    assert len(site.media_of(piece)) == 4

    updated = site.push(later(piece))

    assert updated.verified, (updated.message, updated.differences)
    assert [post["id"] for post in site.posts_of(piece)] == [int(row.remote_id)]
    assert len(site.media_of(piece)) == 3


def test_a_colleagues_copy_of_the_post_is_left_alone(site, piece):
    row = site.push(piece)
    content = site.post(row)["content"]["raw"]
    copy = site.admin.post("/wp/v2/posts", {"status": "draft", "title": "Mine", "content": content})

    assert site.push(later(piece)).verified

    assert {post["id"] for post in site.posts_of(piece)} == {int(row.remote_id), copy.data["id"]}


def test_a_delivery_called_off_half_way_leaves_nothing_double(site, piece):
    site.settle = 1.0
    site.faults.plan("words", "after-500")
    waiting = site.push(piece)
    assert waiting.state == "waiting"
    outbox.cancel(site.store, waiting.id)

    row = site.push(piece, attempts=2)

    assert row.id != waiting.id
    assert row.verified, (row.message, row.differences)
    assert len(site.posts_of(piece)) == 1
    assert len(site.media_of(piece)) == 3


def test_a_store_without_receipts_asks_before_it_overwrites(site, piece, wordpress, tmp_path):
    """As after an old backup was restored: the site knows the story, this computer does not."""
    first = site.push(piece)
    store = Store.open(Home(tmp_path / "restored"))
    restored = Site(store, wordpress)

    asked = restored.push(piece)

    assert asked.state == "needs_person"
    assert first.url in asked.message
    outbox.decide(store, asked.id, "overwrite", who="Ada")
    row = restored.send(piece, asked.id)
    restored.close()
    store.close()
    assert row.verified
    assert row.remote_id == first.remote_id
    assert len(site.posts_of(piece)) == 1


def test_a_retry_after_is_honoured(site, piece):
    site.faults.plan("create", "before-503")

    row = site.push(piece)

    assert row.state == "waiting"
    assert "busy" in row.message
    assert (row.not_before - row.updated_at).total_seconds() >= 5
