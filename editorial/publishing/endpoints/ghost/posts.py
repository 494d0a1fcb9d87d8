"""The post: found again by an internal tag, or made once; changed only as it was last read."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.ghost.errors import Refused
from editorial.publishing.endpoints.protocol import AlreadyThere
from editorial.publishing.endpoints.web.looking import keep_looking
from editorial.publishing.endpoints.web.marks import key_slug, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.publishing.endpoints.ghost.client import Client
    from editorial.publishing.endpoints.protocol import Journal

Post = dict[str, Any]
LIVE = ("published", "scheduled", "sent")
_FORMATS = {"formats": "html,lexical", "include": "tags,authors"}
_PRINTED = (
    "title",
    "slug",
    "html",
    "lexical",
    "custom_excerpt",
    "feature_image",
    "feature_image_alt",
    "feature_image_caption",
    "codeinjection_head",
    "codeinjection_foot",
    "canonical_url",
    "published_at",
    "visibility",
    "featured",
)


def read(client: Client, remote_id: str) -> Post | None:
    """Return a post; None when it is gone."""
    if not remote_id.isalnum():
        return None
    try:
        return client.get("posts", f"{remote_id}/", **_FORMATS)[0]
    except Refused as error:
        # 422 is its word for an id of another shape.
        if error.status in (404, 422):
            return None
        raise


def our_copy(client: Client, journal: Journal, headline: str, settle: float) -> Post:
    """Return the one post of this story, made as a bare draft where there is none yet.

    Raises `AlreadyThere` for a public copy that neither a receipt nor the journal tells of.
    """
    if journal.remote_id and (known := read(client, journal.remote_id)) is not None:
        return known
    unknown = journal.unknown("create")
    found = find(client, journal.key)
    if not found and unknown:
        found = keep_looking(lambda: find(client, journal.key), settle)
    if found:
        post = found[0]
        if post["status"] in LIVE and not (unknown or journal.result("create")):
            raise AlreadyThere(
                f"The site already has this story at {post['url']}, though this computer has "
                "no receipt of it. Nothing was overwritten.",
                remote_id=post["id"],
            )
        journal.done("create", remote_id=post["id"], found=True, fingerprint=fingerprint(post))
        return post
    return _create(client, journal, headline)


def find(client: Client, key: str) -> list[Post]:
    """Return the posts that bear our internal tag, the oldest first."""
    found = client.get(
        "posts",
        filter=f"tag:hash-{key_slug(key)}+status:[draft,published,scheduled,sent]",
        limit="all",
        **_FORMATS,
    )
    return sorted(found, key=lambda post: (str(post.get("created_at")), post["id"]))


def change(
    client: Client,
    journal: Journal,
    step: str,
    post: Post,
    values: Mapping[str, Any],
    **params: Any,
) -> Post:
    """Update a post as it was read.

    Raises `Collision` when somebody saved it since: the courier comes back, and compares.
    """
    journal.begin(step, remote_id=post["id"])
    changed = client.save(
        "PUT",
        "posts",
        f"{post['id']}/",
        {**values, "updated_at": post["updated_at"]},
        source="html",
        **_FORMATS,
        **params,
    )
    journal.done(step, remote_id=post["id"], fingerprint=fingerprint(changed))
    return changed


def sweep(client: Client, key: str, kept: str) -> None:
    """Remove bare drafts that a slow server finished after we had given up on it."""
    for post in find(client, key):
        if post["id"] != kept and post["status"] == "draft" and _is_bare(post, key):
            remove(client, post["id"])


def remove(client: Client, post_id: str) -> None:
    """Remove a post for good; silent when it is gone already."""
    try:
        client.delete("posts", f"{post_id}/")
    except Refused as error:
        if error.status != 404:
            raise


def fingerprint(post: Post) -> str:
    """Return a hash of everything of a post that a person could change.

    A scheduled post that has come out counts as the same.
    """
    facts: dict[str, Any] = {name: post.get(name) for name in _PRINTED}
    facts["public"] = post["status"] in LIVE
    facts["tags"] = [tag["name"] for tag in post["tags"]]
    facts["authors"] = [author["id"] for author in post["authors"]]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def internal_tag(key: str) -> dict[str, str]:
    """Return the tag that readers never see, by which the post is found again."""
    return {"name": f"#{key_slug(key)}"}


def _create(client: Client, journal: Journal, headline: str) -> Post:
    slug = key_slug(journal.key)
    journal.begin("create")
    values = {
        "status": "draft",
        "slug": slug,
        "title": headline or "Untitled",
        "html": card(mark(journal.key)),
        "tags": [internal_tag(journal.key)],
    }
    made = client.save("POST", "posts", "", values, source="html", **_FORMATS)
    if made["slug"] != slug:
        older = [post for post in find(client, journal.key) if post["id"] != made["id"]]
        if older:
            remove(client, made["id"])
            made = older[0]
    journal.done("create", remote_id=made["id"], fingerprint=fingerprint(made))
    return made


def card(html: str) -> str:
    """Return HTML as one card: Ghost keeps it as it is, instead of taking it apart.

    A comment that stands in no element would be dropped, hence the one around all.
    """
    return f"<!--kg-card-begin: html-->\n<div>{html}</div>\n<!--kg-card-end: html-->"


def _is_bare(post: Post, key: str) -> bool:
    return " ".join((post.get("html") or "").split()) in ("", " ".join(card(mark(key)).split()))
