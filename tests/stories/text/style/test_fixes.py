"""Fixes: exact, never outside what was found, and at an end after one call."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.stories.text.prose import COVER, cover
from editorial.stories.text.style.engine import StyleRules, find, fix_all
from editorial.stories.text.style.finding import apply_fix
from editorial.stories.text.style.loading import load_style, parse_style
from editorial.system.errors import RuleRefused

HOUSE = load_style()
OWN = parse_style(
    "",
    "[preferred.long]\nfrom = 'Harbour Review'\nto = 'The Harbour Review'\n"
    "[preferred.port]\nfrom = ['port', 'ports']\nto = ['harbour', 'harbours']\n"
    "[banned.ship]\nwords = ['ship of state']\ninstead = 'state'\nin_quotes = true\n"
    "[pattern.grow]\nfind = 'a'\nreplace = 'aa'\n"
    "[pattern.and]\nfind = ' & '\nreplace = ' and '\n"
    "[builtin.numbers]\nfigures_from = 10\n[builtin.straight-quotes]\napostrophes = true\n",
)
PIECES = st.sampled_from(
    """
    the The that ship ports Port e-mail advisor could of 3 7 12 twenty forty-one 5% percent per
    cent May 20th of 3pm p.m. TK “ ” " ' - – — -- ... … . , ; ! ( ) * _ ** ` ``` # > | [a](b)
    <b> https://example.org/a-b {x} [^1] & Harbour Review ship of state don't 6" ’ a\u00a0b
    """.strip().split()
)
TEXTS = st.lists(
    st.tuples(PIECES, st.sampled_from([" ", "  ", "\n", "\n\n", "", "\n> ", "\n- "])), max_size=30
).map(lambda pieces: "".join(word + gap for word, gap in pieces))


@pytest.mark.parametrize("language", ["en", "en-US", "en-GB", "de", "fr"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_fixing_comes_to_an_end_and_then_changes_nothing(language, text):
    for rules in (HOUSE, OWN):
        once, _ = fix_all(text, rules, language)
        twice, count = fix_all(once, rules, language)
        assert (twice, count) == (once, 0)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_code_and_addresses_are_never_touched(text):
    def kept(words: str) -> list[str]:
        shown = cover(words)
        return [words[m.start() : m.end()] for m in re.finditer(f"{COVER}+", shown)]

    for finding in find(text, HOUSE, "en"):
        assert COVER not in cover(text)[finding.start : finding.end]
        assert text[finding.start : finding.end] == finding.found
        if finding.fix is not None:
            fixed = apply_fix(text, finding)
            assert fixed.startswith(text[: finding.start])
            assert fixed.endswith(text[finding.end :])
            assert len(fixed) == len(text) - len(finding.found) + len(finding.fix)
            assert finding.fix != finding.found
    for address in ("https://example.org/a-b", "[a](b)"):
        once, _ = fix_all(text, HOUSE, "en")
        assert once.count(address) >= min(1, text.count(address))


@given(text=st.text(max_size=120), language=st.sampled_from(["en", "en-US", "sv", "x", ""]))
def test_any_text_can_be_searched(text, language):
    for finding in find(text, HOUSE, language):
        assert 0 <= finding.start < finding.end <= len(text)


def test_a_form_inside_the_wanted_one_is_left_alone(fixed):
    assert fixed("Read Harbour Review, The Harbour Review.", rules=OWN) == (
        "Read The Harbour Review, The Harbour Review."
    )


def test_a_replacement_that_the_rule_would_find_again_is_not_offered():
    found = [one for one in find("a b", OWN, "en") if one.rule_id == "grow"]
    assert [(one.found, one.fix) for one in found] == [("a", None)]


def test_two_rules_at_odds_end_all_the_same():
    rules = parse_style(
        "", "[pattern.x]\nfind='ab'\nreplace='ba '\n[pattern.y]\nfind='ba '\nreplace='ab'\n"
    )
    text, count = fix_all("ab", rules, "en")
    assert count == 6
    assert text == "ab"


def test_a_fix_is_refused_where_the_text_has_changed():
    (finding,) = find("An advisor", HOUSE, "en")
    assert apply_fix("An advisor", finding) == "An adviser"
    with pytest.raises(RuleRefused, match="no longer where it was"):
        apply_fix("Our advisor", finding)
    (finding,) = find("It is TK", HOUSE, "en")
    with pytest.raises(RuleRefused, match="only a person"):
        apply_fix("It is TK", finding)


def test_case_is_kept():
    rules = parse_style(
        "",
        "[preferred.x]\nfrom = 'on line'\nto = 'online'\n"
        "[preferred.net]\nfrom = 'Internet'\nto = 'internet'\nexact = true\n",
    )
    text = "On line, on line, ON LINE. The Internet, internet. Internet."
    wanted = "Online, online, ONLINE. The internet, internet. Internet."
    assert fix_all(text, rules, "en")[0] == wanted


def test_no_rules_find_nothing():
    assert find("The the  x", StyleRules(), "en") == ()
