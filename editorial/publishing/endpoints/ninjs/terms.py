"""Sections, tags and story types as ninjs subjects and genres, by IPTC NewsCodes where known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from editorial.publishing.piece import Piece, Term

SECTION, TAG = "section", "keyword"
"""What a subject is to the item."""
_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
_QCODE = re.compile(r"(?:medtop|mediatopic|subj):(\d{8})")
_GENRES = "http://cv.iptc.org/newscodes/genre/"
_KNOWN_GENRES = {
    "analysis": "Analysis",
    "background": "Background",
    "biography": "Biography",
    "exclusive": "Exclusive",
    "feature": "Feature",
    "forecast": "Forecast",
    "interview": "Interview",
    "obituary": "Obituary",
    "opinion": "Opinion",
    "profile": "Profile",
    "review": "Review",
    "special-report": "Special_Report",
    "summary": "Summary",
}
"""Story types, by slug, that are terms of the IPTC's genre NewsCodes of the same meaning."""


def subjects(piece: Piece) -> list[dict[str, Any]]:
    """Return the sections, then the tags, each with its Media Topic where it has one."""
    return [
        *(_subject(term, SECTION) for term in piece.terms),
        *(_subject(term, TAG) for term in piece.tags),
    ]


def genres(piece: Piece) -> list[dict[str, Any]]:
    """Return the story type."""
    if piece.type is None:
        return []
    found = {"name": piece.type.name, "literal": piece.type.slug}
    if code := _KNOWN_GENRES.get(piece.type.slug):
        found["uri"] = _GENRES + code
    return [found]


def as_uri(address: str) -> str:
    """Return an address with nothing in it that a URI may not hold (RFC 3986)."""
    address = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address.strip())
    start, mark, rest = address.partition("#")
    head = quote(start, safe="%:/?@!$&'()*+,;=~[]" if _has_literal(start) else "%:/?@!$&'()*+,;=~")
    return head + (f"#{quote(rest, safe='%:/?@!$&()*+,;=~')}" if mark else "")


def _has_literal(address: str) -> bool:
    """Tell whether the host is an IPv6 address, whose brackets stay."""
    return bool(re.match(r"[a-z]+://\[[0-9A-Fa-f:.]+\](?::\d+)?(?:/[^\[\]]*)?$", address))


def _subject(term: Term, rel: str) -> dict[str, Any]:
    found = {"name": term.name, "rel": rel, "literal": term.slug}
    topic = term.media_topic.strip()
    if code := _QCODE.fullmatch(topic):
        found["uri"] = _TOPICS + code[1]
    elif topic.startswith("http"):
        found["uri"] = as_uri(topic)
    return {name: value for name, value in found.items() if value}
