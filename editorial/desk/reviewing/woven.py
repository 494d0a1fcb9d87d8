"""Puts what is suggested between the words of now, without a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from editorial.review.suggestions import SuggestionRow

PILCROW = "¶"
"""Stands for a line break that is suggested away, or to come."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one kind: same, added, removed, or proposed (which do not stand there yet).

    ``suggestion`` is the one that wants present words away, or that proposes them; ``label``
    names its author where it ends.
    """

    kind: str
    text: str
    suggestion: uuid.UUID | None = None
    label: str = ""
    number: int = -1
    """The change of its line that it belongs to; -1 for none."""

    @property
    def is_present(self) -> bool:
        """Whether the words stand in the story now."""
        return self.kind in ("same", "added")


def weave(
    runs: Iterable[tuple[str, str, int]], suggestions: Sequence[SuggestionRow]
) -> tuple[Piece, ...]:
    """Return runs, each as (kind, text, number), with suggestions put in and marked.

    Where two want to change the same words, both stand one beside the other.
    """
    placed = sorted(
        ((*row.place, row) for row in suggestions if row.place is not None),
        key=lambda each: (each[1], each[0]),
    )
    cuts = sorted({cut for start, end, _ in placed for cut in (start, end)})
    pieces: list[Piece] = []
    at = told = 0

    def propose(last: bool = False) -> None:
        nonlocal told
        while told < len(placed) and (placed[told][1] <= at or last):
            row = placed[told][2]
            pieces.append(Piece("proposed", row.new, row.id, row.author))
            told += 1

    for kind, text, number in runs:
        if kind == "removed":
            pieces.append(Piece(kind, text, number=number))
            continue
        begin = at
        stop = begin + len(text)
        inside = [cut for cut in cuts if begin < cut < stop]
        for first, after in zip((begin, *inside), (*inside, stop), strict=True):
            at = first
            propose()
            covering = next((row.id for start, end, row in placed if start <= first < end), None)
            cut = text[first - begin : after - begin]
            pieces.append(Piece(kind, cut, covering, number=number))
            at = after
        propose()
    propose(last=True)
    return tuple(pieces)
