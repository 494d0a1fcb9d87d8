"""A credit that was left inside a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.credits.cleaning import clean, closing
from editorial.photos.credits.reading import read_credit
from editorial.photos.credits.spotting import is_marked, spot, spot_surely

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit


def split_caption(caption: str) -> tuple[str, Credit | None]:
    """Return the caption without its credit, and the credit; else it as it is and None.

    A credit that is marked as one, by a label, a © or brackets around a known house, is found
    however short the caption is; an unmarked one only where the rest is a caption beyond doubt.
    """
    text = clean(caption)
    if text[:1] in {"(", "["} and closing(text, 0) == len(text) - 1:
        # Nothing but a credit in brackets: what remains is no caption at all.
        credit = read_credit(text)
        return ("", credit) if credit.line and is_marked(text) else (caption, None)
    spotted = spot(text)
    if spotted is None or not (is_marked(spotted.credit) or spot_surely(text)):
        return caption, None
    credit = read_credit(caption, context="caption")
    if not credit.caption or not credit.line:
        return caption, None
    return credit.caption, credit
