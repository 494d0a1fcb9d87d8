"""What changed between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_changes(old: str, new: str) -> tuple[Run, ...]:
    """Return the way from ``old`` to ``new`` in runs of whole words.

    The texts of ``same`` and ``removed`` runs joined are ``old``; those of ``same`` and
    ``added`` are ``new``. Paragraphs are matched first, so that a long story stays quick.
    """
    runs: list[Run] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        before, after = "".join(old_lines[a:b]), "".join(new_lines[c:d])
        if tag == "equal":
            _add(runs, "same", before)
        elif tag == "replace":
            _words(runs, before, after)
        else:
            _add(runs, "removed", before)
            _add(runs, "added", after)
    return tuple(runs)


def _words(runs: list[Run], old: str, new: str) -> None:
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(_is_space, old_words, new_words, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            _add(runs, "same", "".join(old_words[a:b]))
        else:
            _add(runs, "removed", "".join(old_words[a:b]))
            _add(runs, "added", "".join(new_words[c:d]))


def _is_space(token: str) -> bool:
    # A space alone is no anchor: it would tear changed sentences into confetti.
    return token.isspace()


def _add(runs: list[Run], kind: Literal["same", "added", "removed"], text: str) -> None:
    if not text:
        return
    if runs and runs[-1].kind == kind:
        runs[-1] = Run(kind, runs[-1].text + text)
    else:
        runs.append(Run(kind, text))
