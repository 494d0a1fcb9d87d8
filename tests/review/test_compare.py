"""The way from one text to another: nothing is lost, and a person can read it."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.review import word_alignment
from editorial.review.compare import changed_places, count_changes, word_changes
from editorial.review.word_alignment import Words, kept_words
from tests.generate.stories import generate

_WORDS = st.lists(
    st.sampled_from(
        ["the", "quay", "ship’s", "a", ",", ".", "\n", "\n\n", " ", "  ", "Ärger", "🚢"]
    ),
    max_size=60,
).map("".join)
_ANY = st.text(max_size=200)
_MARKS = {"same": ("", ""), "added": ("{+", "+}"), "removed": ("[-", "-]")}


def _marked(old: str, new: str) -> str:
    return "".join(
        f"{_MARKS[run.kind][0]}{run.text}{_MARKS[run.kind][1]}" for run in word_changes(old, new)
    )


def _assert_whole(old: str, new: str) -> None:
    runs = word_changes(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)
    kinds = [run.kind for run in runs]
    assert all(
        kind != after and (kind, after) != ("added", "removed")
        for kind, after in itertools.pairwise(kinds)
    )


@given(old=_WORDS, new=_WORDS)
def test_the_changes_give_both_texts(old, new) -> None:
    _assert_whole(old, new)


@given(old=_ANY, new=_ANY)
def test_the_changes_give_both_texts_whatever_is_in_them(old, new) -> None:
    _assert_whole(old, new)


@given(text=_ANY)
def test_the_same_text_has_no_change(text) -> None:
    assert count_changes(word_changes(text, text)) == 0


@given(old=_WORDS, new=_WORDS)
def test_words_too_many_to_compare_at_once_are_lost_no_more(old, new) -> None:
    usual = word_alignment._MOST_CELLS
    word_alignment._MOST_CELLS = 4
    try:
        _assert_whole(old, new)
    finally:
        word_alignment._MOST_CELLS = usual


@given(old=_WORDS, new=_WORDS)
def test_what_stayed_stands_in_both_and_in_order(old, new) -> None:
    were, are = Words(old).tokens, Words(new).tokens
    at = (0, 0)
    for first, begin, count in kept_words(were, are):
        assert count > 0
        assert (first, begin) >= at
        assert first >= at[0]
        assert begin >= at[1]
        assert were[first : first + count] == are[begin : begin + count]
        at = (first + count, begin + count)


def test_very_long_texts_are_compared_between_their_rare_words(monkeypatch) -> None:
    monkeypatch.setattr(word_alignment, "_MOST_CELLS", 2_000)
    old = next(iter(generate(1, seed=3, words=900))).body
    paragraphs = old.split("\n\n")
    new = "\n\n".join([paragraphs[0].upper(), *paragraphs[1:-1], "A last word."])
    runs = word_changes(old, new)
    assert "".join(run.text for run in runs if run.kind == "same").count(paragraphs[2]) == 1
    _assert_whole(old, new)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "Every party has said that it is finished.",
            "Every party says, on the record, that it is finished.",
            "Every party [-has said-]{+says, on the record,+} that it is finished.",
        ),
        ("the date; it gives no name.", "the date.", "the date[-; it gives no name-]."),
        # Slid to where the paragraph begins, though “The” and the break would do as well.
        ("The cat sat.\n\nThe dog ran.", "The dog ran.", "[-The cat sat.\n\n-]The dog ran."),
        ("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", "One.\n\n{+New.\n\n+}Two."),
        ("One two.\n\nThree.", "One two. Three.", "One two.[-\n\n-]{+ +}Three."),
        ("It opened.", "It opened late.", "It opened{+ late+}."),
        ("ship’s wake", "ship wake", "[-ship’s-]{+ship+} wake"),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
    ],
)
def test_changes_read_well(old, new, told) -> None:
    assert _marked(old, new) == told


def test_a_sentence_written_anew_is_no_confetti() -> None:
    old = "Officials in two capitals, asked for the page, sent the same photograph of a handshake."
    new = "None of the diplomats, in the end, would explain the handshake or the photograph."
    assert [run.kind for run in word_changes(old, new)] == ["removed", "added", "same"]


def test_paragraphs_written_anew_are_told_one_by_one() -> None:
    old = "Rain fell on the town all day.\n\nNobody came to the quay."
    new = "It was dry again by nine.\n\nA crowd stood at the gates."
    runs = word_changes(old, new)
    assert count_changes(runs) == 2
    assert changed_places(runs) == ((0, 2), (3, 5))


def test_spaces_alone_are_no_changed_place() -> None:
    assert count_changes(word_changes("a  b", "a b")) == 0
    assert changed_places(word_changes("a", "b")) == ((0, 2),)


@pytest.mark.parametrize("seed", range(5))
def test_a_moved_paragraph_is_one_that_went_and_one_that_came(seed) -> None:
    paragraphs = next(iter(generate(1, seed=seed, words=600))).body.split("\n\n")
    moved = random.Random(seed).randrange(1, len(paragraphs) - 1)
    new = [*paragraphs[:moved], *paragraphs[moved + 1 :], paragraphs[moved]]
    runs = word_changes("\n\n".join(paragraphs), "\n\n".join(new))
    assert count_changes(runs) == 2
