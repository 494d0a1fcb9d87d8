"""One photo as large as the room allows, with its caption and credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from editorial.desk.kit.fonts import serif_font, ui_font
from editorial.desk.kit.jobs import Lane
from editorial.desk.photo_desk.photo_words import title_of
from editorial.desk.photo_desk.pictures import decode_inside

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.photos.rows import PhotoRow

_EDGE = 24
_WORDS = 74
_AFTER_RESIZE_MS = 120


class LargeView(QWidget):
    """Arrow keys go on, Space and Escape go back, Enter edits."""

    closed = Signal()
    stepped = Signal(int)
    """To the photo so many places further."""
    edit_wanted = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._theme = theme
        self._photo: PhotoRow | None = None
        self._pixmap: QPixmap | None = None
        self._broken = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_RESIZE_MS)
        self._later.timeout.connect(self._decode)
        theme.changed.connect(self.update)

    @property
    def photo(self) -> PhotoRow | None:
        """What is on show."""
        return self._photo

    @property
    def has_picture(self) -> bool:
        """Whether the picture is decoded."""
        return self._pixmap is not None

    def show_photo(self, photo: PhotoRow) -> None:
        """Show a photo, or the same one with other words."""
        other = self._photo is None or self._photo.sha256 != photo.sha256
        self._photo = photo
        self.setAccessibleName(f"{title_of(photo)}, large")
        self.setAccessibleDescription(photo.alt or photo.caption)
        if other:
            self._pixmap, self._broken = None, False
            self._decode()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, or edit."""
        key = event.key()
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.closed.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back."""
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decode anew for the new size, once it rests."""
        super().resizeEvent(event)
        if self._photo is not None:
            self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and the words."""
        photo = self._photo
        if photo is None:
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.desk))
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_WORDS - 8)
        if self._pixmap is not None:
            limit = room.size().toSize().boundedTo(QSize(photo.width, photo.height))
            size = self._pixmap.size().scaled(limit, Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(0, 0), size)
            place.moveCenter(room.center())
            painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        elif self._broken:
            painter.setFont(ui_font(13))
            painter.setPen(QColor(tokens.soft))
            words = "The picture's copy for the screen cannot be read. The original is untouched."
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        self._draw_words(painter, photo)

    def _draw_words(self, painter: QPainter, photo: PhotoRow) -> None:
        tokens = self._theme.tokens
        left, width = float(_EDGE), self.width() - 2.0 * _EDGE
        top = self.height() - _WORDS
        painter.setFont(serif_font(16, 500))
        painter.setPen(QColor(tokens.ink))
        caption = QRectF(left, top, width, 46)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(caption, int(flags), photo.caption or title_of(photo))
        painter.setFont(ui_font(12))
        painter.setPen(QColor(tokens.soft))
        credit = QRectF(left, top + 48, width, 20)
        words = photo.credit or "No credit yet"
        painter.drawText(credit, int(Qt.AlignmentFlag.AlignHCenter), words)

    @Slot()
    def _decode(self) -> None:
        photo = self._photo
        if photo is None:
            return
        scale = self.devicePixelRatioF()
        room = QSize(self.width() - 2 * _EDGE, self.height() - _EDGE - _WORDS - 8)
        limit = room.expandedTo(QSize(100, 100)) * scale
        self._jobs.run(
            Lane.READ, self, decode_inside, photo.preview_path, limit,
            done=self._came, latest="large",
        )  # fmt: skip

    def _came(self, image: QImage) -> None:
        self._broken = image.isNull()
        self._pixmap = None if self._broken else QPixmap.fromImage(image)
        self.update()
