"""Names of picture files beside a page: readable, and new whenever the content is new."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.piece import Picture, Piece


def file_name(picture: Picture, file: PreparedFile) -> str:
    """Return a name such as ``harbour-pilots-strike-1600-1f0e3dad.jpg``: safe in any address."""
    plain = unicodedata.normalize("NFKD", picture.name).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-") or "photo"
    return f"{stem}-{file.width}-{file.sha256[:8]}{file.suffix}"


def picture_files(piece: Piece) -> Iterator[tuple[Picture, PreparedFile]]:
    """Yield every file that the page of ``piece`` shows or names, those of related stories too."""
    seen: set[str] = set()
    shown = [entry.picture for entry in piece.related if entry.picture and entry.url]
    for picture in (*piece.pictures, *piece.inline, *shown):
        for file in (*picture.files, *picture.shapes):
            name = file_name(picture, file)
            if name not in seen:
                seen.add(name)
                yield picture, file
