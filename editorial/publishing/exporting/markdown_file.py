"""A story as Markdown with front matter, pictures beside it: what `story import` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from editorial.photos.queries import photo_rows
from editorial.photos.renditions import prepare
from editorial.stories.drafts import open_story
from editorial.stories.text.references import images
from editorial.stories.text.words import slug_of
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    import re
    import uuid
    from pathlib import Path

    from editorial.photos.rows import PhotoRow
    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.stories.rows import LinkRow, PlacedPhoto, StoryDetail


def write_markdown_file(
    store: Store, story_id: uuid.UUID, out: Path, *, workbench: Workbench
) -> Path:
    """Write a story to ``out``, its pictures in full size into a folder beside it.

    Each picture has caption, alt text, credit and rights embedded. Raises as `export_story`.
    """
    story = open_story(store, story_id)
    wanted = [placed.photo_id for placed in story.photos]
    wanted += [link.photo_id for link in story.links if link.photo_id]
    rows = {row.id: row for row in photo_rows(store, list(dict.fromkeys(wanted)))}
    beside = _Beside(store, workbench, out, rows, story.slug)
    front = _front_matter(story, beside)
    body = _with_files(story, beside)
    text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=100)
    write_atomically(out, f"---\n{text}---\n\n{body.strip()}\n".encode())
    return out


class _Beside:
    """Writes pictures into the folder beside the file, each once."""

    def __init__(
        self,
        store: Store,
        workbench: Workbench,
        out: Path,
        rows: dict[uuid.UUID, PhotoRow],
        slug: str,
    ) -> None:
        self._store, self._workbench = store, workbench
        self._folder = out.parent / f"{slug_of(out.stem) or 'story'}-files"
        self._rows, self._slug = rows, slug
        self._written: dict[uuid.UUID, str] = {}

    def row(self, photo_id: uuid.UUID | None) -> PhotoRow | None:
        """Return a photo of the story."""
        return self._rows.get(photo_id) if photo_id else None

    def address(self, row: PhotoRow, *, caption: str, alt: str) -> str:
        """Write a photo and return its address from the file."""
        if row.id not in self._written:
            (file,) = prepare(
                self._store,
                row,
                caption=caption,
                alt=alt,
                workbench=self._workbench,
                widths=(row.width,),
                formats=("JPEG",),
            )
            name = f"{self._slug}-{len(self._written) + 1}{file.suffix}"
            write_atomically(self._folder / name, file.path.read_bytes())
            self._written[row.id] = f"{self._folder.name}/{name}"
        return self._written[row.id]


def _front_matter(story: StoryDetail, beside: _Beside) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": story.headline,
        "dek": story.dek,
        "type": story.type,
        "section": story.section,
        "also_in": list(story.also_in),
        "tags": list(story.tags),
        "byline": list(story.byline),
        "date": story.dated_at.isoformat() if story.dated_at else "",
        "slug": story.slug,
        "language": story.language,
    }
    hero = story.hero
    row = beside.row(hero.photo_id) if hero else None
    if hero is not None and row is not None:
        caption, alt = _words(hero, row)
        values["hero"] = beside.address(row, caption=caption, alt=alt)
        values |= {"hero_caption": caption, "hero_alt": alt}
        values["hero_credit"] = row.credit
    values["related"] = [_related(link, beside) for link in story.links]
    return {key: value for key, value in values.items() if value or key.startswith("hero_")}


def _words(placed: PlacedPhoto | None, row: PhotoRow) -> tuple[str, str]:
    """Return caption and alt text that hold in this story."""
    caption = row.caption if placed is None or placed.caption is None else placed.caption
    alt = row.alt if placed is None or placed.alt is None else placed.alt
    return caption, alt


def _related(link: LinkRow, beside: _Beside) -> str | dict[str, str]:
    if link.story_id is not None:
        return link.slug
    entry = {
        "title": link.title,
        "url": link.url,
        "section": link.section,
        "excerpt": link.excerpt,
    }
    if (row := beside.row(link.photo_id)) is not None:
        caption = link.photo_caption or row.caption
        entry["image"] = beside.address(row, caption=caption, alt=row.alt)
        entry |= {"caption": caption, "credit": row.credit}
    return {key: value for key, value in entry.items() if value}


def _with_files(story: StoryDetail, beside: _Beside) -> str:
    """Return the body with the files' addresses in the place of photo ids."""
    placed = {str(p.photo_id): p for p in story.inline}
    body = story.body
    for match in reversed(images(body)):
        photo_id = match.group(2).strip("<>").removeprefix("photo:").lower()
        here = placed.get(photo_id)
        row = beside.row(here.photo_id) if here is not None else None
        if here is not None and row is not None:
            body = body[: match.start()] + _mark(match, here, row, beside) + body[match.end() :]
    return body


def _mark(match: re.Match[str], placed: PlacedPhoto, row: PhotoRow, beside: _Beside) -> str:
    caption, alt = _words(placed, row)
    caption = " ".join((match.group(3) or caption).split()).replace('"', "”")
    alt = " ".join((match.group(1) or alt).split()).replace("[", "(").replace("]", ")")
    address = beside.address(row, caption=caption, alt=alt)
    title = f' "{caption}"' if caption else ""
    return f"![{alt}]({address}{title})"
