"""Photos and stories that a manuscript refers to by id: ``photo:UUID`` and ``story:UUID``."""

from __future__ import annotations

import re
import uuid

_ID = r"([0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12})"
_PHOTO = re.compile(r"!\[[^\]\n]*\]\(\s*<?photo:" + _ID)
_STORY = re.compile(r"\]\(\s*<?story:" + _ID)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*(<[^>\n]+>|[^)\s]+)(?:\s+[\"“']([^\n]*?)[\"”'])?\s*\)")


def photo_ids(markdown: str) -> tuple[uuid.UUID, ...]:
    """Return the ids of the photos placed in a manuscript, in order, each once."""
    return _ids(_PHOTO, markdown)


def story_ids(markdown: str) -> tuple[uuid.UUID, ...]:
    """Return the ids of the stories linked to in a manuscript, in order, each once."""
    return _ids(_STORY, markdown)


def _ids(pattern: re.Pattern[str], markdown: str) -> tuple[uuid.UUID, ...]:
    found = (uuid.UUID(match.group(1)) for match in pattern.finditer(markdown))
    return tuple(dict.fromkeys(found))


def images(markdown: str) -> tuple[re.Match[str], ...]:
    """Return the matches of every image: groups are alt text, address, title (or None)."""
    return tuple(_IMAGE.finditer(markdown))


def photo_mark(photo_id: uuid.UUID) -> str:
    """Return the Markdown that places a photo; it stands alone in its paragraph."""
    return f"![](photo:{photo_id})"
