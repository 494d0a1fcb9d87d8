"""Moving what is planned to another moment: a deadline, an embargo, a publish time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.clock_watch import slot_of
from editorial.publishing.embargo import see_embargo
from editorial.publishing.holding import sent_by_hand
from editorial.publishing.scheduled_there import open_there, see_new_moment, standing_there
from editorial.review.due_dates import set_due
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.filing import file_story
from editorial.stories.find import story_of
from editorial.stories.people import Role
from editorial.stories.workflow import Status, Step, transition
from editorial.system.errors import NotAllowed, RuleRefused, WrongState, WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.review.calendar import EntryKind
    from editorial.storage.store import Store
    from editorial.stories.people import Person


def move_entry(
    store: Store, story_id: uuid.UUID, kind: EntryKind, to: dt.datetime, *, who: Person
) -> Changes:
    """Move one moment of a story, as the calendar shows it.

    Raises `RuleRefused` for what is published already, and what `reschedule`, `set_due` and
    `file_story` raise.
    """
    if kind == "published":
        raise RuleRefused(
            "A story that is out does not move.",
            safe="Nothing was changed.",
            next_step="Correct, update or withdraw it under Publish.",
        )
    if kind == "scheduled":
        return reschedule(store, story_id, at=to, who=who)
    if kind == "due":
        return set_due(store, [story_id], to, who=who)
    if not who.holds(Role.EDITOR):
        raise NotAllowed(
            f"{who.name} may not change an embargo.",
            safe="Nothing was changed.",
            next_step="Ask an editor to do it.",
        )
    return file_story(store, story_id, who=who, embargo_at=to)


def reschedule(store: Store, story_id: uuid.UUID, *, at: dt.datetime, who: Person) -> Changes:
    """Let a scheduled story, with all its deliveries, go out at another moment.

    Raises `WrongUsage` for a moment that has passed, `WrongState` for a story that is not
    scheduled or is going out right now, `NotAllowed`, or `PushRefused` under embargo.
    """
    now = store.now()
    if at <= now:
        raise WrongUsage(
            "That moment has passed.",
            safe="It stays scheduled as it was.",
            next_step="Choose a later one, or push it now.",
        )
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        transition(Status(story.status), Step.UNSCHEDULE, who)
        see_embargo(story.embargo_at, at, newsroom)
        deliveries = open_there(session, story)
        there = standing_there(session, story)
        see_new_moment(bool(there), at, now)
        if any(delivery.state in ("sending", "published") for delivery in deliveries):
            raise WrongState(
                "It is going out right now.",
                safe="Nothing was changed.",
                next_step="Look at it in the outbox.",
            )
        for delivery in deliveries:
            if delivery.endpoint_pk in there:
                # The endpoint is told at once, and after that looked at anew.
                delivery.not_before = None
                sent_by_hand(session, delivery.id, now, on=False, there=True)
            elif not slot_of(session, delivery).there:
                delivery.not_before = at
            delivery.updated_at = now
        was, story.publish_at = story.publish_at, at
        story.updated_at = now
        record(
            session,
            "rescheduled",
            story_pk=story.pk,
            who=who.name,
            at=now,
            was=was.isoformat() if was else "",
            to=at.isoformat(),
        )
    return Changes(stories=frozenset({story.id}), outbox=True)
