"""Saying of each piece of a credit what it is: a person, a house, a flag, a client."""

from __future__ import annotations

import re
from functools import cache

from editorial.photos.credits.agencies import AGENCIES, Found, find_house, is_domain, mend_house
from editorial.photos.credits.licences import PLATFORM_LICENCES, STAND_IN
from editorial.photos.credits.names import (
    is_acronym,
    is_handle,
    is_organisation,
    is_person,
    tidy_name,
)
from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.splitting import Piece
from editorial.photos.credits.vocabulary import any_of, table, words

#: A credit with more pieces is no credit; the rest is left unread.
MOST_PIECES = 40
#: How often one piece may fall into pieces itself.
_DEEPEST = 5
_FLAGS = ("pool", "handout", "stringer", "file", "courtesy")
_FLAG_FIRST = re.compile(
    r"(HO|Handout|HANDOUT|STR|STRINGER|POOL)\s*[-–]\s*(\S.*)|(HO|STR|POOL|HANDOUT)\s+(\S.*)"
)
_FLAG_LAST = re.compile(
    r"(.*\S)\s+(handout(?: photo| image)?|hand-out|pool(?: photo)?|file(?: photo)?|stringer)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|tiff?|webp|avif|heic|bmp|psd|raw|cr2|nef)\b", re.IGNORECASE
)
_HOUSE_PHOTO_BY = re.compile(
    r"(?P<house>.{2,80}?)\s+(?P<joint>(?:file\s+|courtesy\s+)?(?:photo|photograph|image|picture|graphic|video|foto)s?\s+(?:by|von|par)):?\s+(?P<who>\S.*)",
    re.IGNORECASE,
)
_AT_WIKIPEDIA = re.compile(
    r"(\S.*?)\s+at\s+(?:the\s+)?(?:[\w-]+\s+)?(?:Wikipedia|Wikimedia Commons)(?:\s+project)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_STAFF = re.compile(r"(.*\S)\s+(?:staff|contributor|photographer|photo staff)", re.IGNORECASE)
_NOUN = re.compile(r"^(?:photos?|images?|pictures?|photograph)\s+", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _flag_of() -> dict[str, str]:
    return {word: flag for flag in _FLAGS for word in words("words", "flags", flag)}


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of(words('words', 'courtesy'))}(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE
    )


@cache
def _supplied() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('words', 'supplied'))}\s*:?\s+(?=\S)", re.IGNORECASE)


@cache
def _client() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>\S.*?)\s+(?P<for>{any_of(words('words', 'for'))})\s+(?P<client>\S.*)",
        re.IGNORECASE,
    )


@cache
def _rank() -> re.Pattern[str]:
    ranks = any_of(table("ranks")["ranks"]).replace(r"\.", r"\.?")
    return re.compile(rf"({ranks})\s+(?=[^\W\d_])", re.IGNORECASE)


@cache
def _placeholders() -> frozenset[str]:
    return words("words", "placeholders")


def sort_pieces(draft: Draft, pieces: list[Piece]) -> Draft:
    """Return ``draft`` with a part for each piece that says something."""
    pieces = pieces[:MOST_PIECES]
    houses_ahead = [find_house(piece.text) is not None for piece in pieces]
    parts: list[Part] = []
    for index, piece in enumerate(pieces):
        ahead = any(houses_ahead[index + 1 :])
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        parts += _parts(draft, piece, parts, ahead=ahead, following=following)
    if parts:
        first = parts[0]
        shown = first.typed[:1].upper() + first.typed[1:] if first.courtesy else first.typed
        parts[0] = first._replace(joint="", typed=shown)
    return draft._replace(parts=tuple(parts), public_domain=_is_public_domain(parts, pieces))


def _parts(
    draft: Draft, piece: Piece, seen: list[Part], *, ahead: bool, following: str, depth: int = 0
) -> list[Part]:
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
        if found.house.role == "platform" and draft.by and not seen and ahead:
            return [Part(Kind.CREATOR, text, text, joint)]
        return [_house(found, text, joint)]
    if depth == _DEEPEST:
        return [_unknown(piece, seen, ahead=ahead, following=following)]
    for rule in (_given, _photo_by, _flagged, _staffed, _commissioned):
        if split := rule(text):
            return _again(draft, split, joint, seen, ahead=ahead, following=following, depth=depth)
    if found := mend_house(text, cut=not following):
        return [_house(found, text, joint)]
    if glued := _glued(text):
        return _again(draft, glued, joint, seen, ahead=ahead, following=following, depth=depth)
    return [_unknown(piece, seen, ahead=ahead, following=following)]


def is_placeholder(text: str) -> bool:
    """Whether ``text`` says that nobody is named ("Staff", "n/a")."""
    return text.casefold().strip(" .") in _placeholders()


def _is_nothing(text: str) -> bool:
    return (
        is_placeholder(text) or not _LETTER.search(text) or _FILE_NAME.fullmatch(text) is not None
    )


def _house(found: Found, text: str, joint: str, *, courtesy: bool = False) -> Part:
    typed = text if found.sure else found.house.name
    return Part(
        Kind.HOUSE,
        found.house.name,
        typed,
        joint,
        role=found.house.role,
        sure=found.sure,
        courtesy=courtesy,
    )


#: What a rule found: pieces to be sorted in turn, or parts that are already sure.
_Found = list[Piece | Part]


def _again(
    draft: Draft,
    split: _Found,
    joint: str,
    seen: list[Part],
    *,
    ahead: bool,
    following: str,
    depth: int,
) -> list[Part]:
    parts: list[Part] = []
    for index, item in enumerate(split):
        if isinstance(item, Part):
            parts.append(item._replace(joint=joint) if index == 0 else item)
            continue
        piece = Piece(joint, item.text) if index == 0 else item
        after = next((other.text for other in split[index + 1 :]), following)
        more = ahead or index + 1 < len(split)
        parts += _parts(draft, piece, [*seen, *parts], ahead=more, following=after, depth=depth + 1)
    return parts


def _given(text: str) -> _Found | None:
    """``Courtesy of …``, ``Provided by …``: a house, whatever its name looks like."""
    if given := _courtesy().match(text):
        rest = text[given.end() :]
        if by := _HOUSE_PHOTO_BY.fullmatch(rest):
            return [
                Part(Kind.FLAG, "courtesy", _unlabelled(given.group().strip()), role="courtesy"),
                *_by_parts(by, " "),
            ]
        found = find_house(rest)
        name = found.house.name if found else rest
        role = found.house.role if found else ""
        return [
            Part(
                Kind.HOUSE,
                name,
                _unlabelled(text),
                role=role,
                courtesy=True,
                sure=found is not None,
            )
        ]
    if supplied := _supplied().match(text):
        rest = text[supplied.end() :]
        found = find_house(rest)
        flag = Part(Kind.FLAG, "handout", _unlabelled(supplied.group().strip()), role="handout")
        role = found.house.role if found else ""
        return [flag, Part(Kind.HOUSE, found.house.name if found else rest, rest, " ", role=role)]
    return None


def _unlabelled(text: str) -> str:
    """Return "Courtesy of …" for "Image courtesy of …"."""
    bare = _NOUN.sub("", text)
    return bare if bare == text else bare[:1].upper() + bare[1:]


def _photo_by(text: str) -> _Found | None:
    """``U.S. Air Force photo by Staff Sgt. Jane Doe``."""
    by = _HOUSE_PHOTO_BY.fullmatch(text)
    return (
        _by_parts(by, "")
        if by and (find_house(by["house"]) or is_organisation(by["house"]))
        else None
    )


def _by_parts(by: re.Match[str], joint: str) -> _Found:
    found = find_house(by["house"])
    house = (
        _house(found, by["house"], joint)
        if found
        else Part(Kind.HOUSE, by["house"], by["house"], joint, sure=False)
    )
    return [house, _creator(by["who"], f" {by['joint']} ")]


def _flagged(text: str) -> _Found | None:
    """``HO-Annick deGooyer``, ``Navy handout``."""
    if first := _FLAG_FIRST.fullmatch(text):
        word, rest = (first[1], first[2]) if first[1] else (first[3], first[4])
        return [Piece("", word), Piece("-" if first[1] else " ", rest)]
    if last := _FLAG_LAST.fullmatch(text):
        # "Han Handout": the word begun twice.
        if last[2].casefold().startswith(last[1].casefold()):
            return [Piece("", last[2])]
        if find_house(last[1]) or not is_person(last[1]):
            return [_named_house(last[1]), Piece(" ", last[2])]
        return [Piece("", last[1]), Piece(" ", last[2])]
    return None


def _named_house(text: str) -> Part | Piece:
    return (
        Piece("", text)
        if find_house(text) or not _LETTER.search(text)
        else Part(Kind.HOUSE, text, text, sure=False)
    )


def _staffed(text: str) -> _Found | None:
    """``Reuters Staff``: the house alone."""
    staffed = _STAFF.fullmatch(text)
    return [Piece("", staffed[1])] if staffed and find_house(staffed[1]) else None


def _commissioned(text: str) -> _Found | None:
    """``Getty Images for The Recording Academy``."""
    found = _client().fullmatch(text)
    if not found or not (found["client"][0].isupper() or found["client"][0].isdigit()):
        return None
    who = found["who"]
    if not (find_house(who) or is_person(who) or is_handle(who)) or (
        is_organisation(who) and not find_house(who)
    ):
        return None
    client = found["client"].strip(" .,")
    return [Piece("", who), Part(Kind.CLIENT, client, client, f" {found['for']} ")]


def _glued(text: str) -> _Found | None:
    """An agency with only a space before or behind it ("intermediary retuERS")."""
    tokens = text.split()
    for count in (3, 2, 1):
        if len(tokens) <= count:
            continue
        rest, tail = " ".join(tokens[:-count]), " ".join(tokens[-count:])
        if _agency_end(tail, count):
            return [Piece("", rest.rstrip(",-– ")), Piece("/", tail)]
        head, rest = " ".join(tokens[:count]), " ".join(tokens[count:])
        if (
            head.isupper()
            and is_person(rest)
            and (found := find_house(head))
            and found.house.role in AGENCIES
        ):
            return [Piece("", head), Piece("/", rest)]
    return None


def _agency_end(tail: str, count: int) -> bool:
    found = find_house(tail) or (mend_house(tail, cut=False) if count == 1 else None)
    if not found or found.house.role not in AGENCIES:
        return False
    strong = count > 1 or tail.isupper() or found.house.role == "distributor"
    return strong or found.house.name in {"Reuters", "dpa"}


def _unknown(piece: Piece, seen: list[Part], *, ahead: bool, following: str) -> Part:
    """A piece that no list knows: a person or a house, by its look and its place."""
    joint, text = piece
    via = any(mark.isalpha() for mark in joint.strip()) and _is_via(joint)
    named = any(part.kind is Kind.CREATOR for part in seen)
    handout = bool(seen) and seen[-1].role == "handout" and len(seen) > 1
    if _rank().match(text):
        return _creator(text, joint)
    house = (
        is_acronym(text)
        or is_organisation(text)
        or via
        or (named and not is_handle(text) and not is_person(text) and not _is_and(joint, text))
        or (handout and " " not in text)
        or (is_domain(text) and (named or not ahead))
        or (
            not named
            and " " not in text
            and _is_no_account(text)
            and seen[-1:]
            and _gives(seen[-1])
        )
        or (not named and " " not in text and _is_no_account(text) and _names_person(following))
    )
    if house:
        return Part(Kind.HOUSE, text, text, joint, sure=is_domain(text))
    return _creator(text, joint)


def _is_no_account(text: str) -> bool:
    return not is_handle(text) and not is_domain(text)


def _names_person(text: str) -> bool:
    return is_person(text) and find_house(text) is None


def _gives(part: Part) -> bool:
    return part.role in {"institution", "government"}


def _is_via(joint: str) -> bool:
    return joint.strip(" ,/").casefold() in words("words", "via")


def _is_and(joint: str, text: str) -> bool:
    """Whether the piece goes on a list of people ("Doe, J. Roe", "Doe and Roe")."""
    return joint.strip().casefold() in words("words", "and") or (joint == ", " and "." in text)


def _creator(text: str, joint: str) -> Part:
    title = None
    name = text
    if rank := _rank().match(text):
        title, name = rank[1], text[rank.end() :]
    if wiki := _AT_WIKIPEDIA.fullmatch(name):
        return Part(Kind.CREATOR, wiki[1], name, joint)
    bare = tidy_name(_ASIDE.sub("", name).strip() or name)
    shown = (
        bare if _ASIDE.sub("", name).strip() == name else f"{bare}{''.join(_ASIDE.findall(name))}"
    )
    sure = is_person(bare)
    return Part(
        Kind.CREATOR, bare, f"{title} {shown}" if title else shown, joint, sure=sure, title=title
    )


def _is_public_domain(parts: list[Part], pieces: list[Piece]) -> bool:
    """A federal body's own photo ("U.S. Navy photo by …"), not one that only came from it."""
    return any(
        part.role == "government"
        and (
            (index + 1 < len(parts) and " by" in parts[index + 1].joint)
            or any(
                piece.text == part.typed and (found := find_house(piece.text)) and found.photo
                for piece in pieces
            )
        )
        for index, part in enumerate(parts)
    )


def platform_licence(parts: tuple[Part, ...]) -> str | None:
    """Return the licence that comes with a platform ("Unsplash"), if one is in the chain."""
    names = [
        part.text for part in parts if part.kind is Kind.HOUSE and part.text in PLATFORM_LICENCES
    ]
    return names[-1] if names else None
