"""Reading a credit: the one door through which every credit of the app comes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from editorial.photos.credits.cleaning import clean
from editorial.photos.credits.line import house_line, supplier_line
from editorial.photos.credits.model import Credit
from editorial.photos.credits.order import arrange
from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.sorting import platform_licence
from editorial.photos.credits.spotting import Spotted, spot, spot_surely
from editorial.photos.credits.statements import read_draft

#: Rounds after which a line must read back as itself; one is the rule, two are rare.
_ROUNDS = 6
#: A longer text (characters) that is no caption is read only so far: no credit is longer.
_LONGEST_CREDIT = 2500


@lru_cache(maxsize=4096)
def read_credit(text: str, *, context: str = "credit", house_form: str = "supplier") -> Credit:
    """Read ``text`` as a credit; never raises.

    ``context`` says where the text comes from: ``credit`` (a credit field or line, the default;
    a caption with a credit at its end is told by itself where that is sure), or ``caption``,
    ``caption_tail``, ``caption_head`` (a whole caption with perhaps a credit in it).
    ``house_form`` chooses what ``line`` shows: ``supplier``, or ``creator`` for the house form.
    """
    cleaned = clean(text)
    spotted = spot(cleaned) if context.startswith("caption") else spot_surely(cleaned)
    if spotted is None and context.startswith("caption"):
        return Credit(raw=text, caption=cleaned or None)
    draft = read_draft(spotted.credit if spotted else cleaned[:_LONGEST_CREDIT])
    line = supplier_line(draft)
    if spotted or line != cleaned:
        line = _settled(line)
    credit = _credit(text, draft, line, spotted)
    return replace(credit, line=credit.canonical) if house_form == "creator" else credit


def _settled(line: str) -> str:
    """Return the line that reads back as itself, so that a printed line may be read again."""
    for _ in range(_ROUNDS):
        cleaned = clean(line)
        spotted = spot_surely(cleaned)
        again = supplier_line(read_draft(spotted.credit if spotted else cleaned))
        if again == line:
            return line
        line = again
    return line


def _credit(raw: str, draft: Draft, line: str, spotted: Spotted | None) -> Credit:
    parts = arrange(draft.parts)
    creators = [part for part in parts if part.kind is Kind.CREATOR]
    chain = [part for part in (draft.parts if draft.listed else parts) if part.kind is Kind.HOUSE]
    client = next((part.text for part in parts if part.kind is Kind.CLIENT), None)
    flags = {part.role for part in parts if part.kind is Kind.FLAG}
    licence = draft.licence or (
        "PD-USGov" if draft.public_domain else platform_licence(draft.parts)
    )
    return Credit(
        raw=raw,
        creators=tuple(part.text for part in creators),
        creator_title=next((part.title for part in creators if part.title), None),
        chain=tuple(part.text for part in chain),
        pool="pool" in flags,
        handout="handout" in flags,
        courtesy="courtesy" in flags or any(part.courtesy for part in chain),
        file="file" in flags or bool(spotted and spotted.file),
        stringer="stringer" in flags,
        illustration="illustration" in flags or "illustration" in draft.made.casefold(),
        licence=licence,
        work_title=draft.work_title,
        client=client,
        restrictions=draft.restrictions,
        supplier_ref=draft.supplier_ref,
        caption=spotted.caption if spotted else None,
        canonical=house_line(draft) if line else "",
        line=line,
        confidence=_confidence(draft, parts) if line else 0.0,
    )


def _is_wordy(part: Part) -> bool:
    """Whether a piece reads like a sentence rather than a name."""
    return sum(word[0].islower() for word in part.text.split()) >= 3


def _confidence(draft: Draft, parts: list[Part]) -> float:
    """Return how sure the reading is, 0 to 1: each guess takes something off."""
    guessed = [part for part in parts if not part.sure]
    houses = any(part.kind is Kind.HOUSE and part.role for part in parts)
    people = any(part.kind is Kind.CREATOR for part in parts)
    wordy = any(_is_wordy(part) for part in guessed)
    score = 1.0 - 0.3 * wordy - 0.15 * len(guessed) - draft.doubts - (0.0 if houses else 0.1)
    if not houses and not people and not draft.licence:
        score -= 0.2
    return round(min(1.0, max(0.05, score)), 2)
