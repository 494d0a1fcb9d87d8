"""Find and replace over a selection of photos."""

from __future__ import annotations

import pytest

from editorial.photos import history
from editorial.photos.queries import photo
from editorial.photos.replacing import Wanted, find_hits, replace_words
from editorial.system.errors import WrongUsage


@pytest.fixture
def both(store, make_photo):
    return [
        make_photo(caption="Kiev, the port of Kiev.", keywords=["Kiev", "port"], city="Kiev"),
        make_photo(caption="Kievan Rus", city="Oslo"),
    ]


def test_what_would_change_is_shown_first(store, both) -> None:
    hits = find_hits(store, both, Wanted("kiev", "Kyiv", whole_words=True))
    assert [(hit.field, hit.after) for hit in hits] == [
        ("caption", "Kyiv, the port of Kyiv."),
        ("city", "Kyiv"),
        ("keywords", "Kyiv, port"),
    ]
    assert photo(store, both[0]).city == "Kiev"


def test_it_is_one_step_to_undo(store, both) -> None:
    replace_words(store, both, Wanted("Kiev", "Kyiv", match_case=True), who="Ida")
    assert photo(store, both[0]).keywords == ("Kyiv", "port")
    assert photo(store, both[1]).caption == "Kyivan Rus"
    history.undo(store, history.last_action(store, who="Ida").batch, who="Ida")
    assert photo(store, both[0]).city == "Kiev"
    assert photo(store, both[1]).caption == "Kievan Rus"


def test_only_the_chosen_fields(store, both) -> None:
    replace_words(store, both, Wanted("Kiev", "Kyiv", fields=("city",)), who="Ida")
    assert photo(store, both[0]).caption.startswith("Kiev")
    assert photo(store, both[0]).city == "Kyiv"


def test_patterns_and_their_groups(store, both) -> None:
    wanted = Wanted(r"(\w+), the (\w+)", r"\2 and \1", fields=("caption",), is_pattern=True)
    assert find_hits(store, both, wanted)[0].after == "port and Kiev of Kiev."
    plain = Wanted("Kiev", r"\1", fields=("city",))
    assert find_hits(store, both, plain)[0].after == r"\1"


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(""),
        Wanted("(", is_pattern=True),
        Wanted("Kiev", r"\9", is_pattern=True),
        Wanted("Kiev", fields=("sha256",)),
    ],
)
def test_what_cannot_be_looked_for_is_told(store, both, wanted) -> None:
    with pytest.raises(WrongUsage):
        find_hits(store, both, wanted)


def test_a_pattern_that_never_ends_is_stopped(store, make_photo, monkeypatch) -> None:
    monkeypatch.setattr("editorial.photos.replacing.SECONDS", 0.05)
    one = make_photo(caption="a" * 60 + "!")
    with pytest.raises(WrongUsage, match="takes too long"):
        find_hits(store, [one], Wanted("(a|aa)+b", is_pattern=True, fields=("caption",)))
