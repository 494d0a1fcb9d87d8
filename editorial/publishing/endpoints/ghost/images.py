"""Pictures: taken in once, though Ghost neither lists images nor knows one from another.

A file's name is made of its content, so its address can be foreseen: what is already there
under that name is the very same file.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.ghost.errors import Refused
from editorial.publishing.endpoints.web.looking import keep_looking
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.endpoints.ghost.client import Client
    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.piece import Picture

LARGEST = 2000
"""Pixels: Ghost makes anything wider smaller (config ``imageOptimization``)."""


def place(
    client: Client,
    journal: Journal,
    picture: Picture,
    *,
    known: Collection[str],
    now: dt.datetime,
    settle: float,
) -> str:
    """Bring a picture to the site, once; return its address.

    ``known`` are addresses of pictures in the site's present copy of the story; ``now`` is the
    site's time, whose month is part of a new picture's address.
    """
    file = file_of(picture)
    try:
        body = file.path.read_bytes()
    except OSError as error:
        raise BadFile(
            f"The prepared photo {file.path.name} cannot be read.",
            safe="The original is untouched.",
            next_step="Try again; the file is made anew.",
        ) from error
    sha1 = hashlib.sha1(body, usedforsecurity=False).hexdigest()
    name = f"{_plain(picture.name)}-{sha1[:16]}{file.suffix}"
    step = f"media:{sha1}"
    for url in known:
        if url.endswith(f"/{name}"):
            return url
    if (result := journal.result(step)) is not None:
        return str(result["url"])
    address = f"{client.address}/content/images/{now:%Y/%m}/{name}"

    def look() -> list[str]:
        return [address] if client.is_there(address) else []

    found = look()
    if not found and journal.unknown(step):
        found = keep_looking(look, settle)
    if found:
        journal.done(step, url=address, found=True)
        return address
    journal.begin(step, file=name)
    url = client.upload(name, body, file.media_type)
    if not url.endswith(f"/{name}") and client.is_there(address):
        # A lost upload came in after all, a moment before: that one counts.
        url = address
    journal.done(step, url=url)
    return url


def is_kept(client: Client, url: str) -> bool:
    """Return whether the site still serves a picture."""
    try:
        return client.is_there(url)
    except Refused:
        return False


def file_of(picture: Picture) -> PreparedFile:
    """Return the file to send: the widest JPEG that Ghost keeps as it is."""
    jpegs = [f for f in picture.files if f.format == "JPEG" and f.width <= LARGEST]
    return max(jpegs, key=lambda f: f.width) if jpegs else picture.largest_jpeg


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "photo"
