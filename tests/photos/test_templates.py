"""Templates: only ticked fields, each in its own way, undone as one."""

from __future__ import annotations

import pytest

from editorial.photos import history
from editorial.photos.codes import Codes
from editorial.photos.queries import photo
from editorial.photos.templates import (
    FIELDS,
    Entry,
    apply_entries,
    remove_template,
    save_template,
    template,
    templates,
)
from editorial.system.errors import NotFound, WrongUsage


def test_each_mode(store, make_photo) -> None:
    full = make_photo(source="AP", city="Oslo", keywords=["harbour"], caption="Boats.")
    empty = make_photo(source="", city="", keywords=[], caption="")
    entries = {
        "source": Entry("Reuters"),
        "city": Entry("Bergen", "keep"),
        "keywords": Entry("harbour, strike", "append"),
        "caption": Entry("Bergen, 2026.", "append"),
        "state": Entry("Vestland", on=False),
    }
    apply_entries(store, [full, empty], entries, who="Ida")
    one, two = photo(store, full), photo(store, empty)
    assert (one.source, two.source) == ("Reuters", "Reuters")
    assert (one.city, two.city) == ("Oslo", "Bergen")
    assert one.keywords == two.keywords == ("harbour", "strike")
    assert (one.caption, two.caption) == ("Boats. Bergen, 2026.", "Bergen, 2026.")
    assert (one.state, two.state) == ("", "")
    history.undo(store, history.last_action(store, who="Ida").batch, who="Ida")
    assert (photo(store, full).source, photo(store, empty).caption) == ("AP", "")


def test_applying_twice_appends_once(store, make_photo) -> None:
    one = make_photo(caption="Boats.")
    for _ in range(2):
        apply_entries(store, [one], {"caption": Entry("In port.", "append")}, who="Ida")
    assert photo(store, one).caption == "Boats. In port."


def test_every_photo_gets_its_own_words(store, make_photo) -> None:
    both = [make_photo(city="Oslo"), make_photo(city="Bergen")]
    entries = {"headline": Entry("{city} {seq:2}: =ab1=")}
    apply_entries(store, both, entries, who="Ida", codes=Codes({"ab1": ("Ada",)}))
    assert [photo(store, one).headline for one in both] == ["Oslo 01: Ada", "Bergen 02: Ada"]


def test_a_value_that_a_field_cannot_hold_changes_nothing(store, make_photo) -> None:
    one = make_photo(city="Oslo")
    entries = {"city": Entry("Bergen"), "rights_expire_at": Entry("soon")}
    with pytest.raises(WrongUsage, match="rights expire at"):
        apply_entries(store, [one], entries, who="Ida")
    assert photo(store, one).city == "Oslo"


@pytest.mark.parametrize("entries", [{"sha256": Entry("x")}, {"city": Entry("x", "perhaps")}])
def test_what_no_template_can_hold_is_refused(store, entries) -> None:
    with pytest.raises(WrongUsage):
        save_template(store, "Desk", entries)


def test_templates_are_kept_by_name_the_last_one_first(store) -> None:
    save_template(store, "Handout", {"credit": Entry("Handout")})
    save_template(store, "Staff", {"credit": Entry("Staff"), "city": Entry("", on=False)})
    save_template(store, " Handout ", {"credit": Entry("Port authority / Handout", "keep")})
    assert [row.name for row in templates(store)] == ["Handout", "Staff"]
    assert template(store, "Handout").entries == {
        "credit": Entry("Port authority / Handout", "keep")
    }
    remove_template(store, "Staff")
    with pytest.raises(NotFound):
        template(store, "Staff")


def test_every_field_can_be_put_on_a_photo(store, make_photo) -> None:
    values = {
        "web_statement": "https://example.org/terms",
        "rights_expire_at": "2027-01-01",
        "embargo_until": "2026-12-01",
        "use_limit": "1",
        "date_created": "2026-11-20",
        "country_code": "NOR",
        "rating": "3",
        "web_only": "yes",
        "no_crop": "yes",
    }
    one = make_photo()
    entries = {field: Entry(values.get(field, "Some words")) for field in FIELDS}
    apply_entries(store, [one], entries, who="Ida")
    assert {change[0] for change in history.changes_of(store, one)[0].fields} >= set(FIELDS)
