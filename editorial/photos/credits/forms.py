"""Forms of a piece that say more than a name: ranks, givers, flags, clients, glued agencies."""

from __future__ import annotations

import re
from functools import cache

from editorial.photos.credits.agencies import AGENCIES, Found, find_house, mend_house
from editorial.photos.credits.names import is_handle, is_organisation, is_person, tidy_name
from editorial.photos.credits.parts import Kind, Part
from editorial.photos.credits.splitting import Piece, is_flag
from editorial.photos.credits.vocabulary import any_of, table, words

#: What a form holds: pieces still to be sorted, and parts that are sure already.
Pieces = list[Piece | Part]

_FLAG_FIRST = re.compile(
    r"(HO|Handout|HANDOUT|STR|STRINGER|POOL)\s*[-–]\s*(\S.*)|(HO|STR|POOL|HANDOUT)\s+(\S.*)"
)
_FLAG_LAST = re.compile(
    r"(.*\S)\s+(handout(?: photo| image)?|hand-out|pool(?: photo)?|file(?: photo)?|stringer)",
    re.IGNORECASE,
)
_HOUSE_PHOTO_BY = re.compile(
    r"(?P<house>.{2,80}?)\s+(?P<joint>(?:file\s+|courtesy\s+)?"
    r"(?:photo|photograph|image|picture|graphic|video|foto)s?\s+(?:by|von|par)):?\s+(?P<who>\S.*)",
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
def _courtesy() -> re.Pattern[str]:
    given = any_of(words("words", "courtesy"))
    return re.compile(rf"{given}(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _supplied() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('words', 'supplied'))}\s*:?\s+(?=\S)", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which a giver's form begins: most pieces need no closer look."""
    phrases = words("words", "courtesy") | words("words", "supplied")
    return frozenset(phrase.split()[0] for phrase in phrases)


@cache
def _client() -> re.Pattern[str]:
    on_behalf = any_of(words("words", "for"))
    return re.compile(rf"(?P<who>\S.*?)\s+(?P<for>{on_behalf})\s+(?P<client>\S.*)", re.IGNORECASE)


@cache
def _rank() -> re.Pattern[str]:
    ranks = any_of(table("ranks")["ranks"]).replace(r"\.", r"\.?")
    return re.compile(rf"({ranks})\s+(?=[^\W\d_])", re.IGNORECASE)


@cache
def _service() -> re.Pattern[str]:
    return re.compile(rf"{any_of([*table('agencies')['government']])}\s+", re.IGNORECASE)


def is_ranked(text: str) -> bool:
    """Whether ``text`` begins with a military rank."""
    return _rank().match(text) is not None


def house_part(found: Found, text: str, joint: str = "") -> Part:
    """Return the part for a house of the gazetteer."""
    house = found.house
    typed = text if found.sure else house.name
    return Part(Kind.HOUSE, house.name, typed, joint, role=house.role, sure=found.sure)


def creator_part(text: str, joint: str = "") -> Part:
    """Return the part for a person, with the rank apart and the name's capitals mended."""
    title, name = None, text
    if (service := _service().match(name)) and is_ranked(name[service.end() :]):
        name = name[service.end() :]
    if rank := _rank().match(name):
        title, name = rank[1], name[rank.end() :]
    if wiki := _AT_WIKIPEDIA.fullmatch(name):
        return Part(Kind.CREATOR, wiki[1], name, joint)
    bare = tidy_name(_ASIDE.sub("", name).strip() or name)
    shown = bare + ("".join(_ASIDE.findall(name)) if bare != name else "")
    typed = (
        f"{text[: service.end()] if service and title else ''}{f'{title} ' if title else ''}{shown}"
    )
    return Part(Kind.CREATOR, bare, typed, joint, sure=is_person(bare), title=title)


def _any_house(text: str) -> Part:
    found = find_house(text)
    return house_part(found, text) if found else Part(Kind.HOUSE, text, text, "", sure=False)


def given(text: str) -> Pieces | None:
    """Read ``Courtesy of …``, ``Provided by …``: a house, whatever its name looks like."""
    if text.split(maxsplit=1)[0].casefold().rstrip(":：") not in _first_words():
        return None
    if courtesy := _courtesy().match(text):
        rest = text[courtesy.end() :]
        if by := _HOUSE_PHOTO_BY.fullmatch(rest):
            typed = _unlabelled(courtesy.group().strip())
            flag = Part(Kind.FLAG, "courtesy", typed, role="courtesy")
            return [flag, *_by_parts(by, " ")]
        return [_any_house(rest)._replace(typed=_unlabelled(text), courtesy=True)]
    if supplied := _supplied().match(text):
        typed = _unlabelled(supplied.group().strip())
        flag = Part(Kind.FLAG, "handout", typed, role="handout")
        return [flag, _any_house(text[supplied.end() :])._replace(joint=" ")]
    return None


def _unlabelled(text: str) -> str:
    """Return "Courtesy of …" for "Image courtesy of …"."""
    bare = _NOUN.sub("", text)
    return bare if bare == text else bare[:1].upper() + bare[1:]


def photo_by(text: str) -> Pieces | None:
    """Read ``U.S. Air Force photo by Staff Sgt. Jane Doe``."""
    by = _HOUSE_PHOTO_BY.fullmatch(text) if text.count(" ") > 2 else None
    if by and is_flag(by["house"]):
        return [Piece("", by["house"]), creator_part(by["who"], f" {by['joint']} ")]
    if by and (find_house(by["house"]) or is_organisation(by["house"])):
        return _by_parts(by, "")
    return None


def _by_parts(by: re.Match[str], joint: str) -> Pieces:
    house = _any_house(by["house"])._replace(joint=joint)
    return [house, creator_part(by["who"], f" {by['joint']} ")]


def flagged(text: str) -> Pieces | None:
    """Read ``HO-Annick deGooyer``, ``Navy handout``."""
    if first := _FLAG_FIRST.fullmatch(text):
        word, rest = (first[1], first[2]) if first[1] else (first[3], first[4])
        return [Piece("", word), Piece("-" if first[1] else " ", rest)]
    last = _FLAG_LAST.fullmatch(text)
    if not last:
        return None
    giver, flag = last[1], last[2]
    # "Han Handout": the word begun twice.
    if flag.casefold().startswith(giver.casefold()):
        return [Piece("", flag)]
    named = find_house(giver) or is_person(giver) or not _LETTER.search(giver)
    return [Piece("", giver) if named else _any_house(giver), Piece(" ", flag)]


def staffed(text: str) -> Pieces | None:
    """Read ``Reuters Staff``: the house alone."""
    found = _STAFF.fullmatch(text)
    if found and (find_house(found[1]) or is_organisation(found[1])):
        return [Piece("", found[1])]
    return None


def commissioned(text: str) -> Pieces | None:
    """Read ``Getty Images for The Recording Academy``."""
    if words("words", "for").isdisjoint(text.casefold().split()):
        return None
    found = _client().fullmatch(text)
    if not found:
        return None
    begun = found["client"][0]
    if not (begun.isupper() or begun.isdigit() or find_house(found["client"])):
        return None
    who = found["who"]
    if not (find_house(who) or is_handle(who) or is_person(who)):
        return None
    client = found["client"].strip(" .,")
    return [Piece("", who), Part(Kind.CLIENT, client, client, f" {found['for']} ")]


def glued(text: str) -> Pieces | None:
    """Read an agency with only a space before or behind it ("intermediary retuERS")."""
    tokens = text.split()
    for count in (3, 2, 1):
        if len(tokens) <= count:
            continue
        rest, tail = " ".join(tokens[:-count]), " ".join(tokens[-count:])
        if _is_agency_end(tail, count):
            return [Piece("", rest.rstrip(",-– ")), Piece("/", tail)]
        head, rest = " ".join(tokens[:count]), " ".join(tokens[count:])
        if head.isupper() and is_person(rest) and (found := find_house(head)):
            return [Piece("", head), Piece("/", rest)] if found.house.role in AGENCIES else None
    return None


def _is_agency_end(tail: str, count: int) -> bool:
    found = find_house(tail) or (mend_house(tail, cut=False) if count == 1 else None)
    if not found or found.house.role not in AGENCIES:
        return False
    # One small word may be somebody's name ("Paul Forum"): only what cannot be one.
    return count > 1 or tail.isupper() or found.house.role in {"distributor", "wire"}


#: The forms in order; the first that reads a piece decides.
FORMS = (given, photo_by, flagged, staffed, commissioned)
