"""Photos: taken in once, as far as a site lets us look for what is there.

A file's name is made of its content. Where an upload's answer was lost, the file is looked for by
that name; on a site that lists no files it is sent again, and one of the two is shown nowhere.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.web.looking import keep_looking
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Collection

    from editorial.publishing.endpoints.micropub.client import Client
    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.piece import Picture


def place(
    client: Client, journal: Journal, picture: Picture, *, known: Collection[str], settle: float
) -> str:
    """Bring a picture to the site, once; return its address.

    ``known`` are addresses of pictures that the site had in its last copy of the story.
    """
    file = picture.largest_jpeg
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
    if (result := journal.result(step)) is not None:
        return str(result["url"])
    found = _named(known, name)
    if not found and journal.unknown(step):
        found = keep_looking(lambda: _named(client.uploads(), name), settle)
    if found:
        journal.done(step, url=found[0], found=True)
        return found[0]
    journal.begin(step, file=name)
    url = client.upload(name, body, file.media_type)
    journal.done(step, url=url)
    return url


def _named(urls: Collection[str], name: str) -> list[str]:
    return [url for url in urls if url.endswith(name)]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "photo"
