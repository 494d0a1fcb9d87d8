"""Licences inside a credit: Creative Commons, public domain, and those of photo platforms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from editorial.photos.credits.vocabulary import any_of, table

if TYPE_CHECKING:
    from editorial.photos.credits.parts import Draft

#: Stands in the text for the licence that was taken out of it.
STAND_IN = "\ue000"
#: Platforms whose photos all come under one licence, which bears the platform's name.
PLATFORM_LICENCES = frozenset(["Unsplash", "Pexels", "Pixabay"])

_VERSION = r"(?:[\s-]*(?:v(?:ersion)?\.?\s*)?(?P<version>[1-4]\.[0-9]))?"
_PLACE = r"(?:[\s-]+(?:international|generic|unported|deed|igo|us|uk|de|fr|es|it|nl|au|at|ch)\b)*"
_LONG_NAMES = {
    "attribution": "BY", "by": "BY", "noncommercial": "NC", "non-commercial": "NC", "nc": "NC",
    "sharealike": "SA", "share alike": "SA", "share-alike": "SA", "sa": "SA",
    "noderivatives": "ND", "noderivs": "ND", "no derivatives": "ND", "nd": "ND",
}  # fmt: skip
_ELEMENT = any_of(list(_LONG_NAMES))
_CC = rf"""(?:creative\s+commons|\bcc)[\s:-]*
    (?:(?P<zero>0|zero)\b|(?P<elements>{_ELEMENT}\b(?:[\s-]+{_ELEMENT}\b)*))
    (?:\s+licen[cs]e)?{_VERSION}{_PLACE}(?:\s+licen[cs]e)?"""
_PUBLIC_DOMAIN = (
    "public domain", "public domain mark", "public domain mark 1.0", "domaine public", "gemeinfrei",
    "dominio público", "dominio publico", "domínio público", "dominio pubblico", "pubblico dominio",
    "publiek domein", "общественное достояние", "domena publiczna", "publik egendom",
)  # fmt: skip
_PUBLIC = rf"(?P<public>\b{any_of(list(_PUBLIC_DOMAIN))}\b)"
_PLATFORM = r"\b(?P<platform>unsplash|pexels|pixabay)\s+(?:content\s+)?licen[cs]e\b"
_OTHER = r"""(?P<other>\bGFDL\b|\bOGL\b|\bopen\s+government\s+licen[cs]e\b)
    (?:\s*v?\.?(?P<over>\d(?:\.\d)?))?"""
_SPLIT = re.compile(_ELEMENT, re.IGNORECASE)


@cache
def _licence() -> re.Pattern[str]:
    named = any_of(table("words")["licensed"]["words"])
    return re.compile(
        rf"(?P<joint>[\s,;/|(\[–-]*(?:\b{named}[\s:]*(?:an?\s+|the\s+)?)?)"
        rf"(?P<licence>{_CC}|{_PUBLIC}|{_PLATFORM}|{_OTHER})(?P<close>\s*[)\]])?",
        re.IGNORECASE | re.VERBOSE,
    )


_HINT = re.compile(
    r"\bcc|commons|dom[aeií]|gemeinfrei|licen|достояние|egendom|gfdl|ogl", re.IGNORECASE
)


def take_licence(draft: Draft) -> Draft:
    """Read the first licence and leave :data:`STAND_IN` in its place."""
    found = _licence().search(draft.text) if _HINT.search(draft.text) else None
    if not found:
        return draft
    identifier, typed = _names(found)
    joint = found["joint"]
    bracketed = "(" in joint or "[" in joint
    if bracketed and found["close"] is None:
        joint, bracketed = " / ", False
    rest = (
        draft.text[found.end() :]
        if bracketed
        else (found["close"] or "") + draft.text[found.end() :]
    )
    shown = f"({typed})" if bracketed else typed
    before = draft.text[: found.start()] + (" " if bracketed else joint)
    return draft._replace(text=before + STAND_IN + rest, licence=identifier, licence_typed=shown)


def _names(found: re.Match[str]) -> tuple[str, str]:
    """Return the licence's identifier and how it is shown: ``CC-BY-SA-4.0``, ``CC BY-SA 4.0``."""
    if found["platform"]:
        return found["platform"].capitalize(), found["platform"].capitalize() + " License"
    if found["public"]:
        return "PD", "Public domain"
    if found["other"]:
        name = "GFDL" if found["other"].upper() == "GFDL" else "OGL"
        version = found["over"]
        return (f"{name}-{version}", f"{name} {version}") if version else (name, name)
    if found["zero"]:
        return "CC0-1.0", "CC0 1.0" if found["version"] else "CC0"
    elements = [
        _LONG_NAMES[" ".join(one.lower().split())] for one in _SPLIT.findall(found["elements"])
    ]
    shown = "CC " + "-".join(dict.fromkeys(elements))
    shown += f" {found['version']}" if found["version"] else ""
    return shown.replace(" ", "-"), shown
