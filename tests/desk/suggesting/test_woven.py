"""Suggestions between the words of now."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from editorial.desk.kit.tokens import LIGHT
from editorial.desk.reviewing.review_document import render
from editorial.desk.reviewing.story_changes import StoryChanges
from editorial.desk.reviewing.woven import Piece, weave
from editorial.review.compare import word_changes
from editorial.review.compared_story import ComparedStory
from editorial.review.story_diff import StoryState, compare_states
from editorial.review.suggestion_rows import SuggestionRow
from editorial.stories.snapshot import StorySnapshot
from editorial.system.clock import uuid7

AT = dt.datetime(2026, 5, 4, 10, 0, tzinfo=dt.UTC)


def row(start, end, new, *, text="", author="Eva Brandt", field="body"):
    return SuggestionRow(
        uuid7(), author, AT, field, text[start:end], new, "", "", "open", "", None, (start, end)
    )


def runs(old, new):
    return [(run.kind, run.text, -1) for run in word_changes(old, new)]


def test_old_words_stay_and_new_ones_stand_behind_them():
    text = "None has the annex."
    one = row(0, 4, "Nobody", text=text)
    assert weave([("same", text, -1)], [one]) == (
        Piece("same", "None", one.id),
        Piece("proposed", "Nobody", one.id, "Eva Brandt"),
        Piece("same", " has the annex."),
    )


def test_two_for_the_same_words_stand_side_by_side():
    text = "None has it."
    one, two = row(0, 4, "Nobody"), row(0, 8, "All have", author="Lu")
    pieces = weave([("same", text, -1)], [one, two])
    assert [(p.text, p.label) for p in pieces] == [
        ("None", ""), ("Nobody", "Eva Brandt"), (" has", ""), ("All have", "Lu"), (" it.", ""),
    ]  # fmt: skip


def test_an_empty_text_can_be_given_words():
    one = row(0, 0, "No annex")
    assert weave([], [one]) == (Piece("proposed", "No annex", one.id, "Eva Brandt"),)


@given(
    old=st.text("ab \n", max_size=30),
    new=st.text("ab \n", max_size=30),
    cuts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5),
)
def test_the_words_of_now_and_of_then_stay_whole(old, new, cuts):
    rows = [row(*sorted((min(a, len(new)), min(b, len(new)))), f"<{a}>") for a, b in cuts]
    pieces = weave(runs(old, new), rows)
    assert "".join(p.text for p in pieces if p.is_present) == new
    assert "".join(p.text for p in pieces if p.kind in ("same", "removed")) == old
    proposed = [p for p in pieces if p.kind == "proposed"]
    assert sorted(p.text for p in proposed) == sorted(r.new for r in rows)


def _changes(text, suggestions=()):
    state = StoryState(StorySnapshot("slug", "Head", "", text), {}, {})
    compared = ComparedStory(
        uuid7(), None, 0, 2, 1, AT, state, state, compare_states(state, state), ()
    )
    return StoryChanges(compared, suggestions=tuple(suggestions))


def _render(changes, *, clean=False):
    return render(changes, standing="", clean=clean, tokens=LIGHT)


def test_the_page_strikes_underlines_and_names(qapp, fonts):
    text = "Two came. None has the annex."
    one = row(10, 14, "Nobody", text=text)
    rendered = _render(_changes(text, [one]))
    shown = rendered.document.toPlainText()
    assert "Two came. None\u2009Nobody\u2009Eva Brandt\u2009 has the annex." in shown
    looks = {}
    block = rendered.document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            look = part.fragment().charFormat()
            looks[part.fragment().text()] = (look.fontStrikeOut(), look.fontUnderline())
            part += 1
        block = block.next()
    assert looks["None"] == (True, False)
    assert looks["Nobody"] == (False, True)
    start, end = rendered.suggestion_place(one.id)
    assert shown[start:end].startswith("None\u2009Nobody")
    assert rendered.suggestion_at(start) == one.id
    assert rendered.suggestion_at(start - 1) is None
    # The words of now are found in spite of what stands between them.
    at = text.index("has")
    ((first, last),) = rendered.in_document(at, at + 3)
    assert shown[first:last] == "has"
    assert "Nobody" not in _render(_changes(text, [one]), clean=True).document.toPlainText()


def test_a_paragraph_that_is_suggested_shows_its_break(qapp, fonts):
    text = "One."
    shown = _render(_changes(text, [row(4, 4, "\n\nTwo.", text=text)])).document.toPlainText()
    assert "One.¶\nTwo.\u2009Eva Brandt" in shown
