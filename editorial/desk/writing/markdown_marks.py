"""Which characters of a line of Markdown are marks, and what they do to the words between.

Pure: one line in, spans out, so that the highlighter can work a line at a time.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a span of characters is."""

    MARK = auto()
    BOLD = auto()
    ITALIC = auto()
    HEADING = auto()
    QUOTE = auto()
    CODE = auto()
    LINK = auto()
    ADDRESS = auto()
    PHOTO = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """``length`` characters of one kind from ``start``; later spans lie on earlier ones."""

    start: int
    length: int
    kind: Kind


PHOTO_LINE = re.compile(
    r"^\s*!\[[^\]\n]*\]\(photo:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\)\s*$"
)
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_HEADING = re.compile(r"^(#{1,6}\s+)(.*)$")
_QUOTE = re.compile(r"^((?:\s{0,3}>\s?)+)")
_LIST = re.compile(r"^(\s*(?:[-*+]|\d{1,3}[.)])\s+)")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_CODE = re.compile(r"(`+)([^`]+)\1")
_LINK = re.compile(r"(!?\[)([^\]\n]*)(\]\()([^)\s]*(?:\s+\"[^\"]*\")?)(\))")
_REFERENCE = re.compile(r"\[\^[^\]\s]+\]:?")
_STRONG = re.compile(
    r"(?<![\w*\\])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w])|(\*\*)(?=\S)(.+?)(?<=\S)\3"
)
_EMPHASIS = re.compile(
    r"(?<![*\w\\])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?!\*)|(?<![_\w\\])_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)"
)
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()#+\-.!>]")


def photo_of(line: str) -> uuid.UUID | None:
    """Return the photo whose mark stands alone on ``line``, or None."""
    found = PHOTO_LINE.match(line)
    return uuid.UUID(found[1]) if found else None


def photo_mark(photo_id: uuid.UUID) -> str:
    """Return the mark that stands for a photo in a body, alone in its paragraph."""
    return f"![](photo:{photo_id})"


def is_fence(line: str) -> bool:
    """Return whether ``line`` opens or closes a block of code."""
    return _FENCE.match(line) is not None


def spans(line: str, *, in_code: bool = False) -> list[Span]:
    """Return the spans of one line; ``in_code`` says that a fence above is still open."""
    if not line:
        return []
    if is_fence(line):
        return [Span(0, len(line), Kind.MARK)]
    if in_code:
        return [Span(0, len(line), Kind.CODE)]
    if PHOTO_LINE.match(line):
        return [Span(0, len(line), Kind.PHOTO)]
    if _RULE.match(line):
        return [Span(0, len(line), Kind.MARK)]
    found: list[Span] = []
    if heading := _HEADING.match(line):
        found.append(Span(0, len(line), Kind.HEADING))
        found.append(Span(0, len(heading[1]), Kind.MARK))
    elif quote := _QUOTE.match(line):
        found.append(Span(0, len(line), Kind.QUOTE))
        found.append(Span(0, len(quote[1]), Kind.MARK))
    elif item := _LIST.match(line):
        found.append(Span(0, len(item[1]), Kind.MARK))
    return found + _inline(line)


def _inline(line: str) -> list[Span]:
    found: list[Span] = []
    text = line
    for escape in _ESCAPE.finditer(text):
        found.append(Span(escape.start(), 1, Kind.MARK))
        text = _blank(text, escape.start(), escape.end())
    for code in _CODE.finditer(text):
        ticks = len(code[1])
        found += [
            Span(code.start(), len(code[0]), Kind.CODE),
            Span(code.start(), ticks, Kind.MARK),
            Span(code.end() - ticks, ticks, Kind.MARK),
        ]
        text = _blank(text, code.start(), code.end())
    for link in _LINK.finditer(text):
        found += [
            Span(link.start(1), len(link[1]), Kind.MARK),
            Span(link.start(2), len(link[2]), Kind.LINK),
            Span(link.start(3), link.end() - link.start(3), Kind.ADDRESS),
        ]
        text = _blank(text, link.start(3), link.end())
    for reference in _REFERENCE.finditer(text):
        found.append(Span(reference.start(), len(reference[0]), Kind.ADDRESS))
    for strong in _STRONG.finditer(text):
        found += _wrapped(strong, 2, Kind.BOLD)
        text = _blank(_blank(text, strong.start(), strong.start() + 2), strong.end() - 2)
    for emphasis in _EMPHASIS.finditer(text):
        found += _wrapped(emphasis, 1, Kind.ITALIC)
    return found


def _wrapped(match: re.Match[str], width: int, kind: Kind) -> list[Span]:
    start, end = match.span()
    return [
        Span(start + width, end - start - 2 * width, kind),
        Span(start, width, Kind.MARK),
        Span(end - width, width, Kind.MARK),
    ]


def _blank(text: str, start: int, end: int | None = None) -> str:
    """Return ``text`` of the same length with marks there no longer seen as marks."""
    end = start + 2 if end is None else end
    return f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
