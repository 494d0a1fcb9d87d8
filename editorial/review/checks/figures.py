"""Numbers in headline and dek against the text, and how a number is read in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.review.checks.results import CheckResult
from editorial.stories.text.prose import cover
from editorial.stories.text.style.number_words import LABELS, SMALL, TENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject

_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6,
    "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
    "mio": 1e6, "millionen": 1e6, "mrd": 1e9, "milliarden": 1e9, "milliards": 1e9,
}  # fmt: skip
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_WORDS = {word: value for value, word in enumerate(SMALL)} | TENS
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_FIGURE = re.compile(
    r"(?P<money>[$€£¥]\s?)?"
    r"(?P<digits>\d{1,3}(?:[,.\u00a0\u202f’ ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?:[ \u00a0-]?(?P<scale>{_SCALE})(?!\w))?"
    r"(?P<percent>[ \u00a0]?(?:%|per ?cent\b|percent\b|Prozent\b))?",
    re.IGNORECASE,
)
_NUMBER_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_IN_WORDS = re.compile(
    rf"\b(?:{_NUMBER_WORD}|an?(?=[ -](?:hundred|thousand|million|billion|trillion)\b))"
    rf"(?:(?:[ -]|[ ]and[ ])(?:{_NUMBER_WORD}|hundred|thousand|million|billion|trillion)\b)*\b"
    r"(?P<percent>[ \u00a0](?:per ?cent|percent)\b)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(rf"\b(?:{'|'.join(_FRACTIONS)})s?\b", re.IGNORECASE)
_LISTED = re.compile(
    r"[ \u00a0](?:\w+[ ])?(?:things|ways|reasons|questions|facts|charts|takeaways|lessons|steps|"
    r"tips|maps|photos|pictures|points|scenarios|books|films|songs)\b",
    re.IGNORECASE,
)
"""“Five things to know”: the text counts by having five parts."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_]{3,})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f’ ]\d{3})+")
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text. ``exact`` is the size of the last digit given: 1.2 million: 100,000."""

    start: int
    end: int
    words: str
    value: float
    exact: float
    kind: str = ""
    """``%``, ``money`` or empty."""


def figures_agree(subject: Subject) -> Iterator[CheckResult]:
    """Yield one line for each number in headline and dek that the text does not have."""
    body = subject.story.body
    if not body.strip():
        return
    is_english = subject.story.language.lower().startswith("en")
    inside = list(figures(body, in_words=is_english, whole=False))
    for field, text in (("headline", subject.story.headline), ("dek", subject.story.dek)):
        for figure in figures(text, in_words=is_english):
            if _is_free(figure, text, subject, is_english=is_english):
                continue
            if any(agree(figure, other) for other in inside):
                continue
            near = _nearest(figure, inside)
            if _is_small_word(figure):
                # The text may count “nine exceptions” by naming them; “ten exceptions” differs.
                near = _same_noun(figure, text, inside, body)
                if near is None:
                    continue
            other = f"; the text has “{near.words}”" if near else ", which the text does not have"
            yield CheckResult(
                "figure_differs",
                "warn",
                field,
                f"The {field} says “{figure.words}”{other}",
                "Show it",
                quote=figure.words,
            )


def figures(text: str, *, in_words: bool, whole: bool = True) -> Iterator[Figure]:
    """Yield the numbers of a text; with ``whole`` none that is part of a name, date or time."""
    prose = cover(text)
    for match in _FIGURE.finditer(prose):
        if whole and _is_part(prose, *match.span()):
            continue
        value, exact = _read(match.group("digits"))
        scale = _SCALES[match.group("scale").lower()] if match.group("scale") else 1.0
        kind = "%" if match.group("percent") else "money" if match.group("money") else ""
        yield Figure(*match.span(), match.group().strip(), value * scale, exact * scale, kind)
    if not in_words:
        return
    for match in _IN_WORDS.finditer(prose):
        number = _value(match.group())
        if number > 1:
            kind = "%" if match.group("percent") else ""
            yield Figure(*match.span(), match.group(), number, _last_place(number), kind)
    if not whole:
        for match in _FRACTION.finditer(prose):
            share = _FRACTIONS[match.group().lower().removesuffix("s")]
            yield Figure(*match.span(), match.group(), share, 1.0, "%")


def agree(said: Figure, found: Figure) -> bool:
    """Whether a number says the same as another, which may be more exact."""
    if said.value == found.value:
        return True
    if said.value < 10 and said.exact >= 1:
        return False
    # 1.2 million for 1,213,456; 1,200 for 1,187.
    room = max(said.exact, _last_place(said.value) if said.exact >= 1 and not _year(said) else 0)
    room = min(room, abs(said.value) * 0.05)
    return abs(said.value - found.value) <= room / 2 + 1e-9


def _year(figure: Figure) -> bool:
    return not figure.kind and figure.exact == 1 and figure.value in _YEARS


def _is_free(figure: Figure, text: str, subject: Subject, *, is_english: bool) -> bool:
    """Whether a number needs no other half in the text."""
    if figure.value <= (1 if is_english else 12) and not figure.kind:
        return True  # one; or small, and in the text as a word of a language not read here
    if _LISTED.match(text, figure.end):
        return True
    before = _WORD_BEFORE.search(text, 0, figure.start)
    if before is not None and before.group(1).lower() in LABELS:
        return True  # page six, Pier 4
    return _year(figure) and abs(figure.value - subject.goes_at.year) <= 1


def _is_small_word(figure: Figure) -> bool:
    return figure.words.isalpha() and figure.value <= 12


def _same_noun(figure: Figure, text: str, others: list[Figure], body: str) -> Figure | None:
    """Return the number in the text that counts the same things."""
    noun = _WORD_AFTER.match(text, figure.end)
    for other in others if noun else ():
        after = _WORD_AFTER.match(body, other.end)
        if after and noun and after.group(1).lower() == noun.group(1).lower():
            return other
    return None


def _nearest(figure: Figure, others: list[Figure]) -> Figure | None:
    """Return the number that was probably meant."""
    alike = [
        other
        for other in others
        if other.kind == figure.kind
        and _year(other) == _year(figure)
        and other.value > 0
        and figure.value > 0
        and max(other.value, figure.value) / min(other.value, figure.value) <= 3
    ]
    return min(alike, key=lambda other: abs(other.value - figure.value), default=None)


def _is_part(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() or before in {"/", ":", "#", "_", "’", "'"}:
        return True
    if before in {"-", "–"} and text[start - 2 : start - 1].isalpha():
        return True  # COVID-19, F-16
    if after.isalpha():
        return not text.startswith(("s", "th", "st", "nd", "rd"), end)
    return after in {"/", ":"}


def _read(digits: str) -> tuple[float, float]:
    """Return value and size of the last digit: ``1,200`` and ``1.200`` are one number."""
    groups = _THOUSANDS.match(digits)
    if groups and not (len(digits) > groups.end() and digits[groups.end()].isdigit()):
        whole = re.sub(r"\D", "", groups.group())
        rest = digits[groups.end() + 1 :]
        return float(f"{whole}.{rest or 0}"), 10.0 ** -len(rest) if rest else 1.0
    whole, _, rest = digits.replace(",", ".").partition(".")
    return float(f"{whole}.{rest or 0}"), 10.0 ** -len(rest) if rest else 1.0


def _value(words: str) -> float:
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
    return total + part


def _last_place(value: float) -> float:
    """Return the size of the last digit that is not 0: 100 for 1,200."""
    place = 1.0
    whole = int(value)
    while whole and whole % 10 == 0:
        whole //= 10
        place *= 10
    return place
