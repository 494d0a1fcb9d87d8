"""Cropping: by mouse and keys, shown at once, saved when the hand rests, and taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editorial.desk.photo_desk.crop.boxes import CORNERS, dragged, moved, sized
from editorial.desk.photo_desk.crop.draft import FOCAL, TOOLS
from editorial.photos.edits import edit_photo

shares = st.floats(0, 1)
beyond = st.floats(-1, 2)


@st.composite
def boxes(draw):
    left, top = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    right = draw(st.floats(left + 0.06, 1))
    bottom = draw(st.floats(top + 0.06, 1))
    return left, top, right, bottom


def _is_inside(box) -> bool:
    left, top, right, bottom = box
    return -1e-9 <= left < right <= 1 + 1e-9 and -1e-9 <= top < bottom <= 1 + 1e-9


@given(box=boxes(), x=beyond, y=beyond)
def test_a_moved_crop_keeps_its_size_and_stays_inside(box, x, y):
    new = moved(box, x, y)
    assert _is_inside(new)
    assert new[2] - new[0] == pytest.approx(box[2] - box[0])
    assert new[3] - new[1] == pytest.approx(box[3] - box[1])


@given(
    box=boxes(),
    corner=st.sampled_from(CORNERS),
    x=beyond,
    y=beyond,
    share=st.none() | st.floats(0.4, 2.5),
)
def test_a_dragged_corner_keeps_the_shape_and_the_other_corner(box, corner, x, y, share):
    new = dragged(box, corner, x, y, share)
    assert _is_inside(new)
    for side in (2 - corner[0], 4 - corner[1]):
        assert new[side] == pytest.approx(box[side])
    if share is not None:
        assert (new[2] - new[0]) / (new[3] - new[1]) == pytest.approx(share)


@given(box=boxes(), factor=st.floats(0.2, 5))
def test_a_sized_crop_stays_inside(box, factor):
    assert _is_inside(sized(box, factor, None))


@pytest.fixture
def crop(desk, library):
    """The crop tab of one photo, and its draft."""
    desk.go()
    desk.choose(library["harbour"])
    desk.room.inspector.show_crop()
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.room.inspector.crop.canvas.has_picture)
    return desk.room.inspector.crop


def _at(canvas, x, y) -> QPoint:
    return canvas.point(x, y).toPoint()


def test_a_click_sets_the_focal_point_and_undo_takes_it_back(desk, library, crop):
    QTest.mouseClick(crop.canvas, Qt.MouseButton.LeftButton, pos=_at(crop.canvas, 0.25, 0.5))
    desk.settle()
    photo = desk.stored(library["harbour"])
    assert (photo.focal_x, photo.focal_y) == pytest.approx((0.25, 0.5), abs=0.02)
    desk.room.edits.undo()
    desk.settle()
    assert desk.stored(library["harbour"]).focal_x is None
    assert crop.draft.focal is None


def test_a_corner_is_dragged_and_the_shape_kept(desk, library, crop):
    crop.shapes.buttons["1:1"].click()
    left, top, right, bottom = crop.draft.frame("1:1").box
    canvas = crop.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=_at(canvas, right, bottom))
    QTest.mouseMove(canvas, _at(canvas, right - 0.2, bottom - 0.3))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=_at(canvas, right - 0.2, bottom))
    desk.settle()
    photo = desk.stored(library["harbour"])
    box = dict(photo.crops)["1:1"]
    assert box[:2] == pytest.approx((left, top), abs=0.02)
    assert box[2] < right - 0.1
    wide, high = (box[2] - box[0]) * photo.width, (box[3] - box[1]) * photo.height
    assert wide == pytest.approx(high, rel=0.01)


def test_keys_nudge_size_choose_and_forget(desk, library, crop):
    canvas = crop.canvas
    # Elsewhere the same keys give stars.
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_2)
    assert crop.draft.tool == "free"
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    small = crop.draft.frame("free").box
    assert small[2] - small[0] == pytest.approx(1 / 1.05, abs=0.001)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert crop.draft.frame("free").box[0] == 0
    desk.room.flush()
    desk.settle()
    assert dict(desk.stored(library["harbour"]).crops)["free"][0] == 0
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    QTest.keyClick(canvas, Qt.Key.Key_1)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    desk.room.flush()
    desk.settle()
    photo = desk.stored(library["harbour"])
    assert photo.crops == ()
    assert (photo.focal_x, photo.focal_y) == (0.505, 0.5)


def test_straighten_and_reset(desk, library, crop):
    crop.slider.setFocus()
    assert crop.draft.levelling
    crop.slider.setValue(-37)
    assert crop.angle.text() == "-3.7°"
    crop.draft.give()
    desk.settle()
    assert desk.stored(library["harbour"]).straighten == -3.7
    crop.reset.click()
    desk.settle()
    photo = desk.stored(library["harbour"])
    assert (photo.straighten, photo.crops, photo.focal_x) == (0, (), None)
    assert not crop.reset.isEnabled()


def test_the_large_view_shows_the_same_and_goes_back(desk, library, crop):
    room = desk.room
    crop.large.click()
    desk.settle()
    assert room.crop.isVisible()
    desk.qtbot.waitUntil(lambda: room.crop.has_picture)
    QTest.keyClick(room.crop, Qt.Key.Key_3)
    QTest.keyClick(room.crop, Qt.Key.Key_Down)
    assert crop.shapes.buttons["16:9"].isChecked()
    assert "16:9" in room.crop.accessibleDescription()
    QTest.keyClick(room.crop, Qt.Key.Key_Escape)
    desk.settle()
    assert room.grid.isVisible()
    assert "16:9" in dict(desk.stored(library["harbour"]).crops)


def test_what_is_not_saved_yet_is_saved_before_another_photo_is_shown(desk, library, crop):
    crop.draft.set_focal(0.1, 0.2)
    desk.choose(library["vote"])
    desk.settle()
    assert desk.stored(library["harbour"]).focal_x == 0.1
    assert desk.stored(library["vote"]).focal_x is None


def test_what_is_chosen_while_the_tab_is_hidden_is_there_when_it_is_shown(desk, library, crop):
    desk.room.inspector.tabs.setCurrentIndex(0)
    desk.choose(library["vote"])
    assert not crop.canvas.has_picture
    desk.room.inspector.show_crop()
    desk.settle()
    assert crop.canvas.has_picture
    assert all(button.picture is not None for button in crop.shapes.buttons.values())


def test_a_photo_that_may_not_be_cropped_says_so(desk, library, crop):
    edit_photo(desk.store, library["harbour"], who="Ada", no_crop=True, focal_x=0.2, focal_y=0.2)
    desk.room.inspector.refresh()
    desk.settle()
    assert "may not be cropped" in crop.said.text()
    assert not crop.large.isEnabled()
    assert not any(button.isEnabled() for button in crop.shapes.buttons.values())
    QTest.mouseClick(crop.canvas, Qt.MouseButton.LeftButton, pos=_at(crop.canvas, 0.9, 0.9))
    desk.settle()
    assert desk.stored(library["harbour"]).focal_x == 0.2


def test_of_several_photos_none_is_cropped(desk, library, crop):
    desk.choose(library["harbour"], library["vote"])
    assert crop.said.text() == "Choose one photo to crop it."
    assert not crop.canvas.isVisible()


def test_every_tool_has_a_name(crop):
    assert set(crop.shapes.buttons) == set(TOOLS)
    assert all(button.accessibleName() for button in crop.shapes.buttons.values())
    assert crop.canvas.accessibleName() == "Crop of harbour.jpg"
    assert crop.draft.tool == FOCAL
