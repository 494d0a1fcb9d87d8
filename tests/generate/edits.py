"""A text that is edited as newsrooms edit, and that knows where each of its characters went."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_SENTENCE = re.compile(r"[^.!?\n][^.!?\n]*[.!?]+[”\"’']?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FILL = [
    "also", "later", "apparently", "the", "committee", "of", "officials", "on", "Tuesday",
    "according", "to", "a", "spokesman", "despite", "earlier", "promises", "and", "again",
    "under", "pressure", "from", "both", "sides", "without", "delay",
]  # fmt: skip


@dataclass
class TrackedText:
    """``text`` with one number for each character; a new character gets a new number."""

    text: str
    ids: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = list(range(len(self.text)))
        self._next = count(len(self.text))

    def replace(self, start: int, end: int, words: str) -> None:
        self.text = self.text[:start] + words + self.text[end:]
        self.ids[start:end] = [next(self._next) for _ in words]

    def move(self, start: int, end: int, to: int) -> None:
        """Cut a stretch and paste it at ``to``, a place in the text without it."""
        words, ids = self.text[start:end], self.ids[start:end]
        rest, others = self.text[:start] + self.text[end:], self.ids[:start] + self.ids[end:]
        self.text = rest[:to] + words + rest[to:]
        self.ids = others[:to] + ids + others[to:]

    def places(self, ids: set[int]) -> list[int]:
        """Return where characters stand that are still there."""
        return [place for place, number in enumerate(self.ids) if number in ids]


def edit(text: TrackedText, random: random.Random) -> str:
    """Make one edit such as a writer or an editor makes; return its kind."""
    kinds = (
        ("word", 6), ("insert", 5), ("cut word", 4), ("rewrite", 2), ("cut sentence", 2),
        ("new sentence", 3), ("move", 1), ("split", 2), ("join", 1), ("curl", 1), ("case", 1),
        ("cut paragraph", 1), ("emphasis", 1),
    )  # fmt: skip
    kind = random.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
    sentences = list(_SENTENCE.finditer(text.text))
    if not sentences:
        return "nothing"
    start, end = random.choice(sentences).span()
    words = list(_WORD.finditer(text.text, start, end))
    word = random.choice(words).span() if words else (start, end)
    match kind:
        case "word":
            text.replace(*word, random.choice(_FILL))
        case "insert":
            text.replace(word[0], word[0], _some(random, 1, 5) + " ")
        case "cut word":
            text.replace(word[0], min(word[1] + 1, len(text.text)), "")
        case "rewrite":
            text.replace(start, end, _some(random, 6, 20).capitalize() + ".")
        case "cut sentence":
            text.replace(start, end, "")
        case "new sentence":
            text.replace(end, end, " " + _some(random, 6, 20).capitalize() + ".")
        case "move":
            to = random.choice(sentences).end()
            if to <= start:
                text.move(start, end, to)
        case "split":
            text.replace(end, min(end + 1, len(text.text)), "\n\n")
        case "join":
            place = text.text.find("\n\n", start)
            if place >= 0:
                text.replace(place, place + 2, " ")
        case "curl":
            for place in [m.start() for m in re.finditer("[’“”\"']", text.text[start:end])]:
                curled = {"’": "'", "'": "’"}.get(text.text[start + place], '"')
                text.replace(start + place, start + place + 1, curled)
        case "case":
            text.replace(*word, text.text[slice(*word)].upper())
        case "emphasis":
            text.replace(word[1], word[1], "**")
            text.replace(word[0], word[0], "**")
        case _:
            begin = text.text.rfind("\n\n", 0, start) + 1
            stop = text.text.find("\n\n", end)
            text.replace(begin, stop if stop >= 0 else len(text.text), "")
    return kind


def _some(random: random.Random, least: int, most: int) -> str:
    return " ".join(random.choices(_FILL, k=random.randint(least, most)))
