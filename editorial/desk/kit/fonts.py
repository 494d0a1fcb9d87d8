"""The bundled typefaces: Inter for the interface, Newsreader for the words of stories."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from editorial.system.errors import HomeUnusable
from editorial.system.paths import resource

UI_FAMILY = "Inter"
SERIF_FAMILY = "Newsreader"
MONO_FAMILIES = ["JetBrains Mono", "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "monospace"]


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; once per application, about 10 ms.

    Raises `HomeUnusable` when a shipped file is missing or broken.
    """
    for path in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise HomeUnusable(
                f"The font {path.name} that ships with Editorial cannot be read.",
                safe="Your stories are untouched.",
                next_step="Install Editorial again.",
            )


def ui_font(size: int = 13, weight: int = 400) -> QFont:
    """Return the interface font: ``size`` in px, ``weight`` 400, 500 or 600."""
    # Other scripts fall back to the system's fonts.
    return _font([UI_FAMILY, "Noto Sans", "sans-serif"], size, weight)


def serif_font(size: int = 18, weight: int = 400, italic: bool = False) -> QFont:
    """Return the manuscript font: ``size`` in px, ``weight`` 400 or 500."""
    font = _font([SERIF_FAMILY, "Noto Serif", "serif"], size, weight)
    font.setItalic(italic)
    return font


def caps_font(size: int = 11) -> QFont:
    """Return the font of headings set in capitals: semibold, a little spaced."""
    font = ui_font(size, 600)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return font


def _font(families: list[str], size: int, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
