"""Puts the words into an XMP packet, by Exiv2's keys; everything else in it stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import exiv2

from editorial.photos.metadata.plus import VOCABULARY

if TYPE_CHECKING:
    from editorial.photos.metadata.fields import EmbeddedFields

_TEXT = {
    "headline": "Xmp.photoshop.Headline",
    "creator_title": "Xmp.photoshop.AuthorsPosition",
    "caption_writer": "Xmp.photoshop.CaptionWriter",
    "credit": "Xmp.photoshop.Credit",
    "source": "Xmp.photoshop.Source",
    "web_statement": "Xmp.xmpRights.WebStatement",
    "data_mining": "Xmp.plus.DataMining",
    "instructions": "Xmp.photoshop.Instructions",
    "job_id": "Xmp.photoshop.TransmissionReference",
    "date_created": "Xmp.photoshop.DateCreated",
    "sublocation": "Xmp.iptc.Location",
    "city": "Xmp.photoshop.City",
    "state": "Xmp.photoshop.State",
    "country": "Xmp.photoshop.Country",
    "country_code": "Xmp.iptc.CountryCode",
    "digital_source_type": "Xmp.iptcExt.DigitalSourceType",
    "ai_system": "Xmp.iptcExt.AISystemUsed",
    "ai_system_version": "Xmp.iptcExt.AISystemVersionUsed",
    "ai_prompt": "Xmp.iptcExt.AIPromptInformation",
    "ai_prompt_writer": "Xmp.iptcExt.AIPromptWriterName",
}
_LANGUAGES = {
    "title": "Xmp.dc.title",
    "caption": "Xmp.dc.description",
    "alt": "Xmp.iptc.AltTextAccessibility",
    "extended_description": "Xmp.iptc.ExtDescrAccessibility",
    "copyright": "Xmp.dc.rights",
    "usage_terms": "Xmp.xmpRights.UsageTerms",
}
_LISTS = {
    # The standard wants creators in order (Seq), the others without one (Bag).
    "creators": ("Xmp.dc.creator", exiv2.TypeId.xmpSeq),
    "keywords": ("Xmp.dc.subject", exiv2.TypeId.xmpBag),
    "people": ("Xmp.iptcExt.PersonInImage", exiv2.TypeId.xmpBag),
}
_RELEASES = {
    "model_release": "Xmp.plus.ModelReleaseStatus",
    "property_release": "Xmp.plus.PropertyReleaseStatus",
}
_RATING = "Xmp.xmp.Rating"
_LICENSOR = "Xmp.plus.Licensor"


def set_xmp(xmp: Any, fields: EmbeddedFields, *, whole: bool) -> None:
    """Set the filled fields; ``whole`` also takes out those that are empty."""
    for name, key in _TEXT.items():
        _set(xmp, key, clean(getattr(fields, name)) or None, whole)
    for name, key in _RELEASES.items():
        code = getattr(fields, name)
        _set(xmp, key, VOCABULARY + code if code else None, whole)
    for name, key in _LANGUAGES.items():
        text = clean(getattr(fields, name))
        _set(xmp, key, _alternatives(xmp, key, text) if text else None, whole)
    for name, (key, kind) in _LISTS.items():
        texts = [text for item in getattr(fields, name) if (text := clean(item))]
        if texts:
            # Items with qualifiers stand one by one, and would stay beside the new list.
            _remove(xmp, key)
        _set(xmp, key, exiv2.XmpArrayValue(texts, kind) if texts else None, whole)
    _set(xmp, _RATING, str(fields.rating) if fields.rating else None, whole)
    _set_licensors(xmp, fields.licensors, whole)


def clean(text: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text).strip()


def _set(xmp: Any, key: str, value: Any, whole: bool) -> None:
    if value is not None:
        xmp[key] = value
    elif whole:
        _remove(xmp, key)


def _alternatives(xmp: Any, key: str, text: str) -> Any:
    """Return the text as the default language beside the other languages that are there."""
    texts: dict[str, str] = {}
    at = xmp.findKey(exiv2.XmpKey(key))
    if at != xmp.end() and isinstance(value := at.value(), exiv2.LangAltValue):
        texts = dict(value)
    default = texts.get("x-default")
    # The default is one of the languages, given twice.
    texts = {language: text if old == default else old for language, old in texts.items()}
    return exiv2.LangAltValue({"x-default": text} | texts | {"x-default": text})


def _set_licensors(xmp: Any, licensors: tuple[tuple[str, str], ...], whole: bool) -> None:
    if not licensors:
        if whole:
            _remove(xmp, _LICENSOR)
        return
    now = [
        (_text_at(xmp, f"{path}LicensorName"), _text_at(xmp, f"{path}LicensorURL"))
        for path in (f"{_LICENSOR}[{number}]/plus:" for number in range(1, len(licensors) + 1))
    ]
    # Telephone, address and the rest of the standing entries are kept as long as it is they.
    if tuple(now) == licensors and not _has(xmp, f"{_LICENSOR}[{len(licensors) + 1}]"):
        return
    _remove(xmp, _LICENSOR)
    array = exiv2.XmpTextValue()
    array.setXmpArrayType(exiv2.XmpValue.XmpArrayType.xaSeq)
    xmp[_LICENSOR] = array
    for number, (name, url) in enumerate(licensors, start=1):
        for part, text in (("LicensorName", clean(name)), ("LicensorURL", clean(url))):
            if text:
                xmp[f"{_LICENSOR}[{number}]/plus:{part}"] = text


def _remove(xmp: Any, key: str) -> None:
    """Take out a property with all that is below it."""
    for name in [one.key() for one in xmp]:
        if name.startswith(key) and name[len(key) : len(key) + 1] in {"", "[", "/"}:
            xmp.erase(xmp.findKey(exiv2.XmpKey(name)))


def _has(xmp: Any, key: str) -> bool:
    return bool(xmp.findKey(exiv2.XmpKey(key)) != xmp.end())


def _text_at(xmp: Any, key: str) -> str:
    at = xmp.findKey(exiv2.XmpKey(key))
    return str(at.toString()) if at != xmp.end() else ""
