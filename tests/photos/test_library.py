"""Photos are found and edited; the queues and the rows say the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from editorial.photos.edit_fields import EDITABLE
from editorial.photos.edits import edit_photo, edit_photos, use_read_credit
from editorial.photos.ingest import import_photos
from editorial.photos.judging import judge_all
from editorial.photos.models import Photo
from editorial.photos.queries import (
    QUEUES,
    photo,
    photo_ids,
    photo_properties,
    photo_rows,
    queue_counts,
)
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound, WrongUsage
from tests.generate import photos

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

CREDIT = {"Xmp.photoshop.Credit": "REUTERS/Ana Ruiz"}
CAPTION = {"Xmp.dc.description": "Pilot boats tied up at Norvik."}
ALT = {"Xmp.iptc.AltTextAccessibility": "Five small boats side by side."}


@pytest.fixture
def library(store: Store, workbench: Workbench, tmp_path: Path) -> dict[str, uuid.UUID]:
    """Five photos, the last imported is the newest; ids by file name without ending."""
    words: dict[str, dict[str, Any]] = {
        "ready": CREDIT | CAPTION | ALT,
        "bare": {},
        "uncaptioned": CREDIT | ALT,
        "unseen": CREDIT | CAPTION,
        "uncredited": CAPTION | ALT,
    }
    paths = [
        photos.jpeg(tmp_path / f"{name}.jpg", xmp=xmp or {"Xmp.photoshop.City": "Tromsø"}, seed=n)
        for n, (name, xmp) in enumerate(words.items())
    ]
    results, _ = import_photos(store, paths, who="Ana", workbench=workbench)
    return {r.file.stem: r.photo.id for r in results if r.photo}


def test_status_names_the_first_problem(store: Store, library: dict[str, uuid.UUID]) -> None:
    rows = {name: photo(store, photo_id) for name, photo_id in library.items()}
    assert {name: row.status for name, row in rows.items()} == {
        "ready": "ok",
        "bare": "needs_credit",
        "uncaptioned": "needs_caption",
        "unseen": "needs_alt",
        "uncredited": "needs_credit",
    }
    assert rows["bare"].problems == (
        "The credit is missing.",
        "The caption is missing.",
        "The alt text is missing.",
    )
    assert rows["ready"].problems == ()


def test_queues_and_rows_agree(store: Store, library: dict[str, uuid.UUID]) -> None:
    rows = photo_rows(store, photo_ids(store))
    counts = queue_counts(store)
    assert counts["all"] == len(rows) == 5
    for queue in QUEUES:
        ids = photo_ids(store, queue=queue)
        assert counts[queue] == len(ids)
        if queue == "ok" or queue.startswith("needs_"):
            assert set(ids) == {row.id for row in rows if row.status == queue}
    with pytest.raises(WrongUsage, match="no photo queue “nonsense”"):
        photo_ids(store, queue="nonsense")


def test_the_order_is_by_import(store: Store, library: dict[str, uuid.UUID]) -> None:
    newest = [row.file_name for row in photo_rows(store, photo_ids(store))]
    assert newest == ["uncredited.jpg", "unseen.jpg", "uncaptioned.jpg", "bare.jpg", "ready.jpg"]
    oldest = photo_rows(store, photo_ids(store, newest_first=False))
    assert [row.file_name for row in oldest] == newest[::-1]
    gone = photo_rows(store, [uuid7(), library["ready"]])
    assert [row.file_name for row in gone] == ["ready.jpg"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("pilot NORVIK", {"ready", "unseen", "uncredited"}),
        ("boats ruiz", {"ready", "uncaptioned", "unseen"}),
        ("tromsø", {"bare"}),
        ("uncap", {"uncaptioned"}),
        ("100%", set()),
        ("_", set()),
        ("", {"ready", "bare", "uncaptioned", "unseen", "uncredited"}),
    ],
)
def test_words_are_found_in_any_field(
    words: str, names: set[str], store: Store, library: dict[str, uuid.UUID]
) -> None:
    found = photo_ids(store, words=words)
    assert {name for name, photo_id in library.items() if photo_id in found} == names


def test_accents_and_case_do_not_matter(store: Store, library: dict[str, uuid.UUID]) -> None:
    edit_photo(store, library["bare"], who="Ana", creators=["Zoë Dvořák"])
    assert photo_ids(store, words="ZOE dvorak") == (library["bare"],)
    assert photo_ids(store, queue="needs_alt", words="dvorak") == ()


def test_a_photo_is_found_by_id_part_of_it_or_file_name(
    store: Store, library: dict[str, uuid.UUID]
) -> None:
    wanted = library["bare"]
    for ref in (wanted, str(wanted), wanted.hex, wanted.hex[-6:].upper(), "bare.jpg"):
        assert photo(store, ref).id == wanted
    for ref in ("nonsense", "abcde", uuid7(), wanted.hex[-5:], ""):
        with pytest.raises(NotFound, match="There is no photo"):
            photo(store, ref)


def test_a_part_that_fits_several_photos_asks_for_more(
    store: Store, library: dict[str, uuid.UUID], workbench: Workbench, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    path = photos.jpeg(tmp_path / "other" / "bare.jpg", seed=9)
    import_photos(store, [path], who="Ana", workbench=workbench)
    with pytest.raises(WrongUsage, match="more than one photo"):
        photo(store, "bare.jpg")
    # Ids begin with their time: those of one minute begin alike.
    with pytest.raises(WrongUsage, match="more than one photo"):
        photo(store, str(library["bare"])[:6])


def test_an_edit_is_kept_as_typed_and_judged(store: Store, library: dict[str, uuid.UUID]) -> None:
    changes = edit_photo(
        store,
        library["bare"],
        who="Ana",
        credit="  Zoë  Dvořák / Réuters ",
        caption="First line.\r\nSecond  line. ",
        alt="Boats",
    )
    assert changes.photos == {library["bare"]}
    row = photo(store, library["bare"])
    assert row.credit == "Zoë Dvořák / Réuters"
    assert row.caption == "First line.\nSecond  line."
    assert row.status == "ok"
    assert row.credit_raw == ""
    assert (row.creators, row.source, row.copyright) == ((), "", "")
    assert row.updated_at > row.imported_at


def test_an_edit_that_changes_nothing_says_so(store: Store, library: dict[str, uuid.UUID]) -> None:
    row = photo(store, library["ready"])
    assert not edit_photo(store, row.id, who="Ana", caption=row.caption, alt=row.alt)
    assert photo(store, row.id) == row


def test_the_raw_credit_survives_every_edit(store: Store, library: dict[str, uuid.UUID]) -> None:
    edit_photo(store, library["ready"], who="Ana", credit="Somebody Else/NSP")
    row = photo(store, library["ready"])
    assert (row.credit, row.credit_raw) == ("Somebody Else/NSP", "REUTERS/Ana Ruiz")


def test_a_person_vouches_for_an_uncertain_credit(
    store: Store, library: dict[str, uuid.UUID]
) -> None:
    with store.write() as session:
        one = session.scalars(select(Photo).where(Photo.id == library["ready"])).one()
        one.credit_confidence = 0.2
    assert judge_all(store) == 1
    row = photo(store, library["ready"])
    assert row.status == "needs_credit"
    assert "check it" in row.problems[0]
    edit_photo(store, row.id, who="Ana", credit=row.credit)
    assert photo(store, row.id).status == "ok"
    assert judge_all(store) == 0


def test_an_untidy_credit_is_a_problem(store: Store, library: dict[str, uuid.UUID]) -> None:
    edit_photo(store, library["ready"], who="Ana", credit="Photo credit: : Ana Ruiz / NSP")
    row = photo(store, library["ready"])
    assert row.status == "needs_credit"
    assert all(problem.startswith("Credit: ") for problem in row.problems)
    assert photo_ids(store, queue="needs_credit")[-1] == row.id


def test_a_decorative_photo_needs_no_alt_text(store: Store, library: dict[str, uuid.UUID]) -> None:
    edit_photo(store, library["unseen"], who="Ana", decorative=True)
    assert photo(store, library["unseen"]).status == "ok"
    edit_photo(store, library["unseen"], who="Ana", decorative=False, alt="IMG_2213")
    assert photo(store, library["unseen"]).problems == ("The alt text is the name of a file.",)


def test_several_photos_are_edited_together_or_not_at_all(
    store: Store, library: dict[str, uuid.UUID]
) -> None:
    both = [library["bare"], library["uncredited"]]
    changes = edit_photos(store, both, who="Ana", source="North Sea Pictures")
    assert changes.photos == set(both)
    with pytest.raises(NotFound):
        edit_photos(store, [*both, uuid7()], who="Ana", source="Nobody")
    assert {photo(store, one).source for one in both} == {"North Sea Pictures"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("credit_raw", "x"),
        ("sha256", "x"),
        ("nonsense", "x"),
        ("caption", 5),
        ("credit", "x" * 2001),
        ("decorative", "perhaps"),
        ("keywords", 7),
        ("focal_x", 1.5),
        ("focal_y", "left"),
        ("crops", {"16:9": [0, 0, 1]}),
        ("crops", {"wide": [0, 0, 1, 1]}),
        ("crops", {"16:9": [0.5, 0, 0.5, 1]}),
        ("crops", []),
        ("crops", {"16:9": 4}),
        ("crops", "{"),
        ("rights_expire_at", "soon"),
        ("rights_expire_at", 5),
        ("date_created", "2026-13-01"),
        ("date_created", "2026-11-20 at noon"),
        ("web_statement", "javascript:alert(1)"),
        ("country_code", "Norway"),
        ("rating", 6),
        ("rating", "good"),
        ("use_limit", 0),
        ("straighten", 16),
        ("straighten", "left"),
        ("model_release", "signed"),
        ("licensors", "North Sea javascript://alert"),
        ("licensors", [5]),
    ],
)
def test_a_wrong_field_or_value_changes_nothing(
    field: str, value: Any, store: Store, library: dict[str, uuid.UUID]
) -> None:
    before = photo(store, library["ready"])
    with pytest.raises(WrongUsage) as caught:
        edit_photo(store, before.id, who="Ana", **{"caption": "new", field: value})
    assert field.replace("_", " ").split()[0] in caught.value.message
    assert photo(store, before.id) == before


def test_every_editable_field_comes_back(store: Store, library: dict[str, uuid.UUID]) -> None:
    values: dict[str, Any] = {name: f"my {name}" for name in EDITABLE}
    moment = dt.datetime(2027, 1, 31, 12, tzinfo=dt.UTC)
    values |= {
        "decorative": True,
        "keywords": ["a", "b"],
        "creators": ["Zoë", "Ana"],
        "rights_expire_at": moment,
        "date_created": "2026-11-20T06:12:00+01:00",
        "web_statement": "https://example.org/x",
        "country_code": "nor",
        "focal_x": 0.25,
        "focal_y": 0.75,
        "people": ["Ada Byron"],
        "rating": -1,
        "embargo_until": moment,
        "licensors": [{"name": "North Sea Pictures", "url": "https://example.org/licence"}],
        "use_limit": 1,
        "web_only": True,
        "no_crop": True,
        "data_mining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        "model_release": "MR-UMR",
        "property_release": "PR-NAP",
        "digital_source_type": "https://example.org/kind",
        "straighten": -1.5,
        "crops": {"16:9": [0, 0.1, 1, 0.9]},
    }
    edit_photo(store, library["ready"], who="Ana", **values)
    row = photo(store, library["ready"])
    wanted = values | {
        "country_code": "NOR",
        "keywords": ("a", "b"),
        "creators": ("Zoë", "Ana"),
        "crops": (("16:9", (0.0, 0.1, 1.0, 0.9)),),
        "people": ("Ada Byron",),
        "licensors": (("North Sea Pictures", "https://example.org/licence"),),
    }
    assert {name: getattr(row, name) for name in EDITABLE} == wanted
    assert row.creator == "Zoë, Ana"
    edit_photo(store, row.id, who="Ana", crops='{"1:1": [0, 0, 0.5, 1]}', decorative="no")
    row = photo(store, row.id)
    assert (row.crops, row.decorative) == ((("1:1", (0.0, 0.0, 0.5, 1.0)),), False)
    emptied = edit_photo(store, row.id, who="Ana", focal_x=None, focal_y="", rights_expire_at="")
    assert emptied.photos == {row.id}
    row = photo(store, row.id)
    assert (row.focal_x, row.focal_y, row.rights_expire_at) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Zoë Dvořák, Ana Ruiz", ("Zoë Dvořák", "Ana Ruiz")),
        ("Dvořák, Zoë; Ruiz, Ana", ("Dvořák, Zoë", "Ruiz, Ana")),
        (" , Zoë,Zoë ,", ("Zoë",)),
        ("", ()),
    ],
)
def test_names_may_be_typed_in_one_line(
    typed: str, names: tuple[str, ...], store: Store, library: dict[str, uuid.UUID]
) -> None:
    edit_photo(store, library["ready"], who="Ana", creators="Nobody")
    edit_photo(store, library["ready"], who="Ana", creators=typed)
    assert photo(store, library["ready"]).creators == names


def test_rights_that_end_soon_or_ended_have_a_queue(
    store: Store, library: dict[str, uuid.UUID]
) -> None:
    now = store.now()
    for name, days in (("ready", 3), ("bare", -1), ("unseen", 60)):
        edit_photo(store, library[name], who="Ana", rights_expire_at=now + dt.timedelta(days=days))
    assert photo_ids(store, queue="rights_expiring") == (library["bare"], library["ready"])
    assert queue_counts(store)["rights_expiring"] == 2


def test_what_was_read_is_used_on_request(store: Store, library: dict[str, uuid.UUID]) -> None:
    wanted = library["bare"]
    edit_photo(store, wanted, who="Ana", credit="Photo credit: : Dimitrije Ostojic / Shutterstock")
    changes = use_read_credit(store, wanted, who="Ana")
    assert changes.photos == {wanted}
    row = photo(store, wanted)
    assert row.credit == "Dimitrije Ostojic / Shutterstock"
    assert row.creators == ("Dimitrije Ostojic",)
    assert row.source == "Shutterstock"
    assert row.copyright == ""


def test_what_was_read_never_replaces_creator_or_source(
    store: Store, library: dict[str, uuid.UUID]
) -> None:
    wanted = library["bare"]
    edit_photo(
        store, wanted, who="Ana", credit="REUTERS/Kevin Lamarque/Pool", creators="X", source="Y"
    )
    use_read_credit(store, wanted, who="Ana", credit_form="creator")
    row = photo(store, wanted)
    assert (row.credit, row.creators, row.source) == ("Kevin Lamarque/Pool/Reuters", ("X",), "Y")
    with pytest.raises(NotFound):
        use_read_credit(store, uuid7(), who="Ana")


def test_properties_of_a_photo_that_is_not_there_are_empty(store: Store) -> None:
    assert photo_properties(store, uuid7()) == {}
