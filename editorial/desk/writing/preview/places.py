"""Where a place of the manuscript stands on the page, and back: pure numbers.

A place is a number along the body's blocks: 2.5 is the middle of the third block, -1 the top of
everything, 0 the body's beginning. Headings stand at the same place in both, whatever the blocks
between them became; between two headings places are in proportion.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING = re.compile(r" {0,3}#{1,6}\s")


@dataclass(frozen=True, slots=True)
class Blocks:
    """How many blocks a body has, and which of them (from 0) are headings."""

    count: int
    headings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The blocks of the page, and where they stand: ``tops`` and ``end`` in CSS px."""

    blocks: Blocks
    tops: tuple[float, ...]
    end: float

    def top_of(self, place: float) -> float:
        """Return how far down the page a place is."""
        return _along(place, *self._scale())

    def place_at(self, top: float) -> float:
        """Return the place that stands ``top`` px down the page."""
        places, tops = self._scale()
        return _along(top, tops, places)

    def _scale(self) -> tuple[list[float], list[float]]:
        places = [-1.0, *map(float, range(len(self.tops))), float(max(len(self.tops), 1))]
        tops = [0.0, *self.tops, self.end] if self.tops else [0.0, self.end]
        return (places, tops) if self.tops else ([-1.0, 1.0], tops)


def first_lines(text: str) -> tuple[int, ...]:
    """Return the line number (from 0) at which each Markdown block of ``text`` begins."""
    lines = text.split("\n")
    return tuple(
        number
        for number, line in enumerate(lines)
        if line.strip() and (number == 0 or not lines[number - 1].strip())
    )


def blocks_of(text: str) -> Blocks:
    """Return the blocks of a Markdown body."""
    lines = text.split("\n")
    firsts = first_lines(text)
    headings = tuple(n for n, line in enumerate(firsts) if _HEADING.match(lines[line]))
    return Blocks(len(firsts), headings)


def translate(place: float, source: Blocks, target: Blocks) -> float:
    """Return the place in ``target`` that corresponds to a place in ``source``."""
    pairs = [(-1.0, -1.0), (0.0, 0.0)]
    if len(source.headings) == len(target.headings):
        pairs += [
            (float(a), float(b)) for a, b in zip(source.headings, target.headings, strict=True)
        ]
    pairs.append((float(source.count), float(target.count)))
    rising = [pairs[0]]
    for a, b in pairs[1:]:
        if a > rising[-1][0] and b > rising[-1][1]:
            rising.append((a, b))
    return _along(place, [a for a, _ in rising], [b for _, b in rising])


def _along(x: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Interpolate between points; outside of them the nearest end."""
    if x <= xs[0]:
        return ys[0]
    if x >= xs[-1]:
        return ys[-1]
    right = min(bisect_right(xs, x), len(xs) - 1)
    left = right - 1
    wide = xs[right] - xs[left]
    if wide <= 0:
        return ys[right]
    return ys[left] + (ys[right] - ys[left]) * (x - xs[left]) / wide
