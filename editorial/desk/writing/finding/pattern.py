"""What is looked for in a manuscript: words, or a regular expression.

Offsets are UTF-16 units, as Qt's documents count them. Words are found by Python's `re`, which
is ten times faster on a long story; a regular expression is Qt's, which gives up on one that
would run for hours. It looks at one line at a time, so that it never joins paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression

from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRegularExpressionMatch

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Who types a straight mark looks for a curly one as well.
_ALIKE = {"'": "['‘’‚]", '"': '["“”„]', "-": "[-‐‑]", " ": "[ \u00a0\u202f]"}
_REFERENCE = re.compile(r"\\([0-9]|[nt\\])|\$([0-9])")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for."""

    words: str
    case: bool = False
    whole: bool = False
    regular: bool = False


class Pattern:
    """Finds and replaces. Raises `WrongUsage` for a regular expression that is none."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._words: re.Pattern[str] | None = None
        self._regular = QRegularExpression()
        if wanted.regular:
            self._regular = _regular(wanted)
        elif wanted.words:
            body = "".join(_ALIKE.get(letter, re.escape(letter)) for letter in units(wanted.words))
            if wanted.whole:
                body = rf"(?<!\w){body}(?!\w)"
            self._words = re.compile(body, 0 if wanted.case else re.IGNORECASE)

    def spans(self, text: str) -> list[tuple[int, int]]:
        r"""Return (start, length) of each match in a text with ``\n`` between its lines.

        Raises `WrongUsage` for an expression that takes too long.
        """
        return [(start, length) for start, length, _ in self._found(units(text), None)]

    def changes(self, text: str, template: str) -> list[tuple[int, int, str]]:
        r"""Return (start, length, new words) of each match.

        In the template of a regular expression ``\1`` or ``$1`` stands for a group, ``\n`` for a
        new line; otherwise it is taken as it is. Raises `WrongUsage` as `spans` does.
        """
        return self._found(units(text), template)

    def _found(self, text: str, template: str | None) -> list[tuple[int, int, str]]:
        if self.wanted.regular:
            found: list[tuple[int, int, str]] = []
            start = 0
            for line in text.split("\n"):
                found += self._in_line(line, start, template)
                start += len(line) + 1
            return found
        if self._words is None:
            return []
        new = template or ""
        return [
            (match.start(), match.end() - match.start(), new)
            for match in self._words.finditer(text)
        ]

    def _in_line(
        self, line: str, start: int, template: str | None
    ) -> Iterator[tuple[int, int, str]]:
        matches = self._regular.globalMatch(line)
        if not matches.isValid():
            raise _too_slow()
        while matches.hasNext():
            match = matches.next()
            if length := match.capturedLength():
                new = _filled(template, match) if template else ""
                yield start + match.capturedStart(), length, new


def units(text: str) -> str:
    """Return ``text`` with one character for each UTF-16 unit."""
    return text if text.isascii() else _ASTRAL.sub(_split, text)


def whole(text: str) -> str:
    """Return what `units` took apart as one again."""
    return text if text.isascii() else _SURROGATES.sub(_join, text)


def _split(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _join(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _regular(wanted: Wanted) -> QRegularExpression:
    option = QRegularExpression.PatternOption
    options = option.UseUnicodePropertiesOption
    if not wanted.case:
        options |= option.CaseInsensitiveOption
    words = rf"\b(?:{wanted.words})\b" if wanted.whole else wanted.words
    # Judged without what is put around it, so that the place of a mistake is the typed one.
    typed = QRegularExpression(wanted.words, options)
    if not typed.isValid():
        place = max(typed.patternErrorOffset(), 0) + 1
        raise WrongUsage(
            f"Not a regular expression yet: {typed.errorString()}, at character {place}.",
            next_step="Turn “.*” off to look for exactly these characters.",
        )
    return QRegularExpression(words, options)


def _too_slow() -> WrongUsage:
    return WrongUsage(
        "This expression has too many ways to match and was given up.",
        next_step="Make it simpler: no repeat inside a repeat.",
    )


def _filled(template: str, match: QRegularExpressionMatch) -> str:
    def put(found: re.Match[str]) -> str:
        mark = found[1] or found[2]
        if mark.isdigit():
            return match.captured(int(mark))
        return {"n": "\n", "t": "\t", "\\": "\\"}[mark]

    return _REFERENCE.sub(put, template)
