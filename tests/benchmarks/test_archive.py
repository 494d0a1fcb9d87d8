"""Lists and search among 100,000 stories, each beside the plainest SQL that does the same."""

from __future__ import annotations

import itertools
import re
import uuid

import pytest
from pysqlite3 import dbapi2

from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import queue_counts, story_keys, story_rows
from editorial.stories.people import Person
from editorial.stories.related import suggest
from editorial.stories.search import search

WHO = Person("Nobody In Particular")


@pytest.fixture
def raw(archive):
    connection = dbapi2.connect(str(archive.home.database))
    yield connection
    connection.close()


@pytest.mark.benchmark(group="queue of 100,000: filtered, sorted, first page")
@pytest.mark.parametrize(
    "wanted",
    [
        QueueFilter(),
        QueueFilter("published", sort="headline"),
        QueueFilter("submitted", sort="due"),
        QueueFilter(section="global-crises"),
    ],
    ids=lambda f: f"{f.queue} {f.section} by {f.sort}",
)
def test_first_page_of_a_queue(benchmark, archive, wanted) -> None:
    def page():
        keys = story_keys(archive, wanted, WHO)
        return story_rows(archive, keys[:200])

    assert benchmark(page) or wanted.section


@pytest.mark.benchmark(group="queue of 100,000: filtered, sorted, first page")
def test_first_page_in_raw_sql(benchmark, raw) -> None:
    def page():
        keys = [row[0] for row in raw.execute("SELECT pk FROM story ORDER BY updated_at DESC")]
        marks = ",".join("?" * 200)
        return raw.execute(
            f"SELECT pk, slug, status, headline, word_count, updated_at FROM story "
            f"WHERE pk IN ({marks})",
            keys[:200],
        ).fetchall()

    assert len(benchmark(page)) == 200


@pytest.mark.benchmark(group="queue counts among 100,000")
def test_counts_of_all_queues(benchmark, archive) -> None:
    assert benchmark(queue_counts, archive, WHO)["all"] == 100_000


COMMON = 5_000
"""Stories; a word in more than that tells little, and is measured apart."""


def words(archive, *, common: bool) -> list[str]:
    """Return what people type: one word, two words, a beginning."""
    with archive.read() as session:
        connection = session.connection()
        rows = connection.exec_driver_sql("SELECT headline FROM story WHERE pk % 2003 = 1")
        found = {word for row in rows for word in re.findall(r"[A-Za-z]{5,}", row[0])}
        counted = {
            word: connection.exec_driver_sql(
                "SELECT count(*) FROM story_fts WHERE story_fts MATCH ?", (f"{word[:5]}*",)
            ).scalar_one()
            for word in sorted(found)[:120]
        }
    chosen = [word for word, count in counted.items() if (count > COMMON) == common]
    return [q for a, b in itertools.pairwise(chosen) for q in (f"{a} ", f"{a} {b} ", a[:5])][:60]


@pytest.mark.benchmark(group="search of 100,000 with snippets")
@pytest.mark.parametrize("common", [False, True], ids=["telling words", "very common words"])
def test_search(benchmark, archive, common) -> None:
    queries = itertools.cycle(words(archive, common=common))
    benchmark.pedantic(lambda: search(archive, next(queries)), rounds=60, warmup_rounds=3)


def letters(archive) -> list[str]:
    """Return every state of the search box while headlines' first words are typed."""
    with archive.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT headline FROM story WHERE pk % 7001 = 1"
        )
        typed = [" ".join(re.findall(r"\w+", row[0])[:3]) for row in rows]
    return [words[:count] for words in typed for count in range(1, len(words) + 1)]


@pytest.mark.benchmark(
    group="search of 100,000, typed letter by letter (the limit is 50 ms at p95)"
)
def test_search_as_one_types(benchmark, archive) -> None:
    states = letters(archive)
    queries = itertools.cycle(states)
    benchmark.pedantic(lambda: search(archive, next(queries)), rounds=len(states), warmup_rounds=3)
    times = sorted(benchmark.stats.stats.data)
    print(
        f"\nas one types: p50 {times[len(times) // 2] * 1000:.1f} ms, "
        f"p95 {times[len(times) * 95 // 100] * 1000:.1f} ms, {len(times)} states"
    )


@pytest.mark.benchmark(
    group="search of 100,000, typed letter by letter (the limit is 50 ms at p95)"
)
def test_raw_fts5_as_one_types(benchmark, archive, raw) -> None:
    queries = itertools.cycle(letters(archive)[::7])

    def find():
        words = next(queries).split()
        query = " ".join(f'"{word}"' for word in words) + "*"
        return raw.execute(
            "SELECT rowid FROM story_fts WHERE story_fts MATCH ? ORDER BY rank LIMIT 50", (query,)
        ).fetchall()

    benchmark.pedantic(find, rounds=30, warmup_rounds=1)


@pytest.mark.benchmark(group="search of 100,000 with snippets")
@pytest.mark.parametrize("common", [False, True], ids=["telling words", "very common words"])
def test_raw_fts5_without_snippets(benchmark, archive, raw, common) -> None:
    queries = itertools.cycle(words(archive, common=common))

    def find():
        typed = next(queries)
        query = " ".join(f'"{word}"' for word in typed.split())
        query += "" if typed.endswith(" ") else "*"
        return raw.execute(
            "SELECT rowid FROM story_fts WHERE story_fts MATCH ? ORDER BY rank LIMIT 50", (query,)
        ).fetchall()

    benchmark.pedantic(find, rounds=60, warmup_rounds=3)


@pytest.mark.benchmark(group="related stories among 100,000 (in the background)")
def test_suggestions(benchmark, archive) -> None:
    with archive.read() as session:
        rows = session.connection().exec_driver_sql("SELECT id FROM story WHERE pk % 9001 = 1")
        ids = itertools.cycle([uuid.UUID(bytes=row[0]) for row in rows])
    benchmark.pedantic(lambda: suggest(archive, next(ids)), rounds=20, warmup_rounds=2)
