"""A page elsewhere as a related piece: its facts, and its picture as a photo with its credit."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.stories.outside.fetch import PICTURE_BYTES, fetch
from editorial.stories.outside.page_facts import PageFacts, read_facts
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def look_up(
    store: Store, address: str, *, progress: Callable[[int, int, str], None] | None = None
) -> PageFacts:
    """Return what the page at ``address`` says of itself. Raises as `fetch`.

    ``store`` is not used: every use case gets it first.
    """
    host = urlsplit(address).hostname or address
    step = None if progress is None else lambda: progress(0, 0, f"Reading {host}")
    if step is not None:
        step()
    page = fetch(address, step=step)
    return read_facts(page.text(), page.url)


def take_picture(store: Store, facts: PageFacts, *, who: str, workbench: Workbench) -> uuid.UUID:
    """Take the page's picture into the library, with the credit that the page names.

    A credit that the file itself brings is kept. Raises as `fetch`, or `BadFile`.
    """
    got = fetch(facts.picture, kinds=("image/",), most=PICTURE_BYTES, cut=False)
    kind = got.content_type.partition(";")[0].strip().lower()
    stem = Path(unquote(urlsplit(got.url).path)).stem[:80] or "picture"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, stem + _SUFFIXES.get(kind, ".jpg"))
        file.write_bytes(got.body)
        results, _ = import_photos(store, [file], who=who, workbench=workbench)
    photo = results[0].photo
    if photo is None:
        raise BadFile(results[0].error)
    if facts.credit and not photo.credit:
        edit_photo(store, photo.id, who=who, credit=facts.credit)
    return photo.id
