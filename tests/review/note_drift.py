"""How notes fare while a story is edited: what held, what is gone, what went astray."""

from __future__ import annotations

import random
from dataclasses import astuple, dataclass

from editorial.review.anchors import anchor, find
from tests.generate.edits import TrackedText, edit
from tests.generate.stories import generate

SURVIVES = 0.6
"""A passage of which as many of its characters are left is the same passage."""
GONE = 0.2
"""A passage of which fewer are left is another passage."""


@dataclass
class Tally:
    """Passages by what is true and what was said."""

    surviving: int = 0
    held: int = 0
    gone: int = 0
    said_gone: int = 0
    between: int = 0
    wrong: int = 0

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Tally(*(mine + its for mine, its in pairs))

    @property
    def share(self) -> float:
        """Return how many of the surviving passages were found."""
        return self.held / self.surviving if self.surviving else 1.0


def passages(text: str, dice: random.Random, count: int) -> list[tuple[int, int]]:
    """Choose passages of 2 to 30 words, on word boundaries."""
    words = [0, *(i + 1 for i, c in enumerate(text) if c in " \n"), len(text) + 1]
    chosen = []
    while len(chosen) < count:
        first = dice.randrange(len(words) - 31)
        start, end = words[first], words[first + dice.choice((2, 3, 5, 8, 13, 30))] - 1
        if len(text[start:end].split()) > 1 and text[start:end].strip() == text[start:end]:
            chosen.append((start, end))
    return chosen


def drift(seed: int, *, words: int, notes: int, edits: int, kept_up: bool) -> Tally:
    """Edit a story and look for its notes at the end, or after each edit (``kept_up``)."""
    dice = random.Random(seed)
    body = next(iter(generate(1, words=words, seed=seed))).body
    tracked = TrackedText(body)
    places = passages(body, dice, notes)
    marks = [set(range(*place)) for place in places]
    anchors = [anchor(body, *place) for place in places]
    hints = [place[0] for place in places]
    for _ in range(edits):
        edit(tracked, dice)
        if kept_up:
            for index, kept in enumerate(anchors):
                found = find(tracked.text, kept, hints[index])
                if found is not None:
                    anchors[index] = anchor(tracked.text, found.start, found.end)
                    hints[index] = found.start
    tally = Tally()
    for kept, ids, hint in zip(anchors, marks, hints, strict=True):
        found = find(tracked.text, kept, hint)
        _count(tally, tracked, ids, None if found is None else (found.start, found.end))
    return tally


def _count(tally: Tally, text: TrackedText, ids: set[int], found: tuple[int, int] | None) -> None:
    left = text.places(ids)
    share = len(left) / len(ids)
    inside = sum(found[0] <= place < found[1] for place in left) if found else 0
    if found and inside == 0:
        tally.wrong += 1
    if share >= SURVIVES:
        tally.surviving += 1
        tally.held += bool(found) and inside >= len(left) / 2
    elif share < GONE:
        tally.gone += 1
        tally.said_gone += found is None
    else:
        tally.between += 1
