"""After publication: an error put right, or something new, with a note for readers.

A correction always says what was wrong; an update may go without words. Either goes to every
endpoint that holds the story, in the transaction that keeps the note: there is never a note
without its deliveries, and never a delivery without its note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from editorial.publishing import outbox
from editorial.publishing.embargo import see_embargo
from editorial.publishing.held_copies import to_tell
from editorial.review.changed_fields import FieldChange, changed_fields
from editorial.review.decisions import require
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Correction
from editorial.stories.published_words import public_version
from editorial.stories.revisions import touch
from editorial.stories.snapshot import take
from editorial.stories.versions import add_version, snapshot_in
from editorial.stories.workflow import Gate, Status, Step, transition
from editorial.system.errors import StaleStory, WrongState, WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import uuid

    from editorial.storage.store import Store
    from editorial.stories.people import Person

Kind = Literal["correction", "update"]


def what_changed(store: Store, story_id: uuid.UUID | str) -> tuple[FieldChange, ...]:
    """Return how the story differs from what readers have, field by field. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        number = public_version(session, story)
        if number is None:
            return ()
        return changed_fields(snapshot_in(session, story.pk, number), take(story))


def publish_correction(
    store: Store,
    story_id: uuid.UUID | str,
    text: str,
    *,
    who: Person,
    kind: Kind = "correction",
    revision: int | None = None,
    reason: str = "",
) -> Changes:
    """Keep the public note and send the story to every endpoint that holds it.

    ``revision`` is the one on the person's screen. Raises `WrongUsage` for a correction without
    words, `StaleStory`, `WrongState` for a story that is not under correction or is going out
    this moment, `NotAllowed`, `ChecksFailed`, or `PushRefused` under embargo; then nothing was
    changed.
    """
    words = " ".join(text.split())
    if kind == "correction" and not words:
        raise WrongUsage(
            "The correction is empty.", next_step="Say what was wrong and is now right."
        )
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        if story.status != Status.CORRECTING:
            raise WrongState(
                "Only a published story gets a correction note.",
                safe="Nothing was changed.",
                next_step="Start a correction first.",
            )
        transition(Status.CORRECTING, Step.PUBLISH, who)
        if revision is not None and revision != story.revision:
            raise StaleStory(
                "The story changed since you read it.",
                safe="Nothing was published; your note is still here.",
                next_step="Read the changes, then publish the correction again.",
            )
        passed = require(session, story, Gate.PUBLISH, newsroom, store, reason=reason)
        now = store.now()
        see_embargo(story.embargo_at, now, newsroom)
        before = public_version(session, story)
        story.corrections.append(
            Correction(at=now, text=words, kind=kind, who=who.name, version_number=before)
        )
        touch(story, now)
        after = add_version(session, story, "step", who=who.name, at=now, name=kind, always=True)
        places = to_tell(session, story.pk)
        for endpoint_id in places:
            outbox.queue(
                session,
                story_id=story.id,
                endpoint_id=endpoint_id,
                version_number=after,
                revision=story.revision,
                who=who.name,
                now=now,
            )
        record(
            session, kind, story_pk=story.pk, who=who.name, at=now, text=words,
            before=before, version=after, endpoints=len(places), **passed,
        )  # fmt: skip
    return Changes(stories=frozenset({story.id}), outbox=bool(places))
