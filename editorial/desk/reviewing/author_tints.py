"""A ground and an underline for each person who wrote in a story; the legend that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from editorial.desk.kit.widgets import TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.kit.theme import Theme
    from editorial.desk.kit.tokens import Tokens

_COLOURS = ("in_edit", "submitted", "scheduled", "published", "returned", "ready")
_LINES = (
    (QTextCharFormat.UnderlineStyle.SingleUnderline, Qt.PenStyle.SolidLine),
    (QTextCharFormat.UnderlineStyle.DotLine, Qt.PenStyle.DotLine),
    (QTextCharFormat.UnderlineStyle.DashUnderline, Qt.PenStyle.DashLine),
    (QTextCharFormat.UnderlineStyle.DashDotLine, Qt.PenStyle.DashDotLine),
    (QTextCharFormat.UnderlineStyle.DashDotDotLine, Qt.PenStyle.DashDotDotLine),
)
"""Five lines and six colours: thirty people before two look alike."""
_STRENGTH = 0.16
_NAMED = 5
_SWATCH = (18, 12)


def tint(tokens: Tokens, index: int) -> QTextCharFormat:
    """Return the look of the words of the ``index``-th person."""
    look = QTextCharFormat()
    look.setBackground(_ground(tokens, index))
    look.setUnderlineStyle(_LINES[index % len(_LINES)][0])
    look.setUnderlineColor(_colour(tokens, index))
    return look


class AuthorLegend(QWidget):
    """Names the people by their tints."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 6, 14, 6)
        self._row.setSpacing(6)
        self.setAccessibleName("Who wrote what")
        self.hide()
        theme.changed.connect(self._draw)

    @property
    def people(self) -> tuple[str, ...]:
        """Who is named."""
        return self._people

    def show_people(self, people: Sequence[str]) -> None:
        """Name these people, in their order; nobody hides the legend."""
        self._people = tuple(people)
        self._draw()
        self.setVisible(bool(people))

    def _draw(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for index, name in enumerate(self._people[:_NAMED]):
            swatch = QLabel()
            swatch.setPixmap(_swatch(self._theme.tokens, index, self.devicePixelRatioF()))
            self._row.addWidget(swatch)
            self._row.addWidget(TextLabel(name or "Nobody named", kind="muted"))
            self._row.addSpacing(8)
        more = len(self._people) - _NAMED
        if more > 0:
            label = TextLabel(f"and {more} more", kind="muted")
            label.setToolTip(", ".join(self._people[_NAMED:]))
            self._row.addWidget(label)
        self._row.addStretch(1)
        self.setAccessibleDescription(", ".join(self._people))


def _colour(tokens: Tokens, index: int) -> QColor:
    return QColor(tokens.colour(_COLOURS[index % len(_COLOURS)]))


def _ground(tokens: Tokens, index: int) -> QColor:
    """Return the person's colour, thinned with paper so that text reads on it."""
    colour, paper = _colour(tokens, index), QColor(tokens.paper)
    ones = (colour.red(), colour.green(), colour.blue())
    others = (paper.red(), paper.green(), paper.blue())
    parts = zip(ones, others, strict=True)
    return QColor(*(round(one * _STRENGTH + other * (1 - _STRENGTH)) for one, other in parts))


def _swatch(tokens: Tokens, index: int, ratio: float) -> QPixmap:
    width, height = _SWATCH
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(_ground(tokens, index))
    painter = QPainter(picture)
    painter.setPen(QPen(_colour(tokens, index), 2, _LINES[index % len(_LINES)][1]))
    painter.drawLine(0, height - 2, width, height - 2)
    painter.end()
    return picture
