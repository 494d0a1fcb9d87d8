"""What changed between two texts, word by word.

`word_alignment.kept_words` says which words stayed; this file turns them into runs of text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from editorial.review.word_alignment import Words, kept_items, kept_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editorial.review.word_alignment import Block

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


def word_changes(old: str, new: str) -> tuple[Run, ...]:
    """Return the way from ``old`` to ``new`` in runs of whole words.

    The texts of ``same`` and ``removed`` runs joined are ``old``; those of ``same`` and
    ``added`` are ``new``. What was removed comes before what came in its place.
    """
    if old == new:
        return (Run("same", old),) if old else ()
    were, are = Words(old), Words(new)
    made = RunBuilder()
    at_old = at_new = 0
    for first, begin, count in kept_words(were.tokens, are.tokens):
        for one, other, length in _alike(were, are, first, begin, count):
            start, end = were.starts[one], were.ends[one + length - 1]
            made.gap(old[at_old:start], new[at_new : are.starts[other]])
            made.add("same", old[start:end])
            at_old, at_new = end, are.ends[other + length - 1]
    made.gap(old[at_old:], new[at_new:])
    return made.runs


def item_changes(old: Sequence[str], new: Sequence[str], *, between: str = ", ") -> tuple[Run, ...]:
    """Return the way from one list to another in whole items, with ``between`` between them.

    As with `word_changes`, both lists can be read off it. An item that moved is told as one
    that went and one that came.
    """
    made = RunBuilder()
    at_old = at_new = 0
    for first, begin, count in (*kept_items(old, new), (len(old), len(new), 0)):
        # Where one item takes another's place, what stands before them stays.
        both = between if 0 < at_old < first and 0 < at_new < begin else ""
        made.add("same", both)
        for index in range(at_old, first):
            made.add("removed", (between if index and not both else "") + old[index])
            both = ""
        both = between if 0 < at_old < first and 0 < at_new < begin else ""
        for index in range(at_new, begin):
            made.add("added", (between if index and not both else "") + new[index])
            both = ""
        for step in range(count):
            had, has = first + step > 0, begin + step > 0
            made.add("same" if had and has else "removed", between if had else "")
            made.add("added", between if has and not had else "")
            made.add("same", old[first + step])
        at_old, at_new = first + count, begin + count
    return made.runs


def count_changes(runs: Sequence[Run]) -> int:
    """Return how many places changed; what is removed and what came instead are one place."""
    return len(changed_places(runs))


def changed_places(runs: Sequence[Run]) -> tuple[tuple[int, int], ...]:
    """Return (first, last + 1) of the runs of each changed place; spaces alone are none."""
    places: list[tuple[int, int]] = []
    start = -1
    for index, run in enumerate((*runs, Run("same", ""))):
        if run.kind != "same":
            start = index if start < 0 else start
        elif start >= 0:
            if any(each.text.strip() for each in runs[start:index]):
                places.append((start, index))
            start = -1
    return tuple(places)


def _alike(were: Words, are: Words, first: int, begin: int, count: int) -> Iterable[Block]:
    """Return a block whole, or word by word where its spaces are not the same in both."""
    if were.stretch(first, count) == are.stretch(begin, count):
        return ((first, begin, count),)
    return ((first + step, begin + step, 1) for step in range(count))


class RunBuilder:
    """Runs in the making; neighbours of one kind are one run."""

    def __init__(self) -> None:
        self._kinds: list[Kind] = []
        self._pieces: list[list[str]] = []

    @property
    def runs(self) -> tuple[Run, ...]:
        """What was added so far."""
        pairs = zip(self._kinds, self._pieces, strict=True)
        return tuple(Run(kind, "".join(pieces)) for kind, pieces in pairs)

    def add(self, kind: Kind, text: str) -> None:
        """Add text; nothing where it is empty."""
        if not text:
            return
        if self._kinds and self._kinds[-1] == kind:
            self._pieces[-1].append(text)
        else:
            self._kinds.append(kind)
            self._pieces.append([text])

    def gap(self, old: str, new: str) -> None:
        """Add what stands between two words that stayed."""
        if old == new:
            self.add("same", old)
            return
        # Spaces around a changed passage stay, where both have them.
        front = _common(old, new)
        back = _common(old[front:][::-1], new[front:][::-1])
        self.add("same", old[:front])
        self.add("removed", old[front : len(old) - back])
        self.add("added", new[front : len(new) - back])
        self.add("same", old[len(old) - back :] if back else "")


def _common(old: str, new: str) -> int:
    """Return how many spaces both begin with."""
    count = 0
    for was, now in zip(old, new, strict=False):
        if was != now or not was.isspace():
            break
        count += 1
    return count
