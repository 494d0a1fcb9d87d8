"""One article page as files that need nothing else: for a look before publication, or to send."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING
from urllib.parse import quote

from editorial.publishing.page import (
    Addresses,
    NavLink,
    Surroundings,
    render_article,
    render_frame,
    render_head,
)
from editorial.publishing.picture_files import file_name, picture_files
from editorial.system.files import write_atomically
from editorial.system.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.publishing.piece import Piece


def render_alone(piece: Piece, out: Path, *, surroundings: Surroundings | None = None) -> Path:
    """Write the page of ``piece`` and return where it lies.

    ``out`` is the HTML file, or a folder in which it is named after the slug. Pictures,
    style and fonts lie beside it in a folder named after it, ``NAME-files``.
    Raises `DiskFull` or `HomeUnusable`.
    """
    page = out if out.suffix.lower() in {".html", ".htm"} else out / f"{piece.slug}.html"
    beside = page.parent / f"{page.stem}-files"
    prefix = quote(beside.name)
    for picture, file in picture_files(piece):
        write_atomically(beside / file_name(picture, file), file.path.read_bytes())
    write_atomically(beside / "style.css", resource("page", "style.css").read_bytes())
    for font in sorted(resource("page", "fonts").iterdir()):
        write_atomically(beside / "fonts" / font.name, font.read_bytes())
    addresses = Addresses(
        file=lambda picture, file: f"{prefix}/{file_name(picture, file)}",
        public_file=lambda picture, file: f"{prefix}/{file_name(picture, file)}",
    )
    around = surroundings or Surroundings(
        site_title=piece.newsroom.title,
        site_url="",
        newsroom=piece.newsroom,
        sections=tuple(NavLink(term.name, "") for term in piece.terms),
    )
    html = render_frame(
        head=render_head(piece, site_url="", addresses=addresses),
        main=render_article(piece, addresses),
        language=piece.language,
        surroundings=dataclasses.replace(around, stylesheet=f"{prefix}/style.css"),
    )
    write_atomically(page, html.encode("utf-8"))
    return page
