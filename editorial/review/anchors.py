"""A passage of a text, found again by its words and their surroundings after edits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 64
"""Characters before and after the passage that are kept to find it again: about ten words."""

_HAN = "\u2e80-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+(?:['’\-][^\W_{_HAN}]+)*")

_KEPT_IN_PLACE = 0.34
_KEPT_NEAR = 0.5
_KEPT_ALONE = 0.75
_NEAR = 0.3
_FEW = 3
_NEAR_FEW = 0.5
_ALONE_WORDS = 5
_LIKE = 0.6
_PROOF = 1.2
_TELLS = 0.75
_COMMON = 40
_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage and up to `CONTEXT` characters on each side of it.

    An empty ``quote`` means the place between ``before`` and ``after``.
    """

    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands: characters ``start`` to ``end``.

    ``sureness`` is 1 where its words and surroundings are untouched, and falls to about 0.3.
    """

    start: int
    end: int
    sureness: float


def anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of ``text[start:end]``, which stands there now."""
    return Anchor(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])


def find(text: str, anchor: Anchor, hint: int | None = None) -> Found | None:
    """Return where the passage stands in ``text``; None where it is gone.

    Its exact words in their exact surroundings come first; ``hint``, the character at which it
    stood last, decides between equals. Otherwise words are compared without regard to
    capitals, spaces, line breaks, kinds of quotes or punctuation, and each likely place gets
    two figures: how much of the passage is kept, and how much of its surroundings, where a
    rare word counts more than a common one. A note on the wrong passage misleads, one that
    says "gone" only asks to be read, so a place is taken only where

    - half of the passage is kept and a third of its surroundings stands beside it, or half of
      them where it has three words or fewer: less of it is a new sentence, and words alone
      ("he said") occur anywhere;
    - or a third, where the words next to it on both sides are still next to it: it was
      rewritten on the spot;
    - or three quarters of five or more words are found nowhere else: the sentence was moved
      away from its surroundings, and five words in a row are hardly said twice.

    Whatever is kept has to tell more than one word that the text has only once: "are on the"
    between "of the" and "in a" is no proof. Two places that are equally good without
    surroundings count as none. An anchor that was made without surroundings is taken at its
    word: where its quote stands once, it is there.
    """
    if not (anchor.quote.strip() or anchor.before.strip() or anchor.after.strip()):
        return None
    return _untouched(text, anchor, hint) or _by_words(text, anchor, hint)


def _untouched(text: str, anchor: Anchor, hint: int | None) -> Found | None:
    whole = anchor.before + anchor.quote + anchor.after
    places = list(_occurrences(text, whole))
    bare = whole == anchor.quote or not anchor.quote
    if not places or (bare and len(places) > 1 and hint is None):
        return None
    best = min(places, key=lambda place: abs(place + len(anchor.before) - (hint or 0)))
    start = best + len(anchor.before)
    return Found(start, start + len(anchor.quote), 1.0)


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


@dataclass(frozen=True, slots=True)
class _Words:
    """A text in words: each in its plain form, with its first and last + 1 character."""

    plain: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    places: dict[str, list[int]]

    def weight(self, word: str) -> float:
        """Return how much a word tells: 1 where it occurs once, less for a common one."""
        return float(max(len(self.places.get(word, ())), 1) ** -_TELLS)


@lru_cache(maxsize=4)
def _words(text: str) -> _Words:
    matches = list(_WORD.finditer(text))
    plain = tuple(match[0].casefold().replace("’", "'") for match in matches)
    places: dict[str, list[int]] = {}
    for index, word in enumerate(plain):
        places.setdefault(word, []).append(index)
    return _Words(plain, tuple(match.span() for match in matches), places)


def _plain(text: str) -> tuple[str, ...]:
    return tuple(match[0].casefold().replace("’", "'") for match in _WORD.finditer(text))


@dataclass(frozen=True, slots=True)
class _Place:
    """A likely place: words ``first`` to ``end``, what is kept there, and its neighbours."""

    first: int
    end: int
    kept: float
    near: float
    proof: float
    """What all kept words tell together; 1 is a word that the text has once."""
    held: bool
    """Whether the words next to the passage on both sides are still next to it."""

    @property
    def score(self) -> float:
        return 0.7 * self.kept + 0.3 * self.near


def _by_words(text: str, anchor: Anchor, hint: int | None) -> Found | None:
    words = _words(text)
    pattern = _Pattern(_plain(anchor.before), _plain(anchor.quote), _plain(anchor.after))
    if not words.plain or not pattern.all:
        return None
    places: dict[tuple[int, int], _Place] = {}
    for low, high in _likely(words, pattern):
        place = _place(words, pattern, low, high)
        if place is not None:
            places.setdefault((place.first, place.end), place)
    good = [place for place in places.values() if _is_good(pattern, place)]
    if not good:
        return None
    best = max(place.score for place in good)
    equals = [place for place in good if place.score > best - 0.02]
    if len(equals) > 1 and (hint is None or equals[0].near < _NEAR):
        return None
    chosen = min(equals, key=lambda place: abs(_start(words, place, len(text)) - (hint or 0)))
    if not pattern.quote:
        start = _between(text, words, chosen, anchor.before)
        return Found(start, start, round(chosen.score, 3))
    start, end = _whole_signs(
        text, anchor.quote, words.spans[chosen.first][0], words.spans[chosen.end - 1][1]
    )
    return Found(start, end, round(min(chosen.score, 0.99), 3))


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: tuple[str, ...]
    quote: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.before + self.quote + self.after


def _likely(words: _Words, pattern: _Pattern) -> Iterator[tuple[int, int]]:
    """Yield stretches of words in which many of the pattern's words stand in its order.

    Each common word votes for the place at which the pattern would begin; votes that lie
    close together are counted together, since words were inserted and removed.
    """
    wide = max(8, len(pattern.all) // 2)
    votes: dict[int, float] = {}
    quoted = range(len(pattern.before), len(pattern.before) + len(pattern.quote))
    for index, word in enumerate(pattern.all):
        places = words.places.get(word, ())
        if len(places) > _COMMON:
            continue
        vote = words.weight(word) * (2 if index in quoted else 1)
        for place in places:
            group = (place - index) // wide
            votes[group] = votes.get(group, 0) + vote
    if not votes:
        return
    both = {group: votes[group] + votes.get(group + 1, 0) for group in votes}
    least = max(both.values()) / 2
    ranked = sorted((-vote, group) for group, vote in both.items() if vote >= least)
    for _, group in ranked[:_CANDIDATES]:
        low = max(group * wide - 6, 0)
        yield low, min((group + 2) * wide + len(pattern.all) + 6, len(words.plain))


def _place(words: _Words, pattern: _Pattern, low: int, high: int) -> _Place | None:
    window = words.plain[low:high]
    first, last = len(pattern.before), len(pattern.before) + len(pattern.quote)
    pairs = _pairs(pattern.all, window)
    kept = [index for index in range(first, last) if index in pairs]
    left, right = pairs.get(first - 1), pairs.get(last)
    if not kept and left is None and right is None:
        return None
    if not pattern.quote:
        begin = end = left + 1 if left is not None else (right or 0)
        held = left is not None and right == left + 1
    else:
        begin, end = _ends(pattern, pairs, kept, left, right)
        held = (not pattern.before or left == begin - 1) and (not pattern.after or right == end)
        if begin >= end or end - begin > 2 * len(pattern.quote) + 12:
            return None
    near = _share(
        words, pattern.all, pairs, (*range(first), *range(last, len(pattern.all))), begin, end
    )
    return _Place(
        low + begin,
        low + end,
        _kept(words, pattern.quote, window[begin:end]) if pattern.quote else near,
        near,
        sum(words.weight(pattern.all[index]) for index in pairs),
        held,
    )


def _pairs(pattern: Sequence[str], window: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, pattern, window, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _ends(
    pattern: _Pattern,
    pairs: dict[int, int],
    kept: list[int],
    left: int | None,
    right: int | None,
) -> tuple[int, int]:
    """Return where the passage begins and ends in the window.

    Its own first word tells; where that was replaced, the word before it, which still stands
    there; where both are new, the first of its words that is known.
    """
    first, last = len(pattern.before), len(pattern.before) + len(pattern.quote)
    begin = pairs[kept[0]] if kept else None
    if left is not None and (begin is None or (kept[0] > first and _fits(left, begin, kept[0]))):
        begin = left + 1
    end = pairs[kept[-1]] + 1 if kept else None
    if right is not None and (
        end is None or (kept[-1] < last - 1 and _fits(end, right, last - kept[-1]))
    ):
        end = right
    if begin is None or end is None:
        return 0, 0
    return begin, end


def _fits(earlier: int, later: int, lost: int) -> bool:
    return later - earlier <= 2 * lost + 2


def _kept(words: _Words, quote: Sequence[str], now: Sequence[str]) -> float:
    """Return how much of the passage's words stand in ``now``, 0 to 1; mended words count."""
    total = sum(words.weight(word) for word in quote)
    got = 0.0
    for tag, a, b, c, d in SequenceMatcher(None, quote, now, autojunk=False).get_opcodes():
        there = sum(words.weight(word) for word in quote[a:b])
        if tag == "equal":
            got += there
        elif tag == "replace":
            # Letters, not words: "annex" became "annexe", "re-open" became "reopen".
            alike = SequenceMatcher(None, "".join(quote[a:b]), "".join(now[c:d])).ratio()
            got += there * alike if alike >= _LIKE else 0
    return got / total if total else 0.0


def _share(
    words: _Words,
    pattern: Sequence[str],
    pairs: dict[int, int],
    around: Sequence[int],
    begin: int,
    end: int,
) -> float:
    """Return how much of the surroundings still stands beside the passage, 0 to 1."""
    total = sum(words.weight(pattern[index]) for index in around)
    got = sum(
        words.weight(pattern[index])
        for index in around
        if index in pairs and not begin <= pairs[index] < end
    )
    return got / total if total else 0.0


def _is_good(pattern: _Pattern, place: _Place) -> bool:
    if place.proof < _PROOF:
        return False
    if not pattern.quote:
        return place.held or place.near >= _KEPT_NEAR
    near = place.near >= (_NEAR if len(pattern.quote) > _FEW else _NEAR_FEW)
    if place.held and near:
        return place.kept >= _KEPT_IN_PLACE
    if near:
        return place.kept >= _KEPT_NEAR
    return place.kept >= _KEPT_ALONE and len(pattern.quote) >= _ALONE_WORDS


def _start(words: _Words, place: _Place, length: int) -> int:
    return words.spans[place.first][0] if place.first < len(words.spans) else length


def _between(text: str, words: _Words, place: _Place, before: str) -> int:
    """Return the character of a place without a quote: after the word and signs before it."""
    if not place.first:
        return _start(words, place, len(text))
    start = words.spans[place.first - 1][1]
    for sign in _signs(before[::-1])[::-1]:
        if text[start : start + 1] != sign:
            break
        start += 1
    return start


def _whole_signs(text: str, quote: str, start: int, end: int) -> tuple[int, int]:
    """Take in the passage's own quotation marks and full stop, where they still stand."""
    head = quote[: len(quote) - len(quote.lstrip())] + _signs(quote)
    tail = _signs(quote[::-1])[::-1]
    while start and head and text[start - 1] == head[-1]:
        start, head = start - 1, head[:-1]
    while end < len(text) and tail and text[end] == tail[0]:
        end, tail = end + 1, tail[1:]
    return start, end


def _signs(quote: str) -> str:
    match = _WORD.search(quote)
    return quote[: match.start()] if match else ""
