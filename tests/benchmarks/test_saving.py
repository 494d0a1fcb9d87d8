"""One autosave: text, search index, version when due; on disk when it returns."""

from __future__ import annotations

import itertools

import pytest
from pysqlite3 import dbapi2

from editorial.stories import drafts
from tests.generate.stories import generate


@pytest.mark.benchmark(group="autosave of 1,200 words, durable")
def test_autosave(benchmark, store, person) -> None:
    body = next(iter(generate(1))).body
    made = drafts.new_story(store, who=person, headline="A story", body=body)
    base = itertools.count(1)

    def save():
        number = next(base)
        drafts.save_text(
            store, made.created, who=person, base=number, headline="A story", dek="",
            body=f"{body} {number}",
        )  # fmt: skip

    benchmark.pedantic(save, rounds=200, warmup_rounds=5)


@pytest.mark.benchmark(group="autosave of 1,200 words, durable")
def test_raw_update_with_the_same_durability(benchmark, store, person) -> None:
    """The same text written by one plain UPDATE, index and fsync included."""
    body = next(iter(generate(1))).body
    drafts.new_story(store, who=person, headline="A story", body=body)
    connection = dbapi2.connect(str(store.home.database), isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    numbers = itertools.count()
    benchmark.pedantic(
        lambda: connection.execute(
            "UPDATE story_body SET text = ? WHERE story_pk = 1", (f"{body} {next(numbers)}",)
        ),
        rounds=200,
        warmup_rounds=5,
    )
    connection.close()
