"""Some 330 lines as they are really printed, and lines put together from what they are made of."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.photos.credits.agencies import family
from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit

_FILE = Path(__file__).parent / "data" / "credit_lines.tsv"
LINES = [
    tuple(row.split("\t"))
    for row in _FILE.read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


@pytest.mark.parametrize(("raw", "creators", "chain"), LINES, ids=[row[0] for row in LINES])
def test_a_printed_line_is_read(raw, creators, chain):
    credit = read_credit(raw)
    assert ";".join(credit.creators) == creators
    assert ";".join(credit.chain) == chain
    assert credit_problems(credit.line) == ()
    assert read_credit(credit.line).line == credit.line


@pytest.mark.parametrize(("raw", "creators", "chain"), LINES, ids=[row[0] for row in LINES])
def test_the_house_form_keeps_everybody_and_reads_back(raw, creators, chain):
    credit = read_credit(raw)
    again = read_credit(credit.canonical)
    assert again.canonical == credit.canonical
    names = {*credit.creators, *map(family, credit.chain)}
    assert {*again.creators, *map(family, again.chain)} == names


PEOPLE = st.sampled_from(
    ["Ana Ruiz", "Jean-Luc Moreau", "Søren Ærø", "Łukasz Żak", "Dieter von Stein", "Mary O'Neil",
     "J. R. Smith", "María José García Lorca", "Иван Петров", "Ελένη Παππά", "Ngozi Adé", "Bo Xi"]
)  # fmt: skip
HOUSES = st.sampled_from(
    ["Reuters", "AFP", "EPA", "dpa", "TASS", "Xinhua", "Anadolu", "NurPhoto", "Bloomberg", "ANSA",
     "Lusa", "NTB", "PAP", "MTI", "Belga", "ANP", "AAP", "Kyodo", "Yonhap", "Sipa USA", "IMAGO"]
)  # fmt: skip
SELLERS = st.sampled_from(["Getty Images", "Shutterstock", "Alamy Stock Photo", "ZUMA Press Wire"])
LABELS = st.sampled_from(
    ["", "Photo: ", "Photo by ", "Photo credit: ", "Foto: ", "Fotos: ", "Crédit photo : ", "Фото: ",
     "Kuva: ", "Fot. ", "Bild: ", "Credit: ", "© ", "Image credit: : ", "PHOTO CREDIT - ", "写真：",
     "사진=", "Снимка: ", "صورة: ", "Mandatory Credit: "]
)  # fmt: skip
ENDS = st.sampled_from(["", " ", " |", " ||", "\n", " /", ".", " :", "\u200b", " ;"])


@settings(max_examples=250, deadline=None)
@given(LABELS, PEOPLE, HOUSES, SELLERS | st.none(), st.sampled_from(["/", " / "]), ENDS)
def test_nobody_is_lost_from_a_line_put_together(label, person, house, seller, joint, end):
    raw = f"{label}{person}{joint}{house}" + (f" via {seller}" if seller else "") + end
    credit = read_credit(raw)
    assert credit.creators == (person,)
    wanted = (house, seller) if seller else (house,)
    assert tuple(map(family, credit.chain)) == tuple(map(family, wanted))
    for line in (credit.line, credit.canonical):
        assert person in line
        assert credit_problems(line) == ()
        assert read_credit(line).creators == (person,)


@settings(max_examples=120, deadline=None)
@given(HOUSES, PEOPLE, st.sampled_from(["", "/Pool", "/Handout", "/File Photo", " (Pool)"]), ENDS)
def test_an_agency_in_front_is_told_from_the_person(house, person, flag, end):
    credit = read_credit(f"{house}/{person}{flag}{end}")
    assert credit.creators == (person,)
    assert [family(name) for name in credit.chain] == [family(house)]
    assert credit.pool == ("Pool" in flag)
    assert credit.handout == ("Handout" in flag)
    assert credit.file == ("File" in flag)


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "/", "|", ": ", "(", "()", "[{(", "REUTERS/", "Photo: ", "photo by ", "© ", " via ",
     "Ana Ruiz, ", "Ana Ruiz and ", "<a ", "&amp;", "Ã©", "\\", '"', "A-", "摄", "a@b.", "图/",
     "Getty Images for ", "courtesy of ", " 2024", "\n", "\u200b", "CHINA OUT, "],
)  # fmt: skip
def test_hostile_lines_of_50_000_characters_come_to_an_end(piece):
    text = (piece * 50_000)[:50_000]
    credit = read_credit(text)
    assert credit.raw == text
    assert read_credit(credit.line).line == credit.line
