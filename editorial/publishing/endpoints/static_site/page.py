"""A piece as one file of Markdown for a static site, and the pictures beside it.

Parts of the page other than its body are set off by comments that no generator prints::

    [//]: # (editorial: body)

so that the body can be read back by itself, and theirs left to a theme that prints its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.static_site import escaping, front_matter, pictures
from editorial.publishing.endpoints.static_site.markdown import Dialect, to_markdown
from editorial.publishing.page_dates import iso, local_time, long_date
from editorial.publishing.page_words import fill, words_in
from editorial.publishing.picture_files import file_name

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from pathlib import Path

    from editorial.publishing.endpoints.static_site.layout import Layout
    from editorial.publishing.endpoints.static_site.options import Options
    from editorial.publishing.endpoints.static_site.reading import StoredPage
    from editorial.publishing.page_words import PageWords
    from editorial.publishing.piece import Picture, Piece, RelatedPiece
    from editorial.system.settings import NewsroomSettings

MARK = "[//]: # (editorial: {part})"
PARTS = ("hero", "body", "corrections", "related")


@dataclass(frozen=True, slots=True)
class Page:
    """What is to stand in the working copy; paths as seen from its folder."""

    path: str
    text: str
    images: dict[str, Path]
    """Where each picture goes, and the prepared file that it is."""


def page_of(
    piece: Piece,
    layout: Layout,
    options: Options,
    *,
    key: str,
    path: str,
    old_paths: tuple[str, ...] = (),
) -> Page:
    """Return the page of a piece; ``path`` is its file, ``old_paths`` its former addresses."""
    return _Writer(piece, layout, options).page(key, path, old_paths)


def dialect_of(layout: Layout) -> Dialect:
    """Return the Markdown that the site's generator reads."""
    hugo, eleventy = layout.generator == "hugo", layout.generator == "eleventy"
    return Dialect(
        raw_html=layout.raw_html,
        footnotes=not eleventy,
        definitions=hugo,
        shortcodes=hugo,
        templates=not hugo,
    )


def file_of(piece: Piece, layout: Layout, folder: str) -> str:
    """Return the file of a piece in ``folder``: Jekyll's posts begin with their day."""
    day = local_time(piece.published_at, piece.newsroom)
    dated = layout.generator == "jekyll" and folder.split("/")[-1] == "_posts"
    return f"{folder}/{f'{day:%Y-%m-%d}-' if dated else ''}{piece.slug}.md".lstrip("/")


def address_path(piece: Piece, layout: Layout) -> str:
    """Return the path of a piece's address below the site's root."""
    day = local_time(piece.published_at, piece.newsroom)
    return layout.path_of(piece.slug, piece.section.slug if piece.section else "", day)


def tombstone(
    layout: Layout,
    before: StoredPage,
    *,
    key: str,
    note: str,
    at: dt.datetime,
    newsroom: NewsroomSettings,
) -> str:
    """Return the text of the page that stands in the place of a withdrawn story.

    It names neither the headline nor anything else of the story.
    """
    language = front_matter.language_of(before.values)
    words = words_in(language)
    day = long_date(at, newsroom, words)
    hidden: dict[str, dict[str, Any]] = {
        "hugo": {"build": {"list": "never"}},
        "jekyll": {"sitemap": False},
        "eleventy": {"eleventyExcludeFromCollections": True},
    }
    values = {
        "layout": layout.layout,
        "title": words.withdrawn_heading,
        "date": iso(at, newsroom),
        "withdrawn": iso(at, newsroom),
        "withdrawal_note": note,
        "slug": str(before.values.get("slug") or ""),
        **front_matter.place(layout, before.address, before.old_addresses),
        "language" if layout.generator == "hugo" else "lang": language,
        "robots": "noindex",
        **hidden[layout.generator],
        "draft": False,
        front_matter.ID: key,
    }
    said = [str(fill(words.withdrawn_on, date=day).unescape()), words.withdrawn_text, note]
    text = "\n\n".join(_paragraph(line) for line in said if line)
    values = {name: value for name, value in values.items() if value not in ("", [])}
    return f"{front_matter.write(values)}\n{text}\n"


class _Writer:
    def __init__(self, piece: Piece, layout: Layout, options: Options) -> None:
        self._piece, self._layout, self._options = piece, layout, options
        self._words: PageWords = words_in(piece.language)
        self._images: dict[str, Path] = {}

    def page(self, key: str, path: str, old_paths: tuple[str, ...]) -> Page:
        piece = self._piece
        front = front_matter.of_piece(
            piece,
            self._layout,
            key=key,
            path=address_path(piece, self._layout),
            old_paths=old_paths,
            address=self._named,
        )
        parts = {
            "hero": self._hero(),
            "body": to_markdown(piece.body_html, dialect_of(self._layout), self._inline),
            "corrections": self._corrections(),
            "related": self._related(),
        }
        written = "".join(
            f"\n{MARK.format(part=name)}\n\n{text}\n" for name, text in parts.items() if text
        )
        return Page(path, f"{front_matter.write(front)}{written}", self._images)

    def _address(self, picture: Picture) -> str:
        """Take a picture along and return where readers find it."""
        file = picture.largest_jpeg
        name = file_name(picture, file)
        # A folder for each story: what is no longer shown can be told from what others show.
        self._images[f"{self._layout.images}/{self._piece.slug}/{name}"] = file.path
        return f"{self._layout.root}{self._layout.image_address}/{self._piece.slug}/{name}"

    def _named(self, picture: Picture) -> str:
        """Return a picture's address for templates, which put the site's root before it."""
        address = self._address(picture)
        # Hugo's functions take a path with a leading slash as it is.
        return address if self._layout.generator == "hugo" else address[len(self._layout.root) :]

    def _figure(self, picture: Picture, *, words: bool = True) -> str:
        address = self._address(picture)
        if self._layout.generator == "hugo":
            return pictures.as_shortcode(picture, address, words=words)
        return pictures.as_html(picture, address, words=words)

    def _hero(self) -> str:
        hero = self._piece.hero
        return self._figure(hero) if hero and self._options.hero_in_content else ""

    def _inline(self, photo_id: uuid.UUID) -> str:
        found = {picture.photo_id: picture for picture in self._piece.pictures}
        picture = found.get(photo_id)
        return self._figure(picture) if picture else ""

    def _corrections(self) -> str:
        notes = self._piece.notes
        if not notes:
            return ""
        blocks = [f"## {escaping.words(self._words.notes_heading([n.kind for n in notes]))}"]
        for note in notes:
            day = long_date(note.at, self._piece.newsroom, self._words)
            line = escaping.words(str(self._words.note_date(note.kind, day).unescape()))
            text = escaping.words(escaping.one_line(note.text))
            blocks.append(f"**{line}:** {text}" if text else f"**{line}.**")
        return "\n\n".join(blocks)

    def _related(self) -> str:
        entries = [entry for entry in self._piece.related if entry.url]
        if not entries or not self._options.related_in_content:
            return ""
        blocks = [f"## {escaping.words(self._words.related)}"]
        for entry in entries:
            blocks += self._related_entry(entry)
        return "\n\n".join(blocks)

    def _related_entry(self, entry: RelatedPiece) -> list[str]:
        title = escaping.words(escaping.one_line(entry.title))
        picture = [self._figure(entry.picture, words=False)] if entry.picture else []
        below = [_paragraph(text) for text in (entry.section, entry.excerpt) if text]
        return [*picture, f"### [{title}]({escaping.address(entry.url)})", *below]


def _paragraph(text: str) -> str:
    return escaping.line_start(escaping.words(escaping.one_line(text)))
