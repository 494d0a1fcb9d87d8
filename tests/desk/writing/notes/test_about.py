"""What a note is on, in values and in words."""

from __future__ import annotations

import uuid

import pytest

from editorial.desk.writing.notes.about import About, passage, short
from editorial.desk.writing.notes.mention_list import asked_name, fitting

PHOTO = uuid.UUID("018f2f60-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (About(), "on the whole story"),
        (About(field="due"), "on the due time"),
        (About(quote="None has\nproduced it"), "on “None has produced it”"),
        (About("headline", "lost"), "on “lost” in the headline"),
        (About(photo=PHOTO), "on a photo"),
    ],
)
def test_it_is_said_plainly(about, words):
    assert about.words() == words


def test_a_photo_is_named():
    assert About(photo=PHOTO).words("quay.jpg") == "on the photo quay.jpg"


@pytest.mark.parametrize(
    "about", [About(), About("dek", "who", "says ", " so"), About(photo=PHOTO), About("tags")]
)
def test_it_comes_back_as_it_was_kept(about):
    assert About.from_dict(about.as_dict()) == about


def test_a_passage_has_its_surroundings_and_an_empty_one_is_the_field():
    text = "a" * 100 + "the annex" + "b" * 100
    about = passage("body", text, 100, 109)
    assert (about.field, about.quote) == ("", "the annex")
    assert (about.before, about.after) == ("a" * 64, "b" * 64)
    assert passage("dek", text, 3, 3) == About(field="dek")


def test_long_words_are_cut():
    assert short("x " * 100, 20) == "x x x x x x x x x…"


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("ask @", ""),
        ("ask @Ida", "Ida"),
        ("ask @Ida Ho", "Ida Ho"),
        ("write to ida@hol", None),
        ("ask @Ida what she means by it", None),
        ("", None),
    ],
)
def test_an_open_at_sign_asks_for_a_name(before, asked):
    assert asked_name(before) == asked


def test_names_fit_by_their_beginning_then_by_a_part():
    names = ("Aldo Ida", "Ida Holm", "Tamsin Verhoeven")
    assert fitting(names, "id") == ["Ida Holm", "Aldo Ida"]
    assert fitting(names, "Ida H") == ["Ida Holm"]
    assert fitting(names, "x") == []
