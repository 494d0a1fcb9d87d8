"""What programs read: feed, sitemaps, robots.txt."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime

import pytest

from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from tests.publishing.diary import Diary
from tests.publishing.pieces import NEWSROOM, PUBLISHED

BASE = "https://harbour.example/news/"
SPACES = {
    "media": "http://search.yahoo.com/mrss/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture
def folder(pieces, tmp_path):
    site = SiteEndpoint(tmp_path / "site", NEWSROOM, BASE)
    old = PUBLISHED - dt.timedelta(days=9)
    site.push(pieces.piece(headline="One & <two>\x0b"), Diary(), lambda *_: None)
    site.push(
        pieces.piece(slug="old", hero=None, published_at=old, modified_at=old, dek=""),
        Diary(),
        lambda *_: None,
    )
    return tmp_path / "site"


def test_the_feed_has_words_pictures_and_credits(folder):
    channel = ET.parse(folder / "feed.xml").getroot().find("channel")
    assert channel.findtext("title") == "The Harbour Review"
    assert channel.find("atom:link", SPACES).get("href") == f"{BASE}feed.xml"
    first, second = channel.findall("item")
    assert first.findtext("title") == "One & <two>"
    assert first.findtext("link") == f"{BASE}stories/why-the-harbour-pilots-are-striking-now/"
    assert first.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(first.findtext("pubDate")) == PUBLISHED
    assert [e.text for e in first.findall("dc:creator", SPACES)] == [
        "Mara Lindqvist",
        "Tomás Ó Briain",
    ]
    media = first.find("media:content", SPACES)
    assert media.findtext("media:credit", None, SPACES) == "Dimitrije Ostojic/Shutterstock.com"
    assert media.get("type") == "image/jpeg"
    name = media.get("url").removeprefix(BASE)
    assert (folder / name).is_file()
    assert second.find("media:content", SPACES) is None
    assert second.findtext("description").startswith("For nine days the pilot boats")
    assert len(second.findtext("description")) <= 180


def test_the_sitemap_has_every_page_once(folder):
    root = ET.parse(folder / "sitemap.xml").getroot()
    found = [entry.text for entry in root.findall("s:url/s:loc", SPACES)]
    assert len(found) == len(set(found))
    pages = {path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html")}
    assert {url.removeprefix(BASE).rstrip("/") or "." for url in found} == pages
    assert root.findtext("s:url/s:lastmod", None, SPACES) == "2026-11-22T18:00:00+01:00"


def test_the_news_sitemap_has_two_days(folder):
    root = ET.parse(folder / "sitemap-news.xml").getroot()
    titles = [entry.text for entry in root.findall("s:url/news:news/news:title", SPACES)]
    assert titles == ["One & <two>"]


def test_robots_names_the_sitemaps(folder):
    text = (folder / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {BASE}sitemap.xml\n" in text


def test_below_a_path_the_missing_page_finds_its_style(folder):
    page = (folder / "404.html").read_text("utf-8")
    assert 'href="/news/assets/style-' in page
    assert 'href="/news/"' in page
