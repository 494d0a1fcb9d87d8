"""People's names: telling them from houses, and mending their capitals."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from editorial.photos.credits.vocabulary import words

_PARTICLES = frozenset(
    [
        *["de", "del", "della", "dei", "di", "da", "das", "do", "dos", "du", "des", "den", "der"],
        *["het", "la", "las", "le", "los", "van", "von", "zu", "zum", "zur", "ten", "ter", "te"],
        *["y", "e", "el", "al", "bin", "ibn", "bint", "ould", "af", "av"],
    ]
)
_KEEP_CAPITALS = frozenset(["II", "III", "IV", "JFK"])
_CAMEL = re.compile(r"^(?:[A-Z]?[a-z]{1,3}|O['’])[A-Z][a-z]")
_INITIAL_GLUED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]{2})")
_VOWELS = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœаеёиоуыэюяіїєαεηιουω]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_HANDLE = re.compile(r"[@_]|\d")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MAC = {"Macdonald": "MacDonald", "Macleod": "MacLeod", "Macgregor": "MacGregor"}


def tidy_name(name: str) -> str:
    """Return ``name`` with its initials spaced and shouted parts in ordinary capitals."""
    name = _INITIAL_GLUED.sub(r"\1. ", _once(name))
    parts = name.split()
    letters = [part for part in parts if _WORD.search(part) and not _is_initial(part)]
    shouted = [part for part in letters if part == part.upper() != part.lower()]
    if not shouted or len(letters) < 2:
        return " ".join(parts)
    if len(shouted) == len(letters):
        return " ".join(_recase(part, first=index == 0) for index, part in enumerate(parts))
    # "Kirill KUDRYAVTSEV": the family name is shouted. "LM Otero", "CGIAR Climate": not a shout.
    if letters[0] in shouted:
        return " ".join(parts)
    return " ".join(
        _recase(part, first=False) if part in shouted and len(part) > 2 else part for part in parts
    )


def _once(name: str) -> str:
    """Return a name that was pasted twice in a row only once."""
    half, odd = divmod(len(name), 2)
    if half > 3 and " " in name[:half].strip():
        if not odd and name[:half] == name[half:]:
            return name[:half]
        if odd and name[:half] == name[half + 1 :] and name[half] == " ":
            return name[:half]
    return name


def _is_initial(part: str) -> bool:
    return len(part.rstrip(".")) <= 1 or (
        len(part) <= 6 and part.endswith(".") and "." in part[:-1]
    )


def _recase(part: str, *, first: bool) -> str:
    if _is_initial(part) or part in _KEEP_CAPITALS or not _WORD.search(part):
        return part
    if not first and part.casefold() in _PARTICLES:
        return part.lower()
    if not _VOWELS.search(part) and len(_WORD.findall(part)[0]) <= 3:
        return "Jr." if part == "JR." else part
    return _WORD.sub(lambda found: _capital(found, part), part)


def _capital(found: re.Match[str], whole: str) -> str:
    word = found.group().capitalize()
    after_apostrophe = found.start() > 0 and whole[found.start() - 1] in "'’"
    if after_apostrophe and found.end() - found.start() == 1:
        return word.lower()
    if word.startswith("Mc") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return _MAC.get(word, word)


def is_handle(text: str) -> bool:
    """Whether ``text`` is what people call themselves on a platform ("Mijansk786")."""
    return " " not in text and bool(_HANDLE.search(text))


@cache
def _organisation_words() -> frozenset[str]:
    return words("words", "organisations")


@lru_cache(maxsize=8192)
def is_organisation(text: str) -> bool:
    """Whether a word in ``text`` shows that it is no person's name."""
    parts = text.casefold().split()
    if len(parts) > 1 and parts[0] in words("words", "organisations", "starts") - {
        "la",
        "le",
        "el",
    }:
        return True
    if len(parts) > 6:
        return True
    known = _organisation_words()
    return any(half.strip(".,()'’") in known for part in parts for half in {part, *part.split("-")})


def is_acronym(text: str) -> bool:
    """Whether ``text`` is two to four capitals ("NYT")."""
    return 2 <= len(text) <= 4 and text.isalpha() and text.isupper()


@lru_cache(maxsize=8192)
def is_person(text: str) -> bool:
    """Whether ``text`` looks like a given name and a family name."""
    parts = text.replace(".", ". ").split()
    if _CJK.search(text):
        return len(text) <= 12
    if not 2 <= len(parts) <= 6 or is_organisation(text) or _HANDLE.search(text):
        return False
    strong = [part for part in parts if part.casefold() not in _PARTICLES]
    return len(strong) >= 2 and all(_is_name_word(part) for part in strong)


def _is_name_word(part: str) -> bool:
    part = part.strip("'’‘\"“”(),")
    return (
        bool(part)
        and (part[0].isupper() or _CAMEL.match(part) is not None)
        and (all(mark.isalpha() or mark in ".-'’‑" for mark in part))
    )
