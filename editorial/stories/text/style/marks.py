"""Rules about marks: quotation marks, dashes, the ellipsis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.stories.text.prose import COVER
from editorial.stories.text.style.quotation import marks
from editorial.stories.text.style.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.stories.text.style.passage import Passage

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=\w)'(?!\w)|(?<!\w)'(?=\d\ds?\b|(?:tis|twas|em|n)\b)")
_LEAD = re.compile(r"[\s>*_]*(?:[-+][ \t]+)?[\s*_]*")
_DASH = re.compile(
    r"(?<=\S)[ \t\u00a0]+(?P<spaced>-{1,3}|–|—)[ \t\u00a0]+(?=\S)"
    r"|(?<=[^\W_])(?P<closed>-{2,3}|—)(?=[^\W_])"
)
_DASH_FORMS = {"spaced-en": " – ", "closed-em": "—", "spaced-em": " — "}
_ELLIPSIS = {
    "…": re.compile(r"(?<!\.)\.{3}(?!\.)|(?<=\w)(?<!\. )\. \. \.(?! ?\.)"),
    "...": re.compile(r"…"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StraightQuotes(Rule):
    """The typewriter's quotation marks; with ``apostrophes`` its apostrophes as well."""

    apostrophes: bool = False

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each mark, with the one that its place asks for in the story's language."""
        text = passage.covered
        opening, closing = marks(passage.language)
        if '"' in text:
            for signs in passage.quotation_marks:
                for position, kind in signs:
                    if text[position] == '"':
                        fix = opening if kind == "open" else closing
                        yield Hit(position, position + 1, "Straight quotation mark", fix)
        if self.apostrophes and "'" in text:
            for match in _APOSTROPHE.finditer(text):
                yield Hit(match.start(), match.end(), "Straight apostrophe", "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclosedQuotes(Rule):
    """A quotation that does not end with its paragraph, or ends without having begun.

    A quotation over several paragraphs is right as newspapers write it: each begins with a
    mark, and only the last one ends with one.
    """

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield the mark that stands alone, with the word beside it."""
        text = passage.covered
        starts = [start for start, _ in passage.paragraphs]
        for number, (start, end) in enumerate(passage.paragraphs):
            opened: list[int] = []
            for position, kind in passage.quotation_marks[number]:
                if kind == "open":
                    opened.append(position)
                elif opened:
                    opened.pop()
                else:
                    begin = _word_start(text, start, position)
                    yield Hit(begin, position + 1, "This quotation was never opened")
            if not opened:
                continue
            after = (
                text[starts[number + 1] : starts[number + 1] + 40]
                if number + 1 < len(starts)
                else ""
            )
            after = after or passage.following[:40]
            sign = text[opened[-1]]
            if len(opened) == 1 and _LEAD.sub("", after, count=1).startswith(sign):
                continue
            yield Hit(opened[-1], _word_end(text, end, opened[-1]), "This quotation is not closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashes(Rule):
    """Dashes between words: ``form`` is spaced-en, closed-em, spaced-em or auto.

    ``auto`` is the spaced en dash, in American English the closed em dash; where the English
    is not said, both are right and only hyphens are found.
    """

    form: str = "auto"

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each dash of another form."""
        text = passage.covered
        if " -" not in text and "–" not in text and "—" not in text and "--" not in text:
            return
        either = self.form == "auto" and passage.language.lower() == "en"
        form = self.form
        if form == "auto":
            form = "closed-em" if passage.language.lower() == "en-us" else "spaced-en"
        wanted = _DASH_FORMS[form]
        for match in _DASH.finditer(text):
            start, end = match.span()
            sign = match.group("spaced") or match.group("closed")
            if either and not sign.startswith("-"):
                continue
            line_start = text.rfind("\n", 0, start) + 1
            is_sum = text[start - 1].isdigit() and text[end].isdigit()
            if is_sum or passage.in_table(start) or not text[line_start:start].strip(" \t>-*+"):
                continue
            if COVER in (text[start - 1], text[end]) and match.group("closed"):
                continue
            name = "Hyphen" if sign.startswith("-") else "Dash"
            yield Hit(start, end, f"{name} as a dash: here it is “{wanted}”", wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ellipsis(Rule):
    """Three dots as one sign, or the other way about: ``form`` is ``…`` or ``...``."""

    form: str = "…"

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each ellipsis of the other form."""
        text = passage.covered
        if "…" not in text and "..." not in text and ". ." not in text:
            return
        for match in _ELLIPSIS[self.form].finditer(text):
            yield Hit(match.start(), match.end(), f"Here an ellipsis is “{self.form}”", self.form)


def _word_end(text: str, end: int, position: int) -> int:
    at = position + 1
    while at < end and not text[at].isspace():
        at += 1
    return at


def _word_start(text: str, start: int, position: int) -> int:
    at = position
    while at > start and not text[at - 1].isspace():
        at -= 1
    return at
