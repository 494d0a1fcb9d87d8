"""Rules about numbers, per cent, dates and times in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.stories.text.style.number_words import LABELS, MONTH, SMALL, TENS, UNITS
from editorial.stories.text.style.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.stories.text.style.passage import Passage


# Signs that make a number part of something else: a date, a score, a sum of money, an address.
_DIGIT = re.compile(
    r"(?<![\w.,:/’'$£€¥₹#№§+−=–—‐\-^~\ufffc(\[{])\d{1,2}(?![\w:/%‰°\x22″’'‐–—\-)\]}=+\ufffc]|[.,]\d)"
)
_BEFORE = re.compile(r"([^\W_]+)[.,]?[ \t\u00a0]+\Z")
_AFTER = re.compile(r"[ \t\u00a0]+([^\W_]+|\S)")
_WORD_NUMBER = re.compile(
    rf"(?<![\w\-‐’'])(?:(?:{'|'.join(TENS)})(?:[-‐](?:{'|'.join(SMALL[1:10])}))?"
    rf"|{'|'.join(SMALL[10:])})(?![\w‐\-’'])",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"\d(?P<form>[ \u00a0]?%|[ \u00a0][Pp][Ee][Rr] ?[Cc][Ee][Nn][Tt]\b)")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_MONTH_ORDINAL = re.compile(rf"\b(?P<month>{MONTH})[ \u00a0](?P<day>\d{{1,2}})(?:st|nd|rd|th)\b")
_ORDINAL_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)[ \u00a0](?:of[ \u00a0])?(?=(?:{MONTH})\b)"
)
_TIME = re.compile(
    r"(?<![\w.:,])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?[ \u00a0]?"
    r"(?P<half>[AaPp])(?:\.[ ]?[Mm]\.|[Mm](?![\w]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Rule):
    """Small numbers as words, larger ones as figures.

    Figures up to ``words_up_to`` (0 to 19) are found where they count things, not in dates,
    times, scores, money, measures, lists, tables, headings or names. From ``figures_from`` (0:
    never) numbers written as words are found, but not at the start of a sentence.
    """

    words_up_to: int = 9
    figures_from: int = 0

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each number that should be written the other way."""
        if passage.primary != "en":
            return
        text = passage.covered
        for match in _DIGIT.finditer(text):
            value = int(match.group())
            if value <= min(self.words_up_to, 19) and str(value) == match.group():
                start, end = match.span()
                if self._counts(passage, start, end):
                    fix = SMALL[value]
                    if passage.starts_sentence(start):
                        fix = fix.capitalize()
                    yield Hit(start, end, f"“{match.group()}”: as a word, “{fix}”", fix)
        if self.figures_from:
            yield from self._words(passage)

    def _counts(self, passage: Passage, start: int, end: int) -> bool:
        line = passage.line_of(start).lstrip(" \t>")
        if line.startswith(("|", "#")):
            return False
        text = passage.covered
        begins = passage.starts_sentence(start)
        before = _BEFORE.search(text, max(0, start - 24), start)
        if before is None:
            # At the start of a line, or after a sign: only where a sentence begins is it sure.
            if not begins or text[end : end + 1] in {".", ")"}:
                return False
        else:
            word = before.group(1)
            is_name = word[0].isupper() and not passage.starts_sentence(before.start(1))
            is_label = word.lower() in LABELS or bool(re.fullmatch(MONTH, word))
            if is_label or (not begins and (is_name or any(c.isdigit() for c in word))):
                return False
        return self._is_free_after(text, end) and not _in_range(text, start)

    def _is_free_after(self, text: str, end: int) -> bool:
        after = _AFTER.match(text, end)
        if after is None:
            return True
        word = after.group(1)
        if word.lower() in UNITS or re.fullmatch(MONTH, word):
            return False
        if word in {"-", "–", "—", "+", "=", "/", "*", "<", ">", "%", "€", "$", "£", "×"}:
            return False
        if word.lower() in {"to", "or", "and", "of", "by", "out"}:
            further = _AFTER.match(text, after.end())
            return not (further and further.group(1)[0] in "0123456789$€£")
        return not word[0].isdigit()

    def _words(self, passage: Passage) -> Iterator[Hit]:
        text = passage.covered
        lowest = max(self.figures_from, self.words_up_to + 1, 10)
        for match in _WORD_NUMBER.finditer(text):
            start, end = match.span()
            value = _value(match.group())
            after = _AFTER.match(text, end)
            if (
                value < lowest
                or passage.starts_sentence(start)
                or match.group()[0].isupper()
                or (after and after.group(1).lower() in {"hundred", "thousand"})
                or passage.line_of(start).lstrip().startswith("#")
            ):
                continue
            yield Hit(start, end, f"“{match.group()}”: in figures, “{value}”", str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerCent(Rule):
    """Per cent after a figure: ``form`` is ``%``, ``percent`` or ``per cent``."""

    form: str = "%"

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each other form."""
        if passage.primary != "en":
            return
        wanted = "%" if self.form == "%" else f" {self.form}"
        for match in _PER_CENT.finditer(passage.covered):
            start, end = match.span("form")
            shown = match.group("form").replace("\u00a0", " ")
            if shown == wanted or passage.in_table(start):
                continue
            message = f"“{shown.strip()}”: after a figure “{self.form}”"
            if shown.strip() == self.form:
                message = f"Space before “{self.form}”"
            yield Hit(start, end, message, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOrdinals(Rule):
    """Days of a month without st, nd, rd, th."""

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each ordinal in a date."""
        if passage.primary != "en" or not _ORDINAL.search(passage.covered):
            return
        for match in _MONTH_ORDINAL.finditer(passage.covered):
            day = match.group("day")
            start, end = match.start("day"), match.end()
            yield Hit(start, end, f"“{match.group()}”: the day is “{day}”", day)
        for match in _ORDINAL_MONTH.finditer(passage.covered):
            day = match.group("day")
            yield Hit(
                match.start(),
                match.end(),
                f"“{match.group().strip()}”: the day is “{day}”",
                f"{day} ",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Times(Rule):
    """Times of the day: ``form`` is ``pm`` (3.30pm), ``p.m.`` (3:30 p.m.) or auto.

    ``auto`` is the first in British English, the second in American, and nothing where the
    English is not said.
    """

    form: str = "auto"

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield each time written otherwise."""
        form = self.form
        if form == "auto":
            form = {"en-us": "p.m.", "en-gb": "pm"}.get(passage.language.lower(), "")
        if not form or passage.primary != "en":
            return
        text = passage.covered
        for match in _TIME.finditer(text):
            end, half = match.end(), match.group("half").lower()
            minute = match.group("minute")
            if form == "pm":
                fix = match.group("hour") + (f".{minute}" if minute else "") + f"{half}m"
                if match.group().endswith(".") and _ends_sentence(text, end):
                    fix += "."
            else:
                fix = match.group("hour") + (f":{minute}" if minute else "") + f" {half}.m."
                if not match.group().endswith(".") and text[end : end + 1] == ".":
                    end += 1
            if text[match.start() : end].replace("\u00a0", " ") != fix:
                yield Hit(match.start(), end, f"“{match.group()}”: here “{fix}”", fix)


def _in_range(text: str, start: int) -> bool:
    """Whether another number stands just before: ``3 to 5``, ``between 3 and 12``, ``$3 or 4``."""
    return bool(
        re.search(
            r"\d\S*[ \t\u00a0]+(?:to|and|or|of|by)[ \t\u00a0]+\Z", text[max(0, start - 24) : start]
        )
    )


def _ends_sentence(text: str, end: int) -> bool:
    rest = text[end : end + 8]
    return not rest.strip() or bool(re.match(r"[”\"’')*_]*(?:\s+[“\"‘(*_]*[A-Z]|\s*\n|\Z)", rest))


def _value(word: str) -> int:
    tens, _, ones = word.lower().replace("‐", "-").partition("-")
    if tens in TENS:
        return TENS[tens] + (SMALL.index(ones) if ones else 0)
    return SMALL.index(tens)
