"""The post: found again or made once, whatever was lost on the way.

Stock WordPress has no idempotency key, so: look for our mark first; after a lost answer keep
looking for a while; make a draft that holds nothing but the mark; and when the slug that comes
back is not the one asked for, there is a twin, the older of which is kept.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.protocol import AlreadyThere
from editorial.publishing.endpoints.web.errors import SAFE
from editorial.publishing.endpoints.web.looking import keep_looking
from editorial.publishing.endpoints.web.marks import is_bare, key_of, key_slug, mark
from editorial.publishing.endpoints.wordpress.errors import Refused
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.endpoints.wordpress.client import Client

ROUTE = "/wp/v2/posts"
LIVE = ("publish", "future", "private")
_GONE = (404, 410)
Post = dict[str, Any]


def read(client: Client, remote_id: str) -> Post | None:
    """Return a post with its raw texts; None when it is gone."""
    if not remote_id.isdigit():
        return None
    try:
        found: Post = client.get(f"{ROUTE}/{remote_id}", context="edit").data
    except Refused as error:
        if error.status in _GONE:
            return None
        raise
    return found


def our_copy(client: Client, journal: Journal, headline: str, settle: float) -> Post:
    """Return the one post of this story, made as a bare draft where there is none yet.

    Raises `AlreadyThere` for a public copy that neither a receipt nor the journal tells of.
    """
    if journal.remote_id:
        known = read(client, journal.remote_id)
        if known is not None:
            return known
    unknown = journal.unknown("create")
    found = find(client, journal.key)
    if not found and unknown:
        found = keep_looking(lambda: find(client, journal.key), settle)
    if found:
        post = found[0]
        if post["status"] in LIVE and not (unknown or journal.result("create")):
            raise AlreadyThere(
                f"The site already has this story at {post['link']}, though this computer has "
                "no receipt of it. Nothing was overwritten.",
                remote_id=str(post["id"]),
            )
        journal.done("create", remote_id=str(post["id"]), found=True, fingerprint=fingerprint(post))
        return post
    return _create(client, journal, headline)


def find(client: Client, key: str) -> list[Post]:
    """Return the posts that are ours: by their slug, else by the mark in the content.

    Those with our slug first, then the older ones. An account sees only what it may edit.
    """
    slug = key_slug(key)
    slugs = [f"{slug}{end}" for end in ("", "-2", "-3", "__trashed")]
    query = {"status": "any,trash", "context": "edit", "per_page": 100}
    by_slug = client.get(ROUTE, slug=slugs, **query).data
    found = {post["id"]: post for post in by_slug}
    for post in client.get(ROUTE, search=key, **query).data:
        if key_of(post["content"]["raw"]) == key:
            found.setdefault(post["id"], post)
    # A colleague's copy of the post bears the mark too, but is younger.
    return sorted(found.values(), key=lambda post: post["id"])


def change(
    client: Client, journal: Journal, step: str, post_id: int, values: Mapping[str, Any]
) -> Post:
    """Update a post; safe to repeat."""
    journal.begin(step, remote_id=str(post_id))
    post: Post = client.post(f"{ROUTE}/{post_id}", values, context="edit").data
    journal.done(step, remote_id=str(post_id), fingerprint=fingerprint(post))
    return post


def see_that_kept(post: Post, asked: Mapping[str, Any]) -> None:
    """Raise `PushRefused` where WordPress dropped a term or picture without a word."""
    for name, words in (
        ("categories", "sections"),
        ("tags", "tags"),
        ("featured_media", "hero photo"),
    ):
        if name not in asked:
            continue
        wanted, kept = asked[name], post.get(name)
        if isinstance(wanted, list):
            wanted, kept = set(wanted), set(kept or ())
            # With none asked for, WordPress sets its default category.
            if not wanted and name == "categories":
                continue
        if wanted != kept:
            raise PushRefused(
                f"WordPress accepted the piece, but dropped its {words}.",
                safe=SAFE,
                next_step="Try again; if it happens again, look at the site's plug-ins.",
            )


def sweep(client: Client, key: str, kept: int) -> None:
    """Remove bare drafts that a slow server finished after we had given up on it."""
    for post in find(client, key):
        if post["id"] != kept and post["status"] not in LIVE and is_bare(post):
            remove(client, post["id"])


def remove(client: Client, post_id: int) -> None:
    """Remove a post for good; silent when it is gone already."""
    try:
        client.delete(f"{ROUTE}/{post_id}", force="true")
    except Refused as error:
        if error.status not in _GONE:
            raise


def fingerprint(post: Post) -> str:
    """Return a hash of everything of a post that a person could change.

    A scheduled post that has come out counts as the same.
    """
    status = "publish" if post["status"] == "future" else post["status"]
    facts = {
        "status": status,
        **{name: post[name]["raw"] for name in ("title", "content", "excerpt")},
        **{name: sorted(post.get(name) or ()) for name in ("categories", "tags")},
        **{name: post.get(name) for name in ("slug", "featured_media", "author", "date_gmt")},
        "modified_gmt": post["modified_gmt"],
        "password": post.get("password", ""),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _create(client: Client, journal: Journal, headline: str) -> Post:
    slug = key_slug(journal.key)
    journal.begin("create")
    values = {"status": "draft", "slug": slug, "title": headline, "content": mark(journal.key)}
    made: Post = client.post(ROUTE, values, context="edit").data
    if made["slug"] != slug:
        older = [post for post in find(client, journal.key) if post["id"] < made["id"]]
        if older:
            remove(client, made["id"])
            made = older[0]
    journal.done("create", remote_id=str(made["id"]), fingerprint=fingerprint(made))
    return made
