"""Taking a story away from readers, everywhere it stands, for a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.publishing import outbox
from editorial.publishing.held_copies import holders
from editorial.publishing.models import OPEN_STATES, Delivery
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.revisions import touch
from editorial.stories.versions import add_version
from editorial.stories.workflow import Status, Step, transition
from editorial.system.errors import WrongState, WrongUsage

if TYPE_CHECKING:
    import uuid

    from editorial.storage.store import Store
    from editorial.stories.people import Person


def withdraw(
    store: Store, story_id: uuid.UUID | str, *, reason: str, note: str = "", who: Person
) -> Changes:
    """Ask every endpoint that holds the story to take it out of sight.

    ``reason`` is kept in the record and never published; ``note`` is what readers find in the
    story's place. What waits to go out elsewhere is called off. The story counts as withdrawn
    once no endpoint shows it; one that nobody holds does so at once.
    Raises `WrongUsage` without a reason, `NotFound`, `WrongState` or `NotAllowed`.
    """
    why, words = " ".join(reason.split()), " ".join(note.split())
    if not why:
        raise WrongUsage(
            "A story is withdrawn for a reason.",
            safe="Nothing was changed.",
            next_step="Say why; the record keeps it, readers do not see it.",
        )
    with store.write() as session:
        story = story_of(session, story_id)
        before = story.status
        row = transition(Status(before), Step.WITHDRAW, who)
        now = store.now()
        story.withdrawal_note = words
        touch(story, now)
        version = add_version(
            session, story, "step", who=who.name, at=now, name="withdraw", always=True
        )
        places = holders(session, story.pk)
        for endpoint_id in places:
            outbox.queue(
                session,
                story_id=story.id,
                endpoint_id=endpoint_id,
                version_number=version,
                revision=story.revision,
                who=who.name,
                now=now,
                action="withdraw",
            )
        waiting = session.scalars(
            select(Delivery).where(
                Delivery.story_pk == story.pk,
                Delivery.action == "publish",
                Delivery.state.in_(OPEN_STATES),
            )
        ).all()
        for delivery in waiting:
            if delivery.state in ("sending", "published"):
                raise WrongState(
                    f"The story is going out to “{delivery.endpoint.name}” right now.",
                    safe="Nothing was changed.",
                    next_step="Withdraw it when it has arrived, usually within a minute.",
                )
            outbox.end(session, delivery, "cancelled", outbox.called_off(session, delivery), now)
        if not places:
            story.status = row.target.value
        record(
            session, "withdraw", story_pk=story.pk, who=who.name, at=now, reason=why, note=words,
            version=version, endpoints=len(places), **{"from": before, "to": story.status},
        )  # fmt: skip
    return Changes(stories=frozenset({story.id}), outbox=True)
