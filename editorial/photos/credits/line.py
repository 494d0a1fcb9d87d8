"""Writing a credit: the supplier's own form, cleaned, and the house form, creator first."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.vocabulary import any_of, label_words, words

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit

Form = Literal["supplier", "creator"]

_FLAG_NAMES = {"pool": "Pool", "handout": "Handout", "stringer": "Stringer", "courtesy": "Courtesy"}
_DOUBLED = re.compile(r"\s{2,}|:(?:\s*:)+|\|(?:\s*\|)+")


def credit_line(credit: Credit, form: str = "supplier") -> str:
    """Return the line to print: ``supplier`` is the supplier's form, ``creator`` the house's."""
    return credit.canonical if form == "creator" else credit.line


@cache
def _any_label() -> re.Pattern[str]:
    label = any_of(label_words())
    return re.compile(rf"(?:{label}\s+){{0,4}}{label}\s*[:：]+\s*", re.IGNORECASE)


def labelled(line: str, label: str = "Photo") -> str:
    """Return ``Photo: …``, with one label and one colon however the line came; "" stays ""."""
    rest = line.strip().lstrip(":： ")
    while found := _any_label().match(rest):
        rest = rest[found.end() :].lstrip(":： ")
    return f"{label.strip().rstrip(':： ')}: {rest}" if rest else ""


def supplier_line(draft: Draft) -> str:
    """Return the parts as the supplier joined them."""
    if not draft.parts:
        return ""
    body = "".join(part.joint + part.typed for part in draft.parts)
    return _tidy(draft.lead + body)


def house_line(draft: Draft) -> str:
    """Return the house form: creators, flags, then the chain with the supplier last."""
    if draft.listed:
        return supplier_line(draft)
    ordered = arrange(draft.parts)
    creators = [part for part in ordered if part.kind is Kind.CREATOR]
    rest = [part for part in ordered if part.kind not in {Kind.CREATOR, Kind.LICENCE}]
    line = _people(creators)
    for part in rest:
        if part.role in {"file", "illustration"} or (
            part.role == "courtesy" and (creators or len(rest) > 1)
        ):
            continue
        line += _house_joint(part) * bool(line) + _house_text(part)
    licence = next((part.text for part in ordered if part.kind is Kind.LICENCE), "")
    if licence and (line or not draft.parts):
        line = f"{line} ({licence})"
    staged = any(part.role == "illustration" for part in rest)
    made = draft.made or ("Photo illustration" if staged else "")
    lead = f"{made}: " if made and line else ""
    return _tidy(lead + (line or licence))


def arrange(parts: tuple[Part, ...]) -> list[Part]:
    """Return the parts creator first; an agency that leads its own form goes behind the names.

    ``REUTERS/Kevin Lamarque/Pool``: the agency leads, and what follows it up to the next known
    house (here everything) comes before it.
    """
    leading = next((index for index, part in enumerate(parts) if not _is_known(part)), len(parts))
    givers = 0
    if leading < len(parts) and parts[leading].role == "handout":
        while givers < leading and _gives(parts[leading - givers - 1]):
            givers += 1
    leading -= givers
    if (
        leading
        and parts[leading - 1].role in {"institution", "government"}
        and not _creators(parts)
    ):
        leading = 0
    parts = _giver_first(parts)
    behind = parts[leading:]
    until = givers + _until_next_house(behind[givers:])
    middle, tail = behind[:until], behind[until:]
    if not any(
        part.kind in {Kind.CREATOR, Kind.HOUSE} or part.role in _FLAG_NAMES for part in middle
    ):
        return _in_order(parts)
    if not leading:
        return _in_order((*middle, *tail))
    moved = [part._replace(joint="/") for part in middle]
    first = (parts[0]._replace(joint="/"), *parts[1:leading])
    houses = [part for part in moved if part.kind is Kind.HOUSE]
    flags = [part for part in moved if part.kind in {Kind.FLAG, Kind.LICENCE}]
    clients = [part._replace(joint=" for ") for part in moved if part.kind is Kind.CLIENT]
    # A house behind a supplier comes from there; behind an institution it is a part of it.
    supplied = not _gives(parts[leading - 1]) or any(part.role == "handout" for part in flags)
    if supplied:
        return _in_order((*_creators(middle), *houses, *flags, *first, *clients, *tail))
    return _in_order((*_creators(middle), *flags, *first, *houses, *clients, *tail))


def _in_order(parts: tuple[Part, ...]) -> list[Part]:
    """Return the people first, the others as they are."""
    return [*_creators(parts), *(part for part in parts if part.kind is not Kind.CREATOR)]


def _giver_first(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return ``Handout/Port authority`` with the giver in front."""
    if len(parts) < 2 or parts[0].role != "handout" or parts[1].kind is not Kind.HOUSE:
        return parts
    if parts[1].role in {"wire", "distributor"} or _house_joint(parts[1]) != "/":
        return parts
    return (parts[1], parts[0]._replace(joint="/"), *parts[2:])


def _gives(part: Part) -> bool:
    """Whether a house gives photos away rather than supplies them ("Navy handout")."""
    return part.role in {"institution", "government", "agency", "outlet"}


def _is_known(part: Part) -> bool:
    return part.kind is Kind.HOUSE and bool(part.role) and not part.courtesy


def _until_next_house(parts: tuple[Part, ...]) -> int:
    """Return how many parts belong to the names: up to the next known house or licence.

    After a lone "handout" the next house is the giver, and still belongs to them.
    """
    for index, part in enumerate(parts):
        giver = index == 1 and parts[0].role == "handout" and part.role not in {"distributor"}
        if _is_known(part) and not (giver and "/" in part.joint):
            return index
    return len(parts)


def _creators(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.kind is Kind.CREATOR]


def _people(creators: list[Part]) -> str:
    names = [f"{part.title} {part.text}" if part.title else part.text for part in creators]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _house_joint(part: Part) -> str:
    if part.kind is Kind.CLIENT:
        return " for "
    word = part.joint.strip(" ,/").casefold()
    return " via " if word in words("words", "via") else "/"


def _house_text(part: Part) -> str:
    if part.kind is Kind.FLAG:
        return _FLAG_NAMES[part.role]
    return f"Courtesy of {part.text}" if part.courtesy else part.text


def _tidy(line: str) -> str:
    return _DOUBLED.sub(
        lambda found: found.group()[0] if found.group()[0] in ":|" else " ", line
    ).strip()
