"""Where things lie in a site folder, and under which address readers find them.

::

    index.html  feed.xml  sitemap.xml  sitemap-news.xml  robots.txt  404.html
    stories/SLUG/index.html  with the story's picture files beside it
    sections/SLUG/  types/SLUG/  tags/SLUG/  authors/SLUG/
    assets/style-HASH.css  assets/fonts/
    .editorial/articles/UUID.json   what the lists are made of; never served
    .editorial/lock

A story's address does not name its section, so that moving it to another one breaks no link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.publishing.piece import Author

STORIES, SECTIONS, TYPES, TAGS, AUTHORS = "stories", "sections", "types", "tags", "authors"
LISTS = (SECTIONS, TYPES, TAGS, AUTHORS)
UP_FROM_ARTICLE = "../../"
UP_FROM_LIST = "../../"
_SLUG = re.compile(r"\w[\w-]{0,149}")


@dataclass(frozen=True, slots=True)
class Layout:
    """One site: its folder and its public address."""

    folder: Path
    base_url: str

    @property
    def records(self) -> Path:
        """The folder of the records."""
        return self.folder / ".editorial" / "articles"

    @property
    def lock(self) -> Path:
        """The file that one writer at a time holds."""
        return self.folder / ".editorial" / "lock"

    @property
    def root_path(self) -> str:
        """The path of the front page on its host, ending in a slash."""
        return f"{urlsplit(self.base_url).path.rstrip('/')}/"

    def record(self, story_id: uuid.UUID | str) -> Path:
        """Return where the record of a story lies."""
        return self.records / f"{story_id}.json"

    def story(self, slug: str) -> Path:
        """Return the folder of a story."""
        return self.folder / STORIES / slug

    def page(self, slug: str) -> Path:
        """Return the page of a story."""
        return self.story(slug) / "index.html"

    def url(self, path: str = "") -> str:
        """Return the absolute address of a path such as ``stories/SLUG/``."""
        return f"{self.base_url.rstrip('/')}/{quote(path)}"


def story_path(slug: str) -> str:
    """Return the path of a story in the site."""
    return f"{STORIES}/{slug}/"


def author_path(author: Author) -> str:
    """Return the path of the page of an author who has a slug."""
    return f"{AUTHORS}/{author.slug}/"


def checked_slug(slug: str, what: str) -> str:
    """Return ``slug`` when it may name a folder. Raises `PushRefused`."""
    if not _SLUG.fullmatch(slug):
        raise PushRefused(
            f"The {what} {slug!r} cannot be part of an address.",
            safe="The site is as it was.",
            next_step="Use letters, digits and hyphens only.",
        )
    return slug
