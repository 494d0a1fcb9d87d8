"""A file made from a photo, ready to go out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Format = Literal["JPEG", "WEBP", "AVIF"]
SUFFIXES: dict[Format, str] = {"JPEG": ".jpg", "WEBP": ".webp", "AVIF": ".avif"}
"""The endings of the files' names."""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """One file of a picture, ready to go out, with caption, credit and rights embedded."""

    path: Path
    format: Format
    width: int
    """Pixels; likewise `height`."""
    height: int
    sha256: str

    @property
    def media_type(self) -> str:
        """The IANA media type."""
        return f"image/{self.format.lower()}"

    @property
    def suffix(self) -> str:
        """The file name's ending."""
        return SUFFIXES[self.format]
