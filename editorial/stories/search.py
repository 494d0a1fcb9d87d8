"""Search in every story: words, prefixes and phrases, accents and case ignored.

FTS5 finds and ranks (headline and dek weigh more than the body); the snippet is cut here in
Python from the fifty best, because SQLite's own reads far too much on prefix queries.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from editorial.stories.lists import rows_by_key
from editorial.stories.models import StoryBody
from editorial.stories.rows import SearchHit
from editorial.stories.text.words import plain_text

if TYPE_CHECKING:
    from editorial.storage.store import Store

SNIPPET = 160
"""Characters of the passage around the first found word."""

_RANKED = text(
    "SELECT rowid FROM story_fts WHERE story_fts MATCH :query "
    "AND rank MATCH 'bm25(8.0, 4.0, 2.0, 1.0)' ORDER BY rank LIMIT :limit"
)
_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")


def search(store: Store, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """Return the stories that hold all of ``words``, best first.

    The last word also matches as a beginning, so that results come while it is typed; words in
    quotation marks must stand together. Nothing a person types is an error: without a word to
    look for, nothing is found.
    """
    terms = _terms(words)
    if not terms:
        return ()
    with store.read() as session:
        keys = list(session.scalars(_RANKED, {"query": _query(terms), "limit": limit}))
        rows = rows_by_key(session, keys)
        bodies = dict(
            session.execute(
                select(StoryBody.story_pk, StoryBody.text).where(StoryBody.story_pk.in_(keys))
            ).all()
        )
    pattern = _pattern(terms)
    return tuple(
        SearchHit(rows[key], *_snippet(bodies.get(key, ""), pattern)) for key in keys if key in rows
    )


def _terms(words: str) -> list[tuple[str, bool]]:
    """Return (words, is it a beginning) for each term."""
    terms: list[tuple[str, bool]] = []
    for match in _TOKEN.finditer(words):
        quoted, plain = match.group(1), match.group(2)
        # A typed minus, star or colon is no operator: only letters and digits count.
        parts = _WORD.findall(quoted if plain is None else plain)
        if parts:
            terms.append((" ".join(parts), False))
    if terms and not words.rstrip().endswith('"') and not words.endswith(" "):
        terms[-1] = (terms[-1][0], True)
    return terms


def _query(terms: list[tuple[str, bool]]) -> str:
    return " ".join(f'"{words}"{"*" if beginning else ""}' for words, beginning in terms)


def _pattern(terms: list[tuple[str, bool]]) -> re.Pattern[str]:
    choices = []
    for words, beginning in terms:
        inner = r"\W+".join(re.escape(_fold(word)) for word in words.split())
        choices.append(rf"\b{inner}{'' if beginning else chr(92) + 'b'}\w*")
    return re.compile("|".join(choices), re.IGNORECASE)


def _snippet(body: str, pattern: re.Pattern[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    # Folding keeps one character per character, so places in the folded text are true ones.
    # Most words stand there as typed; only for the others is the whole body folded.
    found = pattern.search(body) or pattern.search(_fold(body))
    middle = found.start() if found else 0
    start = max(0, middle - SNIPPET // 3)
    piece = plain_text(body[_word_start(body, start) : start + 3 * SNIPPET])
    if len(piece) > SNIPPET:
        piece = piece[: SNIPPET + 1].rpartition(" ")[0] + "…"
    if start:
        piece = "…" + piece
    marks = tuple(match.span() for match in pattern.finditer(_fold(piece)))
    return piece, marks


def _word_start(body: str, place: int) -> int:
    if place == 0:
        return 0
    space = body.find(" ", place)
    return place if space < 0 or space - place > 40 else space + 1


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each letter when it first meets it."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        folded = self[code] = base if len(base) == 1 else chr(code)
        return folded


_FOLDING = _Folding()


def _fold(words: str) -> str:
    """Return ``words`` in lower case without accents, of the same length."""
    return words.lower() if words.isascii() else words.translate(_FOLDING)
