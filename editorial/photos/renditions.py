"""Files of a photo that are ready to go out: small, sRGB, upright, with the words inside.

A file that was made once is kept under the hash of all that is in it; the same input gives the
same bytes.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from editorial.photos import places
from editorial.photos.framing import frame_of
from editorial.photos.metadata.fields import EmbeddedFields
from editorial.photos.prepared import SUFFIXES, Format, PreparedFile
from editorial.photos.workbench import Copy, Rendition, Workbench
from editorial.system.errors import BadFile
from editorial.system.files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.photos.framing import Frame
    from editorial.photos.rows import PhotoRow
    from editorial.storage.store import Store

WIDTHS = (400, 800, 1600)
SHAPE_WIDTH = 1200
"""How wide a search engine wants the pictures of its three shapes (at least)."""

# Raise it whenever the same input would give other bytes than before.
_VERSION = 3


class Wanted(NamedTuple):
    """One file of a photo: its format, its greatest width, its shape (``""`` for the whole)."""

    format: Format
    width: int
    shape: str = ""


def prepare(
    store: Store,
    photo: PhotoRow,
    *,
    caption: str,
    alt: str,
    workbench: Workbench,
    widths: Sequence[int] = WIDTHS,
    formats: Sequence[Format] = ("JPEG", "WEBP"),
    shape: str = "",
    private: bool = False,
) -> tuple[PreparedFile, ...]:
    """Return the files of a photo by format, then by rising width, making what is missing.

    None is wider than the original. ``caption`` and ``alt`` are those of the story; credit,
    creators, source and rights are the photo's. All are embedded as XMP, and in a JPEG as
    IPTC-IIM too. Place, camera and position are left out unless ``private`` lets them go out.
    ``shape`` is one of `framing.SHAPES`, or the whole picture (as far as it is cropped freely).

    Raises `BadFile` where the original is gone or damaged, `DiskFull` or `HomeUnusable`.
    """
    wanted = [Wanted(kind, width, shape) for kind in formats for width in sorted(widths)]
    fields = embedded_fields(photo, caption=caption, alt=alt, private=private)
    files = prepare_files(store, photo, wanted, fields, workbench, private=private)
    return tuple(dict.fromkeys(files[wish] for wish in wanted))


def prepare_files(
    store: Store,
    photo: PhotoRow,
    wanted: Sequence[Wanted],
    fields: EmbeddedFields,
    workbench: Workbench,
    *,
    private: bool = False,
) -> dict[Wanted, PreparedFile]:
    """Return the file of each wish, decoding the original at most once.

    Several wishes for widths beyond the original get one file. Raises as `prepare` does.
    """
    files: dict[Wanted, tuple[Format, Rendition]] = {}
    for wish in wanted:
        kind, width, shape = wish
        frame = frame_of(photo, shape)
        shown, _ = places.framed_size(photo.width, photo.height, frame, width)
        key = _key(photo.sha256, shown, kind, frame, fields, private)
        out = places.prepared_path(store.home, key, SUFFIXES[kind])
        files[wish] = (kind, Rendition(shown, kind, out, frame))
    each = dict.fromkeys(rendition for _, rendition in files.values())
    missing = [rendition for rendition in each if not rendition.out.exists()]
    if missing:
        _check_original(photo)
        workbench.render(
            photo.original_path, missing, fields, name=photo.file_name, with_camera=private
        )
    done = {r.out: _prepared(photo, kind, r) for kind, r in dict.fromkeys(files.values())}
    return {wish: done[rendition.out] for wish, (_, rendition) in files.items()}


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


def embedded_fields(
    photo: PhotoRow, *, caption: str, alt: str, private: bool = False
) -> EmbeddedFields:
    """Return the words that go out inside the picture.

    The stars are the newsroom's own affair; the place goes out only where ``private`` says so.
    """
    words = words_of_photo(photo, caption=caption, alt=alt, rating=0)
    if private:
        return words
    return dataclasses.replace(
        words, sublocation="", city="", state="", country="", country_code=""
    )


def words_of_photo(photo: PhotoRow, **other: Any) -> EmbeddedFields:
    """Return all that the library says of a photo and a file has a place for.

    ``other`` are fields with other words than the photo's own.
    """
    own = {entry.name: getattr(photo, entry.name) for entry in dataclasses.fields(EmbeddedFields)}
    return EmbeddedFields(**own | other)


def _key(
    sha256: str, width: int, kind: str, frame: Frame, fields: EmbeddedFields, private: bool
) -> str:
    facts = [_VERSION, sha256, width, kind, frame, dataclasses.asdict(fields), private]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode("ascii")).hexdigest()


def _prepared(photo: PhotoRow, kind: Format, rendition: Rendition) -> PreparedFile:
    width, height = places.framed_size(photo.width, photo.height, rendition.frame, rendition.width)
    return PreparedFile(rendition.out, kind, width, height, sha256_of(rendition.out))


def _check_original(photo: PhotoRow) -> None:
    if not photo.original_path.is_file():
        raise BadFile(
            f"The original of {photo.file_name} is missing from the data folder.",
            safe="Its caption and credit are safe in the library.",
            next_step="Import the same file again; it takes the old place.",
        )
