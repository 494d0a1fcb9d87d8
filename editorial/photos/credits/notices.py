"""What stands around a credit: restrictions, notices, and the supplier's own number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from editorial.photos.credits.vocabulary import any_of, table

if TYPE_CHECKING:
    from editorial.photos.credits.parts import Draft

_PHRASE_ENDS = re.compile(r"\n|;|\.{2,}|\.\s+(?=\S)|\.$|\s[-–—]\s|[()\[\]/*|]|,\s")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n|\s-\s")
_EDGE = ' .-–—*,;:/|"“”'
_MANDATORY = re.compile(r"mandatory (?:photo )?credits?(?: required)?", re.IGNORECASE)
_OUT = re.compile(r"[^\W\d_]+(?:[ .&-]{1,3}[^\W\d_]+){0,5} OUT")
_CODE = r"(?:\d{5,}[a-z]{0,3}|(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,9}|\d{2,4}-\d{4,}[\d-]*)"
_REFERENCE = re.compile(
    rf"\s*[(\[]\s*(?:(?:image|photo|picture|file)?\s*(?:id|ref|nr|no|\#)[.:\#\s]*)?({_CODE})\s*[)\]]"
    rf"|(?<=\S)\s*(?:[/|,–-]\s*)?(?:\b(?:image |photo )?(?:id|ref)[.:\#\s]+|\#)({_CODE})\s*$"
    rf"|(?<=\w),?\s+(?:bild|nr\.?|no\.?)\s+((?=[\w-]*\d)[\w-]{{4,30}})"
    r"|(?<=/)(UN\d{5,}[A-Z]?)(?=\s*(?:/|$))"
    rf"|(?<=[^\W\d])(?:\s+|\s*[/|_]\s*)(\d{{6,}}[a-z]{{0,3}})\s*$",
    re.IGNORECASE,
)
# Shouted behind a credit with nothing between ("HANDOUT EDITORIAL USE ONLY/NO SALES").
_GLUED = re.compile(
    r"(?<=[\w)])(?<!\bFOR)(?<!\bTO)\s+(?=(?:EDITORIAL USE ONLY|MANDATORY CREDIT(?!\s*[:\"“])"
    r"|NO (?:SALES|ARCHIVES?|RESALES?|MAGS)|BEST QUALITY AVAILABLE)\b)"
)
_NOTICE_HINT = re.compile(r"attention|editor|achtung|nota\b|note\b|\bthis ", re.IGNORECASE)
_YEAR = re.compile(r",?\s*(?:©\s*)?\b(?:19|20)\d\d$")


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile("|".join(table("restrictions")["phrases"]), re.IGNORECASE)


@cache
def _land_out() -> re.Pattern[str]:
    lands = any_of(table("restrictions")["out"])
    return re.compile(rf"(?:^|\s)({lands}(?:(?:,| and|,? &)? {lands})*\s+out)$", re.IGNORECASE)


@cache
def _notice() -> re.Pattern[str]:
    """Where sentences to editors begin; they run to the end of the text."""
    openers = any_of(table("restrictions")["openers"])
    return re.compile(
        rf"(?:^|(?<=[\s.)\]*]))(?:{openers}\s*[-–—:.]\s*"
        r"|(?=this\s(?:official\s)?(?:[\w.]+\s){0,3}(?:image|picture|photo|photograph|handout)s?"
        r"\s(?:is|was|has|have|may|must|can|cannot|should|shall)\b))",
        re.IGNORECASE,
    )


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(
        rf"[(\[]?(?<!\w){any_of(table('words')['noise']['phrases'])}(?!\w)[)\]]?[.,]?",
        re.IGNORECASE,
    )


def take_notices(draft: Draft) -> Draft:
    """Take out sentences to editors ("ATTENTION EDITORS - …") up to the end of the text."""
    found = _notice().search(draft.text) if _NOTICE_HINT.search(draft.text) else None
    if not found:
        return draft
    sentences = (
        part.strip(_EDGE + "()") for part in _SENTENCE_ENDS.split(draft.text[found.end() :])
    )
    kept = tuple(sentence for sentence in sentences if sentence)
    return draft._replace(text=draft.text[: found.start()], restrictions=draft.restrictions + kept)


def take_restrictions(draft: Draft) -> Draft:
    """Take out each phrase that restricts the photo's use ("China Out", "NO SALES")."""
    kept: list[str] = []
    taken: list[str] = []
    start = 0
    text = _GLUED.sub(" - ", draft.text)
    for end in (*_PHRASE_ENDS.finditer(text), None):
        stop = end.start() if end else len(text)
        piece = text[start:stop]
        phrase = piece.strip(_EDGE)
        land = _land_out().search(phrase) if phrase[-3:].casefold() == "out" else None
        if phrase and not (land and land.start()) and _is_restriction(phrase):
            taken.append("MANDATORY CREDIT" if _MANDATORY.fullmatch(phrase) else phrase)
            piece = ""
        elif land:
            taken.append(land[1])
            piece = piece[: piece.rfind(land[1])]
        kept.append(piece + (end.group() if end else ""))
        start = end.end() if end else stop
    if not taken:
        return draft
    return draft._replace(text="".join(kept), restrictions=draft.restrictions + tuple(taken))


def _is_restriction(phrase: str) -> bool:
    return bool(_phrase().fullmatch(phrase) or _OUT.fullmatch(phrase))


def take_noise(draft: Draft) -> Draft:
    """Take out what is neither credit nor restriction ("All rights reserved")."""
    folded = draft.text.casefold()
    if not any(phrase in folded for phrase in table("words")["noise"]["phrases"]):
        return draft
    text = _noise().sub(" ", draft.text)
    if text == draft.text:
        return draft
    return draft._replace(text=_YEAR.sub("", text.rstrip(" .,")) if "©" in text else text)


def take_reference(draft: Draft) -> Draft:
    """Take out the supplier's own number ("(16513246a)")."""
    found = _REFERENCE.search(draft.text)
    if not found:
        return draft
    number = next(group for group in found.groups() if group)
    rest = draft.text[: found.start()] + " " + draft.text[found.end() :]
    return draft._replace(text=rest, supplier_ref=number) if rest.strip(" ()©") else draft
