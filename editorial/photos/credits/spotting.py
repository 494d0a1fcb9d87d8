"""Finding a credit inside a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from editorial.photos.credits.agencies import find_house
from editorial.photos.credits.cleaning import closing
from editorial.photos.credits.names import is_handle, is_organisation, is_person
from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.statements import read_draft
from editorial.photos.credits.vocabulary import any_of, label_words, words

#: A credit inside a caption is no longer than this (characters), restrictions aside.
_LONGEST = 260
_BOUNDARY = re.compile(
    r"(?<=[.!?。！？…\"”»)）])(?<!\b[A-Z]\.)\s+(?!by\s)|\n|(?<=[。！？）])|\s+(?=©)|\s+[|–—-]\s+|\s{2,}|\s+(?=[(（\[])"
)
_AGENCY_SLASH = re.compile(r"(?<=\s)(?:[\w.&'-]+ ){0,3}[\w.&'-]+(?=\s?/)")
_FILE_HEAD = re.compile(
    r"\s*(?:file\s*(?:photo|picture|image)?|archive?|archivbild)\s*[:–—-]\s", re.IGNORECASE
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"\w{3,}[.!?] +\w")
_HINT = re.compile(
    r"[:：©/(（]|\bby\b|\bvia\b|\n|\breuters\b|\bgetty\b|\bcourtesy\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A caption without its credit, and the credit's text."""

    caption: str
    credit: str
    file: bool = False
    sure: bool = False


@cache
def _joining() -> frozenset[str]:
    return words("words", "via") | words("labels", "by") | words("words", "for")


@cache
def _labelled() -> re.Pattern[str]:
    label = any_of(
        label_words() - {"caption", "top", "lead", "main", "file", "article", "feature", "cover"}
    )
    by = any_of(words("labels", "by"))
    return re.compile(
        rf"(?<![\w/])(?:{label}\s+){{0,3}}{label}(?:\s*[:：]\s*|\s+{by}\s+|\s*©)(?=\S)",
        re.IGNORECASE,
    )


def spot(caption: str) -> Spotted | None:
    """Return the credit in a caption, at its head or its end, or None where there is none."""
    if not _HINT.search(caption):
        return None
    return _at_head(caption) or _at_end(caption)


def spot_surely(text: str) -> Spotted | None:
    """Return the credit in ``text`` only where the rest is a caption beyond doubt."""
    if len(text.split()) < 5 and not _CJK.search(text):
        return None
    if text[0] in "([" and closing(text, 0) == len(text) - 1:
        return None
    spotted = spot(text)
    if spotted is None or spotted.sure:
        return spotted
    return spotted if _reads_as_caption(spotted.caption) and not _is_all_credit(text) else None


def is_marked(credit: str) -> bool:
    """Whether a credit says itself that it is one: label, ©, or brackets around a house."""
    text = credit.lstrip(" (（[")
    if _labelled().match(text) or text.startswith("©"):
        return True
    draft = read_draft(credit)
    return credit.lstrip().startswith(("(", "（", "[")) and any(
        part.kind is Kind.HOUSE and part.role for part in draft.parts
    )


def _is_all_credit(text: str) -> bool:
    """Whether the text begins as a credit does, and is one to its end."""
    draft = read_draft(text)
    begun = draft.made or draft.by or draft.work_title or draft.mandatory
    labelled = _labelled().match(text) is not None
    return bool(begun or labelled) and _is_credit(draft, labelled=True)


def _reads_as_caption(text: str) -> bool:
    if len(_CJK.findall(text)) >= 6:
        return True
    tokens = text.split()
    if text.isupper() or len(tokens) < 3 or _is_credit(read_draft(text), labelled=False):
        return False
    plain = sum(token[0].islower() for token in tokens)
    if plain >= 2 and len(tokens) >= 4:
        return True
    ended = text.endswith((".", "!", "?", "…", '"', "”", "»"))
    return ended and (plain >= 1 or "," in text)


def _at_head(caption: str) -> Spotted | None:
    """``RESTRICTED …``, ``Mandatory Credit: …`` on lines of their own before the caption."""
    lines = caption.split("\n")
    for index, line in enumerate(lines[:4]):
        if index + 1 == len(lines):
            return None
        draft = read_draft(line)
        if _labelled().match(line) and _is_credit(draft, labelled=True):
            rest = "\n".join(lines[index + 1 :]).strip()
            return Spotted(rest, "\n".join(lines[: index + 1]), sure=True)
        if draft.parts or not draft.restrictions:
            return None
    return None


def _at_end(caption: str) -> Spotted | None:
    """Return the longest end of the caption that is nothing but a credit."""
    best: Spotted | None = None
    for start in _starts(caption):
        if len(caption) - start > _LONGEST + 600:
            break
        text = caption[start:]
        draft = read_draft(text)
        if not draft.parts:
            continue
        if not _is_credit(
            draft, labelled=_labelled().match(text.lstrip(" (（[©")) is not None or "©" in text[:3]
        ):
            if best:
                break
            continue
        rest = caption[:start].rstrip(" \n-–—|/(（[;,:")
        # "… Reuters via" is no caption: what follows belongs to it.
        if rest and rest.rsplit(maxsplit=1)[-1].casefold() not in _joining():
            best = Spotted(rest, text, file=_FILE_HEAD.match(caption) is not None)
    return best


def _starts(caption: str) -> list[int]:
    """Return where a credit may begin, from the end of the caption backwards."""
    places = {found.end() for found in _BOUNDARY.finditer(caption)}
    places.update(found.start() for found in _labelled().finditer(caption))
    for found in _AGENCY_SLASH.finditer(caption):
        tokens = found.group().split(" ")
        for count in range(len(tokens)):
            if find_house(" ".join(tokens[count:])):
                places.add(found.start() + len(" ".join(tokens[:count])) + bool(count))
                break
    return sorted((place for place in places if 0 < place < len(caption)), reverse=True)[:8]


def _is_credit(draft: Draft, *, labelled: bool) -> bool:
    """Whether a reading names a house or is labelled, and holds no words of a sentence."""
    if draft.lost or not draft.parts or sum(len(part.typed) for part in draft.parts) > _LONGEST:
        return False
    if draft.listed:
        return True
    known = any(
        (part.kind is Kind.HOUSE and part.role) or part.kind is Kind.LICENCE for part in draft.parts
    )
    labelled = labelled or any(part.courtesy for part in draft.parts)
    flagged = all(part.kind is Kind.FLAG for part in draft.parts)
    if not (known or labelled or flagged):
        return False
    if (
        not labelled
        and not flagged
        and all(part.joint.strip() in {"", ","} for part in draft.parts[1:])
        and len(draft.parts) > 1
    ):
        return False
    return all(_plausible(part, labelled=labelled) for part in draft.parts)


def _plausible(part: Part, *, labelled: bool) -> bool:
    if part.kind is Kind.CREATOR:
        return _SENTENCE_END.search(part.text) is None and (
            is_person(part.text)
            or is_handle(part.text)
            or len(part.text.split()) <= (3 if labelled else 2)
        )
    if part.kind is Kind.HOUSE and not part.role:
        return len(part.text.split()) <= 4 or (
            is_organisation(part.text) and len(part.text.split()) <= 14
        )
    return True
