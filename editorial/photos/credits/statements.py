"""One credit statement, step by step, and several in one text made one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.photos.credits.agencies import family, find_house
from editorial.photos.credits.cleaning import polish
from editorial.photos.credits.labels import take_labels
from editorial.photos.credits.licences import STAND_IN, take_licence
from editorial.photos.credits.names import is_organisation, is_person
from editorial.photos.credits.notices import (
    take_noise,
    take_notices,
    take_reference,
    take_restrictions,
)
from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.sorting import is_placeholder, sort_pieces
from editorial.photos.credits.splitting import Piece, open_brackets, resolve_links, split, top_level
from editorial.photos.credits.titles import take_title

if TYPE_CHECKING:
    from collections.abc import Callable

_STATEMENT_ENDS = re.compile(
    r"\s*-{3,}\s*|(?<=\))\s*(?=\()|\s+-\s+(?=mandatory credit\s*[:\"“])", re.IGNORECASE
)
_LAST_AND = re.compile(r"\s+(?:and|&)\s+(?=[^()]*$)")
_BARE_ASIDE = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r"\s*\([^()]*\)")


def read_draft(text: str) -> Draft:
    """Return all that ``text``, already clean, says as a credit."""
    front = take_notices(Draft(text))
    drafts = [read_statement(one) for one in _STATEMENT_ENDS.split(front.text) if one.strip()]
    merged = _merge(drafts) if drafts else Draft("")
    return merged._replace(restrictions=merged.restrictions + front.restrictions)


def read_statement(text: str) -> Draft:
    """Return what one statement says. The steps in order; each takes out what it understands."""
    draft = Draft(text)
    for step in STEPS:
        draft = step(draft)
    return draft


def _mend(draft: Draft) -> Draft:
    return draft._replace(text=polish(draft.text))


def _open(draft: Draft) -> Draft:
    if _science_list(draft.text):
        return draft
    return draft._replace(text=open_brackets(resolve_links(draft.text)))


def _sort(draft: Draft) -> Draft:
    if is_placeholder(draft.text):
        return draft
    if pieces := _science_list(draft.text):
        return _sort_list(draft, pieces)._replace(listed=True)
    return _without_repeats(sort_pieces(draft, split(draft.text.replace("©", " "))))


STEPS: tuple[Callable[[Draft], Draft], ...] = (
    take_restrictions,
    take_noise,
    take_licence,
    take_title,
    take_labels,
    take_reference,
    _mend,
    _open,
    _sort,
)


def _science_list(text: str) -> list[Piece]:
    """Return the items of an observatory's list ("NASA, ESA, J. Doe (STScI) and the X Team")."""
    items = top_level(text)
    if len(items) < 3 or STAND_IN in text or " via " in text or "/" in _ASIDE.sub("", text):
        return []
    first = find_house(items[0])
    if not first or first.house.role != "institution":
        return []
    pieces = [Piece(", ", item) for item in items]
    if last := _LAST_AND.search(items[-1]):
        tail = items[-1]
        joint = f" {last.group().strip()} "
        pieces[-1:] = [Piece(", ", tail[: last.start()]), Piece(joint, tail[last.end() :])]
    pieces = [pair for piece in pieces if piece.text.strip() for pair in _pair(piece)]
    return [Piece("", pieces[0].text), *pieces[1:]]


def _pair(piece: Piece) -> list[Piece]:
    """Return the two people of "J. Hester and A. Loll (Arizona State University)"."""
    found = _LAST_AND.search(_BARE_ASIDE.sub(lambda aside: "_" * len(aside.group()), piece.text))
    if not found:
        return [piece]
    left, right = piece.text[: found.start()], piece.text[found.end() :]
    if not (is_person(_ASIDE.sub("", left)) and is_person(_ASIDE.sub("", right))):
        return [piece]
    return [Piece(piece.joint, left), Piece(f" {found.group().strip()} ", right)]


def _sort_list(draft: Draft, pieces: list[Piece]) -> Draft:
    parts: list[Part] = []
    for joint, text in pieces:
        name = _ASIDE.sub("", text).strip().removeprefix("and ").removeprefix("the ")
        found = find_house(name)
        if found or is_organisation(name):
            house = found.house if found else None
            parts.append(
                Part(
                    Kind.HOUSE,
                    house.name if house else name,
                    text,
                    joint,
                    role=house.role if house else "",
                )
            )
        elif name:
            parts.append(Part(Kind.CREATOR, name, text, joint, sure=False))
    return draft._replace(parts=tuple(parts), doubts=draft.doubts + 0.2)


def _without_repeats(draft: Draft) -> Draft:
    """Drop a house or person named twice; an agency that leads and comes again goes first."""
    kept: list[Part] = []
    for index, part in enumerate(draft.parts):
        twins = [other for other in kept if other.kind is part.kind and other.text == part.text]
        people = part.kind is Kind.CREATOR and any(
            other.kind is Kind.CREATOR and other.text.casefold() == part.text.casefold()
            for other in kept
        )
        if not (twins or people):
            kept.append(part)
        elif (
            part.kind is Kind.HOUSE and kept[0] in twins and index > len(kept) - 1 and len(kept) > 1
        ):
            kept = [other for other in kept if other not in twins] + [part]
    kept = [
        part
        for index, part in enumerate(kept)
        if not _is_said_better(part, [*kept[:index][-1:], *kept[index + 1 : index + 2]])
    ]
    if kept:
        kept[0] = kept[0]._replace(joint="")
    return draft._replace(parts=tuple(kept))


def _is_said_better(part: Part, neighbours: list[Part]) -> bool:
    """Whether the house beside it is the same one under a narrower name ("PA/PA Images")."""
    return part.kind is Kind.HOUSE and any(
        other.text != part.text and family(other.text) == part.text for other in neighbours
    )


def _merge(drafts: list[Draft]) -> Draft:
    """Return one draft of all statements: the fullest, with what the others add to it."""
    best = max(drafts, key=_fullness)
    merged = best
    for other in drafts:
        if other is not best:
            merged = _add(merged, other, behind=drafts.index(other) > drafts.index(best))
    restrictions = dict.fromkeys(phrase for draft in drafts for phrase in draft.restrictions)
    return merged._replace(restrictions=tuple(restrictions))


def _fullness(draft: Draft) -> tuple[bool, int]:
    """How much a statement says; one that names people says more than any list of houses."""
    return bool(_names(draft.parts, Kind.CREATOR)), len(
        [part for part in draft.parts if part.kind is not Kind.FLAG]
    )


def _add(best: Draft, other: Draft, *, behind: bool) -> Draft:
    """Return ``best`` with the links, flags and numbers that only ``other`` has."""
    chain = _names(best.parts, Kind.HOUSE)
    families = [family(name) for name in chain]
    people = [name.casefold() for name in _names(best.parts, Kind.CREATOR)]
    new: list[Part] = []
    for part in other.parts:
        known = (
            family(part.text) in families
            if part.kind is Kind.HOUSE
            else part.text.casefold() in people
            if part.kind is Kind.CREATOR
            else any(mine.kind is part.kind and mine.text == part.text for mine in best.parts)
        )
        if not known:
            new.append(part)
    lost = bool(new) and not behind and bool(best.parts)
    if new and (behind or not best.parts):
        new = [part._replace(joint=part.joint or "/") for part in new]
        best = best._replace(parts=best.parts + tuple(new), doubts=best.doubts + 0.15)
    return best._replace(
        licence=best.licence or other.licence,
        supplier_ref=best.supplier_ref or other.supplier_ref,
        work_title=best.work_title or other.work_title,
        public_domain=best.public_domain or other.public_domain,
        lost=best.lost or other.lost or lost,
    )


def _names(parts: tuple[Part, ...], kind: Kind) -> list[str]:
    return [part.text for part in parts if part.kind is kind]
