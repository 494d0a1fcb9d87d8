"""The papers of a photo as values, and as the history of a photo keeps them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.photos.models import PhotoDocument
from editorial.photos.places import document_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from editorial.photos.models import Photo
    from editorial.system.paths import Home

KINDS = {
    "licence": "Licence",
    "model_release": "Model release",
    "property_release": "Property release",
    "source": "Source paper",
}
"""What a paper can be, and its words."""
FIELD = "documents"
"""The name under which papers stand in a photo's history."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One paper. ``path`` is its read-only copy in the data folder."""

    id: uuid.UUID
    kind: str
    """One of `KINDS`."""
    file_name: str
    sha256: str
    size_bytes: int
    added_at: dt.datetime
    added_by: str
    path: Path

    @property
    def kind_words(self) -> str:
        """What it is, for people."""
        return KINDS.get(self.kind, self.kind)

    def to_json(self) -> dict[str, Any]:
        """Return what scripts get."""
        return {
            "id": str(self.id),
            "kind": self.kind,
            "file": self.file_name,
            "sha256": self.sha256,
            "size_bytes": self.size_bytes,
            "added_at": self.added_at.isoformat(),
            "added_by": self.added_by,
            "path": str(self.path),
        }


def row_of(document: PhotoDocument, home: Home) -> DocumentRow:
    """Return the value of a row."""
    return DocumentRow(
        id=document.id,
        kind=document.kind,
        file_name=document.file_name,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        added_at=document.added_at,
        added_by=document.added_by,
        path=document_path(home, document.sha256, document.file_name),
    )


def documents_in(session: Session, photo: Photo) -> list[PhotoDocument]:
    """Return a photo's papers, the oldest first."""
    query = (
        select(PhotoDocument)
        .where(PhotoDocument.photo_pk == photo.pk)
        .order_by(PhotoDocument.added_at, PhotoDocument.pk)
    )
    return list(session.scalars(query))


def kept(documents: Sequence[PhotoDocument]) -> list[dict[str, Any]]:
    """Return papers as the history keeps them, JSON-ready and complete."""
    return [
        {
            "id": str(one.id),
            "kind": one.kind,
            "file_name": one.file_name,
            "sha256": one.sha256,
            "size_bytes": one.size_bytes,
            "added_at": one.added_at.isoformat(),
            "added_by": one.added_by,
        }
        for one in documents
    ]


def put_back(
    session: Session, photo: Photo, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> list[list[dict[str, Any]]]:
    """Undo what led from ``before`` to ``after``; return what was there and what is there now.

    Papers that came or went since are left as they are.
    """
    there = documents_in(session, photo)
    now = kept(there)
    added = {one["id"] for one in after} - {one["id"] for one in before}
    present = {str(one.id) for one in there}
    for document in there:
        if str(document.id) in added:
            session.delete(document)
    for one in before:
        if one["id"] not in present and one not in after:
            session.add(
                PhotoDocument(
                    id=uuid.UUID(one["id"]),
                    photo_pk=photo.pk,
                    kind=one["kind"],
                    file_name=one["file_name"],
                    sha256=one["sha256"],
                    size_bytes=one["size_bytes"],
                    added_at=dt.datetime.fromisoformat(one["added_at"]),
                    added_by=one["added_by"],
                )
            )
    session.flush()
    return [now, kept(documents_in(session, photo))]
