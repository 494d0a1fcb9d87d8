"""Search in every story as one types: words, beginnings and phrases, accents and case ignored.

Stories that hold the words in headline, dek or byline come first, from the small index; then
those that hold them anywhere. SQLite's ranking walks every occurrence of each word, so it is
asked only where all words are telling; else the newest come first. The snippet is cut here, from
the fifty best, because SQLite's own reads far too much.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from editorial.stories.lists import rows_by_key
from editorial.stories.models import StoryBody
from editorial.stories.rows import SearchHit, StoryRow
from editorial.stories.text.words import plain_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

SNIPPET = 160
"""Characters of the passage around the first found word."""

TELLING = 1_000
"""Stories; a word in more than that tells little, and is not worth the cost of ranking."""
BEGINNING = 4
"""Letters from which a beginning is looked for in the large index: a shorter one stands in almost
every story and costs up to a second. Behind other words it is looked for in the stories that
these find; alone it counts as a whole word there (``EU``, ``war``)."""

_INDEXES = {"story_fts_head": "bm25(8.0, 4.0, 2.0)", "story_fts": "bm25(8.0, 4.0, 2.0, 1.0)"}
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
        heads = _best(session, "story_fts_head", terms, limit)
        wanted = _in_bodies(terms)
        rest = _best(session, "story_fts", wanted, limit) if len(heads) < limit else []
        keys = list(dict.fromkeys([*heads, *rest]))[:limit]
        rows = rows_by_key(session, keys)
        bodies = dict(
            session.execute(
                select(StoryBody.story_pk, StoryBody.text).where(StoryBody.story_pk.in_(keys))
            ).all()
        )
    if len(wanted) < len(terms):
        begun, sure = _pattern(terms[-1:]), set(heads)
        keys = [key for key in keys if key in sure or _holds(rows.get(key), bodies, key, begun)]
    pattern = _pattern(terms)
    return tuple(
        SearchHit(rows[key], *_snippet(bodies.get(key, ""), pattern)) for key in keys if key in rows
    )


def _in_bodies(terms: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return what the large index is asked for: without a short beginning behind other words."""
    words, beginning = terms[-1]
    if not (beginning and words.isascii() and len(words) < BEGINNING):
        return terms
    return terms[:-1] or [(words, False)]


def _holds(row: StoryRow | None, bodies: dict[int, str], key: int, begun: re.Pattern[str]) -> bool:
    if row is None:
        return False
    body = bodies.get(key, "")
    return any(begun.search(words) for words in (_fold(row.headline), body, _fold(body)))


def _best(session: Session, index: str, terms: list[tuple[str, bool]], limit: int) -> list[int]:
    """Return the keys of the best stories that an index knows, by rank or the newest first."""
    is_telling = all(
        session.scalar(
            text(
                f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH :query "
                "LIMIT :most)"
            ),
            {"query": _query([term]), "most": TELLING + 1},
        )
        <= TELLING
        for term in terms
    )
    order = (
        f"AND rank MATCH '{_INDEXES[index]}' ORDER BY rank"
        if is_telling
        else ("ORDER BY rowid DESC")
    )
    statement = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :query {order} LIMIT :limit")
    return list(session.scalars(statement, {"query": _query(terms), "limit": limit}))


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
