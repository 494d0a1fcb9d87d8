"""The photos of the open story: their rows and their pictures, read off the GUI thread."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from editorial.desk.kit.jobs import Lane
from editorial.desk.writing import use_cases

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable
    from pathlib import Path

    from editorial.desk.kit.jobs import Jobs
    from editorial.photos.rows import PhotoRow

KEPT = 96
"""Pictures held in memory; a decoded thumbnail is about 0.3 MB."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    photo: uuid.UUID
    large: bool
    image: QImage


class StoryPhotos(QObject):
    """Answers at once with what it has, asks for the rest, and says when it came."""

    changed = Signal()
    """A row or a picture arrived."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rows: dict[uuid.UUID, PhotoRow] = {}
        self._pictures: OrderedDict[tuple[uuid.UUID, bool], QPixmap] = OrderedDict()
        self._asked: set[tuple[uuid.UUID, bool]] = set()
        self._asked_rows: set[uuid.UUID] = set()
        self._missing: set[uuid.UUID] = set()

    def row(self, photo: uuid.UUID) -> PhotoRow | None:
        """Return a photo's row; None while it is read, or where there is no such photo."""
        if photo not in self._rows and photo not in self._asked_rows:
            self.read([photo])
        return self._rows.get(photo)

    def thumbnail(self, photo: uuid.UUID) -> QPixmap | None:
        """Return the small picture (320 px wide), or None while it is decoded."""
        return self._picture(photo, large=False)

    def preview(self, photo: uuid.UUID) -> QPixmap | None:
        """Return the large picture, or None while it is decoded."""
        return self._picture(photo, large=True)

    def about(self, photo: uuid.UUID) -> str:
        """Return the words beside an inline photo: caption, credit, file."""
        row = self.row(photo)
        if row is None:
            return "This photo is not in the library." if photo in self._missing else ""
        credit = row.credit or "No credit yet"
        return "\n".join(part for part in (row.caption or row.file_name, credit) if part)

    def read(self, photos: Iterable[uuid.UUID]) -> None:
        """Read rows anew, as after a change to the photos."""
        wanted = tuple(dict.fromkeys(photos))
        if wanted:
            self._asked_rows.update(wanted)
            self._jobs.read(
                self, use_cases.photos_by_id, wanted, done=partial(self._rows_came, wanted)
            )

    def keep(self, rows: Iterable[PhotoRow]) -> None:
        """Take rows that somebody else has read."""
        for row in rows:
            self._rows[row.id] = row
            self._missing.discard(row.id)

    def _picture(self, photo: uuid.UUID, *, large: bool) -> QPixmap | None:
        key = (photo, large)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        row = self.row(photo)
        if row is not None and key not in self._asked:
            self._asked.add(key)
            path = row.preview_path if large else row.thumbnail_path
            self._jobs.run(Lane.READ, self, _decode, photo, large, path, done=self._picture_came)
        return None

    def _rows_came(self, wanted: tuple[uuid.UUID, ...], rows: tuple[PhotoRow, ...]) -> None:
        self._missing.update(wanted)
        self.keep(rows)
        self.changed.emit()

    def _picture_came(self, decoded: _Decoded) -> None:
        key = (decoded.photo, decoded.large)
        self._asked.discard(key)
        picture = QPixmap.fromImage(decoded.image)
        if picture.isNull():
            # Asked once: a rendition that cannot be read would be asked for at each paint.
            self._asked.add(key)
            return
        self._pictures[key] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.changed.emit()


def _decode(photo: uuid.UUID, large: bool, path: Path) -> _Decoded:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    limit = QSize(1400, 1400) if large else QSize(480, 480)
    size = reader.size()
    if size.isValid() and (size.width() > limit.width() or size.height() > limit.height()):
        reader.setScaledSize(size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio))
    return _Decoded(photo, large, reader.read())
