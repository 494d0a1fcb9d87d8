"""Notes on a story: threads, anchored to a passage, resolved when the matter is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.review.models import Note
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Story
from editorial.system.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person

CONTEXT = 32
"""Characters before and after the passage that are kept to find it again."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, or an answer to one (`parent_id`)."""

    id: uuid.UUID
    parent_id: uuid.UUID | None
    author: str
    at: dt.datetime
    text: str
    quote: str
    before: str
    after: str
    resolved_at: dt.datetime | None
    resolved_by: str


def notes(store: Store, story_id: uuid.UUID | str) -> tuple[NoteRow, ...]:
    """Return a story's notes, oldest first, each followed by its answers. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        rows = session.scalars(
            select(Note).where(Note.story_pk == story.pk).order_by(Note.pk)
        ).all()
        return _in_threads(rows)


def add_note(
    store: Store,
    story_id: uuid.UUID | str,
    *,
    who: Person,
    text: str,
    quote: str = "",
    before: str = "",
    after: str = "",
    parent: uuid.UUID | None = None,
) -> Changes:
    """Add a note, or an answer to ``parent``. Raises `WrongUsage` for an empty one."""
    if not text.strip():
        raise WrongUsage("The note is empty.", next_step="Write what you mean.")
    with store.write() as session:
        story = story_of(session, story_id)
        thread = _note(session, parent) if parent else None
        # An answer to an answer belongs to the same thread.
        thread_pk = (thread.parent_pk or thread.pk) if thread else None
        note = Note(
            story_pk=story.pk,
            parent_pk=thread_pk,
            author=who.name,
            at=store.now(),
            text=text.strip(),
            quote=quote,
            before=before[-CONTEXT:],
            after=after[:CONTEXT],
        )
        session.add(note)
        session.flush()
        record(session, "note", story_pk=story.pk, who=who.name, at=store.now(), note=str(note.id))
    return Changes(stories=frozenset({story.id}), created=note.id)


def resolve_note(store: Store, note_id: uuid.UUID, *, who: Person) -> Changes:
    """Mark the thread of a note as settled. Raises `NotFound`."""
    return _settle(store, note_id, who, settled=True)


def reopen_note(store: Store, note_id: uuid.UUID, *, who: Person) -> Changes:
    """Mark the thread of a note as open again. Raises `NotFound`."""
    return _settle(store, note_id, who, settled=False)


def place_of(note: NoteRow, body: str) -> tuple[int, int] | None:
    """Return (start, end) of the note's passage in ``body``, found by its words.

    Where the passage stands several times, the one with the most of its old surroundings;
    None where it is gone.
    """
    if not note.quote:
        return None
    best: tuple[int, int] | None = None
    start = body.find(note.quote)
    while start >= 0:
        end = start + len(note.quote)
        score = _shared_end(body[:start], note.before) + _shared_start(body[end:], note.after)
        if best is None or score > best[0]:
            best = (score, start)
        start = body.find(note.quote, start + 1)
    return None if best is None else (best[1], best[1] + len(note.quote))


def _shared_end(text: str, context: str) -> int:
    count = 0
    while count < min(len(text), len(context)) and text[-1 - count] == context[-1 - count]:
        count += 1
    return count


def _shared_start(text: str, context: str) -> int:
    count = 0
    while count < min(len(text), len(context)) and text[count] == context[count]:
        count += 1
    return count


def _in_threads(rows: Sequence[Note]) -> tuple[NoteRow, ...]:
    ids = {row.pk: row.id for row in rows}
    threads = [row for row in rows if row.parent_pk is None]
    ordered = [
        note
        for thread in threads
        for note in (thread, *(row for row in rows if row.parent_pk == thread.pk))
    ]
    return tuple(
        NoteRow(
            row.id,
            ids.get(row.parent_pk) if row.parent_pk is not None else None,
            row.author,
            row.at,
            row.text,
            row.quote,
            row.before,
            row.after,
            row.resolved_at,
            row.resolved_by,
        )
        for row in ordered
    )


def _settle(store: Store, note_id: uuid.UUID, who: Person, *, settled: bool) -> Changes:
    with store.write() as session:
        note = _note(session, note_id)
        if note.parent_pk is not None:
            note = session.get_one(Note, note.parent_pk)
        note.resolved_at = store.now() if settled else None
        note.resolved_by = who.name if settled else ""
        story = session.get_one(Story, note.story_pk)
        record(
            session,
            "note_resolved" if settled else "note_reopened",
            story_pk=story.pk,
            who=who.name,
            at=store.now(),
            note=str(note.id),
        )
    return Changes(stories=frozenset({story.id}))


def _note(session: Session, note_id: uuid.UUID) -> Note:
    note = session.scalar(select(Note).where(Note.id == note_id))
    if note is None:
        raise NotFound("That note does not exist.", safe="Nothing was changed.")
    return note
