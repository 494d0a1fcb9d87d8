"""Finds published stories with nearly the same headline, and who holds the words of a slug."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from editorial.stories.models import Story
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

NEARLY = 0.72
"""Share of the trigrams that both headlines have (Dice)."""
_NAMED = 3
_CANDIDATES = 60
_ASKED = 4
"""Words, the longest ones: a common word would bring half of the archive."""
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(.+)-\d{1,3}\Z")
_STOP_WORDS = (
    "a an the and or of in on at to for from by with as is are was were be been has have had it its"
    " this that how why what who when where der die das ein eine und oder im in am an zu von mit"
    " le la les un une des de du et en dans"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Twin:
    """A public story with nearly the same headline."""

    id: uuid.UUID
    headline: str
    at: dt.datetime | None


def twins_of(session: Session, story: Story, headline: str) -> tuple[Twin, ...]:
    """Return public stories whose headline is nearly ``headline``, the nearest first."""
    words = dict.fromkeys(_telling(headline))
    if len(words) < 2:
        # One word, be it said sixty times, is no likeness.
        return ()
    longest = sorted(words, key=len, reverse=True)[:_ASKED]
    # All but one of the longest words: a near copy may have changed one.
    pairs = [
        " AND ".join(f'headline:"{word}"' for word in longest if word != left) for left in longest
    ]
    keys = session.scalars(
        text(
            "SELECT rowid FROM story_fts_head WHERE story_fts_head MATCH :query "
            "ORDER BY rowid DESC LIMIT :most"
        ),
        {"query": " OR ".join(f"({pair})" for pair in pairs), "most": _CANDIDATES},
    ).all()
    found: list[tuple[float, Twin]] = []
    rows = session.execute(
        select(Story.id, Story.headline, Story.published_at).where(
            Story.pk.in_(keys),
            Story.pk != story.pk,
            Story.status.in_([Status.PUBLISHED.value, Status.CORRECTING.value]),
        )
    )
    for story_id, other, at in rows:
        likeness = alike(headline, other)
        if likeness >= NEARLY:
            found.append((likeness, Twin(story_id, other, at)))
    found.sort(key=lambda one: -one[0])
    return tuple(twin for _, twin in found[:_NAMED])


def slug_holder(session: Session, story: Story, slug: str) -> str:
    """Return the headline of the story that has ``slug`` without its number; empty for none."""
    numbered = _NUMBERED.match(slug)
    if numbered is None:
        return ""
    statement = select(Story.headline).where(Story.slug == numbered.group(1), Story.pk != story.pk)
    return session.scalar(statement) or ""


def alike(one: str, other: str) -> float:
    """Return how like two headlines are, 0 to 1: their telling words, in any order."""
    first, second = _grams(one), _grams(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _grams(headline: str) -> set[str]:
    return {
        padded[i : i + 3]
        for word in _telling(headline)
        for padded in [f"^{word}$"]
        for i in range(len(padded) - 2)
    }


def _telling(headline: str) -> list[str]:
    plain = unicodedata.normalize("NFD", headline.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [word for word in _WORD.findall(plain) if word not in _STOP]
