"""What a page elsewhere says of itself: title, site, excerpt, picture and the picture's credit.

Pure: HTML in, facts out. In order of trust: JSON-LD, Open Graph, Twitter cards, plain HTML.
The HTML is a stranger's: `lxml` reads whatever it is in one pass, and stops where it nests
beyond reason (a parser in Python takes minutes for two megabytes of ``<!--``).
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from editorial.photos.credits.reading import read_credit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = {"title": 300, "section": 120, "excerpt": 500, "credit": 300}
_ARTICLES = ("Article", "Posting", "Report")
"""Endings of the schema.org types of a story: NewsArticle, OpinionNewsArticle, BlogPosting."""
_DEEPEST = 40
_MOST_ELEMENTS = 20_000
_MOST_THINGS = 2_000
_LONGEST_RAW = 4_000
_LONGEST_CREDIT = 600
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


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


@dataclass(slots=True)
class _Top:
    """What stands in the elements that speak of the page itself."""

    title: str = ""
    canonical: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    """By property or name; the first that says something holds."""
    scripts: list[str] = field(default_factory=list)
    """JSON-LD, as text."""

    def meta(self, *names: str) -> str:
        """Return the first of these that is there."""
        return next((self.metas[name] for name in names if name in self.metas), "")


def read_facts(source: str, url: str) -> PageFacts:
    """Return what the HTML ``source`` of the page at ``url`` says of itself."""
    top = _top(source)
    article, named = _article(top)
    image = _first_image(article.get("image"), named)
    section = _text(article.get("articleSection")) or top.meta("article:section")
    found = {
        "title": _text(article.get("headline"))
        or top.meta("og:title", "twitter:title")
        or top.title,
        "section": section or top.meta("og:site_name") or _host(url),
        "excerpt": _text(article.get("description"))
        or top.meta("og:description", "twitter:description", "description"),
        "credit": _credit(image, named),
    }
    picture = _text(image.get("contentUrl")) or _text(image.get("url"))
    picture = picture or top.meta("og:image:secure_url", "og:image", "twitter:image")
    return PageFacts(
        url=_canonical(top, url),
        picture=_web_address(picture, url),
        **{name: _cut(text, _LONGEST[name]) for name, text in found.items()},
    )


def _top(source: str) -> _Top:
    top = _Top()
    reader = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # A lone surrogate or a null byte says nothing.
        page = etree.fromstring(source.replace("\0", "").encode("utf-8", "replace"), reader)
    except etree.LxmlError:
        return top
    if page is None:
        return top
    elements = page.iter("title", "meta", "link", "script")
    for element in islice(elements, _MOST_ELEMENTS):
        kind = element.tag
        if kind == "title":
            top.title = top.title or _clean(element.text or "")
        elif kind == "meta":
            said = _clean(element.get("content") or "")
            for key in (element.get("property"), element.get("name")):
                if key and said:
                    top.metas.setdefault(key.strip().lower(), said)
        elif kind == "link":
            if "canonical" in (element.get("rel") or "").lower().split():
                top.canonical = top.canonical or (element.get("href") or "")
        elif (element.get("type") or "").strip().lower() == "application/ld+json":
            top.scripts.append(element.text or "")
    return top


def _article(top: _Top) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the story, and every thing that has a name (``@id``) others can call it by."""
    article: dict[str, Any] = {}
    named: dict[str, dict[str, Any]] = {}
    for script in top.scripts[:20]:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for thing in islice(_things(data, 0), _MOST_THINGS):
            name = thing.get("@id")
            if isinstance(name, str):
                named.setdefault(name, thing)
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in kinds):
                article = article or thing
    return article, named


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)


def _first_image(value: Any, named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, dict)), next(iter(value), None))
    if isinstance(value, str):
        return {"url": value}
    return _thing(value, named)


def _thing(value: Any, named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a thing; where only its name is given (``{"@id": …}``), the one of that name."""
    if not isinstance(value, dict):
        return {}
    name = value.get("@id")
    return named.get(name, value) if isinstance(name, str) and len(value) <= 2 else value


def _credit(image: dict[str, Any], named: dict[str, dict[str, Any]]) -> str:
    creator = image.get("creator") or image.get("author")
    creator = creator[0] if isinstance(creator, list) and creator else creator
    name = _thing(creator, named).get("name") if isinstance(creator, dict) else creator
    raw = _text(image.get("creditText")) or _text(name) or _text(image.get("copyrightNotice"))
    return read_credit(raw[:_LONGEST_CREDIT]).line if raw else ""


def _canonical(top: _Top, url: str) -> str:
    address = _web_address(top.canonical, url)
    # A page may not speak for another host.
    return address if address and _host(address) == _host(url) else url


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
    text = _TAG.sub(" ", html.unescape(text[:_LONGEST_RAW]))
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(",;:") + "…"
