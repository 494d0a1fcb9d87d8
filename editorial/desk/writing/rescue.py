"""Words that the database could not take: kept in a file, and offered at the next opening."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.system.clock import utc_now
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.system.paths import Home


@dataclass(frozen=True, slots=True)
class Rescued:
    """The words of one story as they stood when saving them failed."""

    story_id: uuid.UUID
    base: int
    headline: str
    dek: str
    body: str
    at: dt.datetime
    why: str


def keep(home: Home, rescued: Rescued) -> Path:
    """Write the words to ``rescue/<story id>.json``. Raises `DiskFull` or `HomeUnusable`."""
    data = {
        "story": str(rescued.story_id),
        "base": rescued.base,
        "headline": rescued.headline,
        "dek": rescued.dek,
        "body": rescued.body,
        "at": rescued.at.isoformat(),
        "why": rescued.why,
    }
    path = _place(home, rescued.story_id)
    write_atomically(path, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8"))
    return path


def find(home: Home, story_id: uuid.UUID) -> Rescued | None:
    """Return the words kept for a story, or None.

    A file that is not ours to read is set aside with the ending ``.unreadable``, never deleted.
    """
    path = _place(home, story_id)
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text("utf-8"))
        return Rescued(
            story_id=uuid.UUID(data["story"]),
            base=int(data["base"]),
            headline=str(data["headline"]),
            dek=str(data["dek"]),
            body=str(data["body"]),
            at=dt.datetime.fromisoformat(data["at"]),
            why=str(data["why"]),
        )
    except (ValueError, KeyError, TypeError):
        path.rename(path.with_name(f"{path.name}.{utc_now():%Y%m%d%H%M%S}.unreadable"))
        return None


def drop(home: Home, story_id: uuid.UUID) -> None:
    """Forget the words kept for a story, once the database holds them."""
    _place(home, story_id).unlink(missing_ok=True)


def _place(home: Home, story_id: uuid.UUID) -> Path:
    return home.rescue / f"{story_id}.json"
