"""Codes and variables become the words that they stand for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.photos.codes import Codes, fill, load_codes

PHOTO = SimpleNamespace(
    caption="Boats.",
    headline="",
    title="",
    creators=("Ana Ruiz", "Jo Brandt"),
    credit="AP",
    source="",
    copyright="",
    sublocation="Pier 4",
    city="Oslo",
    state="",
    country="Norway",
    country_code="NOR",
    keywords=(),
    people=(),
    job_id="",
    file_name="IMG_2213.jpg",
    date_created="2026-11-20T06:12:00+01:00",
)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "codes"
    made.mkdir()
    (made / "a-teams.txt").write_text(
        "// home side\nab1\tAda Byron\tAda\tBergen FK\nab2\tIda Holm\n\nbroken line\n", "utf-8-sig"
    )
    (made / "b-late.tsv").write_text("ab2\tIda Holm-Lund\nÅ1\tÅse Ødegård\n", "utf-8")
    (made / "notes.md").write_text("ab1\tnot read")
    return made


def test_codes_columns_and_the_last_file_wins(folder) -> None:
    codes = load_codes(folder)
    assert codes.expand("=ab1= (=ab1#3=) passes to =ab2=, =Å1=.") == (
        "Ada Byron (Bergen FK) passes to Ida Holm-Lund, Åse Ødegård."
    )
    assert codes.problems == ("a-teams.txt, line 5: a code and its words need a tab between.",)


@pytest.mark.parametrize("text", ["=AB1=", "=ab1#9=", "=nobody=", "a = b = c", "==", "=a b="])
def test_what_is_no_code_stays(folder, text) -> None:
    assert load_codes(folder).expand(text) == text


def test_another_delimiter(folder) -> None:
    assert load_codes(folder, "\\").expand(r"\ab1\ =ab1=") == "Ada Byron =ab1="


def test_files_that_cannot_be_used_are_named_and_the_others_read(folder) -> None:
    (folder / "c-latin.txt").write_bytes("ab3\tJos\xe9".encode("latin-1"))
    codes = load_codes(folder)
    assert "c-latin.txt is not in UTF-8." in codes.problems
    assert codes.expand("=ab1=") == "Ada Byron"


def test_a_missing_folder_has_no_codes(tmp_path) -> None:
    assert load_codes(tmp_path / "none") == Codes()


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{city}, {country}", "Oslo, Norway"),
        ("{creator} at {location}", "Ana Ruiz, Jo Brandt at Pier 4"),
        ("{filenamebase} {filename}", "IMG_2213 IMG_2213.jpg"),
        ("{date} {year4}/{month}/{day}", "2026-11-20 2026/11/20"),
        ("{seq} {seq:3}", "7 007"),
        ("{CITY}", "Oslo"),
        ("{nonsense} {", "{nonsense} {"),
    ],
)
def test_variables(text, filled) -> None:
    assert fill(text, PHOTO, number=7) == filled


def test_variables_and_codes_together(folder) -> None:
    assert fill("{city}: =ab1#2=", PHOTO, load_codes(folder)) == "Oslo: Ada"


@given(st.text(max_size=300))
def test_no_text_is_an_error(text) -> None:
    fill(text, PHOTO, Codes({"a": ("b",)}))
