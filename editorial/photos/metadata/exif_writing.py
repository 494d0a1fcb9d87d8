"""EXIF of files that go out: its few words, and the camera's facts where they may leave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import exiv2

from editorial.photos.metadata.xmp_writing import clean

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.photos.metadata.fields import EmbeddedFields

_WORDS = {
    "Exif.Image.ImageDescription": "caption",
    "Exif.Image.Artist": "creators",
    "Exif.Image.Copyright": "copyright",
}
# What tells of the camera and the moment. Everything that describes the pixels of the file it
# came from (size, orientation, thumbnail, colour) would be untrue of another file, and maker
# notes are addresses into that file.
_CAMERA = re.compile(
    r"""Exif\.GPSInfo\.GPS\w+
      | Exif\.Image\.(?:Make|Model|DateTime|DateTimeOriginal|Software|HostComputer)
      | Exif\.Photo\.(?:DateTime\w+|OffsetTime\w*|SubSecTime\w*|Exposure\w+|FNumber|ISOSpeed\w*
          |PhotographicSensitivity|SensitivityType|ShutterSpeedValue|ApertureValue|BrightnessValue
          |MaxApertureValue|SubjectDistance\w*|MeteringMode|LightSource|Flash|FocalLength\w*
          |WhiteBalance|DigitalZoomRatio|SceneCaptureType|SceneType|SensingMethod|Contrast
          |Saturation|Sharpness|GainControl|CameraOwnerName|BodySerialNumber|Lens\w+)""",
    re.VERBOSE,
)


def set_exif_words(exif: Any, fields: EmbeddedFields) -> None:
    """Let EXIF's description, artist and copyright say what the fields say, where they stand.

    None is added: EXIF has no character set that all readers share (Metadata Working Group,
    Guidelines 2.0, chapter 5).
    """
    for key, name in _WORDS.items():
        at = exif.findKey(exiv2.ExifKey(key))
        if at == exif.end():
            continue
        value = getattr(fields, name)
        text = clean(value if isinstance(value, str) else "; ".join(value))
        if text:
            exif[key] = text
        else:
            exif.erase(at)


def copy_camera(source: Path, exif: Any) -> None:
    """Take camera, moment and position over from another file's EXIF.

    A source that Exiv2 cannot read gives nothing. Only under the lock of `embedding`.
    """
    try:
        image = exiv2.ImageFactory.open(str(source))
        image.readMetadata()
        found = [(one.key(), one.value()) for one in image.exifData()]
    except exiv2.Exiv2Error:
        return
    for key, value in found:
        if _CAMERA.fullmatch(key):
            exif[key] = value
