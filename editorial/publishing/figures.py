"""Pictures on a page: markup with caption, alt text and credit, never without the credit."""

from __future__ import annotations

import re
import uuid
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.piece import Picture

MARKER = re.compile(r'<figure data-photo="([0-9a-fA-F-]{36})"></figure>')
COLUMN = "(min-width: 64em) 680px, 100vw"
"""How wide a picture in the column of text is shown, for the ``sizes`` attribute."""
THUMBNAIL = "(min-width: 40em) 200px, 33vw"


def marked_photos(html: str) -> tuple[uuid.UUID, ...]:
    """Return the photos that ``html`` has markers for, in order, repeated ones too."""
    return tuple(uuid.UUID(found) for found in MARKER.findall(html))


def fill_figures(html: str, render: Callable[[uuid.UUID], str]) -> str:
    """Put what ``render`` returns in the place of each marker; an empty string takes it out."""
    return MARKER.sub(lambda found: render(uuid.UUID(found[1])), html)


def picture_figure(
    picture: Picture,
    address: Callable[[PreparedFile], str],
    *,
    sizes: str = COLUMN,
    eager: bool = False,
    css_class: str = "",
) -> str:
    """Return the picture as a ``figure`` with caption and credit.

    ``address`` gives the address of each file; ``eager`` is for the picture that is seen first.
    """
    opening = f'<figure class="{escape(css_class)}">' if css_class else "<figure>"
    image = picture_element(picture, address, sizes=sizes, eager=eager)
    return f"{opening}{image}{caption_element(picture)}</figure>"


def picture_element(
    picture: Picture,
    address: Callable[[PreparedFile], str],
    *,
    sizes: str = COLUMN,
    eager: bool = False,
) -> str:
    """Return the ``picture`` element alone: AVIF or WebP where the browser takes it, else JPEG."""
    jpegs = [file for file in picture.files if file.format == "JPEG"]
    largest = picture.largest_jpeg
    source = "".join(
        f'<source type="{media_type}" srcset="{_srcset(files, address)}" sizes="{escape(sizes)}">'
        for media_type in ("image/avif", "image/webp")
        if (files := [file for file in picture.files if file.media_type == media_type])
    )
    several = f' srcset="{_srcset(jpegs, address)}" sizes="{escape(sizes)}"' if jpegs[1:] else ""
    loading = "eager" if eager else "lazy"
    return (
        f"<picture>{source}"
        f'<img src="{escape(_bare(address(largest)))}"{several} width="{largest.width}" '
        f'height="{largest.height}" alt="{escape(picture.alt)}" '
        f'loading="{loading}" decoding="async">'
        "</picture>"
    )


def caption_element(picture: Picture) -> str:
    """Return the ``figcaption`` with caption and credit; empty when the picture has neither."""
    parts = [escape(picture.caption, quote=False)] if picture.caption else []
    if picture.credit:
        parts.append(credit_element(picture))
    return f"<figcaption>{' '.join(parts)}</figcaption>" if parts else ""


def credit_element(picture: Picture) -> str:
    """Return the credit line with its label, as `editorial.publishing.readback` reads it."""
    label = ""
    if picture.credit_label:
        label = f'<span class="credit-label">{escape(picture.credit_label, quote=False)}:</span> '
    return f'<span class="credit">{label}{escape(picture.credit, quote=False)}</span>'


def _srcset(files: list[PreparedFile], address: Callable[[PreparedFile], str]) -> str:
    return escape(", ".join(f"{_bare(address(file))} {file.width}w" for file in files))


def _bare(address: str) -> str:
    """Escape what would part one address of a ``srcset`` in two."""
    return address.replace(" ", "%20").replace(",", "%2C")
