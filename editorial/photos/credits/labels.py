"""Labels in front of a credit: "Photo credit:", "Mandatory Credit: Photo by", "© 2022"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from editorial.photos.credits.agencies import find_house
from editorial.photos.credits.cleaning import polish
from editorial.photos.credits.names import is_organisation, is_person
from editorial.photos.credits.vocabulary import any_of, label_words, table, words

if TYPE_CHECKING:
    from editorial.photos.credits.parts import Draft

_FIRST_PART = re.compile(r"\s*[/|,(]\s*|\s+via\s+", re.IGNORECASE)
_COPYRIGHT_SIGN = re.compile(
    r"©\s*(?:(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\b[,.:]?\s*)?(?:by\s+)?", re.IGNORECASE
)

_SENTENCE_COPYRIGHT = re.compile(r"(?<=\.\s)©\s*(?=\S)")
_YEAR = re.compile(r"(?<=\w),?\s+(?:19|20)\d\d$")


@cache
def _by() -> str:
    return any_of(words("labels", "by"))


@cache
def _label() -> re.Pattern[str]:
    label = any_of(label_words())
    comma = any_of(words("labels", "comma"))
    slash = any_of(words("labels", "slash"))
    return re.compile(
        rf"(?:(?:{label}(?:(?:\s*[/&+]\s*|\s+){label}){{0,5}})(?:\s*(?:[:：=＝]|\.{{2,}}|…)\s*(?:(?:by|von|par)\s+)?"
        rf"|\s+{_by()}\s*:?\s+|\s+should\s+read\s*:?\s+|\s*(?=©)|\s+[-–—]\s+)|{comma}\s*,\s*|{slash}\s*/\s*(?=\S)|by\s*:?\s+|via\s+)",
        re.IGNORECASE,
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('labels', 'bare'))}\s+(?=[^\W\d_])", re.IGNORECASE)


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of(words('labels', 'copyright'))}\s*[:：]?\s*(?:of\s+|by\s+)?"
        r"(?:(?=©)|(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\b[,:]?\s*)?(?:by\s+)?)",
        re.IGNORECASE,
    )


@cache
def _mandatory() -> re.Pattern[str]:
    label = any_of(words("labels", "mandatory"))
    return re.compile(rf"{label}(?:\s*[:：\"“]+\s*|\s+(?={_by()}\s))", re.IGNORECASE)


@cache
def _made() -> re.Pattern[str]:
    made = any_of([*table("labels")["made"]])
    return re.compile(rf"({made})(\s*[:：]\s*(?:by\s+)?|\s+{_by()}\s+)", re.IGNORECASE)


@cache
def _fields() -> re.Pattern[str]:
    """Match ``Creator: somebody Credit: a house``, two fields of a photo in one text."""
    return re.compile(
        rf"{any_of(words('labels', 'fields'))}\s*[:：]\s*(?P<who>[^:：/]{{2,80}}?)[\s,;|.-]+"
        rf"(?:{any_of(label_words())}\s+){{0,2}}{any_of(label_words())}\s*[:：]\s*",
        re.IGNORECASE,
    )


@cache
def _inner() -> re.Pattern[str]:
    """Match a label in the midst of the text, with a colon."""
    label = any_of(label_words())
    return re.compile(
        rf"(?<![^\s(\"“.·|])(?:{label}\s+){{0,3}}{label}\s*[:：]\s*(?:{_by()}\s+)?(?=\S)",
        re.IGNORECASE,
    )


def has_label(text: str) -> bool:
    """Whether ``text`` begins with a label ("Photo credit:", "Photo by")."""
    return bool(_mandatory().match(text) or _label().match(text))


def take_labels(draft: Draft) -> Draft:
    """Take labels off the front again and again, keeping what they say."""
    draft = _take_fields(draft)
    before = None
    while draft.text != before:
        before = draft.text
        for step in (_polish, _take_mandatory, _take_made, _take_copyright, _take_label):
            draft = step(draft)
    return _take_bare(_take_inner(draft))


def _polish(draft: Draft) -> Draft:
    text = polish(draft.text)
    return draft if text == draft.text else draft._replace(text=text)


def _take_fields(draft: Draft) -> Draft:
    found = _fields().search(draft.text) if draft.text.count(":") > 1 else None
    if not found:
        return draft
    return draft._replace(text=f"{found['who'].strip()}/{draft.text[found.end() :]}")


def _take_mandatory(draft: Draft) -> Draft:
    found = _mandatory().match(draft.text)
    if not found:
        return draft
    taken = draft.restrictions if draft.mandatory else (*draft.restrictions, "MANDATORY CREDIT")
    return draft._replace(text=draft.text[found.end() :], mandatory=True, restrictions=taken)


def _take_made(draft: Draft) -> Draft:
    found = _made().match(draft.text)
    if not found or draft.made:
        return draft
    made = str(table("labels")["made"][" ".join(found[1].casefold().split())])
    typed = found[1] + (": " if ":" in found[2] or "：" in found[2] else f" {found[2].strip()} ")
    return draft._replace(text=draft.text[found.end() :], made=made, lead=draft.lead + typed)


def _take_copyright(draft: Draft) -> Draft:
    if found := _COPYRIGHT_SIGN.match(draft.text):
        lead = draft.lead if "©" in draft.lead else "© " + draft.lead
        return draft._replace(text=_YEAR.sub("", draft.text[found.end() :]), lead=lead)
    if (found := _copyright().match(draft.text)) and found.end() < len(draft.text):
        ended = draft.text[found.end() - 1 : found.end()]
        return (
            draft
            if ended.isalpha()
            else draft._replace(text=_YEAR.sub("", draft.text[found.end() :]))
        )
    return draft


def _take_label(draft: Draft) -> Draft:
    found = _label().match(draft.text)
    if not found or found.end() == len(draft.text):
        return draft
    by = draft.by or not found.group().rstrip().endswith((":", "：", ",", "-"))
    return draft._replace(text=draft.text[found.end() :], by=by)


def _take_bare(draft: Draft) -> Draft:
    """Take off a label with nothing behind it ("Photo Samantha Zucchi")."""
    found = _bare().match(draft.text)
    if not found:
        return draft
    first = _FIRST_PART.split(draft.text, maxsplit=1)[0]
    rest = draft.text[found.end() :]
    name = _FIRST_PART.split(rest, maxsplit=1)[0]
    if find_house(first) or not rest[0].isupper():
        return draft
    if not (is_person(name) or find_house(name)) or is_organisation(name):
        return draft
    return draft._replace(text=rest)


def _take_inner(draft: Draft) -> Draft:
    """Cut off what stands before a label inside the text, or join it when it names somebody."""
    if not any(mark in draft.text for mark in ":：©"):
        return draft
    labels = [*_inner().finditer(draft.text), *_SENTENCE_COPYRIGHT.finditer(draft.text)]
    last = labels[-1] if labels else None
    if last is None or last.start() == 0:
        return draft
    before = draft.text[: last.start()]
    front, rest = before.rstrip(" ·•|.-–—/,("), draft.text[last.end() :]
    front = _YEAR.sub("", front)
    if before.rstrip()[-1:] not in {"·", "•", "."} and (is_person(front) or find_house(front)):
        return take_labels(draft._replace(text=f"{front}/{rest}"))
    return take_labels(draft._replace(text=rest, lost=True, doubts=draft.doubts + 0.1))
