"""Lucide icons, recoloured from the palette, crisp at every scale."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from editorial.desk.kit.tokens import LIGHT, Tokens
from editorial.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = 16
_SCALES = (1, 2, 3)
_NAME, _COLOUR = "iconName", "iconColour"


class _Palette:
    """The colours that icons are drawn in now; set by the theme."""

    tokens: Tokens = LIGHT


def use_tokens(tokens: Tokens) -> None:
    """Draw icons in these colours from now on, and redraw those set by `set_icon`."""
    _Palette.tokens = tokens
    for target in _targets():
        name = target.property(_NAME)
        if name:
            target.setIcon(icon(name, target.property(_COLOUR)))


def icon(name: str, colour_token: str = "soft") -> QIcon:
    """Return the icon of a shipped file name, such as ``send``, in a token's colour.

    It keeps its colours when the scheme changes; `set_icon` follows it.
    """
    tokens = _Palette.tokens
    return _icon(name, tokens.colour(colour_token), tokens.faint)


def pixmap(name: str, colour_token: str = "soft", size: int = SIZE, scale: float = 1) -> QPixmap:
    """Return the icon as a picture of ``size`` px at a screen's ``scale``, for painting."""
    return _draw(name, _Palette.tokens.colour(colour_token), size, scale)


def set_icon(target: QAction | QAbstractButton, name: str, colour_token: str = "soft") -> None:
    """Give an action or a button an icon that follows the scheme."""
    target.setProperty(_NAME, name)
    target.setProperty(_COLOUR, colour_token)
    target.setIcon(icon(name, colour_token))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(SIZE, SIZE))


def _targets() -> Iterable[QAction | QAbstractButton]:
    for widget in QApplication.topLevelWidgets():
        yield from widget.findChildren(QAbstractButton)
        yield from widget.findChildren(QAction)
        if isinstance(widget, QAbstractButton):
            yield widget


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(_draw(name, colour, SIZE, scale))
        made.addPixmap(_draw(name, disabled, SIZE, scale), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _draw(name: str, colour: str, size: int, scale: float) -> QPixmap:
    side = round(size * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    # 1.75 of 24 units gives the lighter line of the design; Lucide's own is 2.
    source = _source(name).replace("currentColor", colour)
    source = source.replace('stroke-width="2"', 'stroke-width="1.75"')
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")
