"""A credit that was left inside a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.credits.cleaning import clean
from editorial.photos.credits.reading import read_credit
from editorial.photos.credits.spotting import spot_surely

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit


def split_caption(caption: str) -> tuple[str, Credit | None]:
    """Return the caption without its credit, and the credit; else it as it is and None."""
    if spot_surely(clean(caption)) is None:
        return caption, None
    credit = read_credit(caption, context="caption")
    if credit.caption is None or not credit.line:
        return caption, None
    return credit.caption, credit
