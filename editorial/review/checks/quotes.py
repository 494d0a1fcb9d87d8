"""Rules about pairs: a quote that is opened is closed, and so is a bracket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.review.checks.passages import around, captions, texts
from editorial.review.checks.results import CheckResult
from editorial.stories.text.style.passage import Passage
from editorial.stories.text.style.quotation import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject

_SIGNS = re.compile(r"[“”„«»\"()\[\]‘‚]")
_LABEL = re.compile(r"(?:^|[\s\ufffc])(?:\w{1,3}|[:;]['’-]?)\Z")
"""``a)``, ``12)`` and ``:)`` close nothing."""
_SINGLE_END = re.compile(r"’(?!\w)")
_BACKWARD_APOSTROPHE = re.compile(r"‘(?:\d|em\b|tis\b|twas\b|til\b|cause\b|n[’‘])", re.IGNORECASE)
_REVERSED = frozenset({"de", "da", "cs", "sk", "sl", "hr", "sr", "bs", "hu", "pl"})
"""Languages of which books quote »so«."""
_BRACKETS = {")": "(", "]": "["}


def quotes_closed(subject: Subject) -> Iterator[CheckResult]:
    """Yield one line for each text with a quote or a bracket that has no other half."""
    for field, text in (*texts(subject), *captions(subject)):
        found = list(unpaired(text, subject.story.language))
        if found:
            place, sign = found[0]
            more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
            passage = around(text, place, min(len(text), place + 24))
            yield CheckResult(
                "quote_open",
                "warn",
                field,
                f"{_words(sign)}: {passage}{more}",
                "Show it",
                quote=passage,
            )


def unpaired(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield place and sign of the first mark of each paragraph that lacks its other half.

    A quote that goes on in the next paragraph stays open if that one opens it again: the
    convention of English and French printers.
    """
    passage = Passage(text, language)
    spans = passage.paragraphs
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else None
        found = _in_paragraph(passage, start, end)
        if found is None:
            continue
        place, sign = found
        goes_on = following is not None and sign in '“„«"‘‚' and not _closes(passage, place)
        if goes_on and following is not None:
            again = passage.covered[following : following + 2]
            if sign in again:
                continue
        yield place, sign


def _in_paragraph(passage: Passage, start: int, end: int) -> tuple[int, str] | None:
    """Return the earliest unpaired mark, or None."""
    text, quotes, brackets = passage.covered, list[tuple[int, str]](), list[tuple[int, str]]()
    strays: list[tuple[int, str]] = []
    for match in _SIGNS.finditer(text, start, end):
        place, sign = match.start(), match.group()
        if sign in "([":
            brackets.append((place, sign))
        elif sign in ")]":
            if brackets and brackets[-1][1] == _BRACKETS[sign]:
                brackets.pop()
            elif not _LABEL.search(text, max(start, place - 4), place):
                strays.append((place, sign))
        elif sign in "‘‚":
            if not _single_closed(passage, place, sign, end):
                strays.append((place, sign))
        else:
            _take_quote(passage, quotes, strays, (place, sign))
    return min((*quotes, *brackets, *strays), default=None)


def _take_quote(
    passage: Passage,
    quotes: list[tuple[int, str]],
    strays: list[tuple[int, str]],
    mark: tuple[int, str],
) -> None:
    place, sign = mark
    top = quotes[-1][1] if quotes else ""
    opening, closing = (one.strip("\u00a0") for one in marks(passage.language))
    if sign == '"':
        if top == '"':
            quotes.pop()
        elif not passage.covered[place - 1 : place].isdigit():  # else inches
            quotes.append(mark)
    elif sign == "”":
        if top in {"“", "„"} or (top == "”" and opening == closing):
            quotes.pop()
        else:
            (quotes if opening == "”" else strays).append(mark)
    elif sign == "“":
        if top == "„":
            quotes.pop()
        else:
            quotes.append(mark)
    elif sign == "„":
        quotes.append(mark)
    elif top and top in "«»" and top != sign:
        quotes.pop()
    elif sign == "«" or passage.primary in _REVERSED:
        quotes.append(mark)
    else:
        strays.append(mark)


def _single_closed(passage: Passage, place: int, sign: str, end: int) -> bool:
    """Whether a single quote ends later; where it is none at all, that is as good."""
    text = passage.covered
    if sign == "‚":
        return "‘" in text[place:end] or "’" in text[place:end]
    opening = marks(passage.language)[0]
    if opening != "“" or text[place - 1 : place].isalnum():
        return True  # it closes, or stands for an apostrophe
    if _BACKWARD_APOSTROPHE.match(text, place):
        return True
    return _SINGLE_END.search(text, place + 1, end) is not None


def _closes(passage: Passage, place: int) -> bool:
    """Whether a mark at the end of a word cannot be an opening one."""
    return passage.covered[place - 1 : place].isalnum()


def _words(sign: str) -> str:
    if sign in "([":
        return "A bracket is opened and not closed"
    if sign in ")]":
        return "A bracket is closed that was not opened"
    if sign in "”»":
        return "A quote is closed that was not opened"
    return "A quote is opened and not closed"
