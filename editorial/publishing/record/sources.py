"""Where a record's entries come from: events, versions, photos' changes, deliveries, receipts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.photos.models import Photo, PhotoChange
from editorial.publishing.models import Delivery, DeliveryStep, Endpoint, Receipt
from editorial.publishing.outbox_rows import PROGRESS
from editorial.publishing.record.entry import Entry
from editorial.publishing.record.event_words import say
from editorial.review.changed_fields import changed_fields
from editorial.review.models import Note
from editorial.stories.models import Event, Version
from editorial.stories.versions import snapshot_in

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

_SPOKEN = frozenset(
    {"from", "to", "version", "text", "reason", "note", "before", "url", "differences", "endpoint"}
    | {"file", "fields", "of", "added", "removed"}
)
"""Data of events that words or columns say already."""
_VERSIONS = {
    "autosave": "edited it",
    "checkpoint": "kept a version",
    "rescued": "had words kept beside another text",
    "restored": "brought back older words",
    "import": "brought words in",
    "step": "took a step",
}


def event_entries(session: Session, story_pk: int) -> Iterator[Entry]:
    """Yield the events, with the notes that belong to them."""
    notes = session.scalars(select(Note).where(Note.story_pk == story_pk).order_by(Note.pk)).all()
    by_id = {str(note.id): note for note in notes}
    told: set[str] = set()
    events = session.scalars(
        select(Event).where(Event.story_pk == story_pk).order_by(Event.pk)
    ).all()
    for event in events:
        data = dict(event.data)
        details = _details(data) + _changes(session, story_pk, event)
        words = say(event.what, data)
        mine = [
            note
            for note in notes
            if str(note.id) == data.get("note")
            or (note.at == event.at and note.author == event.who and "to" in data)
        ]
        for note in mine:
            told.add(str(note.id))
            if note.quote:
                details.append(("On the passage", note.quote))
            words = f"{words}: “{note.text}”" if event.what == "note" else words
            if event.what == "return":
                words = f"{words} with a note: “{note.text}”"
            elif event.what != "note":
                details.append(("Note", note.text))
        version = data.get("version")
        yield Entry(
            event.at, event.who, "event", event.what, words,
            version if isinstance(version, int) else None,
            str(data.get("from", "")), str(data.get("to", "")), tuple(details),
        )  # fmt: skip
    for key, note in by_id.items():
        if key not in told:
            yield Entry(note.at, note.author, "event", "note", f"wrote a note: “{note.text}”")


def _changes(session: Session, story_pk: int, event: Event) -> list[tuple[str, str]]:
    """Return what a correction or an update changed, old and new."""
    before, after = event.data.get("before"), event.data.get("version")
    if event.what not in ("correction", "update") or not before or not after:
        return []
    changes = changed_fields(
        snapshot_in(session, story_pk, before), snapshot_in(session, story_pk, after)
    )
    return [(each.field, f"{_plain(each.old)} → {_plain(each.new)}") for each in changes]


def version_entries(session: Session, story_pk: int) -> Iterator[Entry]:
    """Yield every version that no event of its moment names."""
    named = {
        (event.data.get("version"), event.at)
        for event in session.scalars(select(Event).where(Event.story_pk == story_pk))
    }
    rows = session.execute(
        select(
            Version.number, Version.kind, Version.name, Version.author, Version.at,
            Version.word_count,
        )
        .where(Version.story_pk == story_pk)
        .order_by(Version.number)
    )  # fmt: skip
    for number, kind, name, author, at, words in rows:
        if (number, at) in named:
            continue
        said = _VERSIONS.get(kind, kind)
        details = [("Words", f"{words:,}")]
        if name:
            details.insert(0, ("Name", name.replace("_", " ")))
        yield Entry(
            at, author, "version", kind, f"{said}; kept as version {number}", number,
            details=tuple(details),
        )  # fmt: skip


def photo_entries(session: Session, story_pk: int) -> Iterator[Entry]:
    """Yield which photos came and went, and each change of their words and credits."""
    seen: dict[uuid.UUID, str] = {}
    before: set[tuple[uuid.UUID, str]] = set()
    rows = session.execute(
        select(Version.number, Version.author, Version.at)
        .where(Version.story_pk == story_pk)
        .order_by(Version.number)
    ).all()
    for number, author, at in rows:
        snapshot = snapshot_in(session, story_pk, number)
        now = {(photo.photo_id, photo.role) for photo in snapshot.photos}
        for photo_id, role in sorted(now - before, key=str):
            name = seen.setdefault(photo_id, _file_name(session, photo_id))
            words = f"placed the photo {name} ({_role(role)})"
            yield Entry(at, author, "photo", "placed", words, number)
        for photo_id, role in sorted(before - now, key=str):
            words = f"took out the photo {seen[photo_id]} ({_role(role)})"
            yield Entry(at, author, "photo", "removed", words, number)
        before = now
    changes = session.execute(
        select(PhotoChange, Photo.file_name)
        .join(Photo, Photo.pk == PhotoChange.photo_pk)
        .where(Photo.id.in_(seen))
        .order_by(PhotoChange.pk)
    )
    for change, name in changes:
        details = tuple(
            (field.replace("_", " ").capitalize(), f"{_plain(pair[0])} → {_plain(pair[1])}")
            for field, pair in change.fields.items()
        )
        words = f"changed the photo {name}"
        yield Entry(change.at, change.who, "photo", change.action, words, details=details)


def delivery_entries(session: Session, story_pk: int) -> Iterator[Entry]:
    """Yield the journal of every delivery, without the notes of its progress."""
    rows = session.execute(
        select(DeliveryStep, Delivery, Endpoint.name)
        .join(Delivery, Delivery.pk == DeliveryStep.delivery_pk)
        .join(Endpoint, Endpoint.pk == Delivery.endpoint_pk)
        .where(Delivery.story_pk == story_pk, DeliveryStep.name != PROGRESS)
        .order_by(DeliveryStep.pk)
    )
    for step, delivery, name in rows:
        words = f"{name}: {step.name.replace('_', ' ')} {_PHASES[step.phase]}"
        details = tuple(_details(dict(step.data)))
        yield Entry(
            step.at, "", "delivery", step.phase, words, delivery.version_number, details=details
        )


_PHASES = {"begun": "begun", "done": "done", "failed": "refused", "note": "noted"}


def receipt_entries(session: Session, story_pk: int) -> Iterator[Entry]:
    """Yield what each endpoint was seen to hold, or to accept where nobody can look."""
    rows = session.execute(
        select(Receipt, Delivery.version_number, Endpoint.name)
        .join(Delivery, Delivery.pk == Receipt.delivery_pk)
        .join(Endpoint, Endpoint.pk == Receipt.endpoint_pk)
        .where(Receipt.story_pk == story_pk)
        .order_by(Receipt.pk)
    )
    for receipt, version, name in rows:
        held = dict(receipt.held)
        if receipt.fingerprint:
            seen = (
                "readers no longer see it" if receipt.withdrawn else f"it holds version {version}"
            )
            words = f"{name} was read back: {seen}"
        else:
            what = "the withdrawal" if receipt.withdrawn else f"version {version}"
            words = f"{name} accepted {what}; it cannot be read back"
        details = [("Address", receipt.url), ("Its own number", receipt.remote_id)]
        details += [("Headline", str(held.get("headline", "")))]
        details += [("Credit", str(line)) for line in held.get("credits", ())]
        yield Entry(
            receipt.at, "", "receipt", "withdrawn" if receipt.withdrawn else "held", words,
            version, details=tuple(pair for pair in details if pair[1]),
        )  # fmt: skip


def _details(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name.replace("_", " ").capitalize(), _plain(value))
        for name, value in data.items()
        if name not in _SPOKEN and value not in ("", None, [], {})
    ]


def _plain(value: Any) -> str:
    if value in (None, "", []):
        return "(nothing)"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _role(role: str) -> str:
    return "hero" if role == "hero" else "in the text"


def _file_name(session: Session, photo_id: uuid.UUID) -> str:
    return session.scalar(select(Photo.file_name).where(Photo.id == photo_id)) or str(photo_id)
