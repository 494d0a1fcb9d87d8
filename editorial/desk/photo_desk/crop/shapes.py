"""What is being cropped, as buttons: each shape with a live picture of how it comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import ui_font
from editorial.desk.kit.jobs import Lane
from editorial.desk.photo_desk.crop.draft import FOCAL, TOOLS
from editorial.desk.photo_desk.crop.painting import draw_straight
from editorial.desk.photo_desk.pictures import decode_inside
from editorial.photos.framing import FREE, SHAPES, WHOLE_BOX

if TYPE_CHECKING:
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.crop.draft import CropDraft

_WORDS = {FOCAL: "Focal point", FREE: "Free"}
_HINTS = {
    FOCAL: "What every crop keeps in view: click it in the picture (1)",
    FREE: "Cut the picture itself; all shapes are cut out of the rest (2)",
    "16:9": "The picture at the head of an article, and for search engines (3)",
    "4:3": "For search engines (4)",
    "1:1": "For search engines and lists (5)",
}
_HIGH = 60
_LINE = 20


class ShapeButtons(QWidget):
    """The five tools; one is chosen."""

    chosen = Signal(str)

    def __init__(
        self, draft: CropDraft, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._jobs = draft, jobs
        self._shown = ""
        self.setAccessibleName("What to crop")
        self.buttons = {tool: _ShapeButton(tool, draft, theme) for tool in TOOLS}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for tools in (TOOLS[:2], TOOLS[2:]):
            row = QHBoxLayout()
            row.setSpacing(6)
            for tool in tools:
                group.addButton(self.buttons[tool])
                row.addWidget(self.buttons[tool], 1)
            column.addLayout(row)
        group.buttonClicked.connect(self._clicked)
        draft.changed.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Decode what was chosen while it was hidden."""
        super().showEvent(event)
        self._changed()

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _ShapeButton):
            self._draft.choose(button.tool)

    def _changed(self) -> None:
        photo = self._draft.photo
        self.buttons[self._draft.tool].setChecked(True)
        for button in self.buttons.values():
            button.setEnabled(self._draft.is_open)
            button.update()
        if photo is not None and photo.sha256 != self._shown and self.isVisible():
            self._shown = photo.sha256
            self._jobs.run(
                Lane.READ, self, decode_inside, photo.thumbnail_path, QSize(400, 400),
                done=self._came, latest="shapes",
            )  # fmt: skip

    def _came(self, image: QImage) -> None:
        picture = None if image.isNull() else QPixmap.fromImage(image)
        for button in self.buttons.values():
            button.picture = picture
            button.update()


class _ShapeButton(QAbstractButton):
    def __init__(self, tool: str, draft: CropDraft, theme: Theme) -> None:
        super().__init__()
        self.tool = tool
        self.picture: QPixmap | None = None
        self._draft, self._theme = draft, theme
        self.setCheckable(True)
        self.setText(_WORDS.get(tool, tool))
        self.setAccessibleName(f"Crop {tool}" if tool in SHAPES else _WORDS[tool])
        self.setToolTip(_HINTS[tool])
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_HIGH + _LINE + 8)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(84, _HIGH + _LINE + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.line), 2 if chosen else 1))
        painter.setBrush(QColor(tokens.paper))
        painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.ink), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 4, 4)
        room = QRectF(6, 6, self.width() - 12, _HIGH - 6)
        self._draw_picture(painter, room)
        own = self._draft.has_own(self.tool) or (self.tool == FOCAL and bool(self._draft.focal))
        painter.setFont(ui_font(12, 600 if chosen else 400))
        painter.setPen(QColor(tokens.ink if chosen or own else tokens.soft))
        words = f"{self.text()} ·" if own else self.text()
        line = QRectF(2, self.height() - _LINE - 4, self.width() - 4, _LINE)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), words)

    def _draw_picture(self, painter: QPainter, room: QRectF) -> None:
        photo = self._draft.photo
        if photo is None or self.picture is None:
            return
        frame = self._draft.frame(self.tool)
        if self.tool == FOCAL:
            frame = frame._replace(box=WHOLE_BOX)
        wide, high = frame.size(photo.width, photo.height)
        scale = min(room.width() / wide, room.height() / high)
        place = QRectF(0, 0, wide * scale, high * scale)
        place.moveCenter(room.center())
        draw_straight(painter, self.picture, frame.straighten, frame.box, place)
        if self.tool == FOCAL and (focal := self._draft.focal):
            at = place.topLeft()
            at.setX(at.x() + focal[0] * place.width())
            at.setY(at.y() + focal[1] * place.height())
            painter.setBrush(QColor("white"))
            painter.setPen(QPen(QColor(0, 0, 0, 160), 1.5))
            painter.drawEllipse(at, 3.5, 3.5)
