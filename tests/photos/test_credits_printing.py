"""The line that readers see: one label, the newsroom's form, and nobody lost by it."""

import itertools
import json
from pathlib import Path

import pytest

from editorial.photos.credits.printing import clean_credit, printed_credit
from editorial.photos.credits.reading import read_credit
from editorial.system.settings import NewsroomSettings, choices

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "credits.jsonl").read_text("utf-8").splitlines()
]
LINES = sorted({read_credit(case["raw"]).line for case in CASES} - {""})


@pytest.mark.parametrize(
    ("form", "separator", "capitals", "printed"),
    [
        ("supplier", " | ", "kept", "REUTERS/Kevin Lamarque/Pool"),
        ("creator", "/", "kept", "Kevin Lamarque/Pool/Reuters"),
        ("creator", " / ", "houses", "Kevin Lamarque / Pool / REUTERS"),
        ("creator", " | ", "all", "KEVIN LAMARQUE | POOL | REUTERS"),
    ],
)
def test_the_newsroom_chooses_form_separator_and_capitals(form, separator, capitals, printed):
    house = NewsroomSettings(credit_form=form, credit_separator=separator, credit_capitals=capitals)
    assert printed_credit("REUTERS/Kevin Lamarque/Pool", house) == printed


def test_a_house_in_capitals_leaves_a_person_of_that_name_alone():
    house = NewsroomSettings(credit_capitals="houses")
    assert printed_credit("Anna Getty/Getty Images", house) == "Anna Getty/GETTY IMAGES"
    assert printed_credit("Fran Tassell/TASS", house) == "Fran Tassell/TASS"


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("Photo credit: : Ana Ruiz / Shutterstock.com ||", "Ana Ruiz / Shutterstock.com"),
        ("Photo: Ana Ruiz/Reuters", "Ana Ruiz/Reuters"),
        ("Ana  Ruiz/Reuters ", "Ana Ruiz/Reuters"),
        ("IMG_2213.jpg", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_nothing_unclean_is_printed(stored, printed):
    assert printed_credit(stored, NewsroomSettings()) == printed
    assert clean_credit(stored) == printed


def test_a_line_of_which_nobody_is_sure_is_not_turned_round():
    line = "somewhere under the bridge of our hearts and more"
    assert printed_credit(line, NewsroomSettings(credit_form="creator")) == line


def test_every_way_to_print_keeps_everybody():
    ways = itertools.product(
        choices("credit_form"), choices("credit_separator"), choices("credit_capitals")
    )
    for form, separator, capitals in ways:
        house = NewsroomSettings(
            credit_form=form, credit_separator=separator, credit_capitals=capitals
        )
        for line in LINES:
            printed = printed_credit(line, house)
            folded = printed.casefold()
            for name in read_credit(line).creators:
                assert name.casefold() in folded, (line, printed)
            assert "||" not in printed
            assert ": :" not in printed
            assert "  " not in printed
