"""Where a suggested change belongs in a text that has changed since, and how it is applied.

A note may be found on words that are merely like its own. A suggestion changes words, so it is
found only where the words that it replaces stand exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.review.anchors import CONTEXT, Anchor, find
from editorial.review.compare import word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SURE = 12
"""Characters beside a place that must still stand there, or all of them where there are fewer."""


@dataclass(frozen=True, slots=True)
class Change:
    """Characters ``start`` to ``end`` of a text are replaced by ``new``."""

    start: int
    end: int
    new: str

    def meets(self, other: Change) -> bool:
        """Return whether both cannot be made: they want to change the same words."""
        if self.start == self.end or other.start == other.end:
            # An insertion beside another, or at the edge of a change, harms neither.
            return self.start < other.end and other.start < self.end
        return max(self.start, other.start) < min(self.end, other.end)


def changes_between(old: str, new: str) -> tuple[Change, ...]:
    """Return the changes of whole words that make ``new`` of ``old``; none touches another."""
    found: list[Change] = []
    at = start = 0
    came: list[str] = []
    open_ = False
    for run in word_changes(old, new):
        if run.kind == "same":
            if open_:
                found.append(Change(start, at, "".join(came)))
            open_ = False
            at += len(run.text)
            continue
        if not open_:
            open_, start, came = True, at, []
        if run.kind == "added":
            came.append(run.text)
        else:
            at += len(run.text)
    if open_:
        found.append(Change(start, at, "".join(came)))
    return tuple(found)


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """Return ``text`` with changes made that do not meet; of two at one place the first is first.

    Where several insert at one place, their order is that in which they are given.
    """
    parts: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda each: (each.start, each.end)):
        parts += (text[at : change.start], change.new)
        at = change.end
    parts.append(text[at:])
    return "".join(parts)


def apart(changes: Sequence[Change]) -> tuple[int, ...]:
    """Return the indexes of the changes that can be made together; the earlier given wins."""
    taken: list[int] = []
    for index, change in enumerate(changes):
        if not any(change.meets(changes[other]) for other in taken):
            taken.append(index)
    return tuple(taken)


def moved(place: tuple[int, int], made: Iterable[Change]) -> tuple[int, int]:
    """Return where a place stands after changes that do not meet it were made."""
    shift = sum(
        len(change.new) - (change.end - change.start)
        for change in made
        if change.end <= place[0] and (change.start, change.end) != place
    )
    return place[0] + shift, place[1] + shift


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a place, long enough to tell it from every other."""
    width = CONTEXT
    while True:
        before, after = text[max(start - width, 0) : start], text[end : end + width]
        whole = before + text[start:end] + after
        if whole == text or _is_once(text, whole):
            return before, after
        width *= 2


def locate(text: str, old: str, before: str, after: str) -> tuple[int, int] | None:
    """Return where the words to be changed stand now; None where they do not stand there so.

    The whole with its surroundings comes first. Else each place where ``old`` stands exactly is
    judged by how much of the surroundings still stands right beside it; what was edited on both
    sides is looked for as the passage of a note is, and then has to stand there exactly.
    """
    whole = before + old + after
    if whole == text or _is_once(text, whole):
        at = text.find(whole)
        return at + len(before), at + len(before) + len(old)
    if not old:
        return _between(text, before, after)
    best: tuple[int, int] | None = None
    score, equals = 0, 0
    for place in _occurrences(text, old):
        left = _alike(text[max(place - len(before), 0) : place][::-1], before[::-1])
        right = _alike(text[place + len(old) :], after)
        sure = left >= min(_SURE, len(before)) or right >= min(_SURE, len(after))
        if not sure or (left + right == 0 and whole != old):
            continue
        if left + right > score or best is None:
            best, score, equals = (place, place + len(old)), left + right, 1
        elif left + right == score:
            equals += 1
    if best is not None and equals == 1:
        return best
    if best is not None:
        return None
    found = find(text, Anchor(old, before, after))
    if found is None or text[found.start : found.end] != old:
        return None
    return found.start, found.end


def _between(text: str, before: str, after: str) -> tuple[int, int] | None:
    """Return the place between two stretches that stand side by side, or did."""
    if not before and not after:
        # It was suggested for an empty text.
        return (0, 0) if not text else None
    for width in (CONTEXT, 32, 16, _SURE):
        near = before[-width:], after[:width]
        for left, right in (near, (near[0], ""), ("", near[1])):
            piece = left + right
            # At the edge of the text there is less to go by.
            if not piece or (len(piece) < min(width, len(before + after))):
                continue
            if _is_once(text, piece):
                at = text.find(piece) + len(left)
                return at, at
    found = find(text, Anchor("", before, after))
    return None if found is None else (found.start, found.start)


def _occurrences(text: str, words: str) -> Iterable[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _is_once(text: str, words: str) -> bool:
    at = text.find(words)
    return bool(words) and at >= 0 and text.find(words, at + 1) < 0


def _alike(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
