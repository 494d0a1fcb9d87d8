"""The plainest piece: words and one link, no pictures."""

from __future__ import annotations

import datetime as dt
import uuid

from editorial.publishing.piece import Author, Piece, Term
from editorial.system.settings import NewsroomSettings

_WHEN = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)


def plain_piece(story_id: uuid.UUID, version: int = 1, **changes) -> Piece:
    """Return the same piece for the same story and version."""
    text = f"Version {version} of the story. The log tells another one."
    values = {
        "story_id": story_id,
        "version": version,
        "slug": f"story-{story_id.hex[-6:]}",
        "language": "en",
        "type": Term("Analysis", "analysis"),
        "section": Term("Global Crises", "global-crises"),
        "also_in": (),
        "tags": (Term("Ports", "ports"),),
        "headline": f"Story {story_id.hex[-6:]}",
        "dek": "",
        "authors": (Author("Mara Lindqvist", "mara-lindqvist"),),
        "published_at": _WHEN,
        "modified_at": _WHEN,
        "body_html": f'<p>{text} <a href="https://ports.example/log">Log</a></p>',
        "body_text": f"{text} Log",
        "links": ("https://ports.example/log",),
        "word_count": 11,
        "reading_minutes": 1,
        "hero": None,
        "inline": (),
        "related": (),
        "corrections": (),
        "newsroom": NewsroomSettings(),
    }
    return Piece(**(values | changes))
