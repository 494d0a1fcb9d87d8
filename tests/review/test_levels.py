"""What each check says at each gate, in the shipped file and in the newsroom's own."""

from __future__ import annotations

import inspect
import re

import pytest

from editorial.photos import rights as photo_rights
from editorial.review import decisions
from editorial.review.checks import (
    credit_naming,
    figures,
    links,
    names,
    pictures,
    quotes,
    rights,
    twins,
    words,
)
from editorial.review.checks.levels import PROTECTED, load_levels, parse_levels
from editorial.review.readiness import check_story
from editorial.stories import drafts
from editorial.stories.events import events
from editorial.stories.placements import place_hero
from editorial.stories.workflow import Gate, Status, Step
from editorial.system.errors import ChecksFailed, ReasonNeeded
from editorial.system.paths import resource

SHIPPED = resource("checks", "house.toml").read_text("utf-8")


def test_every_check_has_a_level_in_the_shipped_file():
    rooms = (
        credit_naming, figures, links, names, pictures, quotes, rights, twins, words, photo_rights,
    )  # fmt: skip
    named = set()
    finding = r'(?:CheckResult|RightsWord)\(\s*"([a-z_]+)",(?!\s*"pass")'
    for room in rooms:
        source = inspect.getsource(room)
        named |= set(re.findall(finding, source))
    # Said on the photo desk alone.
    assert named - {"rights_web_only"} <= set(load_levels().codes)
    assert len(named) > 25
    assert set(load_levels().codes) - named == {"spelling", "house_style"}


def test_the_shipped_file_keeps_what_is_protected():
    levels = load_levels()
    assert set(levels.codes) >= PROTECTED
    assert levels.problems == ()
    for code in PROTECTED:
        for gate in (Gate.APPROVE, Gate.PUBLISH):
            assert levels.level(code, gate, "", "note") == "block"


def test_the_newsrooms_own_levels_go_before_the_shipped_ones():
    levels = parse_levels(
        SHIPPED,
        '[checks]\nheadline_long = "warn"\nspelling = "off"\n'
        'dek_missing = { submit = "block" }\n'
        '[types.letter]\nhero_missing = "off"\n',
    )
    assert levels.problems == ()
    assert levels.level("headline_long", Gate.SUBMIT, "", "note") == "warn"
    assert levels.level("spelling", Gate.APPROVE, "", "warn") is None
    assert levels.level("dek_missing", Gate.SUBMIT, "", "warn") == "block"
    assert levels.level("dek_missing", Gate.PUBLISH, "", "block") == "block"
    assert levels.level("hero_missing", Gate.APPROVE, "letter", "block") is None
    assert levels.level("hero_missing", Gate.APPROVE, "report", "block") == "block"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('[checks]\ncredit_missing = "off"', "credit_missing: it stays “block”"),
        ('[types.letter]\nbyline_missing = "note"', "byline_missing: it stays “block”"),
        ('[checks]\nhedline_long = "warn"', "there is no check “hedline_long”"),
        ('[checks]\nheadline_long = "loud"', "“loud” is no level"),
        ('[checks]\nheadline_long = { print = "warn" }', "“print” is no gate"),
        ("[checks]\nheadline_long = 3", "write a level"),
        ('[check]\nheadline_long = "warn"', "“check” is no table"),
        ("checks = 3", "it must be a table"),
        ("[checks", "cannot be read"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_and_lets_nothing_out(own, said):
    levels = parse_levels(SHIPPED, own)
    assert len(levels.problems) == 1
    assert said in levels.problems[0]
    for gate in (Gate.APPROVE, Gate.PUBLISH):
        assert levels.level("credit_missing", gate, "letter", "block") == "block"
        assert levels.level("byline_missing", gate, "letter", "block") == "block"


def test_a_slip_leaves_the_rest_of_the_file_in_force():
    levels = parse_levels(SHIPPED, '[checks]\nnonsense = "warn"\nbody_short = "block"')
    assert levels.level("body_short", Gate.SUBMIT, "", "warn") == "block"
    assert len(levels.problems) == 1


def test_a_rule_of_style_that_blocks_is_not_softened():
    levels = load_levels()
    assert levels.level("style:no-slang", Gate.APPROVE, "", "block") == "block"
    assert levels.level("style:no-slang", Gate.APPROVE, "", "warn") == "note"


def test_a_file_that_is_no_text_is_said(home):
    home.prepare()
    home.checks.write_bytes(b"\xff\xfe[checks]")
    assert "cannot be read" in load_levels(home).problems[0]
    home.checks.write_text('[checks]\nbody_short = "block"\n')
    levels = load_levels(home)
    assert levels.problems == ()
    assert levels.level("body_short", Gate.SUBMIT, "", "warn") == "block"


@pytest.fixture
def story(store, person, make_photo):
    """A submitted story with one number in the headline that its text does not have."""
    made = drafts.new_story(
        store, who=person, headline="Forty pilots strike", dek="Who gains.", type="Analysis",
        section="Europe", body="Thirty pilots strike at the harbour mouth today. " * 20,
    )  # fmt: skip
    place_hero(store, made.created, make_photo(), who=person)
    decisions.take_step(store, made.created, Step.SUBMIT, who=person)
    return made.created


def test_a_warning_is_passed_for_a_reason_which_is_kept(store, person, story):
    with pytest.raises(ReasonNeeded, match="second look") as caught:
        decisions.take_step(store, story, Step.APPROVE, who=person, reason="  ")
    assert [f.code for f in caught.value.findings if f.level == "warn"] == ["figure_differs"]
    assert drafts.open_story(store, story).status is Status.SUBMITTED
    decisions.take_step(store, story, Step.APPROVE, who=person, reason="The union says forty.")
    newest = events(store, story)[0]
    assert newest.what == "approve"
    assert newest.data["reason"] == "The union says forty."
    assert "Forty" in newest.data["passed"][0]


def test_a_reason_does_not_open_what_blocks(store, person, story):
    decisions.take_step(store, story, Step.TAKE_BACK, who=person)
    from editorial.stories.filing import file_story

    file_story(store, story, who=person, byline=[])
    with pytest.raises(ChecksFailed, match="no byline") as caught:
        decisions.take_step(store, story, Step.SUBMIT, who=person, reason="Please.")
    assert not isinstance(caught.value, ReasonNeeded)


def test_levels_differ_by_gate_and_by_story_type(store, person, story):
    def level(gate):
        found = [r.level for r in check_story(store, story, gate) if r.code == "figure_differs"]
        return found[0] if found else None

    assert [level(gate) for gate in Gate] == ["note", "warn", "note"]
    store.home.checks.write_text('[types.analysis]\nfigure_differs = "off"\n')
    assert [level(gate) for gate in Gate] == [None, None, None]
    decisions.take_step(store, story, Step.APPROVE, who=person)
