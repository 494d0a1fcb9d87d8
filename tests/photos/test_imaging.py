"""Copies are upright, in sRGB, and of the right size."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms, ImageOps

from editorial.photos import imaging
from editorial.photos.formats import MAX_PIXELS
from editorial.photos.opening import open_image
from editorial.photos.places import scaled_size
from editorial.system.errors import BadFile
from tests.generate import hostile, photos

if TYPE_CHECKING:
    from pathlib import Path


def _copy(path: Path, width: int = 160) -> Image.Image:
    with open_image(path) as image:
        (copy,) = imaging.upright_copies(image, [width], path.name)
        return copy


def _near(pixel: object, wanted: tuple[int, int, int], by: int = 40) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, wanted, strict=True))


RED, GREEN, BLUE = (220, 20, 30), (20, 160, 40), (20, 40, 200)


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.webp, photos.tiff])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(make, orientation: int, tmp_path: Path) -> None:
    path = make(tmp_path / "photo", orientation=orientation)
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image)
        assert upright is not None
        wanted = upright.convert("RGB").resize((160, scaled_size(*upright.size, 160)[1]))
    with open_image(path) as image:
        assert imaging.upright_size(image) == upright.size
    copy = _copy(path)
    assert copy.size == wanted.size
    for corner in ((8, 8), (copy.width - 8, 8), (8, copy.height - 8)):
        assert _near(copy.getpixel(corner), wanted.getpixel(corner))


def test_a_wide_gamut_becomes_srgb(tmp_path: Path) -> None:
    green = Image.new("RGB", (64, 64), (60, 200, 60))
    path = tmp_path / "a.png"
    profile = photos.wide_gamut_profile()
    green.save(path, icc_profile=profile)
    wanted = ImageCms.profileToProfile(
        green, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    )
    assert wanted is not None
    shown = _copy(path, 64).getpixel((30, 30))
    assert _near(shown, wanted.getpixel((30, 30)), by=2)
    assert not _near(shown, (60, 200, 60), by=10)
    with open_image(path) as image:
        assert imaging.profile_name(image) == "Adobe RGB (1998) compatible"


@pytest.mark.parametrize("make", [hostile.invalid_icc, hostile.cmyk_jpeg])
def test_a_wrong_or_missing_profile_does_no_harm(make, tmp_path: Path) -> None:
    copy = _copy(make(tmp_path / "a.jpg"))
    assert copy.mode == "RGB"
    assert _near(copy.getpixel((8, 8)), RED, by=60)


def test_a_profile_of_another_kind_of_colour_is_ignored(tmp_path: Path) -> None:
    path = photos.jpeg(tmp_path / "a.jpg", mode="L", icc=photos.wide_gamut_profile())
    assert _copy(path).mode == "RGB"


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_sixteen_bit_gray_keeps_its_tones(ending: str, tmp_path: Path) -> None:
    copy = _copy(hostile.gray16(tmp_path / f"a.{ending}"), 256)
    tones = [copy.getpixel((x, 32)) for x in (0, 64, 128, 192, 255)]
    assert [round(tone[0] / 16) for tone in tones] == [0, 4, 8, 12, 16]


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "LA"])
def test_every_mode_becomes_rgb(mode: str, tmp_path: Path) -> None:
    assert _copy(photos.png(tmp_path / "a.png", mode=mode)).mode == "RGB"


def test_a_clear_picture_lies_on_white(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(path)
    assert _copy(path, 40).getpixel((20, 20)) == (255, 255, 255)


def test_a_float_tiff_uses_its_own_range(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    wide = Image.new("F", (2, 1))
    wide.putpixel((0, 0), -3.0)
    wide.putpixel((1, 0), 5.0)
    wide.save(path)
    copy = _copy(path, 2)
    assert (copy.getpixel((0, 0)), copy.getpixel((1, 0))) == ((0, 0, 0), (255, 255, 255))


def test_nothing_is_enlarged_and_shapes_are_kept(tmp_path: Path) -> None:
    assert scaled_size(320, 213, 1600) == (320, 213)
    assert scaled_size(4000, 1, 400) == (400, 1)
    path = photos.jpeg(tmp_path / "a.jpg", (300, 200))
    with open_image(path) as image:
        copies = imaging.upright_copies(image, [1600, 150, 150], "a.jpg")
    assert [copy.size for copy in copies] == [(300, 200), (150, 100), (150, 100)]


def test_a_jpeg_with_a_preview_behind_it_is_a_jpeg(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    photos.picture().save(path, "MPO", save_all=True, append_images=[photos.picture((80, 60))])
    with open_image(path) as image:
        assert image.format == "JPEG"
    assert _near(_copy(path).getpixel((8, 8)), RED)


@pytest.mark.parametrize("make", [hostile.truncated_jpeg])
def test_a_truncated_picture_is_refused(make, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"a\.jpg is damaged or incomplete"):
        _copy(make(tmp_path / "a.jpg"))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (hostile.text_as_jpeg, "is not a picture"),
        (hostile.html_as_jpeg, "web page"),
        (hostile.empty, "is not a picture"),
        (hostile.bomb_png, f"{MAX_PIXELS // 1_000_000} megapixels"),
    ],
)
def test_what_is_no_picture_is_refused(make, words: str, tmp_path: Path) -> None:
    path = make(tmp_path / "a.jpg")
    with pytest.raises(BadFile, match=words) as caught, open_image(path):
        pass
    assert "a.jpg" in caught.value.message
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"8BPS", "Photoshop"),
        (b"<svg xmlns=", "drawing"),
        (b"%!PS-Adobe", "EPS"),
    ],
)
def test_other_kinds_are_called_by_name(head: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(head + bytes(64))
    with pytest.raises(BadFile, match=words), open_image(path):
        pass


def test_the_hash_tells_pictures_apart_but_not_their_sizes(tmp_path: Path) -> None:
    one = photos.picture((900, 600))
    other = ImageOps.mirror(photos.picture((900, 600), seed=3))

    def distance(a: Image.Image, b: Image.Image) -> int:
        x, y = imaging.difference_hash(a), imaging.difference_hash(b)
        assert -(1 << 63) <= x < 1 << 63
        return ((x ^ y) & (1 << 64) - 1).bit_count()

    assert distance(one, one.resize((300, 200))) <= 6
    assert distance(one, other) > 6


def test_encoding_is_deterministic_and_bare() -> None:
    picture = photos.picture()
    for kind in ("JPEG", "WEBP"):
        first = imaging.encode(picture, kind)
        assert first == imaging.encode(picture, kind)
        with Image.open(io.BytesIO(first)) as image:
            assert not {"exif", "xmp", "icc_profile", "photoshop"} & image.info.keys()
