"""Each built-in rule: what it finds, what it leaves alone, what it writes instead."""

import pytest


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In the the harbour", "In the harbour"),
        ("In the\nthe harbour", "In the harbour"),
        ("The the harbour", "The harbour"),
        ("Two  spaces. And\u00a0 more.", "Two spaces. And more."),
        ("Words , and more ; so", "Words, and more; so"),
        ("He waited... and left", "He waited… and left"),
        ('“Yes,” he said. "No," she said.', "“Yes,” he said. “No,” she said."),
        ("the queue - and the wait", "the queue – and the wait"),
        ("the queue -- and the wait", "the queue – and the wait"),
        ("the queue--and the wait", "the queue – and the wait"),
        ("There were 3 ships.", "There were three ships."),
        ("It ended. 7 ships left.", "It ended. Seven ships left."),
        ("> It ended. They left 7 times.", "> It ended. They left 7 times."),
        ("It rose by 5 per cent.", "It rose by 5%."),
        ("It rose by 12 percent, then 3 %.", "It rose by 12%, then 3%."),
        ("On November 20th they left.", "On November 20 they left."),
        ("On the 1st of May they left.", "On the 1 May they left."),
        ("An E-mail to my Advisor’s web site", "An Email to my Adviser’s website"),
        ("Kiev", "Kyiv"),
        ("It was a very unique case, MOST UNIQUE.", "It was a unique case, unique."),
        ("They could of known, irregardless.", "They could have known, regardless."),
    ],
)
def test_a_slip_is_mended(fixed, text, wanted):
    assert fixed(text) == wanted
    assert fixed(wanted) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "He said that that was so, and had had enough. Bora Bora. Win-win win. 10 10.",
        "the `x` the, [the](x) the and the **the** rest",
        "A line  \nwith a break",
        "-   item\n1.  item\n#  Heading",
        "| a   b | 3 x |\n| :--- | ---: |",
        "Wait. . ,5 and .5 is left; a :) b",
        "“One paragraph\n\n“and its end,” he said.",
        '"One paragraph\n\n"and its end," he said.'.replace('"', "“", 2).replace('"', "”"),
        "> “Quoted\n>\n> “and on,” he said.",
        "- one – item\n* another item",
        "2019–2021 and 5 - 3 = 2, well-known",
        "I never— and then—",
        "At 5 km, 3 kg, 4 May, May 4, 5 May 2026, 3 p.m., 5 o’clock and 7 million.",
        "The score was 2-1, 3–0, 4:2; it cost $5, £3, 5 euros and 9 per cent.".replace(
            " per cent", "%"
        ),
        "See page 3, Pier 4, No. 5, Fig. 2, chapters 3 to 5, aged 6 and 3, 4 or 12.",
        "1. First\n2. Second\n\n## 5 things",
        "A 5-year plan, the 7th ship, 3D, A4, 1/2, 2.5, 1,000, ‘3’ and (3).",
        "“There were 3 ships,” he said.",
        "> There were 3 ships, irregardless of 5 per cent.",
        "He said: “Irregardless.”",
        "In KIEV, and `e-mail`, https://example.org/e-mail-advisor",
        "~~~\nthe the  advisor - \"x\"\n~~~",
        "[words](https://example.org 'the  title - \"x\"')",
        "A board 6\" wide",
        "of the tkaczyk family",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(found, text):
    assert found(text) == []


def test_the_language_decides_on_marks(fixed, found):
    assert fixed("the queue - and", "en-US") == "the queue—and"
    assert fixed("the queue—and", "en-GB") == "the queue – and"
    assert found("the queue—and the queue – and", "en") == []
    assert fixed('Er sagte "nein".', "de") == "Er sagte „nein“."
    assert fixed('Il dit "non".', "fr") == "Il dit «\u00a0non\u00a0»."
    assert found("Vraiment ?", "fr") == []
    assert fixed("At 3:30 PM, 4pm.", "en-US") == "At 3:30 p.m., 4 p.m."
    assert fixed("At 3:30 PM. It was 4 p.m. They", "en-GB") == "At 3.30pm. It was 4pm. They"
    assert found("At 3:30 PM or 3.30pm", "en") == []
    assert found("Es waren 3 Schiffe, 5 percent", "de") == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("He said “no and left.\n\nMore.", "“no"),
        ("He said no” and left.", "no”"),
        ('He said "no and left.', '"no'),
        ("“One\n\nTwo” he said.", "“One"),
        ("“One “two” three.", "“One"),
    ],
)
def test_an_unclosed_quotation_is_named(found, text, where):
    assert ("unclosed-quotes", where) in found(text)


def test_a_block_alone_is_judged_with_the_one_that_follows(found):
    assert found("“One paragraph") == [("unclosed-quotes", "“One")]
    assert found("“One paragraph", following="“and on,” he said.") == []
    assert found("> “One paragraph", following="> “and on,” he said.") == []


def test_to_come_blocks_and_has_no_fix(house):
    from editorial.stories.text.style.engine import find

    (one,) = find("There are TK pages.", house, "en")
    assert (one.rule_id, one.level, one.fix) == ("to-come", "block", None)
    assert one.explanation


def test_headlines_keep_their_figures(found):
    assert found("5 ships, 3 ports") == [("numbers", "5"), ("numbers", "3")]
    assert found("5 ships, 3 ports", is_headline=True) == []


def test_words_become_figures_where_the_house_says_so(only, fixed):
    rules = only("[builtin.numbers]\nfigures_from = 10\nwords_up_to = 12")
    text = "Twenty ships. There were forty-one ships, 12 boats, thirteen crews and twenty-odd more."
    assert fixed(text, rules=rules) == (
        "Twenty ships. There were 41 ships, twelve boats, 13 crews and twenty-odd more."
    )


def test_apostrophes_are_an_option(only, fixed):
    rules = only("[builtin.straight-quotes]\napostrophes = true")
    assert fixed("don't, the ships' log, '90s", rules=rules) == "don’t, the ships’ log, ’90s"


def test_other_forms_can_be_chosen(only, fixed):
    rules = only(
        '[builtin.per-cent]\nform = "per cent"\n[builtin.ellipsis]\nform = "..."\n'
        '[builtin.dashes]\nform = "spaced-em"\n[builtin.times]\nform = "p.m."'
    )
    assert fixed("By 5% – or 6 percent… at 3pm", rules=rules) == (
        "By 5 per cent — or 6 per cent... at 3 p.m."
    )
