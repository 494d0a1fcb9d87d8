"""Files of a photo that are ready to go out: small, sRGB, upright, with the words inside.

A file that was made once is kept under the hash of all that is in it; the same input gives the
same bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Literal

from editorial.photos import places
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.prepared import PreparedFile
from editorial.photos.workbench import Copy, Rendition, Workbench
from editorial.system.errors import BadFile
from editorial.system.files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.photos.rows import PhotoRow
    from editorial.storage.store import Store

WIDTHS = (400, 800, 1600)

# Raise it whenever the same input would give other bytes than before.
_VERSION = 1
_SUFFIXES = {"JPEG": ".jpg", "WEBP": ".webp"}


def prepare(
    store: Store,
    photo: PhotoRow,
    *,
    caption: str,
    alt: str,
    workbench: Workbench,
    widths: Sequence[int] = WIDTHS,
    formats: Sequence[Literal["JPEG", "WEBP"]] = ("JPEG", "WEBP"),
) -> tuple[PreparedFile, ...]:
    """Return the files of a photo by format, then by rising width, making what is missing.

    None is wider than the original. ``caption`` and ``alt`` are those of the story; credit,
    creators, source and rights are the photo's. All are embedded as XMP, and in a JPEG as
    IPTC-IIM too; place, camera and other personal facts are left out.

    Raises `BadFile` where the original is gone or damaged, `DiskFull` or `HomeUnusable`.
    """
    fields = embedded_fields(photo, caption=caption, alt=alt)
    # Several wishes that are wider than the original are one file.
    shown = sorted({min(width, photo.width) for width in widths})
    files: list[tuple[Literal["JPEG", "WEBP"], Rendition]] = []
    for kind in formats:
        for width in shown:
            key = _key(photo.sha256, width, kind, fields)
            out = places.prepared_path(store.home, key, _SUFFIXES[kind])
            files.append((kind, Rendition(width, kind, out)))
    missing = [rendition for _, rendition in files if not rendition.out.exists()]
    if missing:
        _check_original(photo)
        workbench.render(photo.original_path, missing, fields, name=photo.file_name)
    return tuple(_prepared(photo, kind, rendition) for kind, rendition in files)


def ensure_previews(store: Store, photo: PhotoRow, workbench: Workbench) -> None:
    """Make thumbnail and preview anew where they are gone. Raises as `prepare` does."""
    wanted = [
        Copy(places.THUMBNAIL_WIDTH, photo.thumbnail_path),
        Copy(places.PREVIEW_WIDTH, photo.preview_path),
    ]
    missing = [copy for copy in wanted if not copy.out.exists()]
    if missing:
        _check_original(photo)
        workbench.inspect(photo.original_path, missing, name=photo.file_name)


def embedded_fields(photo: PhotoRow, *, caption: str, alt: str) -> EmbeddedFields:
    """Return the words that go out inside the picture."""
    return EmbeddedFields(
        caption=caption,
        alt=alt,
        creators=photo.creators,
        creator_title=photo.creator_title,
        credit=photo.credit,
        source=photo.source,
        copyright=photo.copyright,
        usage_terms=photo.usage_terms,
        web_statement=photo.web_statement,
        date_created=photo.date_created,
        digital_source_type=photo.digital_source_type,
    )


def _key(sha256: str, width: int, kind: str, fields: EmbeddedFields) -> str:
    facts = [_VERSION, sha256, width, kind, dataclasses.asdict(fields)]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode("ascii")).hexdigest()


def _prepared(photo: PhotoRow, kind: Literal["JPEG", "WEBP"], rendition: Rendition) -> PreparedFile:
    width, height = places.scaled_size(photo.width, photo.height, rendition.width)
    return PreparedFile(rendition.out, kind, width, height, sha256_of(rendition.out))


def _check_original(photo: PhotoRow) -> None:
    if not photo.original_path.is_file():
        raise BadFile(
            f"The original of {photo.file_name} is missing from the data folder.",
            safe="Its caption and credit are safe in the library.",
            next_step="Import the same file again; it takes the old place.",
        )
