"""Who wrote each word of a text, from its versions, and who took each word out.

Pure. A word is followed from version to version as long as it stays; the first version that has
it tells who wrote it.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.review.word_alignment import Words, kept_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Writer:
    """Who made a change, in which version and when."""

    who: str
    version: int
    """0 where no version was kept of it."""
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """A text as it stood at one time; ``again`` is the stage whose words were brought back."""

    text: str
    writer: Writer
    again: int | None = None


class WordHistory:
    """Follows the words from the first of ``stages``, oldest first, to the last.

    ``base`` is the index of the stage whose words are followed to see who took them out.
    """

    def __init__(self, stages: Sequence[Stage], base: int = 0) -> None:
        first = Words(stages[0].text)
        self._old = first
        self._written: list[Writer] = [stages[0].writer] * len(first.tokens)
        self._removed: dict[int, Writer] = {}
        before = first
        kept = {0: self._written}
        standing = list(range(len(first.tokens)))
        for index, stage in enumerate(stages[1:], start=1):
            if stage.text == before.text:
                kept[index] = self._written
                if index == base:
                    self._old, standing = before, list(range(len(before.tokens)))
                continue
            now = Words(stage.text)
            written = [stage.writer] * len(now.tokens)
            stands = [-1] * len(now.tokens)
            gone = set(standing)
            for start, begin, count in kept_words(before.tokens, now.tokens):
                written[begin : begin + count] = self._written[start : start + count]
                stands[begin : begin + count] = standing[start : start + count]
                gone.difference_update(standing[start : start + count])
            earlier = kept.get(stage.again) if stage.again is not None else None
            if earlier is not None and len(earlier) == len(now.tokens):
                written = earlier
            if index > base:
                self._removed.update(dict.fromkeys(gone - {-1}, stage.writer))
            self._written, standing, before = written, stands, now
            kept[index] = written
            if index == base:
                self._old, standing = now, list(range(len(now.tokens)))
        self._new = before

    def writers(self, start: int, end: int) -> tuple[Writer, ...]:
        """Return who wrote the words of the last text between two characters, each once."""
        first, last = _between(self._new, start, end)
        return tuple(dict.fromkeys(self._written[first:last]))

    def removers(self, start: int, end: int) -> tuple[Writer, ...]:
        """Return who took out the words of the base between two characters, each once."""
        found = map(self._removed.get, range(*_between(self._old, start, end)))
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def passages(self) -> tuple[tuple[int, int, Writer], ...]:
        """Return the last text in (start, end, writer); neighbours have different people."""
        found: list[tuple[int, int, Writer]] = []
        for start, end, writer in zip(self._new.starts, self._new.ends, self._written, strict=True):
            if found and found[-1][2].who == writer.who:
                found[-1] = (found[-1][0], end, found[-1][2])
            else:
                found.append((start, end, writer))
        return tuple(found)


def _between(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return (first, last + 1) of the tokens that begin between two characters."""
    return bisect.bisect_left(words.starts, start), bisect.bisect_left(words.starts, end)
