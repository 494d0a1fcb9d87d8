"""Papers that belong to photos: licences, releases, source papers.

Each file is copied once into the data folder, named by its content hash; many photos can share
it. Taking a paper off a photo leaves the copy where it is, so that it can be put back.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.photos.document_rows import FIELD, KINDS, DocumentRow, documents_in, kept, row_of
from editorial.photos.models import Photo, PhotoChange, PhotoDocument
from editorial.photos.originals import copy_in, discard, place, source_errors
from editorial.photos.places import document_path
from editorial.photos.queries import find_photo
from editorial.storage.changes import Changes
from editorial.system.clock import uuid7
from editorial.system.errors import BadFile, NotFound, WrongUsage
from editorial.system.files import disk_errors, sha256_of, write_atomically

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

LARGEST = 100_000_000
"""Bytes of the largest paper that is taken."""
ENDINGS = frozenset(
    [
        *("pdf", "doc", "docx", "odt", "rtf", "txt", "md", "pages"),
        *("xls", "xlsx", "ods", "csv", "eml", "msg"),
        *("jpg", "jpeg", "png", "tif", "tiff", "webp", "gif", "heic"),
    ]
)
"""Kinds of files that show words or pictures. Programs, and pages that run scripts, are not
among them: a paper is opened with the system's viewer."""
_LONGEST_NAME = 200


def add_documents(
    store: Store,
    photo_ids: Sequence[uuid.UUID],
    paths: Sequence[Path],
    kind: str,
    *,
    who: str,
) -> Changes:
    """Give each of the photos a copy of each of the papers.

    A paper that a photo has already under that kind is not added twice. Raises `WrongUsage`
    for a kind that is none of `KINDS`, `BadFile` for a file that cannot be taken, `NotFound`,
    `DiskFull` or `HomeUnusable`; then no photo was changed.
    """
    if kind not in KINDS:
        raise WrongUsage(
            f"“{kind}” is no kind of paper.", next_step=f"Choose one of {', '.join(KINDS)}."
        )
    files = [(path, *_taken_in(store, path)) for path in paths]
    now = store.now()

    def add(session: Session, photo: Photo) -> None:
        there = {(one.sha256, one.kind) for one in documents_in(session, photo)}
        for path, sha256, size in files:
            if (sha256, kind) in there:
                continue
            there.add((sha256, kind))
            session.add(
                PhotoDocument(
                    photo_pk=photo.pk,
                    kind=kind,
                    file_name=_name(path),
                    sha256=sha256,
                    size_bytes=size,
                    added_at=now,
                    added_by=who,
                )
            )

    return _change(store, photo_ids, add, who)


def documents_of(store: Store, photo_ids: Sequence[uuid.UUID]) -> tuple[DocumentRow, ...]:
    """Return the papers that all of the photos have, the oldest first, as the first one's rows.

    Raises `NotFound`.
    """
    with store.read() as session:
        lists = [documents_in(session, find_photo(session, one)) for one in photo_ids]
        if not lists:
            return ()
        shared = set.intersection(*({(one.sha256, one.kind) for one in each} for each in lists))
        return tuple(
            row_of(one, store.home) for one in lists[0] if (one.sha256, one.kind) in shared
        )


def all_documents(store: Store) -> tuple[DocumentRow, ...]:
    """Return every paper of every photo."""
    with store.read() as session:
        return tuple(row_of(one, store.home) for one in session.scalars(select(PhotoDocument)))


def remove_document(
    store: Store, photo_ids: Sequence[uuid.UUID], document_id: uuid.UUID, *, who: str
) -> Changes:
    """Take a paper off the photos: every one among them that has the same file as that kind.

    The copy stays in the data folder, so that the history can put the paper back. Raises
    `NotFound`; then nothing was changed.
    """
    wanted = document(store, document_id)

    def take_off(session: Session, photo: Photo) -> None:
        for one in documents_in(session, photo):
            if (one.sha256, one.kind) == (wanted.sha256, wanted.kind):
                session.delete(one)

    return _change(store, photo_ids, take_off, who)


def document(store: Store, ref: uuid.UUID | str) -> DocumentRow:
    """Return the paper of that id, or of the beginning or end of an id. Raises `NotFound`."""
    with store.read() as session:
        found = session.scalars(select(PhotoDocument)).all() if isinstance(ref, str) else None
        if found is None:
            one = session.scalar(select(PhotoDocument).where(PhotoDocument.id == ref))
            matches = [one] if one is not None else []
        else:
            digits = str(ref).replace("-", "").lower()
            matches = [
                one
                for one in found
                if len(digits) >= 6
                and (one.id.hex.startswith(digits) or one.id.hex.endswith(digits))
            ]
        if len(matches) != 1:
            raise NotFound(
                f"There is no paper “{ref}”.",
                next_step="`editorial photo document list PHOTO` shows the papers of a photo.",
            )
        return row_of(matches[0], store.home)


def owner(store: Store, document_id: uuid.UUID) -> uuid.UUID:
    """Return the photo to which a paper's row belongs. Raises `NotFound`."""
    query = (
        select(Photo.id)
        .join(PhotoDocument, PhotoDocument.photo_pk == Photo.pk)
        .where(PhotoDocument.id == document_id)
    )
    with store.read() as session:
        found = session.scalar(query)
    if found is None:
        raise NotFound("That paper is not there any more.")
    return found


def checked_path(row: DocumentRow) -> Path:
    """Return where a paper's copy lies. Raises `BadFile` where it is gone or was changed."""
    if row.path.is_file() and sha256_of(row.path) == row.sha256:
        return row.path
    raise BadFile(
        f"The copy of {row.file_name} is missing or damaged.",
        safe="The photo itself is untouched.",
        next_step="Add the paper again, or restore a backup.",
    )


def save_document(store: Store, document_id: uuid.UUID, to: Path) -> Path:
    """Write a copy of a paper to a file, or into a folder under its own name; return where.

    A file that is there already is never replaced. Raises `NotFound`, `BadFile`, `WrongUsage`,
    `DiskFull` or `HomeUnusable`.
    """
    row = document(store, document_id)
    data = checked_path(row).read_bytes()
    target = to / row.file_name if to.is_dir() else to
    if target.exists():
        raise WrongUsage(
            f"{target} is there already.", safe="It was left alone.", next_step="Choose another."
        )
    write_atomically(target, data)
    return target


def _change(
    store: Store,
    photo_ids: Sequence[uuid.UUID],
    act: Callable[[Session, Photo], None],
    who: str,
) -> Changes:
    """Do something to the papers of each photo, all in one, and keep what was there before."""
    changed: set[uuid.UUID] = set()
    batch, now = uuid7(), store.now()
    with store.write() as session:
        for photo_id in dict.fromkeys(photo_ids):
            photo = find_photo(session, photo_id)
            before = kept(documents_in(session, photo))
            act(session, photo)
            session.flush()
            after = kept(documents_in(session, photo))
            if before == after:
                continue
            photo.updated_at = now
            changed.add(photo.id)
            session.add(
                PhotoChange(
                    batch=batch,
                    photo_pk=photo.pk,
                    at=now,
                    who=who,
                    action="documents",
                    fields={FIELD: [before, after]},
                )
            )
    return Changes(photos=frozenset(changed))


def _taken_in(store: Store, path: Path) -> tuple[str, int]:
    """Copy a paper into the data folder; return its hash and size in bytes."""
    with source_errors(path):
        size = path.stat().st_size
        if not path.is_file():
            raise BadFile(f"{path.name} is not a file.", next_step="Choose the papers inside it.")
    if path.suffix.lower().lstrip(".") not in ENDINGS:
        raise BadFile(
            f"{path.name} is no paper that can be kept with a photo.",
            safe="The file was left where it is.",
            next_step="Save it as PDF, a picture or a text document, and add that.",
        )
    if not 0 < size <= LARGEST:
        much = "is empty" if not size else f"is {size / 1e6:.0f} MB; papers may have 100 MB"
        raise BadFile(
            f"{path.name} {much}.",
            safe="The file was left where it is.",
            next_step="Get it again, or save a smaller copy of it.",
        )
    with source_errors(path):
        sha256 = sha256_of(path)
    target = document_path(store.home, sha256, path.name)
    arrival = copy_in(path, store.home.documents, sha256)
    try:
        place(arrival, target)
    except BaseException:
        with disk_errors(target):
            discard(arrival.path)
        raise
    return sha256, arrival.size


def _name(path: Path) -> str:
    """Return a name under which the paper may be saved on any system."""
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]', "_", path.name).strip(" .")
    stem, ending = Path(name).stem, Path(name).suffix
    return stem[: _LONGEST_NAME - len(ending)] + ending
