"""Filters that are typed among the words of the search."""

from __future__ import annotations

import pytest

from editorial.photos.queries import photo_ids, read_filters
from editorial.system.errors import WrongUsage


@pytest.fixture
def three(store, make_photo):
    from editorial.photos.judging import judge_all

    ids = {
        "hale": make_photo(
            source="Reuters", city="Hale harbour", rating=4, date_created="2026-11-20",
            people=["Ada Byron"], caption="Boats.",
        ),
        "oslo": make_photo(
            source="AP", city="Oslo", rating=2, date_created="2026-10-01T09:00", caption="Boats.",
            creators=["Zoë Dvořák"],
        ),
        "none": make_photo(source="", caption="A lighthouse.", rating=-1, format="PNG"),
    }  # fmt: skip
    judge_all(store)
    return ids


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("boats", {"hale", "oslo", "none"}),
        ("source:reuters", {"hale"} | {"oslo", "none"}),
        ("source:ap city boats", set()),
        ("boats rating:3+", {"hale"}),
        ("rating:2", {"oslo"}),
        ("rating:-1", {"none"}),
        ('place:"hale harbour"', {"hale"}),
        ("date:2026-1", {"hale", "oslo"}),
        ("date:2026-11 boats", {"hale"}),
        ("people:byron", {"hale"}),
        ("creator:Dvořák", {"oslo"}),
        ("format:png", {"none"}),
        ("place:%", set()),
    ],
)
def test_filters(store, three, typed, names) -> None:
    # Every made photo is credited to Reuters, which the filter for sources looks at too.
    assert set(photo_ids(store, words=typed)) == {three[name] for name in names}


def test_what_is_no_filter_is_a_word() -> None:
    assert read_filters("10:30 http://x boats").words == "10:30 http://x boats"
    assert read_filters('place:"Hale').filters == (("place", "Hale"),)


def test_a_rating_that_is_none_is_told(store) -> None:
    with pytest.raises(WrongUsage, match="no rating"):
        photo_ids(store, words="rating:good")
