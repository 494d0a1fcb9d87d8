"""Pictures in pasted HTML: those whose bytes came along, those on the web, those out of reach."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from editorial.stories.text.pasting.addresses import image_address
from editorial.stories.text.pasting.blocks import Image
from editorial.stories.text.pasting.pasted import PastedImage
from editorial.stories.text.pasting.styles import classes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import Tag

LARGEST = 60_000_000
"""Bytes of one picture that comes inside the text."""
_DATA = re.compile(r"data:([\w.+/-]*)((?:;[\w=.+-]+)*),", re.IGNORECASE)
_PHOTO = re.compile(r"photo:[0-9a-f-]{32,36}", re.IGNORECASE)
_SMALL = 3
_SHOWN = 80


@dataclass(slots=True)
class Pictures:
    """Collects the pictures of one document.

    ``files`` holds the bytes of those that the HTML names by an address of their own.
    ``beside`` keeps relative addresses: the document is a file with pictures beside it.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    beside: bool = False
    found: list[PastedImage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _named: dict[bytes, str] = field(default_factory=dict)

    def take(self, tag: Tag) -> Image | str | None:
        """Return the picture, a character that it stands for, or None when it is left out."""
        alt = _one_line(str(tag.attrs.get("alt") or ""))
        if _is_character(tag, alt):
            return alt
        written = str(tag.attrs.get("src") or tag.attrs.get("data-src") or "").strip()
        if not written or _is_pixel(tag):
            return None
        address = self._address(written, alt)
        return Image(address, alt) if address else None

    def _address(self, written: str, alt: str) -> str:
        if written in self.files:
            return self._with_bytes(self.files[written], alt)
        if written[:5].lower() == "data:":
            data = _bytes_of(written)
            if data:
                return self._with_bytes(data, alt)
            self._leave_out(PastedImage(written[:_SHOWN], alt), "is damaged")
            return ""
        if _PHOTO.fullmatch(written):
            return written
        if address := image_address(written):
            self.found.append(PastedImage(address, alt))
            self.warnings.append(
                f"The picture {address[:_SHOWN]} is on the web only: get the file and its credit, "
                "then insert it as a photo."
            )
            return address
        if self.beside and not re.match(r"[a-zA-Z][\w+.-]*:|/|\\", written):
            return _percent(written)
        self._leave_out(PastedImage(written, alt), "is not within reach of the text")
        return ""

    def _with_bytes(self, data: bytes, alt: str) -> str:
        address = self._named.get(data)
        if address is None:
            address = self._named[data] = f"pasted:{len(self._named) + 1}"
            self.found.append(PastedImage(address, alt, data))
        return address

    def _leave_out(self, image: PastedImage, why: str) -> None:
        self.found.append(image)
        name = f"“{image.alt}”" if image.alt else image.address[:_SHOWN]
        self.warnings.append(
            f"A picture ({name}) {why}; it was left out. Drop or insert the picture’s own file."
        )


def _bytes_of(address: str) -> bytes:
    match = _DATA.match(address)
    if match is None or len(address) > LARGEST * 1.4:
        return b""
    content = address[match.end() :]
    if ";base64" not in match[2].lower():
        return unquote_to_bytes(content)
    try:
        return base64.b64decode(re.sub(r"\s+|%0[AaDd]", "", content) + "==", validate=False)
    except (binascii.Error, ValueError):
        return b""


def _is_character(tag: Tag, alt: str) -> bool:
    """Return whether the picture only draws an emoji, which its words say already."""
    if not alt or len(alt) > 12:
        return False
    return any("emoji" in name.lower() for name in classes_of(tag)) or "data-emoji" in tag.attrs


def _is_pixel(tag: Tag) -> bool:
    """Return whether the picture only counts readers."""
    sizes = [str(tag.attrs.get(name) or "") for name in ("width", "height")]
    return any(re.fullmatch(r"\d{1,5}(?:px)?", s) and int(s.rstrip("px")) < _SMALL for s in sizes)


def _percent(address: str) -> str:
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", address)


def _one_line(text: str) -> str:
    """Return words that fit between the brackets of a picture in Markdown."""
    text = text.translate({ord("["): "(", ord("]"): ")", ord("\\"): None, ord("`"): "’"})
    return " ".join(text.split())
