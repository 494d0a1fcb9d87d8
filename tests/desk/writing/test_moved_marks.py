"""Marks of a line that is written stay on their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.desk.writing.language.moved_marks import MovedMarks
from editorial.desk.writing.language.proof import Concern, Mark

LINE = "The harbuor pilots and teh owners wait."


def mark(word, line=LINE):
    start = line.index(word)
    return Mark(start, start + len(word), Concern.SPELLING, word, word)


@pytest.fixture
def kept():
    moved = MovedMarks()
    moved.keep(LINE, (mark("harbuor"), mark("teh")))
    return moved


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The harbuor pilots xand teh owners wait.", ["harbuor", "teh"]),
        ("Then The harbuor pilots and teh owners wait.", ["harbuor", "teh"]),
        ("The harbuor pilots and teh owners wait. Now", ["harbuor", "teh"]),
        ("The harbuo pilots and teh owners wait.", ["teh"]),
        ("The harbuor pilots and the owners wait.", ["harbuor"]),
        ("The harbuor teh owners wait.", ["harbuor"]),
        (LINE, ["harbuor", "teh"]),
    ],
)
def test_marks_move_with_their_words(kept, text, words):
    assert [text[m.start : m.end] for m in kept.moved_to(text)] == words


def test_another_line_is_not_taken_for_the_old_one(kept):
    assert kept.moved_to("x" * 200) is None


def test_after_a_pause_nothing_is_remembered(kept):
    kept.forget()
    assert kept.moved_to(LINE + "x") is None


def test_letters_beyond_the_first_plane_are_found_anew(kept):
    assert kept.moved_to(LINE + " 🚢") is None


@given(st.text("ab c", max_size=30), st.integers(0, 30), st.text("ab c", max_size=5))
def test_a_moved_mark_stands_on_the_same_letters(line, place, typed):
    place = min(place, len(line))
    moved = MovedMarks()
    marks = tuple(
        Mark(at, at + 2, Concern.STYLE, line[at : at + 2], "") for at in range(0, len(line) - 1, 3)
    )
    moved.keep(line, marks)
    text = line[:place] + typed + line[place:]
    assert all(text[m.start : m.end] == m.found for m in moved.moved_to(text))
