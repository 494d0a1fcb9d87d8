"""The marks by which our copy is found again: a slug of its own, and a comment in its HTML.

Neither WordPress nor Ghost knows an idempotency key. A comment survives WordPress' filtering of
authors' HTML, and its
search finds it.
"""

from __future__ import annotations

import re
from typing import Any

_MARK = re.compile(r"<!--\s*editorial:([0-9a-f]{32})((?:\s+[a-z]+:[\w-]+)*)\s*-->")
_PREFIX = "editorial"


def key_slug(key: str) -> str:
    """Return the slug that a post has until it is published."""
    return f"{_PREFIX}-{key}"


def media_slug(key: str, sha1: str) -> str:
    """Return the slug of a picture: one for each file of each story."""
    return f"{_PREFIX}-{key}-{sha1}"


def mark(key: str, **facts: str) -> str:
    """Return the comment that the content starts with. ``facts`` are slugs, kept for `facts_of`."""
    words = "".join(f" {name}:{value}" for name, value in facts.items())
    return f"<!-- {_PREFIX}:{key}{words} -->"


def key_of(content: str) -> str:
    """Return the key in a content; empty when it bears none."""
    found = _MARK.search(content)
    return found.group(1) if found else ""


def facts_of(content: str) -> dict[str, str]:
    """Return the facts that `mark` wrote into a content."""
    found = _MARK.search(content)
    if found is None:
        return {}
    return dict(word.split(":", 1) for word in found.group(2).split())


def is_bare(post: dict[str, Any]) -> bool:
    """Return whether a post holds nothing but our mark: a draft as `create` leaves it."""
    content = post["content"]["raw"].strip()
    return bool(_MARK.fullmatch(content))
