"""What a typed credit line is told, and the label that the page adds."""

import pytest

from editorial.photos.credits.line import credit_line, labelled
from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit


@pytest.mark.parametrize(
    "line",
    [
        "REUTERS/Kevin Lamarque/Pool",
        "Dimitrije Ostojic / Shutterstock.com",
        "© POOL via ZUMA Press Wire",
        "Handout",
        "Handout / Port authority",
        "Courtesy of InterAccess",
        "AP Photo/Alex Brandon, File",
        "Jane Doe (CC BY-SA 4.0)",
        "Composite: Getty Images",
        "Екатерина Чеснокова/РИА Новости",
        "ZUMA Press, Inc.",
        "RACINGFOTOS.COM",
    ],
)
def test_a_clean_line_has_no_problems(line):
    assert credit_problems(line) == ()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("Photo credit: : Jane Doe", "two colons"),
        ("Photo credit: : Jane Doe", "label"),
        ("Photo: Jane Doe", "label"),
        ("Foto: Jane Doe/dpa", "label"),
        ("Photo by Jane Doe", "label"),
        ("REUTERS/Jane Doe||", "strokes"),
        ("REUTERS/Jane Doe|", "ends with"),
        ("Jane Doe /", "ends with"),
        ("/ Jane Doe", "begins with"),
        ("(Jane Doe/Reuters", "bracket"),
        ("Jane Doe/Sipa USA)", "bracket"),
        ("Jane  Doe/Reuters", "two spaces"),
        ("Jane Doe/Reuters ", "start or end"),
        ("Jane Doe\nReuters", "line break"),
        ("Â© Jane Doe", "garbled"),
        ("John Doe &amp; Jane Roe", "web code"),
        ("<b>Jane Doe</b>", "web code"),
        ("IMG_1234.JPG", "file name"),
        ("Shutterstock_1068582437-1-scaled.jpg", "file name"),
        ("DSC_0042", "file name"),
        ("Staff", "placeholder"),
        ("n/a", "placeholder"),
        ("STRINGER", "placeholder"),
        ("POOL New", "placeholder"),
        ("Jane Doe/AFP - EDITORIAL USE ONLY", "note to editors"),
    ],
)
def test_a_problem_is_said_in_plain_words(line, word):
    assert any(word in problem for problem in credit_problems(line))


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe/AP",
        "Photo: Jane Doe/AP",
        "Photo : : Jane Doe/AP",
        "Photo credit: Photo: Jane Doe/AP",
        ": Jane Doe/AP",
    ],
)
def test_a_label_stands_once(line):
    assert labelled(line) == "Photo: Jane Doe/AP"


def test_another_label_may_be_asked_for_and_nothing_gets_none():
    assert labelled("Kay Nietfeld/dpa", "Foto:") == "Foto: Kay Nietfeld/dpa"
    assert labelled("  ") == ""


def test_both_forms_of_a_credit():
    credit = read_credit("REUTERS/Kevin Lamarque/Pool")
    assert credit_line(credit) == "REUTERS/Kevin Lamarque/Pool"
    assert credit_line(credit, "creator") == "Kevin Lamarque/Pool/Reuters"


def test_json_holds_lists_and_every_field():
    seen = read_credit("Jane Doe and John Roe/AP").to_json()
    assert seen["creators"] == ["Jane Doe", "John Roe"]
    assert seen["restrictions"] == []
    assert seen["line"] == "Jane Doe and John Roe/AP"
    assert seen["caption"] is None
