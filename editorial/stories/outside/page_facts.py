"""What a page elsewhere says of itself: title, site, excerpt, picture and the picture's credit.

Pure: HTML in, facts out. In order of trust: JSON-LD, Open Graph, Twitter cards, plain HTML.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from editorial.photos.credits.reading import read_credit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import Tag

_LONGEST = {"title": 300, "section": 120, "excerpt": 500, "credit": 300}
_ARTICLES = {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting"}
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was found; text that is not there is ``""``. Nothing of it is HTML."""

    url: str
    """Where the page is, after redirects, or the canonical address on the same host."""
    title: str = ""
    section: str = ""
    """The section it names, else the name of the site, else the host."""
    excerpt: str = ""
    picture: str = ""
    """Address of its picture."""
    credit: str = ""
    """The picture's credit line, cleaned; empty where the page names none."""


def read_facts(source: str, url: str) -> PageFacts:
    """Return what the HTML ``source`` of the page at ``url`` says of itself."""
    soup = BeautifulSoup(source, "html.parser")
    article = _article(soup)
    image = _first_image(article.get("image"))
    section = _text(article.get("articleSection")) or _meta(soup, "article:section")
    found = {
        "title": _text(article.get("headline"))
        or _meta(soup, "og:title", "twitter:title")
        or _clean(soup.title.get_text() if soup.title else ""),
        "section": section or _meta(soup, "og:site_name") or _host(url),
        "excerpt": _text(article.get("description"))
        or _meta(soup, "og:description", "twitter:description", "description"),
        "credit": _credit(image),
    }
    picture = _text(image.get("contentUrl")) or _text(image.get("url"))
    picture = picture or _meta(soup, "og:image:secure_url", "og:image", "twitter:image")
    return PageFacts(
        url=_canonical(soup, url),
        picture=_web_address(picture, url),
        **{name: _cut(text, _LONGEST[name]) for name, text in found.items()},
    )


def _article(soup: BeautifulSoup) -> dict[str, Any]:
    for script in soup.find_all("script", type="application/ld+json")[:20]:
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLES for kind in kinds if isinstance(kind, str)):
                return thing
    return {}


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)


def _first_image(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, dict)), next(iter(value), None))
    if isinstance(value, str):
        return {"url": value}
    return value if isinstance(value, dict) else {}


def _credit(image: dict[str, Any]) -> str:
    creator = image.get("creator") or image.get("author")
    creator = creator[0] if isinstance(creator, list) and creator else creator
    name = creator.get("name") if isinstance(creator, dict) else creator
    raw = _text(image.get("creditText")) or _text(name) or _text(image.get("copyrightNotice"))
    return read_credit(raw).line if raw else ""


def _meta(soup: BeautifulSoup, *names: str) -> str:
    for name in names:
        for key in ("property", "name"):
            tag = soup.find("meta", attrs={key: name})
            if tag is not None and (text := _clean(_attribute(tag, "content"))):
                return text
    return ""


def _canonical(soup: BeautifulSoup, url: str) -> str:
    for tag in soup.find_all("link", rel="canonical")[:1]:
        address = _web_address(_attribute(tag, "href"), url)
        # A page may not speak for another host.
        if address and _host(address) == _host(url):
            return address
    return url


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def _web_address(address: str, base: str) -> str:
    try:
        whole = urljoin(base, address.strip()) if address.strip() else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in {"http", "https"} and parts.netloc else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    return _clean(value) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    """Return plain words on one line; some pages escape their entities twice."""
    text = html.unescape(text)
    if "<" in text:
        text = BeautifulSoup(text, "html.parser").get_text(" ")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(",;:") + "…"
