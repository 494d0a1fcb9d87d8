"""Draw everything that follows from the records: lists, feeds, frames, redirects.

Each file is written atomically and only when it changes, from the records alone; so it may be
cut off anywhere, and the next call ends where an uninterrupted one would have ended.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.site import feeds, layout, lists
from editorial.publishing.endpoints.site.records import newest_first
from editorial.system.files import disk_errors, write_atomically
from editorial.system.paths import resource

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.publishing.endpoints.site.layout import Layout
    from editorial.publishing.endpoints.site.records import Record
    from editorial.publishing.page import Surroundings
    from editorial.system.settings import NewsroomSettings

REFRESHED = 60
"""So many of the newest stories get the present lists beside them at each push."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Draws one state of a site: the records as they are, or as they are about to be."""

    site: Layout
    newsroom: NewsroomSettings
    records: dict[uuid.UUID, Record]

    def assets(self) -> None:
        """Write style and fonts, which every page needs."""
        put(self.site.folder / self._stylesheet(), _style())
        for font in sorted(resource("page", "fonts").iterdir()):
            put(self.site.folder / "assets" / "fonts" / font.name, font.read_bytes())

    def story(self, record: Record) -> bytes:
        """Return the page of a story, or the notice in the place of a withdrawn one."""
        if record.live:
            around = self._around(layout.UP_FROM_ARTICLE, without=record)
            return lists.story_page(record, around).encode("utf-8")
        around = self._around(layout.UP_FROM_ARTICLE)
        return lists.withdrawn_page(record, around).encode("utf-8")

    def everything(self) -> None:
        """Write all lists and feeds, the frames of the newest stories, and the redirects."""
        live = newest_first(self.records)
        shelves = list(lists.shelves(live, self.newsroom))
        for shelf in shelves:
            around = self._around(layout.UP_FROM_LIST)
            page = lists.shelf_page(shelf, around, self.site)
            put(self.site.folder / shelf.path / "index.html", page.encode("utf-8"))
        for record in live[:REFRESHED]:
            self._refresh(record)
        self._redirects()
        front = lists.front_page(live, self._around(""))
        put(self.site.folder / "index.html", front.encode("utf-8"))
        missing = lists.missing_page(self._around(self.site.root_path))
        put(self.site.folder / "404.html", missing.encode("utf-8"))
        put(self.site.folder / "feed.xml", feeds.rss(live, self.site, self.newsroom))
        put(
            self.site.folder / "sitemap.xml",
            feeds.sitemap(live, shelves, self.site, self.newsroom),
        )
        put(
            self.site.folder / "sitemap-news.xml",
            feeds.news_sitemap(live, self.site, self.newsroom),
        )
        put(self.site.folder / "robots.txt", feeds.robots(self.site))
        # Last, so that nothing on the site still leads to a list that is gone.
        self._drop_empty_shelves({shelf.path for shelf in shelves})
        self._sweep()

    def tidy(self, record: Record) -> None:
        """Remove picture files that the story no longer shows, here and at old addresses."""
        keep = set(record.files) if record.live else set()
        taken = {other.slug for other in self.records.values()} - {record.slug}
        for slug in (record.slug, *record.old_slugs):
            folder = self.site.story(slug)
            if slug in taken or not folder.is_dir():
                continue
            here = keep if slug == record.slug else set()
            for path in sorted(folder.iterdir()):
                if path.is_file() and path.name not in {"index.html", *here}:
                    with disk_errors(path):
                        path.unlink()

    def _refresh(self, record: Record) -> None:
        """Draw the frame anew, unless someone changed the article by hand: that is theirs."""
        path = self.site.page(record.slug)
        if path.is_file() and record.article in path.read_text("utf-8", errors="replace"):
            put(path, self.story(record))

    def _redirects(self) -> None:
        taken = {record.slug for record in self.records.values()}
        for record in sorted(self.records.values(), key=lambda record: str(record.story_id)):
            for slug in record.old_slugs:
                if slug not in taken:
                    page = (
                        lists.redirect_page(record, self.site).encode("utf-8")
                        if record.live
                        else self.story(record)
                    )
                    put(self.site.page(slug), page)

    def _drop_empty_shelves(self, present: set[str]) -> None:
        for kind in layout.LISTS:
            folder = self.site.folder / kind
            for shelf in sorted(folder.iterdir()) if folder.is_dir() else ():
                if shelf.is_dir() and f"{kind}/{shelf.name}/" not in present:
                    with disk_errors(shelf):
                        shutil.rmtree(shelf)

    def _sweep(self) -> None:
        """Remove half-written files that a killed program left; we hold the lock."""
        for path in sorted(self.site.folder.rglob(".*.tmp")):
            with disk_errors(path):
                path.unlink(missing_ok=True)

    def _around(self, up: str, without: Record | None = None) -> Surroundings:
        return lists.surroundings(
            newest_first(self.records),
            self.site,
            self.newsroom,
            stylesheet=self._stylesheet(),
            up=up,
            without=without,
        )

    def _stylesheet(self) -> str:
        return f"assets/style-{hashlib.sha256(_style()).hexdigest()[:8]}.css"


def put(path: Path, data: bytes) -> None:
    """Make ``path`` hold ``data``; a file that does already is left alone.

    Raises `DiskFull` or `HomeUnusable`.
    """
    try:
        with disk_errors(path):
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                return
    except FileNotFoundError:
        pass
    write_atomically(path, data)


def _style() -> bytes:
    return resource("page", "style.css").read_bytes()
