"""A story's notes as they are shown: in threads, each with the place where it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.review.anchors import Anchor, Found, find
from editorial.review.models import Note
from editorial.stories.find import story_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from editorial.storage.store import Store
    from editorial.stories.models import Story


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, or an answer to one (`parent_id`).

    ``quote`` is the passage as it was when the note was written, ``passage`` as it was last
    found; both are empty where the note is on a whole field, a photo or the story. ``field`` is
    one of `notes.FIELDS`, where the body is named by the empty string beside a quote.
    """

    id: uuid.UUID
    parent_id: uuid.UUID | None
    author: str
    at: dt.datetime
    text: str
    quote: str
    passage: str
    before: str
    after: str
    field: str
    photo_id: uuid.UUID | None
    mentions: tuple[str, ...]
    resolved_at: dt.datetime | None
    resolved_by: str
    place: tuple[int, int] | None = None
    """Characters from and to in the field's text; None where the passage is gone, or none is
    meant."""
    words: str = ""
    """The words that stand at `place`."""
    photo_gone: bool = False
    """The photo that is meant is not in the story any more."""

    @property
    def is_gone(self) -> bool:
        """Whether what the note is on has left the story."""
        return self.photo_gone or (bool(self.quote) and self.place is None)

    @property
    def has_changed(self) -> bool:
        """Whether other words stand there than those that the note was written on."""
        return self.place is not None and self.words != self.quote


def notes(store: Store, story_id: uuid.UUID | str) -> tuple[NoteRow, ...]:
    """Return a story's notes, oldest first, each followed by its answers. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        rows = session.scalars(
            select(Note).where(Note.story_pk == story.pk).order_by(Note.pk)
        ).all()
        photos = {placed.photo.id for placed in story.photos}
        return _in_threads(rows, texts_of(story), photos)


def texts_of(story: Story) -> dict[str, str]:
    """Return the fields that have passages, by name."""
    return {
        "body": story.body.text,
        "headline": story.headline,
        "dek": story.dek,
        "byline": ", ".join(story.byline),
    }


def place_of(note: NoteRow, text: str) -> tuple[int, int] | None:
    """Return (start, end) of the note's passage in its field's ``text``; None where it is gone."""
    if not note.quote:
        return None
    found = find(text, Anchor(note.passage, note.before, note.after))
    return None if found is None else (found.start, found.end)


def standing(note: Note, texts: dict[str, str]) -> Found | None:
    """Return where a stored note's passage stands in its field."""
    if not note.quote:
        return None
    text = texts.get(note.field or "body", "")
    return find(text, Anchor(note.passage or note.quote, note.before, note.after))


def _in_threads(
    rows: Sequence[Note], texts: dict[str, str], photos: set[uuid.UUID]
) -> tuple[NoteRow, ...]:
    ids = {row.pk: row.id for row in rows}
    answers: dict[int, list[Note]] = {}
    for row in rows:
        if row.parent_pk is not None:
            answers.setdefault(row.parent_pk, []).append(row)
    return tuple(
        _row(each, ids, texts, photos)
        for row in rows
        if row.parent_pk is None
        for each in (row, *answers.get(row.pk, ()))
    )


def _row(
    note: Note, ids: dict[int, uuid.UUID], texts: dict[str, str], photos: set[uuid.UUID]
) -> NoteRow:
    found = standing(note, texts)
    return NoteRow(
        id=note.id,
        parent_id=ids.get(note.parent_pk) if note.parent_pk is not None else None,
        author=note.author,
        at=note.at,
        text=note.text,
        quote=note.quote,
        passage=note.passage or note.quote,
        before=note.before,
        after=note.after,
        field=note.field,
        photo_id=note.photo_id,
        mentions=tuple(note.mentions),
        resolved_at=note.resolved_at,
        resolved_by=note.resolved_by,
        place=(found.start, found.end) if found else None,
        words=texts[note.field or "body"][found.start : found.end] if found else "",
        photo_gone=note.photo_id is not None and note.photo_id not in photos,
    )
