"""Templates, codes, replacing and duplicates from the command line."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.generate import photos as make_files


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "incoming"
    made.mkdir()
    make_files.jpeg(made / "a.jpg", seed=51, size=(80, 60))
    with Image.open(made / "a.jpg") as image:
        image.save(made / "b.jpg", quality=60)
    return made


def test_from_codes_and_a_template_to_replaced_words(editorial, folder, tmp_path):
    codes = tmp_path / "teams.txt"
    codes.write_text("ab1\tAda Byron\nbroken\n", "utf-8")
    done = editorial("photo", "codes", "add", str(codes), "--json")
    assert done.json["codes"] == 1
    assert "line 2" in done.err
    editorial(
        "photo", "template", "save", "Port", "source=Port authority",
        "caption+==ab1= in Varnmouth.", "city?=Varnmouth",
    )  # fmt: skip
    taken = editorial("photo", "import", str(folder), "--template", "Port", "--json")
    assert [one["import"] for one in taken.json] == ["new", "new"]
    rows = editorial("photo", "list", "--search", "place:varnmouth", "--json").json
    assert {row["caption"] for row in rows} == {"Ada Byron in Varnmouth."}
    assert {row["source"] for row in rows} == {"Port authority"}
    shown = editorial("photo", "replace", "Varnmouth", "Hale", "--dry-run", "--json")
    assert len(shown.json) == 4
    editorial("photo", "replace", "Varnmouth", "Hale", "--field", "city")
    rows = editorial("photo", "list", "--json").json
    assert {(row["city"], row["caption"]) for row in rows} == {("Hale", "Ada Byron in Varnmouth.")}
    (pair,) = editorial("photo", "duplicates", "--json").json
    assert {pair["one"], pair["other"]} == {row["id"] for row in rows}


def test_what_is_not_there_is_told(editorial):
    for code, words in (
        (1, ("template", "remove", "None")),
        (1, ("codes", "remove", "None.txt")),
        (2, ("import",)),
        (2, ("template", "save", "Port", "nonsense")),
    ):
        done = editorial("photo", *words)
        assert done.code == code
        assert done.err
