"""Read back what a site holds of a piece. Nothing of its answer is taken on trust."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from editorial.publishing import readback
from editorial.publishing.endpoints.protocol import Held
from editorial.publishing.endpoints.web.marks import facts_of, key_of
from editorial.publishing.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

Post = dict[str, Any]
_VOLATILE = frozenset({"updated", "url", "uid"})


def held_of(post: Post, url: str) -> Held:
    """Return what a post holds."""
    html = html_of(post)
    parts, facts = readback.parts_of_html(html), facts_of(html)
    names = list(_words(post, "category"))
    count = int(facts["sections"]) if facts.get("sections", "").isdecimal() else 0
    rest = names[count + 1 :] if facts.get("type") else names[count:]
    return Held(
        remote_id=url,
        url=url,
        public=is_public(post),
        headline=first(post, "name"),
        body_text=parts.body_text,
        credits=parts.credits,
        links=parts.links,
        sections=tuple(names[:count]),
        tags=tuple(rest),
        fingerprint=fingerprint(post),
        slug=slug_in(url),
        extra={
            "status": first(post, "post-status") or "published",
            "excerpt": first(post, "summary"),
            "published_at": first(post, "published"),
            "modified_gmt": _naive(first(post, "updated")),
            "photo_alt": _photo_alt(post),
            "images": list(image_addresses(post)),
        },
    )


def is_public(post: Post) -> bool:
    """Return whether readers see a post: neither a draft nor private nor deleted."""
    status = first(post, "post-status") or "published"
    visibility = first(post, "visibility") or "public"
    return status == "published" and visibility != "private" and not post.get("deleted")


def is_ours(post: Post, key: str) -> bool:
    """Return whether a post bears the mark of a story."""
    return key_of(html_of(post)) == key


def html_of(post: Post) -> str:
    """Return a post's text as HTML."""
    for value in post.get("content", ()):
        if isinstance(value, str):
            return value
        if isinstance(value, dict) and isinstance(value.get("html"), str):
            return str(value["html"])
    return ""


def image_addresses(post: Post) -> Iterator[str]:
    """Yield the addresses of the pictures in a post, its photo first."""
    for value in post.get("photo", ()):
        address = value.get("value") if isinstance(value, dict) else value
        if isinstance(address, str):
            yield address
    for element in parse(html_of(post)).walk():
        if element.name == "img" and element.attributes.get("src"):
            yield element.attributes["src"]


def fingerprint(post: Post) -> str:
    """Return a hash of everything of a post that a person could change."""
    facts = {name: value for name, value in post.items() if name not in _VOLATILE}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def slug_in(url: str) -> str:
    """Return the last part of a post's address, without an ending."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return last.removesuffix(".html").removesuffix(".htm")


def first(post: Post, name: str) -> str:
    """Return the first text of a property; empty without one."""
    return next(_words(post, name), "")


def _words(post: Post, name: str) -> Iterator[str]:
    return (value for value in post.get(name, ()) if isinstance(value, str))


def _photo_alt(post: Post) -> str:
    for value in post.get("photo", ()):
        if isinstance(value, dict) and isinstance(value.get("alt"), str):
            return str(value["alt"])
    return ""


def _naive(text: str) -> str:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return ""
    if found.tzinfo:
        found = found.astimezone(dt.UTC).replace(tzinfo=None)
    return found.isoformat()
