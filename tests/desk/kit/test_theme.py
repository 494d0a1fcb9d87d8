"""Two schemes from one stylesheet, readable, switched live."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QToolButton

from editorial.desk.kit.fonts import serif_font, ui_font
from editorial.desk.kit.icons import icon, set_icon
from editorial.desk.kit.theme import DARK, LIGHT, Tokens, stylesheet
from editorial.stories.workflow import Status
from editorial.system.paths import resource

GROUNDS = ("paper", "desk", "rail", "selection", "hover")
TEXTS = ("ink", "soft", "muted", "accent")


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    read = QColor(colour)
    red, green, blue = (linear(part) for part in (read.redF(), read.greenF(), read.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_reads_on_every_ground(tokens: Tokens, text: str, ground: str):
    assert contrast(tokens.colour(text), tokens.colour(ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_reads_on_coloured_grounds(tokens: Tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_pressed) >= 4.5
    for ground in (tokens.accent_soft, tokens.added, tokens.removed, tokens.marked):
        assert contrast(tokens.ink, ground) >= 7
    assert contrast(tokens.accent, tokens.accent_soft) >= 4.5
    for text in (tokens.good, tokens.warn):
        assert contrast(text, tokens.paper) >= 4.5
        assert contrast(text, tokens.desk) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_stylesheet_is_filled_and_names_only_files_that_exist(tokens: Tokens):
    text = stylesheet(tokens)
    assert "@" not in text
    files = re.findall(r'url\("([^"]+)"\)', text)
    assert files
    assert all(Path(name).is_file() for name in files)


def test_every_status_has_a_colour():
    for status in Status:
        assert QColor(LIGHT.status(status)).isValid()
        assert QColor(DARK.status(status)).isValid()


def test_the_scheme_switches_live(theme, qapp, qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    set_icon(button, "send", "ink")
    light = button.icon().pixmap(16, 16).toImage()
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme("dark")
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.desk)
    assert DARK.paper in qapp.styleSheet()
    dark = button.icon().pixmap(16, 16).toImage()
    assert dark != light
    theme.set_scheme("light")
    assert theme.tokens is LIGHT
    assert button.icon().pixmap(16, 16).toImage() == light


def test_it_follows_the_system_only_when_asked(theme, qapp):
    hints = qapp.styleHints()
    theme.set_scheme("system")
    assert theme.tokens is LIGHT
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens is (DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT)
    theme.set_scheme("dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens is DARK


def test_the_bundled_fonts_are_the_ones_in_use(fonts):
    assert QFontInfo(ui_font(13, 600)).family() == "Inter"
    assert QFontInfo(ui_font(13, 600)).weight() == 600
    assert QFontInfo(serif_font(32, 500)).family() == "Newsreader"
    assert QFontInfo(serif_font(18, 400, italic=True)).italic()
    assert serif_font(32).pixelSize() == 32


def test_an_icon_is_crisp_at_both_scales(fonts):
    made = icon("send", "ink")
    for scale in (1, 2):
        picture = made.pixmap(QSize(16, 16), float(scale))
        assert picture.width() == 16 * scale
        assert picture.devicePixelRatio() == scale


def test_every_icon_that_ships_can_be_drawn(qapp):
    for path in sorted(resource("icons").glob("*.svg")):
        picture = icon(path.stem).pixmap(16, 16).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), (
            path.name
        )
