"""The picture on which one drags: corners, the crop itself, the focal point."""

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
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editorial.desk.kit.fonts import ui_font
from editorial.desk.kit.jobs import Lane
from editorial.desk.photo_desk.crop.boxes import CORNERS, dragged, moved, sized
from editorial.desk.photo_desk.crop.draft import FOCAL, TOOLS
from editorial.desk.photo_desk.crop.painting import draw_straight
from editorial.desk.photo_desk.pictures import decode_inside
from editorial.photos.framing import WHOLE_BOX, inner_size

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.crop.draft import CropDraft

_HANDLE = 5.0
_REACH = 14.0
_NUDGE, _FAR_NUDGE = 0.005, 0.05
_STEP = 1.05
_AFTER_RESIZE_MS = 120
_MOVE = "move"
_LINES = 10
_HINT = "Arrow keys move it, + and − size it, 1 to 5 choose what to crop, Escape goes back"
_HINT_HIGH = 22


class CropCanvas(QWidget):
    """Drag, or use the keys: arrows nudge (with Shift further), plus and minus size, 1 to 5 choose.

    Works on a `CropDraft`; two canvases of one draft show the same. ``large`` is for the one that
    has the whole desk.
    """

    closed = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        draft: CropDraft,
        jobs: Jobs,
        theme: Theme,
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._jobs, self._theme, self._large = draft, jobs, theme, large
        self._pixmap: QPixmap | None = None
        self._shown = ""
        self._grip: tuple[int, int] | str | None = None
        self._from = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_RESIZE_MS)
        self._later.timeout.connect(self._decode)
        draft.changed.connect(self._changed)
        theme.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        """Whether the picture is decoded."""
        return self._pixmap is not None

    @property
    def place(self) -> QRectF:
        """Where the straightened picture lies, in the widget's pixels."""
        photo = self._draft.photo
        edge, below = (24, 24 + _HINT_HIGH) if self._large else (_HANDLE + 1, _HANDLE + 1)
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -below)
        if photo is None or room.isEmpty():
            return room
        wide, high = inner_size(photo.width, photo.height, photo.straighten)
        scale = min(room.width() / wide, room.height() / high)
        place = QRectF(0, 0, wide * scale, high * scale)
        place.moveCenter(room.center())
        return place

    def point(self, x: float, y: float) -> QPointF:
        """Return where a point of the picture lies in the widget."""
        place = self.place
        return QPointF(place.left() + x * place.width(), place.top() + y * place.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a corner, the crop, or the focal point."""
        if event.button() != Qt.MouseButton.LeftButton or not self._draft.is_open:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._grip = self._grip_at(event.position())
        self._from = event.position()
        if self._grip == FOCAL:
            self._draft.set_focal(*self._share_of(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken."""
        at = event.position()
        if self._grip is None:
            self.setCursor(_CURSORS.get(self._grip_at(at), Qt.CursorShape.ArrowCursor))
            return
        x, y = self._share_of(at)
        tool, box = self._draft.tool, self._box()
        if self._grip == FOCAL:
            self._draft.set_focal(x, y)
        elif self._grip == _MOVE:
            was_x, was_y = self._share_of(self._from)
            self._from = at
            self._draft.set_box(tool, moved(box, x - was_x, y - was_y))
        elif isinstance(self._grip, tuple):
            self._draft.set_box(tool, dragged(box, self._grip, x, y, self._draft.share(tool)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, and save."""
        if self._grip is not None:
            self._grip = None
            self._draft.give()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge, size, choose, leave."""
        key = event.key()
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way = _ARROWS.get(Qt.Key(key))
        if way is not None and self._draft.is_open:
            step = _FAR_NUDGE if far else _NUDGE
            self._nudge(way[0] * step, way[1] * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) and self._draft.is_open:
            self._size(_STEP)
        elif key == Qt.Key.Key_Minus and self._draft.is_open:
            self._size(1 / _STEP)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._draft.forget(self._draft.tool)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._draft.choose(TOOLS[key - Qt.Key.Key_1])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._draft.give()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Decode what was chosen while it was hidden."""
        super().showEvent(event)
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decode anew for the new size, once it rests."""
        super().resizeEvent(event)
        if self._draft.photo is not None:
            self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, what is cut off, and the handles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        photo = self._draft.photo
        if self._large:
            painter.fillRect(self.rect(), QColor(self._theme.tokens.desk))
            self._draw_hint(painter)
        if photo is None or self._pixmap is None:
            return
        place = self.place
        turn = 0.0 if photo.no_crop else photo.straighten
        draw_straight(painter, self._pixmap, turn, WHOLE_BOX, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(place.adjusted(-2, -2, 2, 2))
        if photo.no_crop:
            return
        if self._draft.levelling:
            _draw_lines(painter, place)
        elif self._draft.tool != FOCAL:
            self._draw_crop(painter, place)
        self._draw_focal(painter)

    def _draw_hint(self, painter: QPainter) -> None:
        painter.setFont(ui_font(12))
        painter.setPen(QColor(self._theme.tokens.soft))
        line = QRectF(0, self.height() - _HINT_HIGH - 10, self.width(), _HINT_HIGH)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), _HINT)

    def _draw_crop(self, painter: QPainter, place: QRectF) -> None:
        left, top, right, bottom = self._box()
        crop = QRectF(self.point(left, top), self.point(right, bottom))
        shade = QColor(0, 0, 0, 140)
        for rest in (
            QRectF(place.left(), place.top(), place.width(), crop.top() - place.top()),
            QRectF(place.left(), crop.bottom(), place.width(), place.bottom() - crop.bottom()),
            QRectF(place.left(), crop.top(), crop.left() - place.left(), crop.height()),
            QRectF(crop.right(), crop.top(), place.right() - crop.right(), crop.height()),
        ):
            painter.fillRect(rest, shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
        for third in (1 / 3, 2 / 3):
            x, y = crop.left() + third * crop.width(), crop.top() + third * crop.height()
            painter.drawLine(QPointF(x, crop.top()), QPointF(x, crop.bottom()))
            painter.drawLine(QPointF(crop.left(), y), QPointF(crop.right(), y))
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.drawRect(crop)
        painter.setBrush(QColor("white"))
        painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
        for corner in CORNERS:
            at = self._corner(corner)
            painter.drawRect(QRectF(at.x() - _HANDLE, at.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))

    def _draw_focal(self, painter: QPainter) -> None:
        active = self._draft.tool == FOCAL
        focal = self._draft.focal
        if focal is None and not active:
            return
        at = self.point(*(focal or (0.5, 0.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = 11.0 if active else 7.0
        # Dark around light, so that it is seen on every picture.
        for colour, width in ((QColor(0, 0, 0, 150), 4.0), (QColor("white"), 2.0)):
            pen = QPen(colour, width)
            if focal is None:
                pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawEllipse(at, size, size)
            painter.drawLine(at - QPointF(3, 0), at + QPointF(3, 0))
            painter.drawLine(at - QPointF(0, 3), at + QPointF(0, 3))

    def _box(self) -> tuple[float, float, float, float]:
        return self._draft.frame(self._draft.tool).box

    def _corner(self, corner: tuple[int, int]) -> QPointF:
        box = self._box()
        return self.point(box[corner[0]], box[corner[1]])

    def _grip_at(self, at: QPointF) -> tuple[int, int] | str | None:
        """Return what lies under the pointer."""
        if not self._draft.is_open:
            return None
        if self._draft.tool == FOCAL:
            return FOCAL if self.place.contains(at) else None
        near = min(CORNERS, key=lambda corner: (self._corner(corner) - at).manhattanLength())
        if (self._corner(near) - at).manhattanLength() <= _REACH:
            return near
        left, top, right, bottom = self._box()
        crop = QRectF(self.point(left, top), self.point(right, bottom))
        return _MOVE if crop.contains(at) else None

    def _share_of(self, at: QPointF) -> tuple[float, float]:
        place = self.place
        return (
            (at.x() - place.left()) / max(place.width(), 1.0),
            (at.y() - place.top()) / max(place.height(), 1.0),
        )

    def _nudge(self, by_x: float, by_y: float) -> None:
        if self._draft.tool == FOCAL:
            x, y = self._draft.focal or (0.5, 0.5)
            self._draft.set_focal(x + by_x, y + by_y)
        else:
            self._draft.set_box(self._draft.tool, moved(self._box(), by_x, by_y))

    def _size(self, factor: float) -> None:
        tool = self._draft.tool
        if tool != FOCAL:
            self._draft.set_box(tool, sized(self._box(), factor, self._draft.share(tool)))

    @Slot()
    def _changed(self) -> None:
        photo = self._draft.photo
        if photo is not None and photo.sha256 != self._shown:
            self._shown = photo.sha256
            self._pixmap = None
            self._decode()
        if photo is not None:
            self.setAccessibleName(f"Crop of {photo.file_name}")
            self.setAccessibleDescription(_spoken(self._draft))
        self.update()

    @Slot()
    def _decode(self) -> None:
        photo = self._draft.photo
        if photo is None or not self.isVisible():
            # It is decoded when it is shown.
            self._shown = ""
            return
        self._shown = photo.sha256
        limit = self.size().expandedTo(QSize(100, 100)) * self.devicePixelRatioF()
        self._jobs.run(
            Lane.READ, self, decode_inside, photo.preview_path, limit,
            done=self._came, latest="crop",
        )  # fmt: skip

    def _came(self, image: QImage) -> None:
        self._pixmap = None if image.isNull() else QPixmap.fromImage(image)
        self.update()


def _draw_lines(painter: QPainter, place: QRectF) -> None:
    """Draw a fine grid, along which horizons and walls are levelled."""
    painter.setPen(QPen(QColor(255, 255, 255, 130), 1))
    for number in range(1, _LINES):
        x = place.left() + place.width() * number / _LINES
        y = place.top() + place.height() * number / _LINES
        painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))


def _spoken(draft: CropDraft) -> str:
    """Return where crop or focal point lie, in words."""
    if draft.tool == FOCAL:
        if draft.focal is None:
            return "No focal point yet"
        x, y = draft.focal
        return f"Focal point {x:.0%} from the left, {y:.0%} from the top"
    left, top, right, bottom = draft.frame(draft.tool).box
    return f"{draft.tool}: from {left:.0%}, {top:.0%} to {right:.0%}, {bottom:.0%}"


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS: dict[object, Qt.CursorShape] = {
    CORNERS[0]: Qt.CursorShape.SizeFDiagCursor,
    CORNERS[1]: Qt.CursorShape.SizeBDiagCursor,
    CORNERS[2]: Qt.CursorShape.SizeFDiagCursor,
    CORNERS[3]: Qt.CursorShape.SizeBDiagCursor,
    _MOVE: Qt.CursorShape.SizeAllCursor,
    FOCAL: Qt.CursorShape.CrossCursor,
}
