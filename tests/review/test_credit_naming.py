"""Suppliers named otherwise than they ask: said at every gate, never in the way."""

from __future__ import annotations

import pytest

from editorial.photos.edits import edit_photo
from editorial.review.readiness import check_story
from editorial.stories import drafts, placements
from editorial.stories.related import link_page
from editorial.stories.workflow import Gate
from editorial.system.settings import load_settings, save_settings


@pytest.fixture
def placed(store, person, make_photo):
    photo = make_photo(credit="Ana Ruiz/Reuters")
    story = drafts.new_story(store, who=person, headline="Pilots", body="Word " * 200).created
    placements.place_hero(store, story, photo, who=person)
    return story, photo


def found(store, story, gate=Gate.PUBLISH):
    return [r for r in check_story(store, story, gate) if r.code.startswith("credit")]


@pytest.mark.parametrize("gate", list(Gate))
def test_it_is_said_with_the_line_that_is_asked_for(store, placed, gate) -> None:
    (result,) = found(store, placed[0], gate)
    assert (result.code, result.level, result.field) == ("credit_naming", "note", "hero.credit")
    assert result.message.endswith("That is “REUTERS/Ana Ruiz”.")
    assert result.mends


def test_the_newsrooms_own_rules_and_form_hold(store, placed) -> None:
    story, _ = placed
    store.home.credit_rules.write_text('["Reuters"]\noff = true\n["X"]\nask = 5\n')
    (result,) = found(store, story)
    assert (result.code, result.level) == ("credit_rules_file", "note")
    assert "credit_rules.toml, “X”" in result.message
    store.home.credit_rules.unlink()
    assert found(store, story)
    save_settings(store.home, load_settings(store.home).with_newsroom(credit_form="creator"))
    assert found(store, story) == []


def test_a_line_without_a_sure_mending_is_shown(store, placed) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", credit="Ana Ruiz (CC BY 4.0)/Reuters")
    (result,) = found(store, story)
    assert not result.mends
    assert "That is" not in result.message


@pytest.mark.parametrize(("credit", "code"), [("", "missing"), ("Bo/AFP ||", "unclean")])
def test_a_picture_beside_a_page_elsewhere_needs_its_credit(
    store, person, placed, make_photo, credit, code
) -> None:
    story, photo = placed
    edit_photo(store, photo, who="Ida", credit="REUTERS/Ana Ruiz")
    beside = make_photo(credit=credit)
    link_page(store, story, who=person, url="https://a.example/", title="Log", photo_id=beside)
    (result,) = found(store, story)
    assert (result.code, result.level, result.field) == (f"credit_{code}", "block", "related")
    assert "beside “Log”" in result.message
