"""The generated stories and photos are what they say they are."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import exiv2
import pytest
from PIL import Image, ImageCms, ImageOps, IptcImagePlugin, UnidentifiedImageError

from tests.generate import hostile, photos
from tests.generate.stories import generate

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_seed_gives_the_same_stories() -> None:
    assert list(generate(20, seed=3)) == list(generate(20, seed=3))
    assert list(generate(20, seed=3)) != list(generate(20, seed=4))


def test_stories_have_the_length_asked_for() -> None:
    counts = [len(story.body.split()) for story in generate(200, words=1190)]
    assert 1100 < sum(counts) / len(counts) < 1300
    short = [len(story.body.split()) for story in generate(50, words=120)]
    assert 90 < sum(short) / len(short) < 170


def test_stories_are_newest_first_in_utc_and_at_different_times() -> None:
    times = [story.created for story in generate(500)]
    assert all(a > b for a, b in pairwise(times))
    assert {str(time.tzinfo) for time in times} == {"UTC"}


def test_stories_differ_and_carry_every_kind_of_field() -> None:
    stories = list(generate(500))
    assert len({story.headline for story in stories}) > 450
    assert len({story.section for story in stories}) == 6
    assert all(story.tags and story.byline and story.dek for story in stories)
    body = stories[0].body
    assert "\n## " in body
    assert "\n- " in body
    assert any("](https://example.org/" in story.body for story in stories)


def test_words_are_many_and_unevenly_spread() -> None:
    counts = Counter(word for story in generate(300) for word in story.body.lower().split())
    assert len(counts) > 8_000
    rare = sum(1 for count in counts.values() if count <= 20)
    assert rare > 1_000
    assert counts.most_common(1)[0][1] > 50 * sorted(counts.values())[len(counts) // 2]


@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.webp, photos.tiff])
def test_each_format_keeps_xmp_orientation_and_profile(make: Any, tmp_path: Path) -> None:
    profile = photos.wide_gamut_profile()
    path = make(
        tmp_path / f"photo.{make.__name__}",
        xmp={"Xmp.photoshop.Credit": "Zoë Dvořák", "Xmp.dc.creator": ["Zoë Dvořák"]},
        orientation=6,
        icc=profile,
    )
    with Image.open(path) as image:
        assert image.format == make.__name__.upper()
        # Pillow turns a TIFF by itself when it opens it, the other formats only when told.
        assert sorted(image.size) == [213, 320]
        upright = ImageOps.exif_transpose(image).convert("RGB")
        icc = image.info["icc_profile"]
    assert upright.size == (213, 320)
    # Turned a quarter clockwise, the red corner of the stored picture is at the top right.
    assert _is_red(upright.getpixel((200, 10)))
    name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc)))
    assert name.strip() == "Adobe RGB (1998) compatible"
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    assert str(image.xmpData()["Xmp.photoshop.Credit"].value()) == "Zoë Dvořák"


def test_the_wide_gamut_profile_turns_into_srgb() -> None:
    wide = ImageCms.ImageCmsProfile(io.BytesIO(photos.wide_gamut_profile()))
    green = Image.new("RGB", (4, 4), (80, 160, 90))
    turned = ImageCms.profileToProfile(green, wide, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert turned.getchannel("R").histogram()[60:] == [0] * 196


def test_an_agency_file_reads_the_same_in_iim_and_xmp(tmp_path: Path) -> None:
    path = photos.agency_jpeg(tmp_path / "agency.jpg", credit="REUTERS/Corin Lamarsh/Pool")
    fields = _exiftool(path)
    assert fields["IPTC:Credit"] == fields["XMP:Credit"] == "REUTERS/Corin Lamarsh/Pool"
    assert fields["IPTC:By-line"] == fields["XMP:Creator"] == "Zoë Dvořák"
    assert fields["IPTC:CodedCharacterSet"] == "UTF8"
    assert fields["XMP:AltTextAccessibility"].startswith("Five small boats")
    assert fields["IPTC:Keywords"] == ["pilots", "strike"]


def test_truncated_jpeg_opens_and_then_fails(tmp_path: Path) -> None:
    with Image.open(hostile.truncated_jpeg(tmp_path / "a.jpg")) as image:
        assert image.size == (800, 533)
        with pytest.raises(OSError, match="truncated"):
            image.load()


@pytest.mark.parametrize("make", [hostile.text_as_jpeg, hostile.html_as_jpeg, hostile.empty])
def test_files_that_are_no_pictures(make: Any, tmp_path: Path) -> None:
    with pytest.raises(UnidentifiedImageError):
        Image.open(make(tmp_path / "a.jpg"))


def test_wrong_endings(tmp_path: Path) -> None:
    with Image.open(hostile.png_as_jpeg(tmp_path / "a.jpg")) as image:
        assert image.format == "PNG"
    with Image.open(hostile.animated_gif(tmp_path / "b.jpg")) as image:
        assert (image.format, image.n_frames) == ("GIF", 3)  # type: ignore[attr-defined]


def test_the_sparse_file_is_two_gigabytes_and_takes_no_room(tmp_path: Path) -> None:
    status = hostile.sparse(tmp_path / "a.jpg").stat()
    assert status.st_size == 2 * 1024**3
    blocks = getattr(status, "st_blocks", 0)
    assert blocks * 512 < 1024**2


def test_the_bomb_is_small_on_disk_and_refused_by_pillow(tmp_path: Path) -> None:
    path = hostile.bomb_png(tmp_path / "a.png")
    assert path.stat().st_size < 300_000
    with pytest.raises(Image.DecompressionBombError):
        Image.open(path)


def test_xmp_that_overwhelms(tmp_path: Path) -> None:
    huge = hostile.huge_xmp(tmp_path / "huge.png")
    assert huge.stat().st_size > 20 * 1024**2
    assert hostile.XMP_HEADER in hostile.nested_xmp(tmp_path / "nested.jpg").read_bytes()
    entities = hostile.entity_xmp(tmp_path / "entities.jpg").read_bytes()
    assert b"<!ENTITY e10 " in entities
    for name in ("nested.jpg", "entities.jpg"):
        with Image.open(tmp_path / name) as image:
            image.load()


def test_the_damaged_header_hides_sound_xmp(tmp_path: Path) -> None:
    path = hostile.damaged_xmp_header(tmp_path / "a.jpg", credit="Zoë Dvořák/NSP")
    assert hostile.XMP_HEADER not in path.read_bytes()
    assert "<photoshop:Credit>Zoë Dvořák/NSP<".encode() in path.read_bytes()


def test_iptc_alphabets(tmp_path: Path) -> None:
    latin = _iptc_caption(hostile.latin1_iptc(tmp_path / "latin.jpg"))
    assert latin.decode("cp1252").startswith("Les pilotes du port, à Norvik")
    with pytest.raises(UnicodeDecodeError):
        latin.decode()
    declared = hostile.utf8_iptc(tmp_path / "utf8.jpg")
    assert _iptc_caption(declared).decode() == "Zoë Dvořák, на рейде, 港"
    assert _exiftool(declared)["IPTC:CodedCharacterSet"] == "UTF8"
    silent = hostile.utf8_iptc(tmp_path / "silent.jpg", declared=False)
    assert "IPTC:CodedCharacterSet" not in _exiftool(silent)


def test_captions_that_must_not_be_believed(tmp_path: Path) -> None:
    stale = _exiftool(hostile.stale_exif_description(tmp_path / "stale.jpg"))
    assert stale["EXIF:ImageDescription"] == "Ribbon cutting, 2019"
    assert stale["XMP:Description"].startswith("Pilot boats")
    junk = _exiftool(hostile.camera_junk(tmp_path / "junk.jpg"))
    assert junk["EXIF:ImageDescription"].strip() == "OLYMPUS DIGITAL CAMERA"


def test_uncommon_pixels(tmp_path: Path) -> None:
    for name in ("a.png", "a.tif"):
        with Image.open(hostile.gray16(tmp_path / name)) as image:
            assert image.mode.startswith("I")
            assert image.getextrema() == (0, 65535)
    with Image.open(hostile.cmyk_jpeg(tmp_path / "c.jpg")) as image:
        assert image.mode == "CMYK"
    with (
        Image.open(hostile.invalid_icc(tmp_path / "i.jpg")) as image,
        pytest.raises(OSError, match="profile"),
    ):
        ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))


def _is_red(pixel: Any) -> bool:
    return bool(pixel[0] > 150 and pixel[1] < 90 and pixel[2] < 100)


def _iptc_caption(path: Path) -> bytes:
    with Image.open(path) as image:
        datasets = IptcImagePlugin.getiptcinfo(image)
    assert datasets is not None
    caption = datasets[2, 120]
    assert isinstance(caption, bytes)
    return caption


def _exiftool(path: Path) -> dict[str, Any]:
    """What exiftool, an independent reader, finds; Exiv2 stands in where it is not installed."""
    if shutil.which("exiftool"):
        out = subprocess.run(
            ["exiftool", "-config", "", "-json", "-G", str(path)],
            capture_output=True,
            check=True,
            timeout=30,
        ).stdout
        read: dict[str, Any] = json.loads(out)[0]
        return read
    return _as_exiftool(path)


def _as_exiftool(path: Path) -> dict[str, Any]:
    names = {
        "Iptc.Application2.Credit": "IPTC:Credit",
        "Iptc.Application2.Byline": "IPTC:By-line",
        "Iptc.Application2.Keywords": "IPTC:Keywords",
        "Xmp.photoshop.Credit": "XMP:Credit",
        "Xmp.dc.creator": "XMP:Creator",
        "Xmp.dc.description": "XMP:Description",
        "Xmp.iptc.AltTextAccessibility": "XMP:AltTextAccessibility",
        "Exif.Image.ImageDescription": "EXIF:ImageDescription",
    }
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    read: dict[str, Any] = {}
    for datum in (*image.iptcData(), *image.xmpData(), *image.exifData()):
        if datum.key() == "Iptc.Envelope.CharacterSet":
            read["IPTC:CodedCharacterSet"] = "UTF8"
        name = names.get(datum.key())
        text = str(datum.value()).removeprefix('lang="x-default" ')
        if name in read:
            read[name] = [*([read[name]] if isinstance(read[name], str) else read[name]), text]
        elif name:
            read[name] = text
    return read
