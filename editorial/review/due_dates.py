"""When many stories are due: set in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.each_story import Handed, for_each
from editorial.stories.events import record
from editorial.stories.filing import apply_fields
from editorial.stories.people import Role
from editorial.stories.workflow import Status
from editorial.system.errors import NotAllowed, WrongState

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person

_DONE = frozenset({Status.PUBLISHED, Status.WITHDRAWN, Status.SPIKED})


def set_due(
    store: Store,
    stories: Sequence[uuid.UUID | str],
    due_at: dt.datetime | None,
    *,
    who: Person,
) -> Handed:
    """Say by when stories are to be done; None takes the date away.

    Raises `WrongUsage` for a moment without a zone, `NotAllowed` for a person who is no editor
    and did not write the story, and what `for_each` raises.
    """

    def plan(session: Session, story: Story) -> None:
        if Status(story.status) in _DONE:
            raise WrongState(
                f"It is {Status(story.status).label.lower()}: nothing is due.",
                safe="Nothing was changed.",
            )
        if story.author != who.name and not who.holds(Role.EDITOR):
            raise NotAllowed(
                f"{who.name} may not set when it is due.",
                safe="Nothing was changed.",
                next_step="Ask an editor to do it.",
            )
        apply_fields(session, story, {"due_at": due_at}, [])
        now = store.now()
        story.updated_at = now
        record(session, "filed", story_pk=story.pk, who=who.name, at=now, fields=["due_at"])

    return for_each(store, stories, plan, "given a due time" if due_at else "left without a date")
