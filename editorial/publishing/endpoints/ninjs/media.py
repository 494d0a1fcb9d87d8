"""Photos: each file once, under an id made of its content, so that sending again is no harm."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.endpoints.ninjs.client import Client
    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.piece import Picture


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as the receiver has it."""

    name: str
    """Of the rendition: ``original`` for the largest."""
    href: str
    media_type: str
    width: int
    height: int
    size: int
    """Bytes."""


def files_of(picture: Picture, *, all_sizes: bool) -> tuple[tuple[str, PreparedFile], ...]:
    """Return the files to send with the names of their renditions, the largest first.

    JPEGs only: every system opens them, and credit and rights are embedded. The names are those
    that Superdesk has for its sizes.
    """
    by_width = {file.width: file for file in picture.files if file.format == "JPEG"}
    files = [by_width[width] for width in sorted(by_width, reverse=True)]
    named = [("original", files[0])]
    if all_sizes and len(files) > 1:
        named += [("viewImage", file) for file in files[1:-1][:1]]
        named.append(("thumbnail", files[-1]))
    return tuple(named)


def place(client: Client, journal: Journal, picture: Picture, *, all_sizes: bool) -> list[Sent]:
    """Bring a picture's files to the receiver, each once; return what it has."""
    return [
        _place(client, journal, name, file) for name, file in files_of(picture, all_sizes=all_sizes)
    ]


def _place(client: Client, journal: Journal, name: str, file: PreparedFile) -> Sent:
    try:
        body = file.path.read_bytes()
    except OSError as error:
        raise BadFile(
            f"The prepared photo {file.path.name} cannot be read.",
            safe="The original is untouched.",
            next_step="Try again; the file is made anew.",
        ) from error
    media_id = hashlib.sha256(body).hexdigest()[:40]
    step = f"media:{media_id}"
    if journal.result(step) is None:
        if client.has_media(media_id):
            journal.done(step, found=True)
        else:
            journal.begin(step, file=file.path.name)
            client.send_media(media_id, body, file.media_type)
            journal.done(step)
    return Sent(
        name=name,
        href=f"{client.assets}/{media_id}",
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        size=len(body),
    )
