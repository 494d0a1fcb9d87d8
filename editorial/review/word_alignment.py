"""Which words of a text still stand in another: an alignment that a person can read.

Three steps. The longest common subsequence of words, marks and line breaks (Hyyrö's bit-parallel
method, from RapidFuzz), whose time hardly depends on how much was rewritten. Then a passage that
came or went is slid to where a paragraph or a sentence begins, where it could stand as well. Then
the few words that agree by chance inside a passage written anew are given up, as in Fraser's
semantic clean-up, so that a person reads two sentences and not confetti.
"""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Block = tuple[int, int, int]
"""Index in the old words, index in the new ones, how many stayed from there on."""

# A photo's mark and a link's address are one token each: half an address helps nobody.
_TOKEN = re.compile(
    r"(!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)|\]\([^)\n]{0,2000}\)|https?://[^\s)>\]]+"
    r"|\w+(?:[’'\-]\w+)*|\n|[^\w\s])"
)
_MOST_CELLS = 500_000_000
"""Old words times new words that are compared at once: 60 MB of bits, some 40 ms."""
_SENTENCE_ENDS = frozenset(".!?…")
_CLAUSE_ENDS = frozenset(",;:–—")


class Words:
    """A text in words, punctuation marks and line breaks; spaces stand between them."""

    __slots__ = ("ends", "starts", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        # Spaces and tokens in turn.
        pieces = _TOKEN.split(text)
        sums = list(itertools.accumulate(map(len, pieces)))
        self.tokens: list[str] = pieces[1::2]
        self.starts: list[int] = sums[0:-1:2]
        """Where each begins in the text."""
        self.ends: list[int] = sums[1::2]

    def stretch(self, first: int, count: int) -> str:
        """Return the text of ``count`` tokens, one at least, with the spaces between them."""
        return self.text[self.starts[first] : self.ends[first + count - 1]]


def kept_words(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return the words that stayed, in order, in blocks that neither touch nor cross."""
    return _joined(_without_chance(_slid(kept_items(old, new), old, new), old, new))


def kept_items(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return which items of a list stayed in their order: the longest common subsequence."""
    return _joined(_common(old, new, 0, len(old), 0, len(new)))


def _common(
    old: Sequence[str], new: Sequence[str], first: int, last: int, begin: int, end: int
) -> Iterable[Block]:
    """Return the longest common subsequence of ``old[first:last]`` and ``new[begin:end]``."""
    front = 0
    while first < last and begin < end and old[first] == new[begin]:
        first, begin, front = first + 1, begin + 1, front + 1
    if front:
        yield first - front, begin - front, front
    back = 0
    while first < last and begin < end and old[last - 1] == new[end - 1]:
        last, end, back = last - 1, end - 1, back + 1
    if first < last and begin < end:
        if (last - first) * (end - begin) <= _MOST_CELLS:
            yield from _longest(old[first:last], new[begin:end], first, begin)
        else:
            yield from _between_rare(old, new, first, last, begin, end)
    if back:
        yield last, end, back


def _longest(old: Sequence[str], new: Sequence[str], first: int, begin: int) -> Iterable[Block]:
    # Numbers of their own, as two words may have one hash value.
    numbers: dict[str, int] = {}
    were = [numbers.setdefault(token, len(numbers)) for token in old]
    are = [numbers.setdefault(token, len(numbers)) for token in new]
    for op in LCSseq.opcodes(were, are):
        if op.tag == "equal":
            yield first + op.src_start, begin + op.dest_start, op.src_end - op.src_start


def _between_rare(
    old: Sequence[str], new: Sequence[str], first: int, last: int, begin: int, end: int
) -> Iterable[Block]:
    """Compare between words that stand once in each, where the texts are too long at once.

    Without such words nothing is found: the whole is told as removed and added.
    """
    where_old, where_new = _once(old, first, last), _once(new, begin, end)
    pairs = sorted((where_old[token], where_new[token]) for token in where_old.keys() & where_new)
    anchors = _rising(pairs)
    if not anchors:
        return
    for one, other in anchors:
        yield from _common(old, new, first, one, begin, other)
        yield one, other, 1
        first, begin = one + 1, other + 1
    yield from _common(old, new, first, last, begin, end)


def _once(tokens: Sequence[str], start: int, end: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for index in range(start, end):
        places[tokens[index]] = -1 if tokens[index] in places else index
    return {token: index for token, index in places.items() if index >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest sequence of ``pairs``, sorted by the first, whose second rises too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, other) in enumerate(pairs):
        place = bisect.bisect_left(tops, other)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [other]
        ends[place : place + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks; those that touch in both texts are one."""
    found: list[Block] = []
    for first, begin, count in blocks:
        if not count:
            continue
        if found:
            one, other, length = found[-1]
            if one + length == first and other + length == begin:
                found[-1] = (one, other, length + count)
                continue
        found.append((first, begin, count))
    return found


def _slid(blocks: list[Block], old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Move each passage that only came, or only went, to the best of its possible places."""
    found = list(blocks)
    for index in range(len(found) - 1):
        one, other, length = found[index]
        first, begin, count = found[index + 1]
        if one + length == first:
            tokens, start, end = new, other + length, begin
        elif other + length == begin:
            tokens, start, end = old, one + length, first
        else:
            continue
        by = _best_slide(tokens, start, end, length, count)
        found[index] = (one, other, length + by)
        found[index + 1] = (first + by, begin + by, count - by)
    return found


def _best_slide(tokens: Sequence[str], start: int, end: int, left: int, right: int) -> int:
    best, by = _fitness(tokens, start), 0
    shift = 0
    while -shift < left and tokens[start + shift - 1] == tokens[end + shift - 1]:
        shift -= 1
        if (fitness := _fitness(tokens, start + shift)) > best:
            best, by = fitness, shift
    shift = 0
    while shift < right and tokens[start + shift] == tokens[end + shift]:
        shift += 1
        if (fitness := _fitness(tokens, start + shift)) > best:
            best, by = fitness, shift
    return by


def _fitness(tokens: Sequence[str], start: int) -> int:
    """Return how well a passage begins at ``start``: at a paragraph 4, anywhere 0."""
    if start == 0:
        return 4
    before = tokens[start - 1]
    if before == "\n":
        return 4 if start < len(tokens) and tokens[start] != "\n" else 2
    if start < len(tokens) and tokens[start] == "\n":
        return 3
    if before in _SENTENCE_ENDS:
        return 2
    return 1 if before in _CLAUSE_ENDS else 0


def _without_chance(
    blocks: Sequence[Block], old: Sequence[str], new: Sequence[str]
) -> Iterable[Block]:
    """Give up blocks that are smaller than the changes on both their sides.

    A line break that stayed is kept: a paragraph written anew is compared with the old one.
    """
    sizes_old, sizes_new = _sizes(old), _sizes(new)
    kept: list[Block] = []
    pieces = _at_breaks(blocks, old)
    pieces.append((len(old), len(new), 0))
    for piece in pieces:
        while kept:
            one, other, length = kept[-1]
            if length == 1 and old[one] == "\n":
                break
            before = kept[-2] if len(kept) > 1 else (0, 0, 0)
            left = max(
                sizes_old[one] - sizes_old[before[0] + before[2]],
                sizes_new[other] - sizes_new[before[1] + before[2]],
            )
            right = max(
                sizes_old[piece[0]] - sizes_old[one + length],
                sizes_new[piece[1]] - sizes_new[other + length],
            )
            size = sizes_old[one + length] - sizes_old[one]
            if not (size <= left and size <= right):
                break
            kept.pop()
        kept.append(piece)
    return kept[:-1]


def _sizes(tokens: Sequence[str]) -> list[int]:
    """Return how many characters stand before each token, and in all."""
    return list(itertools.accumulate(map(len, tokens), initial=0))


def _at_breaks(blocks: Iterable[Block], old: Sequence[str]) -> list[Block]:
    """Return the blocks with every line break as a block of its own."""
    found: list[Block] = []
    for first, begin, count in blocks:
        at, end, shift = first, first + count, begin - first
        while at < end:
            stop = _next_break(old, at, end)
            if stop > at:
                found.append((at, at + shift, stop - at))
            if stop < end:
                found.append((stop, stop + shift, 1))
            at = stop + 1
    return found


def _next_break(tokens: Sequence[str], start: int, end: int) -> int:
    try:
        return tokens.index("\n", start, end)
    except ValueError:
        return end
