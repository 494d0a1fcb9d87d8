"""Pictures of the library, decoded off the GUI thread at the size in which they are shown."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from editorial.desk.kit.jobs import Lane

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection
    from pathlib import Path

    from editorial.desk.kit.jobs import Job, Jobs
    from editorial.photos.rows import PhotoRow

KEPT = 400
"""Thumbnails in memory; one of 224 × 131 px is 0.1 MB, four times that on a fine screen."""
RATIO = 124 / 213
"""Height to width of the picture on a card."""
RADIUS = 7.5


@dataclass(frozen=True, slots=True)
class _Decoded:
    photo: uuid.UUID
    stamp: tuple[object, ...]
    image: QImage


class Thumbnails(QObject):
    """Answers at once with what it has, decodes the rest in the pool that reads.

    A picture that is not shown any more before its turn comes is never decoded (`keep`).
    """

    arrived = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pictures: OrderedDict[uuid.UUID, tuple[tuple[object, ...], QPixmap]] = OrderedDict()
        self._asked: dict[uuid.UUID, tuple[tuple[object, ...], Job]] = {}
        self._unreadable: set[tuple[uuid.UUID, tuple[object, ...]]] = set()

    def picture(self, photo: PhotoRow, width: int, scale: float) -> QPixmap | None:
        """Return the picture for a card of ``width`` px, or what is there of it, or None."""
        pixels = round(width * scale)
        stamp = (pixels, photo.focal_x, photo.focal_y, photo.sha256)
        have = self._pictures.get(photo.id)
        if have is not None:
            self._pictures.move_to_end(photo.id)
        if have is None or have[0] != stamp:
            self._ask(photo, pixels, stamp)
        return have[1] if have is not None else None

    def is_unreadable(self, photo: PhotoRow) -> bool:
        """Return whether the file of the thumbnail is missing or broken."""
        return any(known == photo.id for known, _ in self._unreadable)

    def keep(self, photos: Collection[uuid.UUID]) -> None:
        """Skip what was asked for and is not among ``photos``, which are in view."""
        for photo, (_, job) in list(self._asked.items()):
            if photo not in photos:
                job.cancel()
                del self._asked[photo]

    @property
    def waiting(self) -> int:
        """How many pictures are asked for and not there."""
        return len(self._asked)

    def _ask(self, photo: PhotoRow, pixels: int, stamp: tuple[object, ...]) -> None:
        asked = self._asked.get(photo.id)
        if (asked is not None and asked[0] == stamp) or (photo.id, stamp) in self._unreadable:
            return
        if asked is not None:
            asked[1].cancel()
        job = self._jobs.run(
            Lane.READ,
            self,
            _thumbnail,
            photo.id,
            stamp,
            photo.thumbnail_path,
            QSize(pixels, round(pixels * RATIO)),
            focal_point(photo),
            done=self._came,
        )
        self._asked[photo.id] = (stamp, job)

    def _came(self, decoded: _Decoded) -> None:
        asked = self._asked.get(decoded.photo)
        if asked is None or asked[0] != decoded.stamp:
            return
        del self._asked[decoded.photo]
        if decoded.image.isNull():
            self._unreadable.add((decoded.photo, decoded.stamp))
        else:
            picture = QPixmap.fromImage(decoded.image)
            self._pictures[decoded.photo] = (decoded.stamp, picture)
            self._pictures.move_to_end(decoded.photo)
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        self.arrived.emit()


def focal_point(photo: PhotoRow) -> tuple[float, float]:
    """Return the point that a crop keeps, each 0 to 1; the middle where nobody chose."""
    return (
        0.5 if photo.focal_x is None else photo.focal_x,
        0.5 if photo.focal_y is None else photo.focal_y,
    )


def cover(wide: int, high: int, area: QSize, focal: tuple[float, float]) -> QRect:
    """Return the part of a picture that fills ``area`` with the focal point in it."""
    scale = max(area.width() / wide, area.height() / high)
    part_wide = min(round(area.width() / scale), wide)
    part_high = min(round(area.height() / scale), high)
    left = min(max(round(focal[0] * wide - part_wide / 2), 0), wide - part_wide)
    top = min(max(round(focal[1] * high - part_high / 2), 0), high - part_high)
    return QRect(left, top, part_wide, part_high)


def decode_inside(path: Path, limit: QSize) -> QImage:
    """Return a picture no larger than ``limit``, whole; a null image where it is unreadable."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > limit.width() or size.height() > limit.height()):
        reader.setScaledSize(size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _thumbnail(
    photo: uuid.UUID,
    stamp: tuple[object, ...],
    path: Path,
    area: QSize,
    focal: tuple[float, float],
) -> _Decoded:
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isEmpty():
        return _Decoded(photo, stamp, QImage())
    part = cover(size.width(), size.height(), area, focal)
    reader.setClipRect(part)
    # Never larger than it is: a small picture is stretched when it is painted, if at all.
    reader.setScaledSize(area)
    image = reader.read()
    return _Decoded(photo, stamp, image if image.isNull() else _rounded(image, area))


def _rounded(image: QImage, area: QSize) -> QImage:
    """Return the image with the card's round corners at its top."""
    made = QImage(area, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    radius = RADIUS * area.width() / 213
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(QPointF(0, 0), area).adjusted(0, 0, 0, radius), radius, radius)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawPath(shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawImage(QRect(0, 0, area.width(), area.height()), image)
    painter.end()
    return made
