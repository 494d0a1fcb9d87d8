"""The same forms as the measured cases, with other names, agencies and languages."""

import json
from pathlib import Path

import pytest

from editorial.photos.credits.reading import read_credit

FORMS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "credit_forms.jsonl")
    .read_text("utf-8")
    .splitlines()
]


@pytest.mark.parametrize("form", FORMS, ids=[form["raw"] for form in FORMS])
def test_the_form_is_read(form):
    credit = read_credit(form["raw"])
    seen = credit.to_json()
    assert credit.canonical == form["canonical"]
    assert {name: seen[name] for name in form["fields"]} == form["fields"]
    assert credit.caption is None
    assert read_credit(credit.line).line == credit.line


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("REUTERS/Kevin Lamarque/Pool", "REUTERS/Kevin Lamarque/Pool"),
        (
            "Photo credit: : Dimitrije Ostojic / Shutterstock.com",
            "Dimitrije Ostojic / Shutterstock.com",
        ),
        ("(Credit Image: © POOL via ZUMA Press Wire)", "© POOL via ZUMA Press Wire"),
        ("REUTERS/David 'Dee' Delgado||", "REUTERS/David 'Dee' Delgado"),
        ("(AP Photo/Alex Brandon, File)", "AP Photo/Alex Brandon, File"),
        ("Photo: Name / CC BY-SA 4.0", "Name / CC BY-SA 4.0"),
        ("Philip Glass#Barcroft Media", "Philip Glass/Barcroft Media"),
        ("Photo courtesy of the Museum of Modern Art", "Courtesy of the Museum of Modern Art"),
        ("Mandatory Credit: Photo by Ken McKay/ITV/REX (16513246a)", "Ken McKay/ITV/REX"),
    ],
)
def test_the_line_keeps_the_suppliers_form(raw, line):
    assert read_credit(raw).line == line


@pytest.mark.parametrize(
    "raw",
    ["", " ", "||", ":", "Photo:", "n/a", "Staff", "IMG_1234.JPG", "—", "©", "()", "Uncredited"],
)
def test_junk_gives_an_empty_line_and_no_confidence(raw):
    credit = read_credit(raw)
    assert (credit.line, credit.canonical, credit.confidence) == ("", "", 0.0)
    assert credit.raw == raw


def test_the_house_form_may_be_asked_for():
    raw = "REUTERS/Kevin Lamarque/Pool"
    assert read_credit(raw, house_form="creator").line == "Kevin Lamarque/Pool/Reuters"


def test_a_guess_is_less_sure_than_a_known_name():
    known = read_credit("Jane Doe/Reuters").confidence
    assert read_credit("Jane Doe/Retuers").confidence < known
    assert read_credit("tulpahn / Blorfpix").confidence < known
    assert read_credit("the crowd went home after the long and weary show").confidence < 0.5
