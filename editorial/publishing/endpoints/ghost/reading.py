"""Read back what Ghost holds of a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing import readback
from editorial.publishing.endpoints.ghost.posts import Post, fingerprint
from editorial.publishing.endpoints.protocol import Held
from editorial.publishing.endpoints.web.marks import facts_of
from editorial.publishing.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterator


def held_of(post: Post) -> Held:
    """Return what a post holds. The hero's credit is that of the feature image's caption."""
    html = post.get("html") or ""
    facts = facts_of(html)
    parts = readback.parts_of_html(html)
    caption = post.get("feature_image_caption") or ""
    featured = readback.parts_of_html(caption).credits if post.get("feature_image") else ()
    tags = [tag for tag in post["tags"] if tag["visibility"] == "public"]
    count = int(facts["sections"]) if facts.get("sections", "").isdigit() else 0
    sections, rest = tags[:count], tags[count:]
    published = str(post.get("published_at") or "")
    return Held(
        remote_id=post["id"],
        url=post["url"],
        public=post["status"] in ("published", "sent") and post.get("visibility") == "public",
        headline=post["title"],
        body_text=parts.body_text,
        credits=(*featured, *parts.credits),
        links=parts.links,
        sections=tuple(tag["name"] for tag in sections),
        tags=tuple(tag["name"] for tag in rest if tag["slug"] != facts.get("type")),
        fingerprint=fingerprint(post),
        slug=post["slug"],
        images=(parts.images or 0) + bool(post.get("feature_image")),
        extra={
            "status": post["status"],
            "excerpt": post.get("custom_excerpt") or "",
            "published_at": published,
            "modified_gmt": post["updated_at"].removesuffix("Z"),
            "feature_image": post.get("feature_image") or "",
            "feature_image_alt": post.get("feature_image_alt") or "",
            "authors": [author["id"] for author in post["authors"]],
            "images": list(image_addresses(post)),
        },
    )


def image_addresses(post: Post) -> Iterator[str]:
    """Yield the addresses of the pictures in a post, the feature image first."""
    if post.get("feature_image"):
        yield str(post["feature_image"])
    for element in parse(post.get("html") or "").walk():
        if element.name == "img" and element.attributes.get("src"):
            yield element.attributes["src"]
