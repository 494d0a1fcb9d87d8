"""Notes on a story: threads, anchored to a passage, resolved when the matter is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.review.anchors import CONTEXT, Anchor, anchor, find
from editorial.review.mentions import names_in
from editorial.review.models import Note
from editorial.review.note_rows import NoteRow, notes, place_of, texts_of
from editorial.review.unsent_notes import forget_unsent
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Story
from editorial.system.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person

__all__ = ["FIELDS", "NoteRow", "add_note", "notes", "place_of", "reopen_note", "resolve_note"]

FIELDS = (
    "", "body", "headline", "dek", "byline", "type", "section", "tags", "slug", "due", "related",
    "photo",
)  # fmt: skip
"""What a note can be on; empty is the whole story."""


def add_note(
    store: Store,
    story_id: uuid.UUID | str,
    *,
    who: Person,
    text: str,
    quote: str = "",
    before: str = "",
    after: str = "",
    field: str = "",
    photo_id: uuid.UUID | None = None,
    parent: uuid.UUID | None = None,
) -> Changes:
    """Add a note, or an answer to ``parent``; what it was typed from is forgotten with it.

    ``field`` is one of `FIELDS`. A ``quote`` without surroundings is looked for in its field.
    Raises `WrongUsage` for an empty note or an unknown field.
    """
    if not text.strip():
        raise WrongUsage("The note is empty.", next_step="Write what you mean.")
    if field not in FIELDS:
        raise WrongUsage(
            f"A story has no field “{field}”.",
            next_step=f"Name one of {', '.join(name for name in FIELDS if name)}.",
        )
    with store.write() as session:
        story = story_of(session, story_id)
        if quote and not (before or after):
            before, after = _surroundings(texts_of(story), field, quote)
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
            field="" if field == "body" else "photo" if photo_id else field,
            photo_id=photo_id,
            mentions=names_in(session, text),
        )
        session.add(note)
        forget_unsent(session, story.pk, who.name, str(parent or ""))
        session.flush()
        record(session, "note", story_pk=story.pk, who=who.name, at=store.now(), note=str(note.id))
    return Changes(stories=frozenset({story.id}), created=note.id)


def resolve_note(store: Store, note_id: uuid.UUID, *, who: Person) -> Changes:
    """Mark the thread of a note as settled. Raises `NotFound`."""
    return _settle(store, note_id, who, settled=True)


def reopen_note(store: Store, note_id: uuid.UUID, *, who: Person) -> Changes:
    """Mark the thread of a note as open again. Raises `NotFound`."""
    return _settle(store, note_id, who, settled=False)


def _surroundings(texts: dict[str, str], field: str, quote: str) -> tuple[str, str]:
    text = texts.get(field or "body", "")
    found = find(text, Anchor(quote))
    if found is None:
        return "", ""
    kept = anchor(text, found.start, found.end)
    return kept.before, kept.after


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
