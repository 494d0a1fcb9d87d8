"""Links to our own stories in a line of Markdown: ``[words](story:UUID)``."""

from __future__ import annotations

import re
import uuid

STORY_LINK = re.compile(
    r"(?<!!)\[((?:\\.|[^\]\\\n])*)\]\(story:"
    r"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\)"
)
"""Groups: the words, the story's id."""
_ASKED = re.compile(r"\[\[([^\[\]\n]{0,80})$")


def story_link(headline: str, story_id: uuid.UUID) -> str:
    """Return the mark of a link; brackets in the headline are escaped."""
    words = re.sub(r"([\[\]\\])", r"\\\1", headline or "Untitled")
    return f"[{words}](story:{story_id})"


def story_at(line: str, column: int) -> uuid.UUID | None:
    """Return the story whose link stands around a column of a line, its ends not counted."""
    if "](story:" not in line:
        return None
    for match in STORY_LINK.finditer(line):
        if match.start() < column < match.end():
            return uuid.UUID(match[2])
    return None


def asked_words(before: str) -> str | None:
    """Return what was typed after an open ``[[`` at the end of ``before``, or None."""
    found = _ASKED.search(before)
    return found[1] if found else None
