"""The record of changes, and taking an action back."""

from __future__ import annotations

import pytest

from editorial.photos import history
from editorial.photos.edits import edit_photo, edit_photos
from editorial.photos.queries import photo
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound


def test_a_change_is_kept_with_what_was_before(store, make_photo) -> None:
    one = make_photo(credit="Ana Ruiz", credit_confidence=0.4)
    edit_photo(store, one, who="Ida", credit="REUTERS/Ana Ruiz", keywords=["harbour"], city="")
    (row,) = history.changes_of(store, one)
    assert (row.who, row.action, row.photo_id) == ("Ida", "edit", one)
    assert row.fields == (
        ("credit", "Ana Ruiz", "REUTERS/Ana Ruiz"),
        ("credit_confidence", 0.4, 1.0),
        ("keywords", [], ["harbour"]),
    )


def test_an_edit_that_changes_nothing_leaves_no_trace(store, make_photo) -> None:
    one = make_photo(city="Bergen")
    assert edit_photo(store, one, who="Ida", city="Bergen").photos == frozenset()
    assert history.changes_of(store, one) == ()


def test_a_batch_is_undone_as_one(store, make_photo) -> None:
    both = [make_photo(source="AP", rights_expire_at=None), make_photo(source="AFP")]
    before = [photo(store, one) for one in both]
    edit_photos(
        store,
        both,
        who="Ida",
        source="Reuters",
        rights_expire_at="2027-01-01",
        rating=3,
        credit="X",
    )
    action = history.last_action(store, who="Ida")
    changes = history.undo(store, action.batch, who="Ida")
    assert changes.photos == set(both)
    assert changes.notices == ()
    for row, old in zip([photo(store, one) for one in both], before, strict=True):
        assert (row.source, row.rating, row.rights_expire_at, row.credit) == (
            old.source,
            old.rating,
            old.rights_expire_at,
            old.credit,
        )
        assert (row.credit_confidence, row.status) == (old.credit_confidence, old.status)
    assert [row.action for row in history.changes_of(store, both[0])] == ["undo", "edit"]


def test_undo_keeps_what_somebody_wrote_since(store, make_photo) -> None:
    one, other = make_photo(city="Oslo"), make_photo(city="Oslo")
    edit_photos(store, [one, other], who="Ida", city="Bergen", state="Vestland")
    action = history.last_action(store, who="Ida")
    edit_photo(store, one, who="Ana", city="Stavanger")
    changes = history.undo(store, action.batch, who="Ida")
    assert (photo(store, one).city, photo(store, one).state) == ("Stavanger", "")
    assert photo(store, other).city == "Oslo"
    assert changes.notices == ("1 photo was changed again since; what is newer there was kept.",)


def test_nothing_to_undo(store) -> None:
    assert history.last_action(store, who="Ida") is None
    with pytest.raises(NotFound, match="nothing to undo"):
        history.undo(store, uuid7(), who="Ida")


def test_the_record_cannot_be_changed(store, make_photo) -> None:
    edit_photo(store, make_photo(), who="Ida", city="Bergen")
    with pytest.raises(Exception, match="append-only"), store.write() as session:
        session.connection().exec_driver_sql("DELETE FROM photo_change")


def test_a_value_that_nobody_could_type_comes_back_too(store, make_photo) -> None:
    # As files bring them.
    one = make_photo(web_statement="www.nsp.no/terms", digital_source_type="camera")
    edit_photo(store, one, who="Ida", web_statement="", digital_source_type="digitalCapture")
    history.undo(store, history.last_action(store, who="Ida").batch, who="Ida")
    row = photo(store, one)
    assert (row.web_statement, row.digital_source_type) == ("www.nsp.no/terms", "camera")
