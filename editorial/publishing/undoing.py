"""Taking back the newest step of a story, while it is fresh and nothing of it has left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.publishing import outbox
from editorial.publishing.holding import UNDO_SECONDS
from editorial.publishing.models import OPEN_STATES, Delivery
from editorial.review.models import Note
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Event
from editorial.stories.revisions import touch
from editorial.stories.workflow import Status, Step
from editorial.system.errors import NotAllowed, StaleStory, WrongState

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person

_GRACE = dt.timedelta(seconds=5)
"""For the way from a person's press to this function."""

UNDOABLE = frozenset(
    {
        Step.SUBMIT, Step.TAKE_BACK, Step.CLAIM, Step.RELEASE, Step.RETURN, Step.APPROVE,
        Step.REOPEN, Step.SCHEDULE, Step.CORRECT, Step.SPIKE, Step.RESTORE,
    }
)  # fmt: skip
"""Steps that can be taken back by themselves. The others have a step that undoes them, or
readers have seen what they did."""


def undo_step(store: Store, story_id: uuid.UUID | str, *, who: Person) -> Changes:
    """Put a story back where it stood before its newest step; the undoing is an event too.

    What the step queued is called off, and the note of a return is settled, its words left in
    the thread. Raises `NotFound`; `WrongState` where there is no such step, its time is over or
    a part of it is out; `NotAllowed` for another person's step; `StaleStory` where somebody has
    changed the story since. Then nothing was changed.
    """
    with store.write() as session:
        story = story_of(session, story_id)
        now = store.now()
        step = _newest_step(session, story)
        if step is None or now - step.at > dt.timedelta(seconds=UNDO_SECONDS) + _GRACE:
            raise WrongState(
                f"A decision can be taken back within {UNDO_SECONDS} seconds; that time is over.",
                safe="The story stands where it stood.",
                next_step="Choose the step that leads back, such as Reopen or Restore.",
            )
        if step.who != who.name:
            raise NotAllowed(
                f"{step.who} took that step.",
                safe="Nothing was changed.",
                next_step=f"Ask {step.who} to undo it.",
            )
        if story.revision != step.data["revision"] or story.status != step.data["to"]:
            raise StaleStory(
                "The story changed after that step.",
                safe="Nothing was taken back, and nothing is lost.",
                next_step="Read the changes, then decide again.",
            )
        _call_off(session, story, now)
        _put_back(session, story, step.data, who, now)
        touch(story, now)
        record(
            session, "undo", story_pk=story.pk, who=who.name, at=now, step=step.what,
            **{"from": step.data["to"], "to": story.status},
        )  # fmt: skip
    return Changes(stories=frozenset({story.id}), outbox=True)


def _newest_step(session: Session, story: Story) -> Event | None:
    """Return the newest step that can be undone; None where something else came after it."""
    newest = session.scalar(
        select(Event)
        .where(
            Event.story_pk == story.pk,
            Event.what.in_([*(step.value for step in Step), "undo"]),
        )
        .order_by(Event.pk.desc())
        .limit(1)
    )
    if newest is None or newest.what not in UNDOABLE or "revision" not in newest.data:
        return None
    return newest


def _call_off(session: Session, story: Story, now: dt.datetime) -> None:
    under_way = session.scalars(
        select(Delivery).where(Delivery.story_pk == story.pk, Delivery.state.in_(OPEN_STATES))
    ).all()
    for delivery in under_way:
        if delivery.state != "queued" or delivery.attempts:
            raise WrongState(
                f"It is going out to “{delivery.endpoint.name}” already.",
                safe="Nothing was taken back.",
                next_step="Stop it in the outbox, or withdraw it when it has arrived.",
            )
        outbox.end(session, delivery, "cancelled", "Taken back. Nothing was sent.", now)


def _put_back(
    session: Session, story: Story, kept: dict[str, Any], who: Person, now: dt.datetime
) -> None:
    if kept["to"] == Status.SCHEDULED:
        story.publish_at = None
    story.status = kept["from"]
    story.assigned_to = kept.get("assigned_from", story.assigned_to)
    story.withdrawal_note = kept.get("withdrawal_note", story.withdrawal_note)
    if note_id := kept.get("note"):
        # It was about a step that did not happen: it must not stand in the way of the next.
        for note in session.scalars(select(Note).where(Note.story_pk == story.pk)):
            if str(note.id) == note_id and note.resolved_at is None:
                note.resolved_at, note.resolved_by = now, who.name
