"""The endpoint that is always there: a folder that becomes a complete small site.

A push writes picture files, then the page, then the record, then the lists, each atomically;
so no list ever names a page that is not there, and a push that was cut off is simply repeated.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import Connection, Held
from editorial.publishing.endpoints.site import records
from editorial.publishing.endpoints.site.build import Builder, put
from editorial.publishing.endpoints.site.layout import Layout, checked_slug, story_path
from editorial.publishing.endpoints.site.lock import only_writer
from editorial.publishing.picture_files import file_name, picture_files
from editorial.publishing.readback import parts_of_html
from editorial.system.errors import HomeUnusable, PushRefused
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator
    from pathlib import Path

    from editorial.publishing.endpoints.protocol import Journal, Progress
    from editorial.publishing.endpoints.site.records import Record
    from editorial.publishing.piece import Piece
    from editorial.system.settings import NewsroomSettings

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)


class SiteEndpoint:
    """One site folder. The remote id of a piece is its story's id."""

    def __init__(self, folder: Path, newsroom: NewsroomSettings, base_url: str) -> None:
        self.site = Layout(folder, base_url)
        self.newsroom = newsroom

    def check(self, *, thorough: bool = False) -> Connection:
        """See that the folder can be written. Raises `HomeUnusable` or `DiskFull`."""
        probe = self.site.folder / f".{secrets.token_hex(6)}.tmp"
        with _usable(self.site.folder):
            self.site.folder.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink(missing_ok=True)
        return Connection(system="Site folder", user="", may_publish=True)

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the site to hold ``piece``; return its story's id.

        Raises `PushRefused` (another story has this address), `DiskFull`, `HomeUnusable` or
        `EndpointBusy`; then the site still holds what it held.
        """
        _check_slugs(piece)
        files = list(picture_files(piece))
        steps = len(files) + 3
        with _usable(self.site.folder), only_writer(self.site.lock):
            held = records.load_all(self.site)
            _refuse_taken(piece, held)
            record = records.make_record(
                piece, key=journal.key, before=held.get(piece.story_id), site=self.site
            )
            builder = Builder(self.site, self.newsroom, held | {record.story_id: record})

            journal.begin("pictures")
            builder.assets()
            for number, (picture, file) in enumerate(files, start=1):
                progress(number - 1, steps, f"Picture file {number} of {len(files)}")
                put(self.site.story(piece.slug) / file_name(picture, file), _bytes_of(file.path))
            journal.done("pictures", files=len(files))

            progress(len(files), steps, "Page")
            journal.begin("page")
            put(self.site.page(record.slug), builder.story(record))
            journal.done("page", url=self.site.url(record.path))

            progress(len(files) + 1, steps, "Record")
            journal.begin("record")
            records.save(record, self.site)
            journal.done("record")

            progress(len(files) + 2, steps, "Front page and lists")
            self._finish(builder, record, journal)
            progress(steps, steps, "Done")
        return str(record.story_id)

    def look(self, remote_id: str) -> Held | None:
        """Read the page itself back; None when there is no such page."""
        record = records.load(remote_id, self.site)
        if record is None:
            return None
        try:
            with _usable(self.site.folder):
                html = self.site.page(record.slug).read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return None
        parts = parts_of_html(html)
        return Held(
            remote_id=remote_id,
            url=self.site.url(record.path),
            public=_ARTICLE.search(html) is not None,
            headline=parts.headline,
            body_text=parts.body_text,
            credits=parts.credits,
            links=parts.links,
            sections=parts.sections,
            tags=parts.tags,
            fingerprint=self._fingerprint(record, html),
            slug=record.slug,
            images=parts.images,
            extra={"key": record.key, "version": record.version},
        )

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Put a notice in the place of the page, and take its pictures and every mention away."""
        with _usable(self.site.folder), only_writer(self.site.lock):
            held = records.load_all(self.site)
            before = next((r for r in held.values() if str(r.story_id) == remote_id), None)
            if before is None:
                return
            record = dataclasses.replace(
                before,
                live=False,
                withdrawn_at=journal.asked_at,
                withdrawal_note=journal.public_note,
            )
            builder = Builder(self.site, self.newsroom, held | {record.story_id: record})
            journal.begin("withdraw")
            put(self.site.page(record.slug), builder.story(record))
            records.save(record, self.site)
            journal.done("withdraw")
            self._finish(builder, record, journal)

    def rebuild(self) -> None:
        """Draw all lists again from the records, as after a change of the newsroom's name."""
        with _usable(self.site.folder), only_writer(self.site.lock):
            builder = Builder(self.site, self.newsroom, records.load_all(self.site))
            builder.assets()
            builder.everything()

    def address_of(self, slug: str) -> str | None:
        """Return the public address of a story with this slug."""
        return self.site.url(story_path(slug))

    def close(self) -> None:
        """Nothing is kept open."""

    def _finish(self, builder: Builder, record: Record, journal: Journal) -> None:
        journal.begin("lists")
        builder.everything()
        builder.tidy(record)
        journal.done("lists")

    def _fingerprint(self, record: Record, html: str) -> str:
        """Hash the article and its picture files; not the frame, which other stories change."""
        article = _ARTICLE.search(html)
        digest = hashlib.sha256((article[0] if article else html).encode("utf-8"))
        for name in sorted(record.files):
            path = self.site.story(record.slug) / name
            digest.update(name.encode("utf-8"))
            digest.update(path.read_bytes() if path.is_file() else b"missing")
        return digest.hexdigest()


def _check_slugs(piece: Piece) -> None:
    checked_slug(piece.slug, "address")
    for term in (*piece.terms, *piece.tags, *((piece.type,) if piece.type else ())):
        checked_slug(term.slug, f"address of “{term.name}”")
    for author in (author for author in piece.authors if author.slug):
        checked_slug(author.slug, f"address of {author.name}")


def _refuse_taken(piece: Piece, held: dict[uuid.UUID, Record]) -> None:
    for record in held.values():
        if record.slug == piece.slug and record.story_id != piece.story_id:
            raise PushRefused(
                f"The address “{piece.slug}” belongs to another story: “{record.headline}”.",
                safe="That story and the site are as they were.",
                next_step="Give this story another address (slug), then push again.",
            )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PushRefused(
            f"The prepared picture {path.name} is gone.",
            safe="The site is as it was.",
            next_step="Push again: the pictures are then made anew from their originals.",
        ) from error


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    """Say what is wrong with a folder that is a file, or lies below one."""
    try:
        with disk_errors(folder / "index.html"):
            yield
    except (NotADirectoryError, FileExistsError) as error:
        raise HomeUnusable(
            f"The site folder {folder} cannot be used: {os.strerror(error.errno or 0)}.",
            safe="Your stories are untouched.",
            next_step="Choose another folder for the site.",
        ) from error
