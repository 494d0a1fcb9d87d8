"""Where a site takes posts: the link that its front page names (W3C Micropub, 5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from editorial.publishing.markup import parse

if TYPE_CHECKING:
    import httpx

REL = "micropub"


def endpoint_named_by(answer: httpx.Response, address: str) -> str:
    """Return the address in an answer's Link header, or else in its HTML; empty without one."""
    # httpx reads the header's links (RFC 8288) under each of their relations.
    found = answer.links.get(REL, {}).get("url", "")
    if not found:
        for rel, link in answer.links.items():
            if rel and REL in rel.split():
                found = link.get("url", "")
    if not found and "html" in answer.headers.get("content-type", "").lower():
        found = _in_html(answer.text)
    return urljoin(address, found) if found else ""


def _in_html(html: str) -> str:
    for element in parse(html).walk():
        relations = element.attributes.get("rel", "").lower().split()
        if element.name in ("link", "a") and REL in relations and "href" in element.attributes:
            return element.attributes["href"]
    return ""
