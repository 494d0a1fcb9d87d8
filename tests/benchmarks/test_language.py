"""Spelling and house style over a block, a story and a book, beside bare Hunspell look-ups."""

from __future__ import annotations

import re

import pytest

from editorial.stories.text.spelling.speller import Speller
from editorial.stories.text.spelling.word_list import WordList
from editorial.stories.text.style.engine import find
from editorial.stories.text.style.loading import load_style
from tests.generate.stories import generate

SIZES = (100, 1_700, 36_000)


@pytest.fixture(scope="module")
def texts():
    """Return a text of each number of words."""
    words = next(iter(generate(1, words=max(SIZES)))).body.split(" ")
    return {size: " ".join(words[:size]) for size in SIZES}


@pytest.fixture
def speller(tmp_path):
    made = Speller("en-GB", WordList(tmp_path / "words.txt"))
    made.load()
    return made


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="language, words already seen")
def test_spelling_again(benchmark, texts, speller, size) -> None:
    speller.check_text(texts[size])
    found = benchmark(speller.check_text, texts[size])
    assert all(texts[size][one.start : one.end] == one.word for one in found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="language, first look")
def test_spelling_at_first(benchmark, texts, tmp_path, speller, size) -> None:
    def fresh():
        made = Speller("en-GB", WordList(tmp_path / "words.txt"))
        return (made,), {}

    benchmark.pedantic(lambda made: made.check_text(texts[size]), setup=fresh, rounds=5)
    assert speller.is_known


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="language, first look")
def test_bare_hunspell(benchmark, texts, speller, size) -> None:
    opened = speller._dictionaries[0]._quick
    words = re.findall(r"[^\W\d_]+", texts[size])

    def look() -> int:
        return sum(opened.spell(word) for word in words)

    assert benchmark(look) > len(words) / 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="language, house style")
def test_house_style(benchmark, texts, size) -> None:
    rules = load_style()
    find(texts[size], rules, "en-GB")
    found = benchmark(find, texts[size], rules, "en-GB")
    assert all(texts[size][one.start : one.end] == one.found for one in found)


@pytest.mark.benchmark(group="language, suggestions")
@pytest.mark.parametrize("word", ["recieve", "Varnmouth"])
def test_suggestions(benchmark, speller, word) -> None:
    assert isinstance(benchmark.pedantic(speller.suggest, (word,), rounds=5), tuple)
