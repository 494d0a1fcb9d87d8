"""A text as the rules read it: prose only, in words and paragraphs, with what is quoted."""

from __future__ import annotations

import bisect
import re
from functools import cached_property

from editorial.stories.text.prose import cover
from editorial.stories.text.spelling.dictionaries import primary
from editorial.stories.text.style.quotation import marks_in, quotation_spans

_WORD = re.compile(r"[^\W_]+")
# A paragraph ends at an empty line; a heading, list item, note or row of a table is one itself.
_PARAGRAPH_START = re.compile(
    r"\A|\n(?:[ \t>]*\n)+|\n(?=[ \t>]*(?:[-*+] |\d{1,9}[.)] |#{1,6} |\||\ufffc+ ))"
)
_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)?[ \t]*")
_BLOCK_QUOTE = re.compile(r"^[ \t]{0,3}>[^\n]*$", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]*_]*\Z")
_OPENING = "“„«\"‘'([*_\u00a0"
_LOOK_BACK = 24


class Passage:
    """Markdown with everything a rule may ask about it. Each part is found at the first question.

    ``covered`` has the length of ``text``; what is no prose is a `COVER`.
    """

    def __init__(
        self, text: str, language: str, *, following: str = "", is_headline: bool = False
    ) -> None:
        self.text = text
        self.language = language
        self.primary = primary(language)
        self.following = following
        self.is_headline = is_headline
        self.covered = cover(text)

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Every run of letters and digits; slower to come by than `lowered`."""
        return list(_WORD.finditer(self.covered))

    @cached_property
    def lowered(self) -> list[str]:
        """The words in small letters, in the same order."""
        return [word.lower() for word in _WORD.findall(self.covered)]

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each paragraph, without the marks before its first word."""
        breaks = list(_PARAGRAPH_START.finditer(self.covered))
        ends = [match.start() for match in breaks[1:]] + [len(self.covered)]
        spans: list[tuple[int, int]] = []
        for match, end in zip(breaks, ends, strict=True):
            lead = _LEAD.match(self.covered, match.end(), end)
            start = lead.end() if lead else match.end()
            if start < end:
                spans.append((start, end))
        return spans

    @cached_property
    def quotation_marks(self) -> list[list[tuple[int, str]]]:
        """Position and kind (``open``, ``close``) of the marks in each paragraph."""
        return [
            list(marks_in(self.covered, start, end, self.language))
            for start, end in self.paragraphs
        ]

    def in_quotation(self, position: int) -> bool:
        """Whether what stands there is somebody else's words."""
        index = bisect.bisect_right(self._quoted_starts, position) - 1
        return index >= 0 and position < self._quoted[index][1]

    def starts_sentence(self, position: int) -> bool:
        """Whether a sentence, or a paragraph, begins there."""
        index = bisect.bisect_right(self._paragraph_starts, position) - 1
        begin = self.paragraphs[index][0] if index >= 0 else 0
        from_ = max(begin, position - _LOOK_BACK)
        before = self.covered[from_:position].rstrip(_OPENING)
        if not before.strip():
            return from_ == begin
        return before[-1].isspace() and _SENTENCE_END.search(before.rstrip()) is not None

    def line_of(self, position: int) -> str:
        """Return the line around a position."""
        start = self.covered.rfind("\n", 0, position) + 1
        end = self.covered.find("\n", position)
        return self.covered[start : end if end >= 0 else len(self.covered)]

    def in_table(self, position: int) -> bool:
        """Whether the line is a row of a table."""
        return self.line_of(position).lstrip().startswith("|")

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        spans = list(quotation_spans(self.paragraphs, self.quotation_marks))
        spans += [match.span() for match in _BLOCK_QUOTE.finditer(self.covered)]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [start for start, _ in self._quoted]
