"""How the desk tells what came in, and what did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Sequence

PASTED = "what you pasted"
_SHOWN = 4


def brought(what: str, photos: int) -> str:
    """Return a sentence for what came in whole."""
    name = "What you pasted" if what == PASTED else what
    photo_words = f", with {_count(photos, 'photo')}" if photos else ""
    return f"{name} is in the text{photo_words}."


def left_behind(what: str, warnings: Sequence[str], problem: str = "") -> BadFile:
    """Return what a writer has to look at; it stays on the screen until it is closed."""
    if problem:
        return BadFile(
            problem,
            safe="Its plain words are in the text, every one of them.",
            next_step=" ".join(warnings[:_SHOWN]),
        )
    pictures = [words for words in warnings if words.startswith(("A picture", "The picture"))]
    if pictures and len(pictures) == len(warnings):
        head = f"{_count(len(pictures), 'picture')} did not come along as a photo."
    elif len(warnings) == 1:
        head = warnings[0]
    else:
        head = f"{len(warnings)} things to look at in {what}:"
    return BadFile(
        head,
        safe="" if head == warnings[0] else listed(warnings),
        next_step="Every word is in the text.",
    )


def listed(warnings: Sequence[str]) -> str:
    """Return the first sentences, and how many more there are."""
    more = len(warnings) - _SHOWN
    words = " ".join(warnings[:_SHOWN])
    return f"{words} And {more} more of the kind." if more > 0 else words


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
