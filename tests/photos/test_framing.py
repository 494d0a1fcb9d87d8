"""Where a picture is cut: inside it, in the right shape, with the focal point in view."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.photos.edits import edit_photo
from editorial.photos.framing import (
    SHAPES,
    WHOLE_BOX,
    Frame,
    focus_in,
    frame_of,
    hero_shape,
    inner_size,
    shape_box,
    shapes_to_cut,
)
from editorial.photos.queries import photo

if TYPE_CHECKING:
    from editorial.photos.rows import PhotoRow

sides = st.integers(20, 9000)
degrees = st.floats(-15, 15)
shares = st.floats(0, 1)


@pytest.fixture
def row(store, make_photo) -> PhotoRow:
    """A photo of 2000 by 1333 pixels."""
    return photo(store, make_photo())


@given(width=sides, height=sides, angle=degrees)
def test_no_corner_of_a_straightened_picture_is_empty(
    width: int, height: int, angle: float
) -> None:
    wide, high = inner_size(width, height, angle)
    assert 0 < wide <= width + 1e-6 or abs(angle) > 0
    turn = math.radians(angle)
    for x, y in ((wide / 2, high / 2), (wide / 2, -high / 2)):
        # The corner, turned back, lies inside the picture.
        back_x = x * math.cos(turn) + y * math.sin(turn)
        back_y = -x * math.sin(turn) + y * math.cos(turn)
        assert abs(back_x) <= width / 2 + 1e-6
        assert abs(back_y) <= height / 2 + 1e-6


def test_nothing_is_lost_without_a_turn() -> None:
    assert inner_size(2000, 1333, 0) == (2000, 1333)


@given(width=sides, height=sides, shape=st.sampled_from(sorted(SHAPES)), x=shares, y=shares)
def test_a_shape_lies_inside_and_holds_the_focal_point(
    width: int, height: int, shape: str, x: float, y: float
) -> None:
    left, top, right, bottom = shape_box(width, height, SHAPES[shape], focal=(x, y))
    assert left >= -1e-9
    assert top >= -1e-9
    assert right <= 1 + 1e-9
    assert bottom <= 1 + 1e-9
    assert left - 1e-9 <= x <= right + 1e-9
    assert top - 1e-9 <= y <= bottom + 1e-9
    assert (right - left) * width / ((bottom - top) * height) == pytest.approx(SHAPES[shape])
    # It is as large as can be: one side is whole.
    assert right - left == pytest.approx(1) or bottom - top == pytest.approx(1)


def test_without_a_focal_point_the_middle_is_taken(row: PhotoRow) -> None:
    left, top, right, bottom = frame_of(row, "1:1").box
    assert (left + right) / 2 == pytest.approx(0.5)
    assert (top, bottom) == (0, 1)
    assert hero_shape(row) == ""
    assert frame_of(row).is_whole


def test_a_crop_of_its_own_goes_before_the_focal_point(store, row: PhotoRow) -> None:
    own = shape_box(2000, 1333, 16 / 9, focal=(0.5, 0.1))
    edit_photo(store, row.id, who="Ana", focal_x=0.9, focal_y=0.9, crops={"16:9": own})
    row = photo(store, row.id)
    assert hero_shape(row) == "16:9"
    assert frame_of(row, "16:9").box == own
    assert frame_of(row, "1:1").box[2] == pytest.approx(1)


def test_shapes_are_cut_inside_the_free_crop(store, row: PhotoRow) -> None:
    free = (0.1, 0.2, 0.6, 0.9)
    edit_photo(store, row.id, who="Ana", crops={"free": free})
    row = photo(store, row.id)
    assert frame_of(row).box == free
    for shape in SHAPES:
        left, top, right, bottom = frame_of(row, shape).box
        assert 0.1 - 1e-9 <= left < right <= 0.6 + 1e-9
        assert 0.2 - 1e-9 <= top < bottom <= 0.9 + 1e-9


def test_a_crop_of_the_wrong_shape_is_cut_to_fit(store, row: PhotoRow) -> None:
    edit_photo(store, row.id, who="Ana", crops={"1:1": [0.0, 0.0, 0.5, 1.0]})
    frame = frame_of(photo(store, row.id), "1:1")
    wide, high = frame.size(2000, 1333)
    assert wide / high == pytest.approx(1)
    assert frame.box[2] <= 0.5


def test_a_photo_that_may_not_be_cropped_is_whole_everywhere(store, row: PhotoRow) -> None:
    crops = {"16:9": [0, 0, 0.5, 0.5], "free": [0, 0, 0.5, 0.5]}
    edit_photo(store, row.id, who="Ana", crops=crops, straighten=3, no_crop=True, focal_x=0.1)
    row = photo(store, row.id)
    assert hero_shape(row) == ""
    assert shapes_to_cut(row) == ()
    assert {frame_of(row, shape) for shape in ("", "free", *SHAPES)} == {Frame()}
    # What was set is kept for the day on which it may be cropped.
    assert frame_of(dataclasses.replace(row, no_crop=False)).box == (0, 0, 0.5, 0.5)


def test_the_size_of_a_part(row: PhotoRow) -> None:
    assert Frame().size(2000, 1333) == (2000, 1333)
    assert Frame(0.0, (0.25, 0.0, 0.75, 0.5)).size(2000, 1000) == (1000, 500)
    assert WHOLE_BOX == (0, 0, 1, 1)


def test_the_focal_point_is_told_as_a_place_in_what_is_shown(row) -> None:
    row = dataclasses.replace(row, focal_x=0.5, focal_y=0.25, crops=(("free", (0.25, 0, 1, 0.5)),))
    assert focus_in(row) == pytest.approx((1 / 3, 0.5))
    assert focus_in(dataclasses.replace(row, no_crop=True)) == (0.5, 0.25)
    assert focus_in(dataclasses.replace(row, focal_x=0.1)) is None
    assert focus_in(dataclasses.replace(row, focal_x=None)) is None
