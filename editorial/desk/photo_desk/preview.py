"""The chosen photo in the inspector: the whole picture, its name, the facts of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.widgets import ElidedLabel, TextLabel
from editorial.desk.photo_desk.photo_words import facts_line
from editorial.desk.photo_desk.pictures import decode_inside

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.common_values import Common
    from editorial.photos.rows import PhotoRow

WIDTH = 268
HEIGHT = 176


class PhotoPreview(QWidget):
    """Fixed in height, so that the fields below stay where they are."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _Picture(jobs, theme)
        self._name = ElidedLabel(kind="soft")
        self._facts = TextLabel()
        self._facts.setObjectName("facts")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 15, 16, 12)
        column.setSpacing(1)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._facts)

    def show_common(self, common: Common) -> None:
        """Show the photo, or the first of several."""
        photo = common.first
        if photo is None:
            return
        if common.is_single:
            self._name.set_whole_text(photo.file_name)
            self._facts.setText(facts_line(photo))
        else:
            self._name.set_whole_text(f"{len(common.ids):,} photos")
            self._facts.setText("What you write goes to all of them")
        self._picture.show_photo(photo, len(common.ids))


class _Picture(QWidget):
    def __init__(self, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self._jobs = jobs
        self._theme = theme
        self._shown: object = None
        self._pixmap: QPixmap | None = None
        self._broken = False
        self._count = 0
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_photo(self, photo: PhotoRow, count: int) -> None:
        about = f"Photo: {photo.alt or photo.file_name}"
        self.setAccessibleName(about if count == 1 else f"{count} photos")
        if count != self._count:
            self._count = count
            self.update()
        if photo.sha256 == self._shown:
            return
        self._shown = photo.sha256
        self._pixmap, self._broken = None, False
        scale = self.devicePixelRatioF()
        limit = QSize(round(WIDTH * 1.5 * scale), round(HEIGHT * 1.5 * scale))
        self._jobs.run(
            Lane.READ, self, decode_inside, photo.preview_path, limit,
            done=self._came, latest="preview",
        )  # fmt: skip
        self.update()

    def _came(self, image: QImage) -> None:
        self._broken = image.isNull()
        self._pixmap = None if self._broken else QPixmap.fromImage(image)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(area, 4, 4)
        painter.fillPath(shape, QColor(self._theme.tokens.selection))
        if self._pixmap is not None:
            size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(0, 0), size)
            place.moveCenter(area.center())
            if place.width() > 0.96 * area.width():
                # Nearly as wide as the frame: a hair cropped looks better than two slivers.
                painter.setClipPath(shape)
                place = area if place.height() > 0.96 * area.height() else place
            painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        elif self._broken:
            painter.drawPixmap(
                area.center() - QPointF(10, 10),
                pixmap("image-off", "muted", 20, self.devicePixelRatioF()),
            )
