"""Saying of each piece of a credit what it is: a person, a house, a flag, a client."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from editorial.photos.credits.agencies import find_house, is_domain, mend_house
from editorial.photos.credits.forms import (
    FORMS,
    Pieces,
    creator_part,
    glued,
    house_part,
    is_ranked,
)
from editorial.photos.credits.licences import PLATFORM_LICENCES, STAND_IN
from editorial.photos.credits.names import is_acronym, is_handle, is_organisation, is_person
from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.splitting import Piece
from editorial.photos.credits.vocabulary import words

#: A credit with more pieces is no credit; the rest is left unread.
MOST_PIECES = 40
#: How often one piece may fall into pieces itself.
_DEEPEST = 5
_FLAGS = ("pool", "handout", "stringer", "file", "illustration", "courtesy")
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|tiff?|webp|avif|heic|bmp|psd|raw|cr2|nef)\b", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")


class Place(NamedTuple):
    """Where a piece stands: the parts before it, the text after it, and whether a house follows."""

    seen: list[Part]
    following: str
    ahead: bool
    depth: int = 0


def sort_pieces(draft: Draft, pieces: list[Piece]) -> Draft:
    """Return ``draft`` with a part for each piece that says something."""
    pieces = pieces[:MOST_PIECES]
    houses = [find_house(piece.text) is not None for piece in pieces]
    parts: list[Part] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        parts += _parts(draft, piece, Place(parts, following, any(houses[index + 1 :])))
    if parts:
        first = parts[0]
        shown = first.typed[:1].upper() + first.typed[1:] if first.courtesy else first.typed
        parts[0] = first._replace(joint="", typed=shown)
    lost = draft.lost or len(pieces) == MOST_PIECES or any(_is_lost(text) for _, text in pieces)
    return draft._replace(parts=tuple(parts), public_domain=_is_public_domain(parts), lost=lost)


def _is_lost(text: str) -> bool:
    """Whether a piece is left out though it says something ("2024", a file name)."""
    return is_file_name(text) or (text != STAND_IN and not _LETTER.search(text))


def _parts(draft: Draft, piece: Piece, place: Place) -> list[Part]:
    """Return the parts that one piece holds; the rules in order, the first that fits decides."""
    joint, text = piece
    if text == STAND_IN:
        shown = draft.licence_typed
        return [Part(Kind.LICENCE, shown.strip("()"), shown, joint)]
    if _is_nothing(text):
        return []
    if flag := _flag_of().get(text.casefold().strip(" .")):
        return [Part(Kind.FLAG, flag, text.rstrip("."), joint, role=flag)]
    if found := find_house(text):
        # "Photo by Pixabay" on Pexels: a platform's own account on another platform.
        if found.house.role == "platform" and draft.by and not place.seen and place.ahead:
            return [Part(Kind.CREATOR, text, text, joint)]
        return [house_part(found, text, joint)]
    if place.depth < _DEEPEST:
        for form in FORMS:
            if pieces := form(text):
                return _again(draft, pieces, joint, place)
        if found := mend_house(text, cut=not place.following):
            return [house_part(found, text, joint)]
        if pieces := glued(text):
            return _again(draft, pieces, joint, place)
    return [_unknown(piece, place)]


def _again(draft: Draft, pieces: Pieces, joint: str, place: Place) -> list[Part]:
    """Return the parts of the pieces into which one piece fell."""
    parts: list[Part] = []
    for index, item in enumerate(pieces):
        first = index == 0
        if isinstance(item, Part):
            parts.append(item._replace(joint=joint) if first else item)
            continue
        following = next((other.text for other in pieces[index + 1 :]), place.following)
        ahead = place.ahead or index + 1 < len(pieces)
        inner = Place([*place.seen, *parts], following, ahead, place.depth + 1)
        parts += _parts(draft, Piece(joint, item.text) if first else item, inner)
    return parts


@cache
def _flag_of() -> dict[str, str]:
    return {word: flag for flag in _FLAGS for word in words("words", "flags", flag)}


def is_placeholder(text: str) -> bool:
    """Whether ``text`` says that nobody is named ("Staff", "n/a")."""
    return text.casefold().strip(" .") in words("words", "placeholders")


def is_file_name(text: str) -> bool:
    """Whether ``text`` is the name of a picture file."""
    return _FILE_NAME.fullmatch(text) is not None


def _is_nothing(text: str) -> bool:
    return is_placeholder(text) or not _LETTER.search(text) or is_file_name(text)


def _unknown(piece: Piece, place: Place) -> Part:
    """Take a piece that no list knows for a person or a house, by its look and its place."""
    joint, text = piece
    if not is_ranked(text) and (_looks_like_house(text) or _stands_as_house(joint, text, place)):
        return Part(Kind.HOUSE, text, text, joint, sure=is_domain(text))
    return creator_part(text, joint)


def _looks_like_house(text: str) -> bool:
    return is_acronym(text) or is_organisation(text)


def _stands_as_house(joint: str, text: str, place: Place) -> bool:
    if joint.strip(" ,/").casefold() in words("words", "via"):
        return True
    named = any(part.kind is Kind.CREATOR for part in place.seen)
    if is_domain(text):
        return named or not place.ahead
    if is_handle(text):
        return False
    if named:
        return not is_person(text) and not _goes_on(joint, text)
    # A single word: a house if it gave a handout, stands behind an institution
    # ("NASA/ESA/Hubble") or in front of somebody's full name ("Radio-Canada / Ivanoh Demers").
    before = place.seen[-1].role if place.seen else ""
    given = before == "handout" and len(place.seen) > 1
    person_next = is_person(place.following) and find_house(place.following) is None
    return " " not in text and (given or before in {"institution", "government"} or person_next)


def _goes_on(joint: str, text: str) -> bool:
    """Whether the piece goes on a list of people ("Doe, J. Roe", "Doe and Roe")."""
    return joint.strip().casefold() in words("words", "and") or (joint == ", " and "." in text)


def _is_public_domain(parts: list[Part]) -> bool:
    """Whether a federal body calls the photo its own ("U.S. Navy photo by …")."""
    return any(
        part.role == "government"
        and (
            part.typed.casefold().endswith((" photo", " photograph"))
            or any(" by" in after.joint for after in parts[index + 1 : index + 2])
        )
        for index, part in enumerate(parts)
    )


def platform_licence(parts: tuple[Part, ...]) -> str | None:
    """Return the licence that comes with a platform ("Unsplash"), if one is in the chain."""
    names = [part.text for part in parts if part.kind is Kind.HOUSE]
    return next((name for name in reversed(names) if name in PLATFORM_LICENCES), None)
