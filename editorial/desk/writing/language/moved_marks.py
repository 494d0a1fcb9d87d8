"""The marks of one line while it is written: moved along by each key, not found anew.

Spelling and house style of a paragraph take several times as long as the key itself. Offsets are
UTF-16 units, as Qt's documents count them; a text that Python counts otherwise is not moved.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.desk.writing.language.proof import Mark

_LONGEST_EDIT = 80
"""Characters taken out and put in; what changes more is another line."""


class MovedMarks:
    """What was found in a line last, and where it stands after the next key."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._marks: tuple[Mark, ...] = ()

    def keep(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Remember what was found in a line."""
        self._text, self._marks = text, marks

    def forget(self) -> None:
        """Let the next look find anew."""
        self._text = None

    def moved_to(self, text: str) -> tuple[Mark, ...] | None:
        """Return the marks of the line that became ``text``; those that the edit touches are gone.

        None where nothing is remembered, or where it is not the same line.
        """
        old = self._text
        if old is None or len(old) != _units(old) or len(text) != _units(text):
            return None
        start = _alike(old, text)
        end = len(old) - _alike(old[start:][::-1], text[start:][::-1])
        by = len(text) - len(old)
        if (end - start) + (end + by - start) > _LONGEST_EDIT:
            return None
        moved = tuple(
            mark if mark.end < start else replace(mark, start=mark.start + by, end=mark.end + by)
            for mark in self._marks
            if mark.end < start or mark.start > end
        )
        self._text, self._marks = text, moved
        return moved


def _alike(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))


def _units(text: str) -> int:
    return len(text) if text.isascii() else sum(1 + (ord(letter) > 0xFFFF) for letter in text)
