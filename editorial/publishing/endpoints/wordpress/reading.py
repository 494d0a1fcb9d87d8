"""Read back what WordPress holds of a piece."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from editorial.publishing import readback
from editorial.publishing.endpoints.protocol import Held
from editorial.publishing.endpoints.web.marks import facts_of
from editorial.publishing.endpoints.wordpress.content import DATA_SCRIPT
from editorial.publishing.endpoints.wordpress.posts import Post, fingerprint
from editorial.publishing.endpoints.wordpress.terms import names_of
from editorial.publishing.markup import parse

if TYPE_CHECKING:
    from editorial.publishing.endpoints.wordpress.client import Client


def held_of(client: Client, post: Post) -> Held:
    """Return what a post holds, with the names of its terms and the words of its pictures.

    Text, links and credits come from the content as it is kept; a credit that is not in what
    the site shows readers is left out. Where the hero stands outside of the content, its credit
    is that of the featured picture's caption.
    """
    raw = post["content"]["raw"]
    facts = facts_of(raw)
    parts = readback.parts_of_html(raw)
    shown = readback.parts_of_html(post["content"]["rendered"])
    sections = names_of(client, "categories", post["categories"])
    tags = names_of(client, "tags", post["tags"])
    if facts.get("sections") == "none":
        sections = {}
    the_type = facts.get("type", "")
    seen = {readback.normal(line) for line in shown.credits}
    pictures = _media(client, raw, post["featured_media"])
    featured: tuple[str, ...] = ()
    if 'data-part="hero"' not in raw:
        captions = (p["caption"] for p in pictures if p["id"] == post["featured_media"])
        featured = readback.parts_of_html(next(captions, "")).credits
    # A hero outside of the content is the featured picture, where the site still has it.
    known = {picture["id"] for picture in pictures}
    apart = 'data-part="hero"' not in raw and post["featured_media"] in known
    return Held(
        remote_id=str(post["id"]),
        url=post["link"],
        public=post["status"] == "publish" and not post.get("password"),
        headline=_title(post),
        body_text=parts.body_text,
        credits=(*featured, *(c for c in parts.credits if readback.normal(c) in seen)),
        links=parts.links,
        sections=_names(sections, post["categories"], the_type),
        tags=_names(tags, post["tags"], the_type),
        fingerprint=fingerprint(post),
        # Kept percent-encoded where it is not ASCII.
        slug=unquote(post["slug"]),
        images=(parts.images or 0) + apart,
        extra={
            "status": post["status"],
            "excerpt": post["excerpt"]["raw"],
            "date_gmt": post["date_gmt"],
            "modified_gmt": post["modified_gmt"],
            "author": post["author"],
            "featured_media": post["featured_media"],
            "structured_data": DATA_SCRIPT in post["content"]["rendered"],
            "type": the_type,
            "media": pictures,
        },
    )


def _title(post: Post) -> str:
    return html.unescape(post["title"]["raw"])


def _names(terms: dict[int, tuple[str, str]], order: list[int], the_type: str) -> tuple[str, ...]:
    found = (terms[term_id] for term_id in order if term_id in terms)
    return tuple(name for name, slug in found if slug != the_type)


def _media(client: Client, raw: str, featured: int) -> list[dict[str, Any]]:
    """Return alt text and caption of each picture in the content, and of the featured one."""
    wanted = {featured} if featured else set()
    for image in parse(raw).walk():
        for name in image.classes:
            if image.name == "img" and name.startswith("wp-image-") and name[9:].isdigit():
                wanted.add(int(name[9:]))
    if not wanted:
        return []
    found = client.get(
        "/wp/v2/media", include=sorted(wanted), per_page=100, context="edit", orderby="id"
    ).data
    return [
        {
            "id": media["id"],
            "alt": media["alt_text"],
            "caption": media["caption"]["raw"],
            "credit": (media.get("media_details") or {}).get("image_meta", {}).get("credit", ""),
        }
        for media in sorted(found, key=lambda media: media["id"])
    ]
