"""Names are spelled alike throughout: headline, dek, text, captions, credits, alt texts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from editorial.review.checks.passages import captions, texts
from editorial.review.checks.results import CheckResult
from editorial.stories.text.style.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from editorial.review.checks.subject import Subject

_NAME = re.compile(r"(?<![\w’'-])[^\W\d_](?:[^\W\d_]|[’'‐-](?=[^\W\d_]))+")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_ENDINGS = (
    "s", "es", "n", "an", "ian", "ians", "ans", "ish", "ese", "er", "ers", "i", "is", "ic", "ist",
    "ists", "ism", "a", "o", "e", "in", "en", "ern", "ly", "d", "ed", "ing", "al", "ity",
)  # fmt: skip
"""What makes another word of a name: Iran, Iranian; Petrov, Petrova."""
_SHORTEST = 5
_OFTEN = 4
"""Times that the usual spelling stands before another, found once, counts as a slip."""
_SOUNDS = (("tsch", "ch"), ("sch", "sh"), ("kh", "h"), ("w", "v"), ("j", "i"), ("y", "i"))
"""Letters in which ways of writing a foreign name differ."""


def names_alike(subject: Subject) -> Iterator[CheckResult]:
    """Yield one line for each name that is written in two ways."""
    counts, places, beside = _names(subject)
    for usual, odd in variants(counts, beside, _knows(subject)):
        if {usual, odd} & subject.ignored_words:
            continue
        yield CheckResult(
            "name_spelling",
            "warn",
            places[odd],
            f"“{odd}” is elsewhere spelled “{usual}”",
            "Show it",
            quote=odd,
        )


def variants(
    counts: Counter[str], beside: Mapping[str, set[str]], knows: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield pairs of spellings that are one name: the usual one first.

    ``beside`` are the names that stand next to each: Dimitrije Ostojic and Dimitrji Ostojic.
    """
    sounds: dict[str, list[str]] = {}
    cut: dict[str, list[str]] = {}
    for name in sorted(counts):
        sound = _sound(name)
        sounds.setdefault(sound, []).append(name)
        if len(sound) > _SHORTEST:
            # Two sounds with one letter put in, left out, changed or swapped share one of these.
            for key in {sound, *(sound[:i] + sound[i + 1 :] for i in range(1, len(sound)))}:
                cut.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for groups, is_one in ((sounds, _is_other_way), (cut, _is_slip)):
        for group in groups.values():
            for pair in combinations(group, 2):
                if pair in seen or (knows(pair[0]) and knows(pair[1])):
                    continue
                usual, odd = sorted(pair, key=lambda name: (-counts[name], name))
                if is_one(usual, odd, counts, beside):
                    seen.add(pair)
                    yield usual, odd


def _is_other_way(
    one: str, other: str, _counts: Counter[str], _beside: Mapping[str, set[str]]
) -> bool:
    """Whether two names of one sound differ in accents, hyphens or transliteration only."""
    if min(len(one), len(other)) < _SHORTEST - 1 or one.casefold() == other.casefold():
        return False
    return _fold(one) == _fold(other) or not _is_derived(one, other)


def _is_slip(usual: str, odd: str, counts: Counter[str], beside: Mapping[str, set[str]]) -> bool:
    """Whether one is a slip of the pen for the other: rare, or beside the same name."""
    if usual.casefold() == odd.casefold() or _is_derived(usual, odd):
        return False
    if beside.get(usual, set()) & beside.get(odd, set()):
        return True
    return counts[odd] == 1 and counts[usual] >= _OFTEN


def _names(subject: Subject) -> tuple[Counter[str], dict[str, str], dict[str, set[str]]]:
    """Return how often each name stands, the field of the first, and its neighbours."""
    counts: Counter[str] = Counter()
    places: dict[str, str] = {}
    language = subject.story.language
    at_start: dict[str, str] = {}
    starts: Counter[str] = Counter()
    beside: dict[str, set[str]] = {}
    for field, text in (*texts(subject), *captions(subject), *_credits(subject)):
        passage = Passage(text, language)
        last, last_end = "", -2
        for match in _NAME.finditer(passage.covered):
            name = _POSSESSIVE.sub("", match.group())
            if not name[0].isupper() or name.isupper() or len(name) < _SHORTEST - 1:
                continue
            if last_end + 1 == match.start():
                beside.setdefault(name, set()).add(_fold(last))
                beside.setdefault(last, set()).add(_fold(name))
            last, last_end = name, match.end()
            if passage.starts_sentence(match.start()):
                starts[name] += 1
                at_start.setdefault(name, field)
            else:
                counts[name] += 1
                places.setdefault(name, field)
    lowered = set(re.findall(r"[^\W\d_]+", subject.story.body))
    for name, count in starts.items():
        # At the start of a sentence every word is capitalised.
        if name in counts or name.lower() not in lowered:
            counts[name] += count
            places.setdefault(name, at_start[name])
    return counts, places, beside


def _credits(subject: Subject) -> Iterator[tuple[str, str]]:
    for place in subject.story.photos:
        facts = subject.photos.get(place.photo_id)
        if facts is not None:
            field = "hero" if place.role == "hero" else f"photo:{place.photo_id}"
            yield f"{field}.credit", facts.credit
            yield f"{field}.alt", facts.alt if place.alt is None else place.alt


def _knows(subject: Subject) -> Callable[[str], bool]:
    speller = subject.speller
    if speller is None or speller.notice:
        return _knows_nothing
    return speller.check_word


def _knows_nothing(_word: str) -> bool:
    return False


def _is_derived(one: str, other: str) -> bool:
    shorter, longer = sorted((_fold(one), _fold(other)), key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return True
    # Two endings on one stem: Russian, Russians; Italia, Italie; Norwegen, Norweger.
    for ending in _ENDINGS:
        stem = shorter.removesuffix(ending)
        if stem != shorter and len(stem) >= 3 and longer.startswith(stem):
            rest = longer[len(stem) :]
            if rest in _ENDINGS:
                return True
    return False


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("ß", "ss").replace("ł", "l"))
    return "".join(c for c in plain if c.isalpha())


def _sound(name: str) -> str:
    sound = _fold(name)
    for letters, written in _SOUNDS:
        sound = sound.replace(letters, written)
    if len(sound) > 6 and sound[0] == "s":
        sound = "z" + sound[1:]
    return re.sub(r"(.)\1+", r"\1", sound)
