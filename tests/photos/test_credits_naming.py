"""Suppliers are named as they ask; whoever made a photo stays in its line."""

import json
import os
from pathlib import Path

import pytest

from editorial.photos.credits.house_rules import load_rules, parse_rules
from editorial.photos.credits.naming import naming_advice
from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit
from editorial.photos.house_naming import name_as_asked
from editorial.photos.queries import photo
from editorial.system.paths import resource

RULES = load_rules()
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "credits.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Kevin Lamarque/Reuters", "REUTERS/Kevin Lamarque"),
        ("Ana Ruiz/Pool/Reuters", "REUTERS/Ana Ruiz/Pool"),
        ("NASA/Handout/Reuters", "NASA/Handout via REUTERS"),
        ("Ana Ruiz/USA TODAY Sports via Reuters", "Ana Ruiz/USA TODAY Sports via REUTERS"),
        ("AP/Jo Berg", "AP Photo/Jo Berg"),
        ("Bo Lindqvist/AFP/Getty Images", "Bo Lindqvist/AFP via Getty Images"),
        ("Ana Ruiz/Getty", "Ana Ruiz/Getty Images"),
        ("NurPhoto/Getty Images", "NurPhoto via Getty Images"),
        ("Jens Büttner/DPA", "Jens Büttner/dpa"),
        ("Jens Büttner/picture-alliance", "picture alliance | Jens Büttner"),
        ("Ana Ruiz/Alamy", "Ana Ruiz/Alamy Stock Photo"),
        ("Martin Parr/Magnum", "© Martin Parr/Magnum Photos"),
        ("Sergei Bobylev/Tass", "Sergei Bobylev/TASS"),
        ("imago images/Ana Ruiz", "IMAGO/Ana Ruiz"),
        ("Canadian Press/Sean Kilpatrick", "THE CANADIAN PRESS/Sean Kilpatrick"),
    ],
)
def test_the_line_that_a_supplier_asks_for_is_offered(line, asked):
    advice = naming_advice(line, RULES)
    assert advice is not None
    assert advice.line == asked
    assert advice.ask
    assert naming_advice(asked, RULES) is None


@pytest.mark.parametrize(
    "line",
    [
        "REUTERS/Kevin Lamarque/Pool",
        "AP Photo/Jo Berg",
        "Ana Ruiz/Pool via AP",
        "picture alliance/dpa | Jens Büttner",
        "© Ana Ruiz/ZUMA Press Wire",
        "Ana Ruiz/Alamy Live News",
        "Ana Ruiz / Shutterstock.com",
        "Joe Giddens/PA Wire",
        "Xinhua/Li Xin",
        "Ida Holm",
        "",
        "Photo: : Kevin Lamarque/Reuters",
    ],
)
def test_a_line_that_follows_or_is_no_suppliers_business_is_left_alone(line):
    assert naming_advice(line, RULES) is None


def test_a_newsroom_that_prints_creators_first_is_held_to_names_only():
    assert naming_advice("Kevin Lamarque/Reuters", RULES, form="creator") is None
    assert naming_advice("Kevin Lamarque/Alamy", RULES, form="creator") is not None


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_is_offered_names_the_same_people_and_is_clean(case):
    before = read_credit(case["raw"])
    advice = naming_advice(before.line, RULES)
    if advice is not None and advice.line:
        after = read_credit(advice.line)
        assert after.line == advice.line
        assert credit_problems(advice.line) == ()
        assert sorted(map(str.casefold, after.creators)) == sorted(
            map(str.casefold, before.creators)
        )
        assert len(after.chain) >= len(before.chain)
        assert naming_advice(advice.line, RULES) is None


def test_a_line_with_a_licence_gets_the_word_but_no_form():
    advice = naming_advice("Ana Ruiz (CC BY 4.0)/Reuters", RULES)
    assert advice is not None
    assert advice.line == ""


def test_every_shipped_form_reads_back_as_it_is_filled_in():
    assert RULES.problems == ()
    for rule in set(RULES.rules.values()):
        for form in rule.forms:
            line = form.format(creator="Ana Ruiz", giver="NurPhoto")
            assert credit_problems(line) == (), line
            credit = read_credit(line)
            assert ("Ana Ruiz" in credit.creators) == ("{creator}" in form), line
            assert credit.pool == ("Pool" in form)
            assert credit.handout == ("Handout" in form)


SHIPPED = resource("credits", "house_rules.toml").read_text("utf-8")
OWN = """
["Reuters"]
off = true
["AFP"]
write = ["AFP Forum"]
forms = ["{creator} for AFP Forum"]
["Harbour Pictures"]
write = "Harbour"
["AP"]
forms = ["{name}"]
["EPA"]
spell = ["EPA"]
"""


def test_the_newsrooms_file_goes_before_and_its_slips_are_said():
    rules = parse_rules(SHIPPED, OWN)
    assert "Reuters" not in rules.rules
    assert rules.rules["AFP"].write == ("AFP Forum",)
    assert rules.rules["AP"] == RULES.rules["AP"]
    assert len(rules.problems) == 3
    assert "credit_rules.toml, “Harbour Pictures”: write is a list" in rules.problems[0]
    assert "{name}" in rules.problems[1]
    assert "spell is none of" in rules.problems[2]
    assert "cannot be read" in parse_rules(SHIPPED, "[x").problems[0]


def test_many_photos_are_named_in_one_step_to_undo(store, make_photo):
    wrong, right = make_photo(credit="Ana Ruiz/Reuters"), make_photo(credit="REUTERS/Bo Berg")
    changes = name_as_asked(store, [wrong, right], who="Ida")
    assert changes.photos == {wrong}
    assert photo(store, wrong).credit == "REUTERS/Ana Ruiz"
    assert photo(store, right).credit == "REUTERS/Bo Berg"
    # The newsroom has agreed something else.
    store.home.credit_rules.write_text('["Reuters"]\noff = true\n')
    other = make_photo(credit="Ana Ruiz/Reuters")
    assert not name_as_asked(store, [other], who="Ida").photos
    store.home.credit_rules.write_bytes(b"\xff\xfe")
    os.utime(store.home.credit_rules, ns=(1, 1))
    assert "UTF-8" in load_rules(store.home).problems[0]
