"""What programs read: RSS 2.0 with Media RSS credits, sitemaps, robots.txt."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from email.utils import format_datetime
from typing import TYPE_CHECKING

from editorial.publishing.page_dates import iso
from editorial.publishing.sanitise import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.publishing.endpoints.site.layout import Layout
    from editorial.publishing.endpoints.site.lists import Shelf
    from editorial.publishing.endpoints.site.records import Record
    from editorial.system.settings import NewsroomSettings

FEED_ITEMS = 30
NEWS_AGE = dt.timedelta(days=2)
"""What counts as news in a news sitemap (Google's rule)."""

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
for _prefix, _space in (("atom", _ATOM), ("dc", _DC), ("media", _MEDIA), ("news", _NEWS)):
    ET.register_namespace(_prefix, _space)


def rss(records: Sequence[Record], site: Layout, newsroom: NewsroomSettings) -> bytes:
    """Return the feed of the newest stories."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", newsroom.title)
    _add(channel, "link", site.url())
    _add(channel, "description", newsroom.tagline or newsroom.title)
    _add(channel, "language", newsroom.language)
    ET.SubElement(
        channel,
        f"{{{_ATOM}}}link",
        href=site.url("feed.xml"),
        rel="self",
        type="application/rss+xml",
    )
    if records:
        newest = max(record.modified_at for record in records)
        _add(channel, "lastBuildDate", _rfc822(newest))
    for record in records[:FEED_ITEMS]:
        _item(channel, record, site)
    return _bytes(root)


def _item(channel: ET.Element, record: Record, site: Layout) -> None:
    item = ET.SubElement(channel, "item")
    url = site.url(record.path)
    _add(item, "title", record.headline)
    _add(item, "link", url)
    _add(item, "guid", record.story_id.urn).set("isPermaLink", "false")
    _add(item, "pubDate", _rfc822(record.published_at))
    _add(item, "description", record.excerpt)
    for author in record.authors:
        _add(item, f"{{{_DC}}}creator", author.name)
    for term in (*record.terms, *record.tags):
        _add(item, "category", term.name)
    if record.hero:
        largest = record.hero.largest_jpeg
        media = ET.SubElement(
            item,
            f"{{{_MEDIA}}}content",
            url=f"{url}{largest.path.name}",
            type=largest.media_type,
            medium="image",
            width=str(largest.width),
            height=str(largest.height),
        )
        if record.hero.caption:
            _add(media, f"{{{_MEDIA}}}description", record.hero.caption).set("type", "plain")
        if record.hero.credit:
            _add(media, f"{{{_MEDIA}}}credit", record.hero.credit).set("role", "photographer")
        if record.hero.copyright:
            _add(media, f"{{{_MEDIA}}}copyright", record.hero.copyright)


def sitemap(
    records: Sequence[Record], shelves: Sequence[Shelf], site: Layout, newsroom: NewsroomSettings
) -> bytes:
    """Return the sitemap of all pages."""
    root = ET.Element("urlset", xmlns=_SITEMAP)
    pages = [("", records), *((shelf.path, shelf.records) for shelf in shelves)]
    pages += [(record.path, [record]) for record in records]
    for path, stories in pages:
        entry = ET.SubElement(root, "url")
        _add(entry, "loc", site.url(path))
        if stories:
            _add(entry, "lastmod", iso(max(story.modified_at for story in stories), newsroom))
    return _bytes(root)


def news_sitemap(records: Sequence[Record], site: Layout, newsroom: NewsroomSettings) -> bytes:
    """Return the sitemap of stories not older than two days, counted from the newest one."""
    root = ET.Element("urlset", xmlns=_SITEMAP)
    newest = max((record.published_at for record in records), default=None)
    for record in records:
        if newest is None or record.published_at < newest - NEWS_AGE:
            continue
        entry = ET.SubElement(root, "url")
        _add(entry, "loc", site.url(record.path))
        news = ET.SubElement(entry, f"{{{_NEWS}}}news")
        publication = ET.SubElement(news, f"{{{_NEWS}}}publication")
        _add(publication, f"{{{_NEWS}}}name", newsroom.title)
        _add(publication, f"{{{_NEWS}}}language", record.language)
        _add(news, f"{{{_NEWS}}}publication_date", iso(record.published_at, newsroom))
        _add(news, f"{{{_NEWS}}}title", record.headline)
    return _bytes(root)


def robots(site: Layout) -> bytes:
    """Return robots.txt: everything may be read; here are the sitemaps."""
    lines = ["User-agent: *", "Disallow:", ""]
    lines += [f"Sitemap: {site.url(name)}" for name in ("sitemap.xml", "sitemap-news.xml")]
    return ("\n".join(lines) + "\n").encode()


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = printable(text)
    return element


def _rfc822(moment: dt.datetime) -> str:
    return format_datetime(moment.astimezone(dt.UTC))


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, space=" ")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
