"""Cutting a credit into pieces where its supplier joined them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from editorial.photos.credits.agencies import AGENCIES, find_house, houses
from editorial.photos.credits.licences import STAND_IN
from editorial.photos.credits.names import is_handle, is_organisation, is_person
from editorial.photos.credits.vocabulary import any_of, words

_SUFFIX = re.compile(
    r"(?:jr|sr|inc|ltd|llc|gmbh|co|corp|ii|iii|iv|s\.?a|s\.?p\.?a|plc)\.?", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\(([^()]{2,80})\)(?=$|\s*[/,|])")
_LINK = re.compile(
    r"[:\s(<]*\b(?:https?://(?:www\.)?|www\.)([\w-]+(?:\.[\w-]+)*)(?:/[^\s)>]*)?[)>]*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\s*[(<]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>]?")
_USER = re.compile(
    r"(?<![^\s/])(?:user|usuario|benutzer|utilisateur|участник)\s*:\s*", re.IGNORECASE
)
_PHOTO_BY = re.compile(r"\s(?:photo|photograph|image|picture)s?\s+by\s", re.IGNORECASE)
_CHINESE_BYLINE = re.compile(r"\s*记者\s*(?=\S)")
_CHINESE_TAKEN = re.compile(r"\s*[/／]?\s*(?:(?:摄|攝)影?)+$")


_YEAR = re.compile(r",?\s+(?:19|20)\d\d$")
_LEADING = AGENCIES | {"institution"}


class Piece(NamedTuple):
    """One piece of text and what joins it to the piece before, as typed but tidied."""

    joint: str
    text: str


@cache
def _joint() -> re.Pattern[str]:
    via = any_of(words("words", "via"))
    on = any_of(words("words", "on"))
    licensed = any_of(words("words", "licensed"))
    platforms = any_of(
        [known for known, house in houses().items() if house.role == "platform" and len(known) > 2]
    )
    return re.compile(
        rf"\s*/+\s*(?:{via}\b:?\s*)?"
        rf"|,?\s+{via}:?\s+"
        rf"|[\s,;/|([–-]*(?:\b{licensed}[\s:]*)?(?={STAND_IN})"
        rf"|(?<={STAND_IN})[\s,;)\]]*(?:{via}\s+|[/|]\s*)?"
        rf"|\s+{on}\s+(?={platforms}(?:$|\W))"
        r"|,?\s+(?=courtesy\s+of\b)"
        r"|\s*\|+\s*|\s+[-–—]+\s+|\s*—\s*|\s*\#+\s*|\s*[·•;\n]+\s*|(?<!courtesy)(?<!cortesía):\s+",
        re.IGNORECASE,
    )


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(words('words', 'and'))}\s+", re.IGNORECASE)


def resolve_links(text: str) -> str:
    """Return ``text`` with addresses of known platforms as their names, and no other address."""
    if "@" in text:
        text = _EMAIL.sub("", text) if _EMAIL.sub("", text).strip() else text
    if text.endswith(("摄", "攝", "影")):
        text = _CHINESE_BYLINE.sub("/", _CHINESE_TAKEN.sub("", text))
    if ":" in text:
        text = _USER.sub("", text)
    if "://" not in text and "www." not in text.lower():
        return text

    def named(link: re.Match[str]) -> str:
        found = find_house(".".join(link[1].split(".")[-2:]))
        if found and found.house.name.casefold() in text[: link.start()].casefold():
            return " "
        return f" / {found.house.name}" if found else " "

    resolved = _LINK.sub(named, text).strip(" /")
    return resolved or _LINK.sub(r"\1", text)


def open_brackets(text: str) -> str:
    """Return ``text`` with houses and flags in brackets joined by a stroke instead."""

    def opened(found: re.Match[str]) -> str:
        inner = _CHINESE_TAKEN.sub("", found[1].strip())
        first = re.split(r"\s*/\s*|\s+via\s+", inner)[0]
        outside = text[: found.start()].rpartition("/")[2].strip()
        # "Reuters (Ana Ruiz)": the name in brackets is the person's.
        known = (
            find_house(first)
            or first.casefold() in _flag_words()
            or (is_person(inner) and _is_no_person(outside))
        )
        return f"/{inner}" if found.start() and (known or is_organisation(inner)) else found.group()

    return _BRACKETS.sub(opened, text) if "(" in text else text


def _is_no_person(text: str) -> bool:
    return find_house(text) is not None or not (is_person(text) or is_handle(text))


@cache
def _flag_words() -> frozenset[str]:
    flags = ("pool", "handout", "stringer", "file", "illustration", "courtesy")
    return frozenset().union(*(words("words", "flags", flag) for flag in flags))


def is_flag(text: str) -> bool:
    """Whether ``text`` is a word such as Pool or Handout."""
    return text.casefold().strip(" .") in _flag_words()


def split(text: str) -> list[Piece]:
    """Return the pieces of ``text`` in order; the first has an empty joint."""
    pieces: list[Piece] = []
    joint, start = "", 0
    for found in _joint().finditer(text):
        if found.end() == 0:
            continue
        pieces += _pieces(joint, text[start : found.start()])
        joint, start = (
            _stronger(joint if start == found.start() else "", tidy_joint(found.group())),
            found.end(),
        )
    pieces += _pieces(joint, text[start:])
    return [Piece("", pieces[0].text), *pieces[1:]] if pieces else []


def tidy_joint(joint: str) -> str:
    """Return a joint as it is printed: "/", " / ", " via ", ", via ", " | ", " - ", ", "…."""
    bare = joint.strip()
    inner = bare.strip("/|,;#()[: \n").strip()
    if inner and inner[0].isalpha():
        return f", {inner.rstrip(':')} " if bare.startswith(",") else f" {inner.rstrip(':')} "
    if bare.startswith("/"):
        return " / " if joint[0].isspace() and joint[-1].isspace() else "/"
    if bare.startswith((",", ";", ":")):
        return bare[0] + " "
    if bare.startswith(("|", "-", "–", "—", "·", "•")):
        return f" {bare[0]} "
    return "/" if bare.startswith("#") or "\n" in joint else " "


def _stronger(first: str, second: str) -> str:
    """Return the joint that stays when a piece between two was empty."""
    return (
        first if any(mark.isalpha() for mark in first) or (first and not second.strip()) else second
    )


def _pieces(joint: str, text: str) -> list[Piece]:
    text = text.strip(" ,:;-–—")
    if not text:
        return []
    if find_house(text):
        return [Piece(joint, text)]
    if (undated := _YEAR.sub("", text)) != text and find_house(undated):
        return [Piece(joint, undated)]
    if hyphened := _after_hyphen(text):
        return [*_commas(joint, hyphened[0]), Piece("-", hyphened[1])]
    return _commas(joint, text)


def _after_hyphen(text: str) -> tuple[str, str] | None:
    """Return a name and the agency tied to it ("Aaron Doster-Imagn Images", "AP-Jane Doe")."""
    text = text.replace("–", "-")
    if "-" not in text:
        return None
    left, right = text.split("-", 1)
    leading = find_house(left)
    if leading and leading.house.role in _LEADING and (is_person(right) or is_flag(right)):
        return left, right
    spot = text.rfind("-")
    while spot > 2:
        found = find_house(text[spot + 1 :])
        if found and found.house.role in AGENCIES and " " in text[:spot]:
            return text[:spot], text[spot + 1 :]
        spot = text.rfind("-", 0, spot)
    return None


def _commas(joint: str, text: str) -> list[Piece]:
    items: list[str] = []
    for item in top_level(text):
        if items and _SUFFIX.fullmatch(item):
            items[-1] += ", " + item
        else:
            items.append(item)
    if len(items) > 1 and _one_long_name(items):
        items = [text]
    if len(items) == 2 and _is_turned(items):
        items = [f"{items[1]} {items[0]}"]
    pieces = [Piece(joint if index == 0 else ", ", item) for index, item in enumerate(items)]
    return [one for piece in pieces for one in _ands(piece)]


def top_level(text: str) -> list[str]:
    """Return ``text`` cut at commas outside brackets."""
    if "," not in text:
        return [text]
    depth, start, items = 0, 0, []
    for index, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth <= 0:
            items.append(text[start:index].strip())
            start = index + 1
    items.append(text[start:].strip())
    return [item for item in items if item]


def _is_turned(items: list[str]) -> bool:
    """Whether a name was typed family name first ("Doe, Jane")."""
    return all(
        item.isalpha() and item.istitle() and not find_house(item) for item in items
    ) and not any(is_flag(item) or is_organisation(item) for item in items)


def _one_long_name(items: list[str]) -> bool:
    """Whether commas belong to one house's name ("Ministry of Culture, Sports and Tourism")."""
    if _PHOTO_BY.search(items[0]):
        return False
    return (
        is_organisation(items[0])
        and not find_house(items[0])
        and not any(find_house(item) or is_flag(item) or is_person(item) for item in items[1:])
    )


def _ands(piece: Piece) -> list[Piece]:
    found = _and().search(piece.text)
    if not found or is_organisation(piece.text):
        return [piece]
    left, right = piece.text[: found.start()], piece.text[found.end() :]
    people = (is_person(left) or is_handle(left)) and (is_person(right) or is_handle(right))
    if not people and not (find_house(left) and find_house(right)):
        return [piece]
    return [Piece(piece.joint, left), *_ands(Piece(f" {found.group().strip()} ", right))]
