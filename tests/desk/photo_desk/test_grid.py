"""The grid: rows and pictures when they come into view, selection, keyboard."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from editorial.desk.photo_desk.grid import PhotoGrid
from editorial.desk.photo_desk.pictures import cover
from editorial.photos import queries
from editorial.photos.models import Photo

MANY = 20_000


@pytest.fixture
def many(store):
    """Rows of a large library, newest first; none has a file."""
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with store.write() as session:
        session.add_all(
            Photo(
                sha256=hashlib.sha256(str(number).encode()).hexdigest(),
                file_name=f"frame-{number:05}.jpg",
                format="JPEG",
                size_bytes=1,
                width=2000,
                height=1333,
                imported_at=start + dt.timedelta(seconds=number),
                updated_at=start,
            )
            for number in range(MANY)
        )
    return queries.photo_ids(store)


def test_the_model_keeps_qts_rules(desk, library, qtmodeltester):
    desk.go()
    qtmodeltester.check(desk.room.grid.photos)


def test_the_library_shows_every_photo_and_chooses_the_first(desk, library):
    desk.go()
    grid = desk.room.grid
    assert set(grid.photos.keys) == set(library.values())
    assert grid.chosen_ids == (grid.photos.keys[0],)
    assert desk.room.status.text.startswith("1 of 3 selected")
    assert desk.room.title == "Library"


def test_the_photo_desk_begins_with_what_needs_work(desk, library):
    desk.go("photo_desk")
    keys = desk.room.grid.photos.keys
    assert [desk.stored(key).status for key in keys] == ["needs_credit", "needs_credit", "ok"]
    assert desk.room.title == "Photo desk"


def test_pictures_of_the_cards_are_really_decoded(desk, library):
    desk.go()
    grid = desk.room.grid
    assert grid.thumbnails.waiting == 0
    photo = desk.stored(library["harbour"])
    picture = grid.thumbnails.picture(photo, 200, 1.0)
    assert isinstance(picture, QPixmap)
    image = picture.toImage()
    # The corner of every made picture is red; the card's own corner is round.
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 12).red() > 150 > image.pixelColor(20, 12).green()


def test_a_missing_thumbnail_is_said_and_asked_for_once(desk, library):
    photo = desk.stored(library["harbour"])
    photo.thumbnail_path.unlink()
    desk.go()
    thumbnails = desk.room.grid.thumbnails
    assert thumbnails.is_unreadable(photo)
    assert thumbnails.picture(photo, 200, 1.0) is None or thumbnails.waiting == 0


def test_twenty_thousand_photos_read_only_what_is_seen(desk, many):
    desk.go()
    grid = desk.room.grid
    assert grid.photos.rowCount() == MANY
    bar = grid.verticalScrollBar()
    assert bar.maximum() > 100_000
    for step in range(1, 40):
        bar.setValue(bar.maximum() * step // 40)
        desk.qtbot.wait(2)
    bar.setValue(bar.maximum())
    desk.settle()
    seen = set(grid.visible_ids())
    assert many[-1] in seen
    assert len(seen) < 60
    # Of 20,000 rows only the pages that were passed are in memory, and no more than 64.
    loaded = sum(1 for number in range(0, MANY, 128) if number // 128 in grid.photos._pages)
    assert loaded <= 64
    # Nothing that was scrolled away waits for its picture.
    assert set(grid.thumbnails._asked) <= seen


def test_pictures_scrolled_out_of_view_are_skipped(desk, many):
    desk.go()
    thumbnails = desk.room.grid.thumbnails
    rows = queries.photo_rows(desk.store, many[:50])
    for row in rows:
        thumbnails.picture(row, 200, 1.0)
    waiting = [job for _, job in thumbnails._asked.values()]
    thumbnails.keep(set())
    assert thumbnails.waiting == 0
    assert all(job.is_cancelled for job in waiting)
    desk.settle()


def test_as_many_columns_as_fit_and_no_gap_at_the_right(desk, many):
    desk.go()
    grid = desk.room.grid
    for width in (420, 924, 1500):
        grid.resize(width, 700)
        desk.qtbot.wait(1)
        first = [grid.visualRect(grid.photos.index(number)) for number in range(grid.columns + 1)]
        assert len({rect.top() for rect in first[:-1]}) == 1
        assert first[-1].top() > first[0].top()
        assert first[-2].right() > grid.viewport().width() - grid.gridSize().width() // 2


def test_space_looks_enter_edits_escape_returns(desk, library):
    desk.go()
    room, grid = desk.room, desk.room.grid
    grid.setFocus()
    desk.qtbot.keyClick(grid, Qt.Key.Key_Space)
    desk.settle()
    assert room.large.isVisible()
    assert room.large.has_picture
    first = room.large.photo.id
    desk.qtbot.keyClick(room.large, Qt.Key.Key_Right)
    desk.settle()
    assert room.large.photo.id == grid.chosen_ids[0] != first
    desk.qtbot.keyClick(room.large, Qt.Key.Key_Escape)
    assert grid.isVisible()
    grid.choose(library["vote"])
    desk.settle()
    desk.qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert room.focusWidget() is desk.field("credit")


def test_arrows_move_the_selection(desk, library):
    desk.go()
    grid = desk.room.grid
    keys = grid.photos.keys
    desk.qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.chosen_ids == (keys[1],)
    desk.qtbot.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen_ids == (keys[1], keys[2])
    desk.settle()
    assert desk.room.status.text.startswith("2 of 3 selected")


def test_the_selection_outlasts_photos_that_come_in(desk, library, many):
    desk.go()
    grid = desk.room.grid
    chosen = many[500]
    grid.choose(chosen)
    desk.settle()
    bar = grid.verticalScrollBar()
    where = grid.visualRect(grid.currentIndex()).top()
    assert bar.value() > 0
    with desk.store.write() as session:
        newest = Photo(
            sha256="f" * 64,
            file_name="new.jpg",
            format="JPEG",
            size_bytes=1,
            width=9,
            height=9,
            imported_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
            updated_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
        )
        session.add(newest)
        session.flush()
        for _ in range(grid.columns - 1):
            session.add(_copy(newest))
    desk.room.queue.read()
    desk.settle()
    assert grid.photos.keys[0] not in many
    assert grid.chosen_ids == (chosen,)
    assert grid.visualRect(grid.currentIndex()).top() == where


def test_a_portrait_is_cut_around_its_focal_point():
    low = cover(100, 300, QSize(200, 100), (0.5, 0.9))
    high = cover(100, 300, QSize(200, 100), (0.5, 0.1))
    assert (low.width(), low.height()) == (100, 50)
    assert low.bottom() <= 300
    assert high.top() < low.top()


def test_a_card_looks_chosen(desk, library):
    desk.go()
    grid: PhotoGrid = desk.room.grid
    accent = desk.room._ctx.theme.colour("accent")
    image: QImage = grid.viewport().grab().toImage()
    rect = grid.visualRect(grid.currentIndex())
    ring = image.pixelColor(rect.left() + 5, rect.center().y())
    assert abs(ring.red() - accent.red()) < 40
    assert abs(ring.green() - accent.green()) < 60


def _copy(photo):
    _copy.number += 1
    return Photo(
        sha256=f"{_copy.number:064}",
        file_name=f"new-{_copy.number}.jpg",
        format="JPEG",
        size_bytes=1,
        width=9,
        height=9,
        imported_at=photo.imported_at,
        updated_at=photo.updated_at,
    )


_copy.number = 0


def test_unused_photos_are_a_queue_of_the_library(desk, library):
    desk.go("photo_desk")
    assert not desk.room.header._chips["unused"].isVisibleTo(desk.room.header)
    desk.go("library")
    chip = desk.room.header._chips["unused"]
    assert chip.isVisibleTo(desk.room.header)
    assert chip.accessibleName() == f"Unused: {len(library)} photos"
    chip.click()
    desk.settle()
    assert set(desk.room.grid.photos.keys) == set(library.values())
