"""Reads what a photo file says about itself.

Runs in the worker process, because files come from strangers; it is also safe on any thread,
since nothing here has global state.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PIL import TiffImagePlugin

from editorial.photos.alt_text import is_file_name
from editorial.photos.metadata import charset, content_credentials, iim, plus, rules
from editorial.photos.metadata.container import RawBlocks, read_blocks
from editorial.photos.metadata.fields import FileMetadata
from editorial.photos.metadata.xmp import UnsafeXmp, all_texts, first_text, parse_xmp
from editorial.photos.opening import open_image
from editorial.photos.source_types import address_of, code_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PIL import Image

_MAX_KEPT_PACKET = 1 << 20
# A caption of a press photo has a few hundred characters; what is longer is no caption.
_MAX_TEXT = 50_000
_MAX_ITEMS = 500
_IIM_NAMES = {dataset.name: number for number, dataset in iim.DATASETS.items()}


def read_metadata(path: Path) -> FileMetadata:
    """Return what the file at ``path`` says. Raises `BadFile` for what is no allowed picture.

    Only for files that are known to be harmless; others go through a `Workbench`.
    """
    with open_image(path) as image:
        return metadata_of(image, path)


def metadata_of(image: Image.Image, path: Path) -> FileMetadata:
    """Return what an opened, not yet decoded image says; ``path`` is where its file lies."""
    blocks = read_blocks(image)
    warnings = list(blocks.warnings)
    xmp = _xmp_properties(blocks, warnings)
    texts, guessed = _iim_texts(blocks.iim)
    if guessed:
        warnings.append("Its text names no character set: check the accents.")
    exif = _exif_texts(blocks.exif or {})
    newer = (
        blocks.iim is not None
        and blocks.iptc_digest not in {None, bytes(16)}
        and blocks.iptc_digest not in {iim.digest_of(blocks.iim), iim.digest_of(blocks.iim + b"\0")}
    )
    chooser = _Chooser(xmp, texts, exif, newer, warnings)
    alt = chooser.xmp_text("Xmp.iptc.AltTextAccessibility")
    if is_file_name(alt):
        warnings.append(f"Its alt text “{alt}” is a file name and was not taken.")
        alt = ""
    properties: dict[str, Any] = dict(exif)
    properties |= {
        f"Iptc.Application2.{name}": values[0] if len(values) == 1 else values
        for name, values in texts.items()
    }
    properties |= xmp
    # Programs leave room for edits behind the words: thousands of spaces.
    packet = re.sub(rb"\s{64,}", b"\n", blocks.xmp) if blocks.xmp else None
    return FileMetadata(
        title=chooser.text("Xmp.dc.title", "ObjectName"),
        headline=chooser.text("Xmp.photoshop.Headline", "Headline"),
        caption=chooser.text("Xmp.dc.description", "Caption", "Exif.Image.ImageDescription"),
        alt=alt,
        extended_description=chooser.xmp_text("Xmp.iptc.ExtDescrAccessibility"),
        keywords=chooser.texts("Xmp.dc.subject", "Keywords"),
        creators=chooser.texts("Xmp.dc.creator", "Byline", "Exif.Image.Artist"),
        people=chooser.xmp_texts("Xmp.iptcExt.PersonInImage"),
        creator_title=chooser.text("Xmp.photoshop.AuthorsPosition", "BylineTitle"),
        caption_writer=chooser.text("Xmp.photoshop.CaptionWriter", "Writer"),
        credit=chooser.text("Xmp.photoshop.Credit", "Credit"),
        source=chooser.text("Xmp.photoshop.Source", "Source"),
        copyright=chooser.text("Xmp.dc.rights", "Copyright", "Exif.Image.Copyright"),
        usage_terms=chooser.xmp_text("Xmp.xmpRights.UsageTerms"),
        web_statement=chooser.xmp_text("Xmp.xmpRights.WebStatement"),
        licensors=plus.licensors_of(xmp.get("Xmp.plus.Licensor")),
        data_mining=plus.data_mining_of(first_text(xmp.get("Xmp.plus.DataMining"))),
        model_release=plus.release_of(first_text(xmp.get("Xmp.plus.ModelReleaseStatus")), "MR"),
        property_release=plus.release_of(
            first_text(xmp.get("Xmp.plus.PropertyReleaseStatus")), "PR"
        ),
        instructions=chooser.text("Xmp.photoshop.Instructions", "SpecialInstructions"),
        job_id=chooser.text("Xmp.photoshop.TransmissionReference", "TransmissionReference"),
        date_created=chooser.date(),
        sublocation=chooser.text("Xmp.iptc.Location", "SubLocation"),
        city=chooser.text("Xmp.photoshop.City", "City"),
        state=chooser.text("Xmp.photoshop.State", "ProvinceState"),
        country=chooser.text("Xmp.photoshop.Country", "CountryName"),
        country_code=chooser.text("Xmp.iptc.CountryCode", "CountryCode")[:3],
        digital_source_type=_source_type(chooser.xmp_text("Xmp.iptcExt.DigitalSourceType")),
        ai_system=chooser.xmp_text("Xmp.iptcExt.AISystemUsed"),
        ai_system_version=chooser.xmp_text("Xmp.iptcExt.AISystemVersionUsed"),
        ai_prompt=chooser.xmp_text("Xmp.iptcExt.AIPromptInformation"),
        ai_prompt_writer=chooser.xmp_text("Xmp.iptcExt.AIPromptWriterName"),
        rating=_rating(first_text(xmp.get("Xmp.xmp.Rating")) or exif.get("Exif.Image.Rating")),
        content_credentials=_has_credentials(image, path, xmp),
        camera=_camera(exif),
        properties={k: v for k, v in properties.items() if len(str(v)) <= 2 * _MAX_TEXT},
        xmp_packet=packet if packet is not None and len(packet) <= _MAX_KEPT_PACKET else None,
        guessed_charset=guessed,
        warnings=tuple(warnings),
    )


class _Chooser:
    """Applies `rules` to the three blocks of one file."""

    def __init__(
        self,
        xmp: dict[str, Any],
        texts: dict[str, list[str]],
        exif: dict[str, Any],
        iim_is_newer: bool,
        warnings: list[str],
    ) -> None:
        self._xmp, self._iim, self._exif, self._newer = xmp, texts, exif, iim_is_newer
        self._warnings = warnings

    def text(self, xmp: str, name: str, exif: str = "") -> str:
        value = rules.choose(
            _clean(first_text(self._xmp.get(xmp))),
            _clean(next(iter(self._iim.get(name, [])), "")),
            _clean(str(self._exif.get(exif, ""))),
            iim_limit=iim.DATASETS[_IIM_NAMES[name]].limit,
            iim_is_newer=self._newer,
        )
        value = self._bounded(value, name)
        return "" if xmp == "Xmp.dc.description" and rules.is_camera_junk(value) else value

    def xmp_text(self, xmp: str) -> str:
        """Return a text that only XMP has a place for."""
        return self._bounded(_clean(first_text(self._xmp.get(xmp))), xmp.rpartition(".")[2])

    def _bounded(self, text: str, name: str) -> str:
        if len(text) > _MAX_TEXT:
            self._warnings.append(f"A text of it ({name}) is very long and was cut.")
        return text[:_MAX_TEXT]

    def xmp_texts(self, xmp: str) -> tuple[str, ...]:
        """Return a list that only XMP has a place for."""
        return _listed(_clean(text) for text in all_texts(self._xmp.get(xmp)))

    def texts(self, xmp: str, name: str, exif: str = "") -> tuple[str, ...]:
        parts = re.split(r"\s*;\s*", str(self._exif.get(exif, "")))
        chosen = rules.choose_list(
            tuple(_clean(text) for text in all_texts(self._xmp.get(xmp))),
            tuple(_clean(text) for text in self._iim.get(name, []) if text.strip()),
            tuple(_clean(part) for part in parts if part.strip()),
            iim_limit=iim.DATASETS[_IIM_NAMES[name]].limit,
            iim_is_newer=self._newer,
        )
        return _listed(chosen)

    def date(self) -> str:
        xmp = rules.iso_date(first_text(self._xmp.get("Xmp.photoshop.DateCreated")))
        day = next(iter(self._iim.get("DateCreated", [])), "")
        time = next(iter(self._iim.get("TimeCreated", [])), "")
        old = rules.iim_date(day, time)
        if self._newer and old and not xmp.startswith(old):
            return old
        return xmp or old or self._exif_date()

    def _exif_date(self) -> str:
        taken = rules.iso_date(str(self._exif.get("Exif.Photo.DateTimeOriginal", "")))
        offset = str(self._exif.get("Exif.Photo.OffsetTimeOriginal", "")).strip()
        if "T" in taken and re.fullmatch(r"Z|[+-]\d\d:\d\d", offset):
            return taken + offset
        return taken or rules.iso_date(first_text(self._xmp.get("Xmp.exif.DateTimeOriginal")))


def _listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of a list, each once, in bounds."""
    return tuple(dict.fromkeys(text[:_MAX_TEXT] for text in texts if text))[:_MAX_ITEMS]


def _source_type(text: str) -> str:
    """Return a source type as an address; some programs write the term alone."""
    return address_of(text) if text and code_of(text) == text else text


def _rating(value: Any) -> int:
    """Return xmp:Rating, which programs also write as ``4.0``; 0 for what is none."""
    try:
        stars = round(float(value or 0))
    except (TypeError, ValueError, OverflowError):
        return 0
    return stars if -1 <= stars <= 5 else 0


def _has_credentials(image: Image.Image, path: Path, xmp: dict[str, Any]) -> bool:
    # A manifest may lie elsewhere, at an address that the XMP names.
    if first_text(xmp.get("Xmp.dcterms.provenance")):
        return True
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return content_credentials.TIFF_TAG in image.tag_v2
    with path.open("rb") as stream:
        return content_credentials.has_manifest(stream, str(image.format))


def _clean(text: str) -> str:
    """Return the text with one kind of line end and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).strip()


def _xmp_properties(blocks: RawBlocks, warnings: list[str]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for packet, name in ((blocks.xmp, "XMP"), (blocks.extended_xmp, "extended XMP")):
        if not packet or not packet.strip(b"\0 \r\n\t"):
            continue
        try:
            properties = parse_xmp(packet) | properties
        except UnsafeXmp as error:
            warnings.append(f"Its {name} block was left out: {error}.")
    return properties


def _iim_texts(block: bytes | None) -> tuple[dict[str, list[str]], bool]:
    """Return the known datasets as text by Exiv2's names, and whether letters were guessed."""
    datasets = iim.parse_iim(block or b"")
    escape = next((value for key, value in datasets if key == iim.CHARACTER_SET), b"")
    declared = charset.declared_charset(escape)
    texts: dict[str, list[str]] = {}
    guessed = False
    for key, value in datasets:
        if key in iim.DATASETS:
            text, guess = charset.decode_text(value, declared)
            guessed = guessed or guess
            texts.setdefault(iim.DATASETS[key].name, []).append(text)
    return texts, guessed


def _exif_texts(exif: dict[str, Any]) -> dict[str, Any]:
    """Return EXIF with its texts decoded: Pillow takes every byte for Latin-1."""
    texts = dict(exif)
    for key, value in exif.items():
        if isinstance(value, str):
            try:
                raw = value.encode("latin-1")
            except UnicodeEncodeError:
                continue
            texts[key] = charset.decode_text(raw, None)[0].strip("\0 ")
    return texts


def _camera(exif: dict[str, Any]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for name, key in (
        ("make", "Exif.Image.Make"),
        ("model", "Exif.Image.Model"),
        ("lens", "Exif.Photo.LensModel"),
    ):
        if isinstance(exif.get(key), str) and exif[key].strip():
            facts[name] = exif[key].strip()
    focal = exif.get("Exif.Photo.FocalLength")
    if isinstance(focal, int | float) and focal > 0:
        facts["focal_length"] = f"{focal:g} mm"
    aperture = exif.get("Exif.Photo.FNumber")
    if isinstance(aperture, int | float) and aperture > 0:
        facts["aperture"] = f"f/{aperture:g}"
    exposure = exif.get("Exif.Photo.ExposureTime")
    if isinstance(exposure, int | float) and exposure > 0:
        facts["exposure"] = f"{exposure:g} s" if exposure >= 0.3 else f"1/{1 / exposure:.0f} s"
    iso = exif.get("Exif.Photo.ISOSpeedRatings")
    if isinstance(iso, list):
        iso = iso[0] if iso else None
    if isinstance(iso, int) and iso > 0:
        facts["iso"] = str(iso)
    return facts
