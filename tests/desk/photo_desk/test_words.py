"""What is said of photos: pure functions."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest

from editorial.desk.photo_desk.common_values import common_values
from editorial.desk.photo_desk.empty_words import empty_words
from editorial.desk.photo_desk.import_report import summary
from editorial.desk.photo_desk.importer import ImportReport
from editorial.desk.photo_desk.library import merged
from editorial.desk.photo_desk.photo_words import (
    date_words,
    facts_line,
    spoken,
    standing,
    title_of,
)
from editorial.photos import queries

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def row(store, make_photo):
    def make(**fields):
        return queries.photo(store, make_photo(**fields))

    return make


def test_a_photo_whose_stories_are_spent_says_so(row):
    spent = dataclasses.replace(row(status="needs_alt"), is_used_up=True)
    state = standing(spent, NOW)
    assert (state.colour, state.word) == ("failed", "Used up")


@pytest.mark.parametrize(
    ("fields", "colour", "word"),
    [
        ({"status": "ok"}, "ready", "Credited"),
        ({"status": "needs_credit"}, "returned", "Needs credit"),
        ({"status": "needs_caption"}, "returned", "Needs caption"),
        ({"status": "needs_alt"}, "submitted", "Needs alt text"),
        ({"rights_expire_at": NOW + dt.timedelta(days=3)}, "submitted", "Expires in 3 days"),
        ({"rights_expire_at": NOW + dt.timedelta(days=1)}, "submitted", "Expires tomorrow"),
        ({"embargo_until": NOW + dt.timedelta(days=2)}, "submitted", "Embargo to 22 Nov"),
        ({"embargo_until": NOW - dt.timedelta(days=2)}, "ready", "Credited"),
        ({"rights_expire_at": NOW + dt.timedelta(days=90)}, "ready", "Credited"),
        (
            {"rights_expire_at": NOW - dt.timedelta(days=1), "status": "needs_alt"},
            "failed",
            "Rights have ended",
        ),
        (
            {"rights_expire_at": NOW + dt.timedelta(days=3), "status": "needs_credit"},
            "returned",
            "Needs credit",
        ),
    ],
)
def test_the_most_pressing_thing_is_said(row, fields, colour, word):
    state = standing(row(**{"status": "ok"} | fields), NOW)
    assert (state.colour, state.word) == (colour, word)


def test_every_standing_has_a_colour_in_both_schemes(theme):
    for colour in ("ready", "returned", "submitted", "failed"):
        for scheme in ("light", "dark"):
            theme.set_scheme(scheme)
            assert theme.status_colour(colour).isValid()


def test_a_card_is_named_by_the_best_words_there_are(row):
    assert title_of(row(headline="Night watch")) == "Night watch"
    assert title_of(row(caption="Boats\n at the  quay")) == "Boats at the quay"
    assert title_of(row(caption="", file_name="IMG_2213.jpg")) == "IMG_2213.jpg"


def test_a_card_speaks_its_status_and_alt_text(row):
    words = spoken(row(headline="Night watch", status="ok", alt="A lit pier"), NOW)
    assert words == "Night watch, Credited, REUTERS/Ana Ruiz, A lit pier"


def test_the_facts_of_a_file(row):
    photo = row(color_profile="sRGB IEC61966-2.1", date_created="2026-11-18T16:20:00+01:00")
    assert facts_line(photo) == "2000 × 1333 · sRGB · 18 Nov 2026 16:20"
    assert facts_line(row(color_profile="", date_created="")) == "2000 × 1333"


def test_dates_of_any_length():
    assert date_words("2026") == "2026"
    assert date_words("2026-11") == "2026-11"
    assert date_words("2026-11-05") == "5 Nov 2026"


def test_values_that_differ_are_several(row):
    common = common_values(
        [
            row(creators=["Ana Ruiz"], source="AP", decorative=True),
            row(creators=["Holm, Ida", "Ana Ruiz"], source="AP"),
        ]
    )
    assert common.texts["creators"] is None
    assert common.texts["source"] == "AP"
    assert common.decorative is None
    assert not common.is_single
    one = common_values([row(creators=["Holm, Ida", "Ana Ruiz"], rights_expire_at=NOW)])
    assert one.texts["creators"] == "Holm, Ida; Ana Ruiz"
    assert one.texts["rights_expire_at"] == "2026-11-20"


def test_a_mended_photo_stays_in_its_place():
    a, b, c, d, new = (uuid.uuid4() for _ in range(5))
    assert merged((a, b, c, d), (new, a, d), {b, c}) == (new, a, b, c, d)
    assert merged((a, b), (b,), {a}) == (a, b)
    assert merged((a, b), (b,), set()) == (b,)
    assert merged((a, b, c), (c, a, b), {b}) == (c, a, b)


def test_an_empty_grid_says_how_to_fill_it():
    assert empty_words("all", "", {"all": 0})[2] == "Choose photos…"
    assert empty_words("needs_caption", "", {"all": 4})[0] == "Every photo has its caption"
    assert empty_words("needs_caption", "", {"all": 0})[0] == "No photos yet"
    assert "“fog”" in empty_words("all", "fog", {"all": 4})[0]


def test_an_import_is_summed_up():
    ids = (uuid.uuid4(), uuid.uuid4())
    assert summary(ImportReport(new=ids)) == "2 photos added."
    report = ImportReport(new=ids[:1], duplicates=3, refused=(("a", "b"),), stopped=True)
    assert summary(report) == ("Stopped. 1 photo added, 3 already here, 1 file left where it is.")
    assert summary(ImportReport()) == "Nothing was added."
