from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editorial.review.anchors import CONTEXT, Anchor, Found, anchor, find
from tests.review.note_drift import Tally, drift

STORY = (
    "The talks ended on Thursday without a date. “None has produced the signed annex,” the "
    "minister said, and left by the side door.\n\nThree governments said that they would sign. "
    "Nobody in the room had read the second page, a clerk recalled, and the harbour stayed shut."
    "\n\nThe annex matters because it names the ships. The minister said as much in May."
)


def anchored(words: str, text: str = STORY) -> Anchor:
    start = text.index(words)
    return anchor(text, start, start + len(words))


def words_of(text: str, kept: Anchor, hint: int | None = None) -> str | None:
    found = find(text, kept, hint)
    return None if found is None else text[found.start : found.end]


QUOTE = "None has produced the signed annex"


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        ("None has", "None of them has", "None of them has produced the signed annex"),
        ("None has", "Nobody has", "Nobody has produced the signed annex"),
        ("signed annex", "signed annexe", "None has produced the signed annexe"),
        ("signed ", "", "None has produced the annex"),
        (QUOTE, QUOTE.upper(), QUOTE.upper()),
        ("has produced", "has\n\nproduced", "None has\n\nproduced the signed annex"),
        ("signed annex", "**signed** annex", "None has produced the **signed** annex"),
        ("“None", '"None', QUOTE),
        ("The talks ended on Thursday without a date. ", "", QUOTE),
        ("the minister said, and left by the side door", "said a man", QUOTE),
    ],
)
def test_a_passage_is_found_after_an_edit(old, new, now) -> None:
    assert words_of(STORY.replace(old, new, 1), anchored(QUOTE)) == now


def test_its_own_signs_come_with_it() -> None:
    kept = anchored("“None has produced the signed annex,”")
    assert words_of(STORY.replace("signed ", ""), kept) == "“None has produced the annex,”"


def test_a_moved_sentence_is_found() -> None:
    sentence = "Nobody in the room had read the second page, a clerk recalled"
    moved = STORY.replace(sentence, "And", 1) + f"\n\n{sentence}."
    assert words_of(moved, anchored(sentence)) == sentence


@pytest.mark.parametrize(
    ("passage", "cut"),
    [
        (QUOTE, f"“{QUOTE},” the minister said, and left by the side door."),
        (QUOTE, QUOTE),
        # The same words stand elsewhere, but not the same passage.
        ("the minister said", f" “{QUOTE},” the minister said, and left by the side door."),
        ("annex", f"“{QUOTE},” "),
    ],
)
def test_a_passage_that_was_cut_is_gone(passage, cut) -> None:
    assert find(STORY.replace(cut, "", 1), anchored(passage)) is None


def test_another_sentence_in_its_place_is_another_passage() -> None:
    text = STORY.replace(QUOTE, "We are tired of waiting for those people")
    assert find(text, anchored(QUOTE)) is None


def test_the_surroundings_decide_between_the_same_words() -> None:
    second = STORY.rindex("annex")
    kept = anchor(STORY, second, second + 5)
    text = STORY.replace("The talks ended", "All talks had ended")
    assert find(text, kept) == Found(text.rindex("annex"), text.rindex("annex") + 5, 1.0)


def test_the_hint_decides_between_equals() -> None:
    text = "Yes, he said.\n\n" * 3
    found = find(text, Anchor("he said"), text.rindex("he said"))
    assert found is not None
    assert found.start == text.rindex("he said")
    assert find(text, Anchor("he said")) is None


def test_a_quote_alone_is_taken_at_its_word() -> None:
    assert words_of(STORY, Anchor("side door")) == "side door"
    assert find(STORY, Anchor("back door")) is None


def test_a_place_between_words() -> None:
    place = STORY.index(" a clerk recalled")
    kept = anchor(STORY, place, place)
    text = STORY.replace("second page", "third page")
    found = find(text, kept)
    assert found is not None
    assert (found.start, found.end) == (text.index(" a clerk"), text.index(" a clerk"))
    assert find(STORY.replace("Nobody in the room had read the second page, a clerk", "He"), kept) \
        is None  # fmt: skip


def test_without_words_nothing_is_found() -> None:
    assert find("", anchored(QUOTE)) is None
    assert find(STORY, Anchor(" ", "", "\n")) is None
    assert find("…!?", anchored(QUOTE)) is None


def test_scripts_without_spaces() -> None:
    text = "大臣は木曜日に会議を終えた。署名された附属書はまだ誰も見ていない。港は閉じたままだ。"
    kept = anchored("署名された附属書はまだ誰も見ていない", text)
    assert words_of(text.replace("まだ誰も", "いまだ誰も"), kept) == (
        "署名された附属書はいまだ誰も見ていない"
    )


@given(st.text(max_size=400), st.data())
def test_what_was_not_touched_stays_where_it_is(text, data) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(text[max(start - CONTEXT, 0) : end + CONTEXT].strip())
    assert find(text, anchor(text, start, end), start) == Found(start, end, 1.0)


@given(st.text(max_size=200), st.text(max_size=200))
def test_words_around_do_not_matter(earlier, later) -> None:
    assert words_of(f"{earlier}\n{STORY}\n{later}", anchored(QUOTE)) == QUOTE


@given(st.text(max_size=300), st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_a_place_is_always_inside_the_text(text, quote, before, after) -> None:
    found = find(text, Anchor(quote, before, after))
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        assert 0 < found.sureness <= 1


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.integers(0, 10**6))
def test_no_edit_puts_a_note_on_another_passage(seed) -> None:
    found = drift(seed, words=700, notes=8, edits=random.Random(seed).randint(1, 4), kept_up=True)
    assert found.wrong == 0


@pytest.mark.parametrize("kept_up", [False, True])
def test_notes_hold_over_fifty_edits_of_a_long_story(kept_up) -> None:
    tally = Tally()
    for seed in (1, 2, 3):
        tally += drift(seed, words=5000, notes=40, edits=50, kept_up=kept_up)
    assert tally.surviving > 100
    assert tally.share >= 0.95
    assert tally.gone
    assert tally.said_gone == tally.gone
    assert tally.wrong == 0
