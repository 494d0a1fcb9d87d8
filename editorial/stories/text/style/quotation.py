"""Quotation marks of the languages, and where somebody else's words begin and end."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENGLISH = ("“", "”")
_MARKS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "lt", "is", "et", "lv", "sq", "ka"), ("„", "“")),
    **dict.fromkeys(("pl", "ro", "hu", "hr", "sr", "bs"), ("„", "”")),
    **dict.fromkeys(("sv", "fi"), ("”", "”")),
    **dict.fromkeys(("ru", "uk", "be", "nb", "nn", "no"), ("«", "»")),
    "fr": ("«\u00a0", "\u00a0»"),
}


def marks(language: str) -> tuple[str, str]:
    """Return the opening and closing mark of a language; French ones with their space."""
    return _MARKS.get(language.replace("_", "-").partition("-")[0].lower(), ENGLISH)


def quotation_spans(
    paragraphs: Iterable[tuple[int, int]], found: Iterable[Sequence[tuple[int, str]]]
) -> Iterator[tuple[int, int]]:
    """Yield where each quotation begins and ends; one without an end ends with its paragraph.

    ``found`` are the marks of each paragraph, as `marks_in` gives them.
    """
    for (_, end), signs in zip(paragraphs, found, strict=True):
        opened: int | None = None
        for position, kind in signs:
            if kind == "open":
                opened = position if opened is None else opened
            elif opened is not None:
                yield opened, position + 1
                opened = None
        if opened is not None:
            yield opened, end


def marks_in(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, str]]:
    """Yield position and kind (``open``, ``close``) of each mark between ``start`` and ``end``."""
    opening, closing, pattern = _signs(language)
    straight = False
    same = False
    for match in pattern.finditer(text, start, end):
        sign, position = match.group(), match.start()
        if sign == '"':
            if not straight and text[position - 1 : position].isdigit():
                continue  # inches, or seconds of an arc
            yield position, "close" if straight else "open"
            straight = not straight
        elif opening == closing:
            yield position, "close" if same else "open"
            same = not same
        else:
            yield position, "open" if sign == opening else "close"


@functools.lru_cache(maxsize=64)
def _signs(language: str) -> tuple[str, str, re.Pattern[str]]:
    opening, closing = (mark.strip("\u00a0") for mark in marks(language))
    return opening, closing, re.compile(f'[{opening}{closing}"]')
