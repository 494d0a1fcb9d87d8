"""Addresses of links: wrappers that watch the reader taken off, places of one computer left out."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

KEPT_SCHEMES = frozenset({"http", "https", "mailto", "tel", "story"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_JUNK = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff]+")
_WRAPPERS = (
    # Google Docs and Gmail; Outlook's Safe Links; Facebook; LinkedIn; YouTube descriptions.
    (re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}"), "/url", ("q", "url")),
    (re.compile(r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com"), "/", ("url",)),
    (re.compile(r"lm?\.facebook\.com"), "/l.php", ("u",)),
    (re.compile(r"(?:www\.)?linkedin\.com"), "/redir/redirect", ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com"), "/redirect", ("q",)),
)
_DEPTH = 4


def link_address(written: str) -> str:
    """Return where a link really leads, or ``""`` when it leads nowhere that readers can go.

    Addresses within the page, of scripts and of files on somebody's computer are nowhere.
    """
    address = _JUNK.sub("", written).strip()
    for _ in range(_DEPTH):
        inner = _unwrapped(address)
        if not inner:
            break
        address = inner
    if address.startswith("//"):
        address = "https:" + address
    scheme = _SCHEME.match(address)
    if scheme is None:
        # What is relative was relative to a page that is not here.
        return "https://" + address if address.lower().startswith("www.") else ""
    return _safe(address) if scheme[1].lower() in KEPT_SCHEMES else ""


def image_address(written: str) -> str:
    """Return the address of a picture on the web, or ``""`` for any other place."""
    address = _JUNK.sub("", written).strip()
    if address.startswith("//"):
        address = "https:" + address
    return _safe(address) if address.lower().startswith(("http://", "https://")) else ""


def _unwrapped(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    for hosts, path, names in _WRAPPERS:
        if host and hosts.fullmatch(host) and parts.path.rstrip("/") == path.rstrip("/"):
            query = parse_qs(parts.query)
            for name in names:
                inner = query.get(name, [""])[0]
                if inner.lower().startswith(("http://", "https://", "mailto:")):
                    return inner
    return ""


def _safe(address: str) -> str:
    """Percent-encode what would end or change a link in Markdown."""
    return re.sub(r"[\s<>()\\`\"{}\[\]*|^]", lambda found: quote(found[0], safe=""), address)
