"""The hero photo on the page: the picture, its caption left and its credit right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton, set_state

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QPixmap

    from editorial.desk.kit.theme import Theme

HEIGHT = 208
EMPTY_HEIGHT = 64


class HeroPicture(QWidget):
    """The picture, cut to the strip around its focal point; an outline where there is none."""

    chosen = Signal()
    """It was clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QPixmap | None = None
        self._focal = (0.5, 0.5)
        self._empty = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(EMPTY_HEIGHT)
        self.setAccessibleName("Hero photo")
        theme.changed.connect(self.update)

    def show_nothing(self) -> None:
        """Show the outline of a missing photo."""
        self._picture, self._empty = None, True
        self.setFixedHeight(EMPTY_HEIGHT)
        self.update()

    def show_picture(self, picture: QPixmap | None, focal: tuple[float, float]) -> None:
        """Show a picture; None while it is being read."""
        self._picture, self._focal, self._empty = picture, focal, False
        self.setFixedHeight(HEIGHT)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(400, EMPTY_HEIGHT if self._empty else HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the photo's words."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture or the outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        shape = QPainterPath()
        tokens = self._theme.tokens
        if self._empty:
            shape.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            pen = QPen(QColor(tokens.line), 1, Qt.PenStyle.DashLine)
            painter.strokePath(shape, pen)
            return
        shape.addRoundedRect(area, 6, 6)
        if self._picture is None:
            painter.fillPath(shape, QColor(tokens.selection))
            return
        painter.setClipPath(shape)
        painter.drawPixmap(area, self._picture, _cover(self._picture, area, self._focal))


class HeroStrip(QWidget):
    """Picture and words; without a photo, the ways to get one."""

    library_wanted = Signal()
    file_wanted = Signal()
    words_wanted = Signal()
    """The picture or its words were clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = HeroPicture(theme, self)
        self.picture.setToolTip("Drop a photo here to make it the hero")
        self._caption = QLabel()
        self._caption.setObjectName("caption")
        self._caption.setWordWrap(True)
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._credit = QLabel()
        self._credit.setObjectName("credit")
        self._credit.setTextFormat(Qt.TextFormat.PlainText)
        self._credit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._library = LinkButton("Choose from the library")
        self._file = LinkButton("Take a file")
        self._library.clicked.connect(self.library_wanted)
        self._file.clicked.connect(self.file_wanted)
        self.picture.chosen.connect(self.words_wanted)
        self._hint = QLabel("Drop the hero photo here, or")
        self._hint.setProperty("kind", "soft")
        self._or = QLabel("or")
        self._or.setProperty("kind", "soft")
        inside = QHBoxLayout(self.picture)
        inside.setContentsMargins(14, 0, 14, 0)
        inside.setSpacing(4)
        for widget in (self._hint, self._library, self._or, self._file):
            inside.addWidget(widget)
        inside.addStretch(1)
        self._words = QWidget(self)
        row = QHBoxLayout(self._words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._caption, 1)
        row.addWidget(self._credit, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self.picture)
        column.addWidget(self._words)
        self._empty()

    def show_nothing(self, *, editable: bool) -> None:
        """Show the ways to get a photo, or nothing at all on a closed story."""
        self._empty()
        self.setVisible(editable)

    def _empty(self) -> None:
        self.picture.show_nothing()
        self._words.hide()
        for widget in (self._hint, self._library, self._or, self._file):
            widget.show()

    def show_photo(
        self,
        picture: QPixmap | None,
        focal: tuple[float, float],
        *,
        caption: str,
        credit: str,
        name: str,
    ) -> None:
        """Show a photo with its words; an empty credit is said in the accent colour."""
        for widget in (self._hint, self._library, self._or, self._file):
            widget.hide()
        self.picture.show_picture(picture, focal)
        self.picture.setAccessibleName(f"Hero photo: {name}")
        self._caption.setText(caption or "No caption yet")
        set_state(self._caption, "missing", not caption)
        self._credit.setText(credit or "No credit")
        set_state(self._credit, "missing", not credit)
        self._words.show()
        self.show()


def _cover(picture: QPixmap, area: QRectF, focal: tuple[float, float]) -> QRectF:
    """Return the part of ``picture`` that fills ``area``, with the focal point inside."""
    wide, high = picture.width(), picture.height()
    scale = max(area.width() / wide, area.height() / high)
    part_wide, part_high = area.width() / scale, area.height() / scale
    left = min(max(focal[0] * wide - part_wide / 2, 0), wide - part_wide)
    top = min(max(focal[1] * high - part_high / 2, 0), high - part_high)
    return QRectF(left, top, part_wide, part_high)
