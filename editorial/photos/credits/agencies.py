"""The gazetteer of houses: agencies, distributors, newspapers, institutions, platforms."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from editorial.photos.credits.vocabulary import table

#: Roles of houses that supply photos to newsrooms.
AGENCIES = frozenset(["wire", "agency", "distributor"])
#: Where IPTC-IIM cuts the Credit Line and Source (2:110, 2:115), in bytes.
IIM_LIMIT = 32
_DOMAIN = re.compile(
    r"^(?:https?://)?(?:www\.)?([\w-]{2,60}(?:\.[\w-]{2,40})?)"
    r"\.(?:com|net|org|eu|de|fr|it|es|pl|ru|ua|se|no|dk|nl|be|ch|at|info|biz|pro|tv|ph|photo|photos|photography|images|pictures|news|media|agency|co|co\.uk)/?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[.®™]")
_GAPS = re.compile(r"[\s_\-‐‑–/,]+")
_PHOTO = re.compile(r"[\s-]+(?:photos?|foto|fotos|pix)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class House:
    """One house: its name as this newsroom writes it, and the part that it plays."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Found:
    """A house recognised in a piece of text; ``sure`` is False where the spelling was mended."""

    house: House
    sure: bool = True


def key(text: str) -> str:
    """Return ``text`` reduced to what tells one house from another."""
    return _GAPS.sub(" ", _MARKS.sub("", text.casefold())).strip()


@cache
def houses() -> dict[str, House]:
    """Return every house by the key of each of its spellings."""
    known: dict[str, House] = {}
    for role, entries in table("agencies").items():
        for name, aliases in entries.items():
            house = House(name, role)
            for spelling in (name, *aliases):
                known.setdefault(key(spelling), house)
    return known


@cache
def _by_shape() -> dict[tuple[str, int], list[str]]:
    """Keys of six letters and more by first letter and length, for mending spellings."""
    shelves: dict[tuple[str, int], list[str]] = {}
    for known in houses():
        if len(known) >= 6:
            shelves.setdefault((known[0], len(known)), []).append(known)
    return shelves


@cache
def _families() -> dict[str, str]:
    return {name: family[0] for family in table("families")["families"] for name in family}


def family(name: str) -> str:
    """Return the name under which all brands of one house are compared."""
    return _families().get(name, name)


def is_domain(text: str) -> bool:
    """Whether ``text`` is an address such as ``racingfotos.com``."""
    return " " not in text and _DOMAIN.match(text) is not None


@lru_cache(maxsize=8192)
def find_house(text: str) -> Found | None:
    """Return the house that ``text`` names in full, exactly or as an address or "… Photo"."""
    if len(text) > 80:
        return None
    house = _exact(text)
    if house:
        return Found(house)
    bare = _PHOTO.sub("", text)
    if bare != text and (house := _exact(bare.upper() if len(bare) <= 3 else bare)):
        return Found(house)
    if "." in text and (domain := _DOMAIN.match(text.replace(" ", ""))):
        house = _exact(domain[1])
        return Found(house) if house else None
    return None


def _exact(text: str) -> House | None:
    reduced = key(text)
    house = houses().get(reduced) or (houses().get(reduced[4:]) if reduced[:4] == "the " else None)
    # "Who", "Aa", "Pa": three letters name a house only where they are written as one.
    if house and len(reduced) <= 3 and text != house.name and text != text.upper():
        return None
    return house


@lru_cache(maxsize=8192)
def mend_house(text: str, *, cut: bool) -> Found | None:
    """Return the house that a misspelt or cut-off ``text`` must mean, if there is just one.

    ``cut`` says that the text may have been cut at :data:`IIM_LIMIT`, or ends the credit.
    """
    reduced = key(text)
    if not 6 <= len(reduced) <= 40:
        return None
    if cut:
        longer = _starting(reduced)
        # "Shuttersto" is the start of Shutterstock and of Shutterstock Editorial: the shorter.
        if longer and all(
            known.startswith(longer[0]) or houses()[known] == houses()[longer[0]]
            for known in longer
        ):
            return Found(houses()[longer[0]], sure=False)
    for length in (len(reduced), len(reduced) - 1, len(reduced) + 1):
        for known in _by_shape().get((reduced[0], length), ()):
            alike = reduced[:2] == known[:2] or reduced[-2:] == known[-2:]
            if alike and _one_slip(reduced, known):
                return Found(houses()[known], sure=False)
    return None


def _starting(start: str) -> list[str]:
    """Return the keys that begin with ``start``, in order."""
    shelf = _sorted_keys()
    first = bisect_left(shelf, start)
    return [known for known in shelf[first : first + 20] if known.startswith(start)]


@cache
def _sorted_keys() -> list[str]:
    return sorted(houses())


def _one_slip(typed: str, known: str) -> bool:
    """Whether one swap of neighbours, or one letter more or less, makes ``typed`` ``known``."""
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    if len(typed) == len(known):
        swapped = typed[:start] + typed[start + 1 : start + 2] + typed[start : start + 1]
        return swapped + typed[start + 2 :] == known
    shorter, longer = sorted((typed, known), key=len)
    return longer[:start] + longer[start + 1 :] == shorter
