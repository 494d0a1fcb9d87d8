"""The brief beside the manuscript: read by the writer, changed by an editor, folded away."""

from __future__ import annotations

import pytest

from editorial.review.assignments import assign_story
from editorial.stories.people import Person, Role

ANA = Person("Ana Ruiz", frozenset({Role.WRITER}))


@pytest.fixture
def assigned(store, who):
    made = assign_story(
        store, who=who, to="Ana Ruiz", headline="Pilots", brief="Call the union.", word_target=650
    )
    return made.created


def brief_of(desk):
    desk.room.inspector.turn_to(desk.room.inspector.story)
    desk.settle()
    return desk.room.inspector.story.brief


def test_an_editor_changes_it_in_place(desk, assigned) -> None:
    desk.open(assigned)
    brief = brief_of(desk)
    assert brief.words.text() == "Call the union."
    assert brief.facts.text() == "For Ana Ruiz · 650 words"
    brief.change.click()
    assert not brief.field.isHidden()
    brief.field.setPlainText("Call the port too.")
    brief.field.give()
    desk.settle()
    assert desk.stored().brief == "Call the port too."


def test_the_writer_reads_it_and_cannot_change_it(desk, assigned) -> None:
    desk.room.commands.ctx.newsroom.person = ANA
    desk.open(assigned)
    brief = brief_of(desk)
    assert brief.facts.text().startswith("For you")
    assert not brief.words.isHidden()
    assert brief.change.isHidden()
    assert desk.page.status._words.text().endswith("of 650 words")


def test_it_folds_away_and_stays_so(desk, assigned) -> None:
    desk.open(assigned)
    brief = brief_of(desk)
    brief._section.action.click()
    assert brief.words.isHidden()
    assert brief._section.action.text() == "Show"
    brief._section.action.click()
    assert not brief.words.isHidden()


def test_a_story_without_a_brief_shows_no_room_for_one(desk, story) -> None:
    desk.open(story)
    assert brief_of(desk)._section.isHidden()


def test_what_is_typed_for_one_story_never_reaches_another(desk, assigned, story) -> None:
    desk.open(assigned)
    brief = brief_of(desk)
    brief.change.click()
    brief.field.setPlainText("Half a thought")
    desk.open(story)
    brief_of(desk)
    assert desk.stored(assigned).brief == "Half a thought"
    assert desk.stored(story).brief == ""
