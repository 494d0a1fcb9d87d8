"""Any file that can become a story, as a `StoryFile`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.formats import format_named, sniff
from editorial.stories.text.story_file import MARKDOWN, TEXT, StoryFile, names_of, read_story_file
from editorial.stories.text.words import slug_of
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.stories.text.documents.document import Document

WORD = frozenset({".docx", ".docm"})
OPEN = frozenset({".odt", ".ott"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
OLD = frozenset({".doc", ".dot"})
ENDINGS = MARKDOWN | (TEXT - {""}) | WORD | OPEN | PAGES
"""Endings of files that can be imported as stories."""


def read_manuscript(path: Path, folder: Path, *, time_zone: str = "") -> StoryFile:
    """Return what ``path`` says, whichever of `ENDINGS` it has.

    Pictures inside a document are written to ``folder``, where they must stay until they are
    imported. Raises `BadFile`.
    """
    ending = path.suffix.lower()
    if ending in WORD | OLD:
        from editorial.stories.text.documents.docx import read_docx

        return _story_file(path, read_docx(path), folder)
    if ending in OPEN:
        from editorial.stories.text.documents.odt import read_odt

        return _story_file(path, read_odt(path), folder)
    if ending in PAGES:
        from editorial.stories.text.documents.html_page import read_html

        return _story_file(path, read_html(path), folder)
    if ending not in MARKDOWN | TEXT:
        raise BadFile(
            f"{path.name} is not a story file that Editorial can read.",
            safe="Nothing was imported.",
            next_step="Give a .docx, .odt, .html, .md or .txt file.",
        )
    return read_story_file(path, time_zone=time_zone)


def _story_file(path: Path, document: Document, folder: Path) -> StoryFile:
    stem = slug_of(path.stem, limit=40) or "picture"
    pictures: dict[str, Path] = {}
    for number, image in enumerate(document.images, start=1):
        format_name = sniff(image.data[:32])
        ending = format_named(format_name).endings[0] if format_name else ".bin"
        pictures[image.address] = folder / f"{stem}-{number}{ending}"
        pictures[image.address].write_bytes(image.data)
    title = document.title or document.metadata.get("title", "")
    warnings = list(document.warnings)
    if not title:
        warnings.append("The document has no title; give the story a headline.")
    hero = document.hero
    return StoryFile(
        path=path,
        title=title,
        body=document.body,
        dek=document.dek,
        byline=names_of(document.byline),
        hero=document.hero_address,
        hero_caption=hero.caption if hero is not None and hero.caption else None,
        hero_credit=hero.credit if hero is not None else "",
        hero_alt=hero.alt if hero is not None and hero.alt else None,
        warnings=tuple(warnings),
        pictures=pictures,
        credits={image.address: image.credit for image in document.images if image.credit},
    )
