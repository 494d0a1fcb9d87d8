"""The files of rules: the shipped one, the newsroom's over it, and what is wrong in them."""

import os

import pytest

from editorial.stories.text.style.engine import find
from editorial.stories.text.style.loading import BUILT_IN, load_style, parse_style


def test_the_shipped_rules_are_whole_and_explain_themselves(house):
    assert house.problems == ()
    assert set(BUILT_IN) <= {rule.id for rule in house.rules}
    assert all(rule.why for rule in house.rules if rule.id in BUILT_IN)


def test_the_newsroom_adds_changes_and_switches_off(home, found):
    home.root.mkdir()
    home.style.write_text(
        'off = ["ellipsis", "amid"]\n'
        "[preferred.harbour]\nfrom = 'port'\nto = 'harbour'\nlevel = 'block'\n"
        "[builtin.doubled-words]\nallowed = ['the']\n"
        "[preferred.adviser]\nwhy = 'Ours.'\n"
        "[builtin.numbers]\non = false\n",
        "utf-8",
    )
    rules = load_style(home)
    assert rules.problems == ()
    assert found("The the port... amidst 3 advisors and and", rules=rules) == [
        ("harbour", "port"),
        ("adviser", "advisors"),
        ("doubled-words", "and and"),
    ]
    one = find("An advisor", rules, "en")[0]
    assert (one.fix, one.explanation) == ("adviser", "Ours.")
    assert find("A port", rules, "en")[0].level == "block"


def test_a_changed_file_is_read_again(home):
    assert load_style(home) is load_style(home)
    home.root.mkdir()
    home.style.write_text("[banned.x]\nwords = ['xyzzy']\n")
    first = load_style(home)
    assert first.has("x")
    assert load_style(home) is first
    home.style.write_text("[banned.y]\nwords = ['xyzzy']\n")
    os.utime(home.style, ns=(1, 1))
    assert load_style(home).has("y")
    assert not load_style(home).has("x")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("[pattern.bad]\nfind = '('", "its pattern cannot be read"),
        ("[pattern.bad]\nfind = '(a)'\nreplace = '\\2'", "its pattern cannot be read"),
        ("[pattern.bad]\nreplace = 'x'", "“find” must be"),
        ("[preferred.bad]\nfrom = 'x'", "“to” is missing"),
        ("[preferred.bad]\nto = 'x'", "“from” is missing"),
        ("[preferred.bad]\nfrom = ['x', 'y']\nto = ['z']", "as many forms"),
        ("[preferred.bad]\nfrom = '--'\nto = 'x'", "no letter"),
        ("[preferred.bad]\nfrom = 'x'\nto = 'y'\ntoo = 1", "does not know “too”"),
        ("[banned.bad]\nwords = [1]", "a text or a list of texts"),
        ("[banned.bad]\nwords = ['x']\nlevel = 'stop'", "warn or block"),
        ("[banned.bad]\nwords = ['x']\nlive = 1", "“live” is 1"),
        ("[builtin.bad]\non = true", "built in are only"),
        ("[builtin.dashes]\nform = 'long'", "“form” is one of"),
        ("[builtin.numbers]\nwords_up_to = 'x'", "“words_up_to” is 'x'"),
        ("[preferred.bad]\nfrom = 'good'\nto = 'better'", "leads back to itself"),
        ("[wrong.bad]\nx = 1", "no kind of rule"),
        ("[preferred]\nbad = 1", "must be a table"),
        ("[preferred.bad\nfrom = 'x'", "cannot be read"),
        ("[preferred.bad]\nfrom = x", "cannot be read"),
        ("[banned.fine]\nwords = ['again']", "a second rule “fine”"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_rest_holds(table, words, found):
    own = f"# ours\n[banned.fine]\nwords = ['xyzzy']\n\n{table}\n\n[preferred.last]\n"
    own += "from = 'better'\nto = 'good'\n"
    rules = parse_style("", own)
    problems = [problem for problem in rules.problems if words in problem]
    if words == "leads back to itself":
        # The rule that closes the circle is the one to go.
        assert problems[0].startswith("style.toml, line 9: ")
        assert [rule.id for rule in rules.rules] == ["fine", "bad"]
        return
    assert problems, rules.problems
    line = int(problems[0].partition("line ")[2].partition(":")[0])
    assert 5 <= line <= 6 or words.startswith("a second")
    assert [rule.id for rule in rules.rules if rule.id in {"fine", "last"}] == ["fine", "last"]
    assert found("xyzzy", rules=rules) == [("fine", "xyzzy")]


def test_switching_off_what_is_not_there_is_said():
    assert parse_style("", '\noff = ["nothing"]').problems == (
        "style.toml, line 2: there is no rule “nothing” to switch off",
    )


def test_a_file_in_another_encoding_is_said(home):
    home.root.mkdir()
    home.style.write_bytes("# x\n# Grüße\n".encode("latin-1"))
    rules = load_style(home)
    assert rules.problems == ("style.toml, line 2: not in UTF-8; none of its rules are used",)
    assert rules.has("dashes")


def test_a_pattern_that_runs_away_is_stopped_and_named(found):
    own = "[pattern.slow]\nfind = '(a|aa)+$'\n[banned.fine]\nwords = ['xyzzy']\n"
    rules = parse_style("", own)
    assert found("a" * 60 + "b xyzzy", rules=rules) == [("fine", "xyzzy")]
    assert rules.problems == ("Rule “slow”: its pattern takes too long, so the rule is left out",)
    assert found("aa", rules=rules) == []
