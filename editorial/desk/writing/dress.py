"""How the manuscript is dressed: the serif type and the colours of the scheme in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.desk.writing.highlighter import Palette

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Tokens

_SERIF = "'Newsreader', 'Noto Serif', serif"


def highlight_palette(tokens: Tokens, scale: float = 1.0) -> Palette:
    """Return the colours that the highlighter formats with, and the scale of the type."""
    return Palette(
        ink=tokens.ink,
        soft=tokens.soft,
        faint=tokens.faint,
        accent=tokens.accent,
        selection=tokens.selection,
        scale=scale,
    )


def page_sheet(tokens: Tokens, scale: float = 1.0) -> str:
    """Return the stylesheet of the page: fields without frames, in the manuscript's type.

    The application's stylesheet sets every widget's size, so the sizes are set here as well.
    ``scale`` makes the type of headline, dek and body larger or smaller.
    """
    body, headline, dek = (round(pixels * scale) for pixels in (18, 32, 19))
    return f"""
        #page {{ background: {tokens.paper}; }}
        #page QTextEdit {{
            background: transparent; border: 0; padding: 0; color: {tokens.ink};
            font-family: {_SERIF}; font-size: {body}px; font-weight: 400;
            selection-background-color: {tokens.selection}; selection-color: {tokens.ink};
        }}
        #page QTextEdit#headline {{ font-size: {headline}px; font-weight: 500; }}
        #page QTextEdit#dek {{ font-size: {dek}px; color: {tokens.soft}; }}
        #page QLabel#kicker {{ color: {tokens.accent}; font-size: 12px; font-weight: 600; }}
        #page QLabel#date, #page QLabel#by {{ color: {tokens.muted}; font-size: 13px; }}
        #page QLineEdit#byline {{
            background: transparent; border: 0; border-radius: 0; padding: 0;
            color: {tokens.muted}; font-size: 13px;
        }}
        #page QLabel#caption {{ color: {tokens.ink}; font-size: 12px; }}
        #page QLabel#credit {{ color: {tokens.muted}; font-size: 12px; }}
        #page QLabel[missing="true"] {{ color: {tokens.accent}; font-size: 12px; }}
    """
