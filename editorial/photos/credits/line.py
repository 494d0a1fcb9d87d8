"""Writing a credit: the supplier's own form, cleaned, and the house form, creator first."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from editorial.photos.credits.order import arrange, house_joint
from editorial.photos.credits.parts import Draft, Kind, Part
from editorial.photos.credits.vocabulary import any_of, label_words

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit

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


def house_line(draft: Draft, separator: str = "/") -> str:
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
        joint = house_joint(part)
        line += (separator if joint == "/" else joint) * bool(line) + _house_text(part)
    licence = next((part.text for part in ordered if part.kind is Kind.LICENCE), "")
    if licence and (line or not draft.parts):
        line = f"{line} ({licence})"
    staged = any(part.role == "illustration" for part in rest)
    made = draft.made or ("Photo illustration" if staged else "")
    lead = f"{made}: " if made and line else ""
    return _tidy(lead + (line or licence))


def _people(creators: list[Part]) -> str:
    names = [f"{part.title} {part.text}" if part.title else part.text for part in creators]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _house_text(part: Part) -> str:
    if part.kind is Kind.FLAG:
        return _FLAG_NAMES[part.role]
    return f"Courtesy of {part.text}" if part.courtesy else part.text


def _tidy(line: str) -> str:
    return _DOUBLED.sub(
        lambda found: found.group()[0] if found.group()[0] in ":|" else " ", line
    ).strip()
