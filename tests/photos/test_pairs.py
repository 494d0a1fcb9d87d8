"""Two files of one picture: found, judged, joined without losing a word."""

from __future__ import annotations

import pytest
from PIL import Image

from editorial.photos import history, pairs
from editorial.photos.ingest import import_photos
from editorial.photos.queries import photo, photo_ids, photo_rows, queue_counts
from editorial.system.clock import uuid7
from editorial.system.errors import NotFound
from tests.generate import photos as make_files

CREDIT = {"Iptc.Application2.Credit": "REUTERS/Ana Ruiz"}


@pytest.fixture
def pair(store, workbench, tmp_path):
    """The same picture twice: whole with a credit, and smaller without one."""
    whole = make_files.jpeg(tmp_path / "whole.jpg", seed=3, iptc=CREDIT)
    with Image.open(whole) as image:
        image.resize((image.width // 2, image.height // 2)).save(tmp_path / "small.jpg", quality=70)
    make_files.jpeg(tmp_path / "else.jpg", seed=8)
    files = [tmp_path / name for name in ("whole.jpg", "small.jpg", "else.jpg")]
    results, _ = import_photos(store, files, who="Ida", workbench=workbench)
    assert "It looks like whole.jpg" in results[1].warnings[-1]
    return tuple(result.photo.id for result in results)


def test_twins_wait_in_their_queue(store, pair) -> None:
    whole, small, other = pair
    assert set(photo_ids(store, queue="duplicates")) == {whole, small}
    assert queue_counts(store)["duplicates"] == 2
    assert [row.has_twin for row in photo_rows(store, pair)] == [True, True, False]
    (found,) = pairs.pairs_of(store, small)
    assert (found.one.id, found.other.id, found.verdict) == (whole, small, "")
    assert pairs.pairs_of(store, other) == ()


def test_different_pictures_leave_the_queue_and_can_come_back(store, pair) -> None:
    whole, small, _ = pair
    pairs.call_different(store, whole, small, who="Ida")
    assert photo_ids(store, queue="duplicates") == ()
    pairs.judge_later(store, small, whole, who="Ida")
    assert queue_counts(store)["duplicates"] == 2


def test_the_kept_one_takes_over_what_it_lacks(store, pair) -> None:
    whole, small, _ = pair
    pairs.keep_one(store, small, whole, who="Ida")
    assert photo(store, small).credit == "REUTERS/Ana Ruiz"
    assert photo(store, whole).rating == -1
    assert photo_ids(store, queue="duplicates") == ()
    assert photo_ids(store, queue="rejected") == (whole,)
    assert whole not in photo_ids(store, queue="needs_alt")
    history.undo(store, history.last_action(store, who="Ida").batch, who="Ida")
    assert photo(store, small).credit == ""
    assert photo(store, whole).rating == 0


def test_what_is_no_pair_is_told(store, pair) -> None:
    whole, _, other = pair
    for one, two in ((whole, other), (whole, uuid7())):
        with pytest.raises(NotFound, match="not known as a pair"):
            pairs.call_different(store, one, two, who="Ida")


def test_plain_surfaces_have_no_twins() -> None:
    one, other = uuid7(), uuid7()
    assert pairs.twins(0, [(one, 0)]) == {}
    assert pairs.twins(-1, [(one, None), (other, -2)]) == {other: 1}


def test_of_a_whole_series_only_the_nearest_are_asked_about() -> None:
    series = [(uuid7(), 0b1111) for _ in range(40)] + [(uuid7(), 0b0111)]
    found = pairs.twins(0b0111, series)
    assert len(found) == pairs.MOST
    assert found[series[-1][0]] == 0
