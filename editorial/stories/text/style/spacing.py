"""Rules about what a hurried hand leaves: doubled words, doubled spaces, stray spaces, ``TK``."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.stories.text.style.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.stories.text.style.passage import Passage

TO_COME = re.compile(r"(?<![\w.])(?:TK)+(?!\w)|\[[tT][kK]\b[^\]\n]*\]")
"""Newsroom usage: TK, "to come", alone or doubled, or in brackets with what is missing."""

_BETWEEN = re.compile(r"[ \t\u00a0]*(?:[ \t\u00a0]|\n)[ \t\u00a0]*")
_BETWEEN_QUOTED_LINES = re.compile(r"[ \t]*\n[ \t]*>[ \t>]*")
_DOUBLE_SPACE = re.compile(r"(?<=\S)(?: {2,}|\u00a0 | \u00a0)(?=\S)")
_LIST_MARK = re.compile(r"[ \t>]*(?:[-*+>]|\d{1,9}[.)]|#{1,6})")
_SPACE_AND_MARK = re.compile(r" [,;:!?.]|[\t\u00a0]")
_SPACE_BEFORE = re.compile(r"(?<=[\w”’)\]*])[ \t\u00a0]+(?=[,!?.](?:[\s”’\"')*]|\Z)|[;:](?:\s|\Z))")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubledWords(Rule):
    """The same word twice, also across the end of a line. ``allowed`` may stand twice."""

    allowed: tuple[str, ...] = ()

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each doubled word; names like Bora Bora are left alone."""
        text, lowered = passage.covered, passage.lowered
        doubled = [
            index for index, same in enumerate(map(operator.eq, lowered, lowered[1:])) if same
        ]
        for index in doubled:
            if lowered[index] in self.allowed or lowered[index].isdigit():
                continue
            words = passage.words
            first, second = words[index], words[index + 1]
            start, end = first.span()[0], second.span()[1]
            if (first.group()[0].isupper() and second.group()[0].isupper()) or (
                text[start - 1 : start] in ("-", "‐", "’", "'", "_")
                or text[end : end + 1] in ("-", "‐", "_")
                or (text[end : end + 1] in ("’", "'") and text[end + 1 : end + 2].isalpha())
            ):
                continue
            between = text[first.end() : second.start()]
            message = f"“{first.group()} {second.group()}”: the word is doubled"
            if _BETWEEN.fullmatch(between):
                yield Hit(start, end, message, first.group())
            elif _BETWEEN_QUOTED_LINES.fullmatch(between):
                yield Hit(start, end, message)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubledSpaces(Rule):
    """Two spaces between words; two at a line's end are Markdown's line break."""

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each run of spaces, but not those that line up a list or a table."""
        if "  " not in passage.covered and "\u00a0" not in passage.covered:
            return
        for match in _DOUBLE_SPACE.finditer(passage.covered):
            start = match.start()
            line_start = passage.covered.rfind("\n", 0, start) + 1
            if passage.in_table(start) or _LIST_MARK.fullmatch(passage.covered, line_start, start):
                continue
            yield Hit(start, match.end(), "Doubled space", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceBeforePunctuation(Rule):
    """A space before a comma, full stop, colon … French has one there."""

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each such space."""
        if passage.primary == "fr" or not _SPACE_AND_MARK.search(passage.covered):
            return
        for match in _SPACE_BEFORE.finditer(passage.covered):
            start, end = match.span()
            if not passage.in_table(start) and not passage.covered.startswith("..", end):
                sign = passage.covered[end]
                yield Hit(start, end + 1, f"Space before “{sign}”", sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCome(Rule):
    """``TK``: words that are still to come."""

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each mark."""
        if "TK" not in passage.covered and "[" not in passage.covered:
            return
        for match in TO_COME.finditer(passage.covered):
            yield Hit(match.start(), match.end(), f"“{match.group()}”: still to come")
