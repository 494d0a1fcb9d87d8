"""What a paste comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["google_docs", "word", "outlook", "web", "plain"]


@dataclass(frozen=True, slots=True)
class PastedImage:
    """A picture of the pasted text.

    With ``data`` its bytes came along, and ``address`` (``pasted:1``) is what the Markdown calls
    it until it is imported. Without, ``address`` is where it lies elsewhere; the Markdown names
    it only if that is on the web.
    """

    address: str
    alt: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """Markdown of what was pasted; ``warnings`` are sentences for the writer."""

    markdown: str
    images: tuple[PastedImage, ...]
    warnings: tuple[str, ...]
    source: Source
