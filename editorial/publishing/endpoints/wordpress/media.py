"""Pictures: each file of a story is taken in once, with alt text, caption and credit beside it.

WordPress reads IPTC-IIM from the file, but themes show only its own caption and alt text, and
the smaller sizes that it makes carry no metadata: so both are set, and the caption holds the
credit too.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.web.looking import keep_looking
from editorial.publishing.endpoints.web.marks import media_slug
from editorial.publishing.endpoints.wordpress.errors import Refused, ServerFailed
from editorial.publishing.figures import credit_element
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.endpoints.wordpress.client import Client
    from editorial.publishing.piece import Picture

LARGEST = 2560
"""Pixels: from a larger file WordPress makes a copy without metadata and shows that one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture as it lies in WordPress."""

    id: int
    url: str
    width: int
    """Pixels; likewise `height`."""
    height: int
    slug: str
    """By which it is found again."""


def place(
    client: Client,
    journal: Journal,
    picture: Picture,
    post_id: int,
    *,
    settle: float,
    marked: bool = False,
) -> Placed:
    """Bring a picture to the site, once, and set its words; return where it lies.

    ``settle`` is how many seconds to look for an upload whose answer was lost; ``marked``
    makes the credit in the caption one that can be read back.
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
    step = f"media:{sha1}"
    known = journal.result(step)
    if known is not None:
        try:
            return _set_words(client, journal, picture, int(known["id"]), sha1, marked)
        except Refused as error:
            # Someone removed it in the meantime.
            if error.status not in (404, 410):
                raise
    slug = media_slug(journal.key, sha1)
    found = find(client, slug)
    if not found and journal.unknown(step):
        found = keep_looking(lambda: find(client, slug), settle)
    if found:
        media_id = found[0]
        journal.done(step, id=media_id, found=True)
    else:
        journal.begin(step, file=file.path.name)
        media_id = _upload(client, picture, file, body, slug, post_id)
        journal.done(step, id=media_id)
    return _set_words(client, journal, picture, media_id, sha1, marked)


def find(client: Client, slug: str) -> list[int]:
    """Return the ids of the pictures that bear our slug or a twin's, the oldest first."""
    found = client.get("/wp/v2/media", slug=[slug, f"{slug}-2", f"{slug}-3"], context="edit").data
    return sorted(media["id"] for media in found)


def sweep(client: Client, places: Iterable[Placed]) -> None:
    """Remove twins of our pictures: uploads that were given up but finished all the same."""
    slugs = {placed.slug: placed.id for placed in places}
    for slug, kept in slugs.items():
        for media_id in find(client, slug):
            if media_id != kept:
                _remove(client, media_id)


def file_of(picture: Picture) -> PreparedFile:
    """Return the file to send: the widest JPEG that WordPress shows as it is."""
    jpegs = [f for f in picture.files if f.format == "JPEG" and max(f.width, f.height) <= LARGEST]
    return max(jpegs, key=lambda f: f.width) if jpegs else picture.largest_jpeg


def caption_of(picture: Picture, *, marked: bool = False) -> str:
    """Return caption and credit as one line of HTML; ``marked`` puts the credit in an element."""
    caption = html.escape(picture.caption, quote=False)
    credit = html.escape(picture.credit_line, quote=False)
    if marked and picture.credit:
        credit = credit_element(picture)
    return " ".join(part for part in (caption, credit) if part)


def _upload(
    client: Client, picture: Picture, file: PreparedFile, body: bytes, slug: str, post_id: int
) -> int:
    name = re.sub(r"[^a-z0-9]+", "-", picture.name.lower()).strip("-") or "photo"
    headers = {
        # filename*= alone is refused.
        "Content-Disposition": f'attachment; filename="{name}{file.suffix}"',
        "Content-Type": file.media_type,
        "Content-MD5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
    }
    try:
        made = client.upload("/wp/v2/media", body, headers, slug=slug, post=post_id).data
    except ServerFailed as error:
        if error.attachment_id is None:
            raise
        # The file is in; making its sizes failed, which can be asked for again.
        route = f"/wp/v2/media/{error.attachment_id}/post-process"
        made = client.post(route, {"action": "create-image-subsizes"}).data
    if made["slug"] != slug and made["slug"].startswith(slug):
        twins = [media_id for media_id in find(client, slug) if media_id != made["id"]]
        if twins:
            _remove(client, made["id"])
            return int(twins[0])
    return int(made["id"])


def _set_words(
    client: Client, journal: Journal, picture: Picture, media_id: int, sha1: str, marked: bool
) -> Placed:
    step = f"media-words:{sha1}"
    journal.begin(step, id=media_id)
    words = {
        "title": picture.name.replace("-", " "),
        "alt_text": picture.alt,
        "caption": caption_of(picture, marked=marked),
        "description": html.escape(picture.copyright, quote=False),
    }
    media = client.post(f"/wp/v2/media/{media_id}", words).data
    journal.done(step, id=media_id)
    details = media.get("media_details") or {}
    large = (details.get("sizes") or {}).get("large") or {}
    return Placed(
        id=media_id,
        url=large.get("source_url") or media["source_url"],
        width=int(large.get("width") or details.get("width") or picture.width),
        height=int(large.get("height") or details.get("height") or picture.height),
        slug=media_slug(journal.key, sha1),
    )


def _remove(client: Client, media_id: int) -> None:
    try:
        client.delete(f"/wp/v2/media/{media_id}", force="true")
    except Refused as error:
        if error.status not in (404, 410):
            raise
