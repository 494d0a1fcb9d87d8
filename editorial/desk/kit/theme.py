"""The look of the desk: one stylesheet from the tokens, light and dark, switched live."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip

from editorial.desk.kit import icons
from editorial.desk.kit.fonts import load_fonts, serif_font, ui_font
from editorial.desk.kit.tokens import DARK, LIGHT, Tokens
from editorial.system.paths import resource

__all__ = ["DARK", "LIGHT", "Scheme", "Theme", "Tokens", "load_fonts", "serif_font", "ui_font"]

Scheme = Literal["system", "light", "dark"]


class Theme(QObject):
    """Holds the tokens in use and dresses the application in them."""

    changed = Signal()
    """The tokens are others now; widgets that paint by hand repaint."""

    def __init__(self, scheme: Scheme = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme: Scheme = scheme
        self._app: QApplication | None = None
        self._tokens = LIGHT

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return self._tokens

    @property
    def scheme(self) -> Scheme:
        """What the person chose."""
        return self._scheme

    def apply(self, app: QApplication) -> None:
        """Dress the application, and follow the system's scheme from now on."""
        self._app = app
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            app.setStyle(fusion)
        app.setFont(ui_font(13))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    def set_scheme(self, scheme: Scheme) -> None:
        """Change to ``light`` or ``dark``, or follow the system."""
        self._scheme = scheme
        if self._app is not None:
            self._dress()

    def status_colour(self, status: str) -> QColor:
        """Return the colour of the dot before a story's status or a delivery's state."""
        return QColor(self._tokens.status(status))

    def colour(self, name: str) -> QColor:
        """Return a token as a colour to paint with."""
        return QColor(self._tokens.colour(name))

    @Slot()
    def _system_changed(self) -> None:
        if self._scheme == "system":
            self._dress()

    def _dress(self) -> None:
        app = self._app
        if app is None:
            return
        tokens = DARK if self._wants_dark(app) else LIGHT
        self._tokens = tokens
        palette = _palette(tokens)
        app.setPalette(palette)
        QToolTip.setPalette(palette)
        app.setStyleSheet(stylesheet(tokens))
        icons.use_tokens(tokens)
        self.changed.emit()

    def _wants_dark(self, app: QApplication) -> bool:
        if self._scheme == "system":
            return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme == "dark"


@lru_cache(maxsize=4)
def stylesheet(tokens: Tokens) -> str:
    """Return ``resources/theme/desk.qss`` with each ``@token`` replaced by its colour.

    Raises KeyError for a token that does not exist.
    """
    text = resource("theme", "desk.qss").read_text("utf-8")
    names = tokens.by_name()
    scheme = "dark" if tokens.dark else "light"
    names["arrow"] = resource("theme", f"chevron-{scheme}.svg").as_posix()
    names["tick"] = resource("theme", f"tick-{scheme}.svg").as_posix()
    return re.sub(r"@([a-z][a-z-]*)", lambda found: names[found.group(1)], text)


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in (
        (role.Window, tokens.desk),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.paper),
        (role.AlternateBase, tokens.desk),
        (role.Text, tokens.ink),
        (role.Button, tokens.paper),
        (role.ButtonText, tokens.ink),
        (role.ToolTipBase, tokens.paper),
        (role.ToolTipText, tokens.ink),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.ink),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.BrightText, tokens.accent),
        (role.Light, tokens.paper),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.line),
        (role.Dark, tokens.line),
        (role.Shadow, tokens.line),
        (role.Accent, tokens.accent),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.faint))
    return palette
