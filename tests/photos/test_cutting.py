"""Parts of a picture: the right part, upright, straight, crisp; the original untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageStat

from editorial.photos.cutting import Wish, framed_copies
from editorial.photos.framing import Frame
from editorial.photos.opening import open_image
from tests.generate import photos

if TYPE_CHECKING:
    from pathlib import Path

RED, GREEN, BLUE = (220, 20, 30), (20, 160, 40), (20, 40, 200)


def _cut(path: Path, *wishes: Wish) -> list[Image.Image]:
    with open_image(path) as image:
        copies = framed_copies(image, wishes, "a")
    return [copies[wish] for wish in wishes]


def _near(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.webp, photos.tiff])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_part_is_that_of_the_upright_picture(make, orientation: int, tmp_path: Path) -> None:
    path = make(tmp_path / "a", (1200, 900), orientation=orientation)
    with open_image(path) as image:
        (whole,) = framed_copies(image, [Wish(1200)], "a").values()
    width, height = whole.size
    (part,) = _cut(path, Wish(1200, Frame(0.0, (0.5, 0.0, 1.0, 0.5))))
    assert part.size == (round(width / 2), round(height / 2))
    wanted = whole.crop((width - part.width, 0, width, part.height))
    for at in ((part.width - 8, 8), (part.width // 2, part.height // 2), (8, part.height - 8)):
        found = wanted.getpixel(at)
        assert isinstance(found, tuple)
        assert _near(part, at, found)  # type: ignore[arg-type]


def test_turning_clockwise_brings_the_left_up(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste((0, 0, 0), (0, 150, 400, 300))
    picture.save(path)
    (turned,) = _cut(path, Wish(400, Frame(10.0)))
    middle = turned.height // 2
    # Black reaches higher at the left, lower at the right.
    assert _near(turned, (5, middle - 10), (0, 0, 0))
    assert _near(turned, (turned.width - 6, middle + 10), (255, 255, 255))


@pytest.mark.parametrize("angle", [-15, -3.7, 0.5, 15])
def test_a_straightened_picture_has_no_empty_corner(angle: float, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (400, 300), (200, 100, 50)).save(path)
    (turned,) = _cut(path, Wish(400, Frame(angle)))
    for low, _high in ImageStat.Stat(turned).extrema:
        assert low >= 45
    assert turned.width < 400


def test_sizes_and_frames_of_one_decoding(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", (1600, 1200))
    wide = Frame(0.0, (0.0, 0.125, 1.0, 0.875))
    sizes = [copy.size for copy in _cut(path, Wish(400), Wish(800, wide), Wish(9000, wide))]
    assert sizes == [(400, 300), (800, 450), (1600, 900)]


def test_scaling_down_is_followed_by_light_sharpening(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    picture = Image.new("L", (1600, 400), 90)
    picture.paste(170, (800, 0, 1600, 400))
    picture.convert("RGB").save(path)
    small, whole = _cut(path, Wish(400), Wish(1600))
    plain = picture.convert("RGB").resize((400, 100), Image.Resampling.LANCZOS, reducing_gap=2.0)
    assert _step(small) > _step(plain)
    # The edge is steeper, and there is no halo that is seen.
    low, high = ImageStat.Stat(small).extrema[0]
    assert low > 75
    assert high < 185
    assert ImageStat.Stat(whole).extrema[0] == (90, 170)


def _step(picture: Image.Image) -> int:
    """Return how far the two columns at the edge are apart."""
    left, right = picture.getpixel((199, 50)), picture.getpixel((200, 50))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    return right[0] - left[0]
