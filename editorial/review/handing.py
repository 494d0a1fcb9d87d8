"""Who has a story: claim, release, hand over; one or many in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.decisions import apply_step
from editorial.review.each_story import Handed, for_each
from editorial.review.models import Note
from editorial.stories.events import record
from editorial.stories.people import Role
from editorial.stories.revisions import touch
from editorial.stories.workflow import Status, Step
from editorial.system.errors import NotAllowed, RuleRefused, WrongState, WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person

_HELD = frozenset({Status.IN_EDIT, Status.READY, Status.SCHEDULED, Status.CORRECTING})
"""Where somebody can have a story without a step of the workflow."""
_CLOSED = frozenset({Status.PUBLISHED, Status.WITHDRAWN, Status.SPIKED})


def claim(store: Store, stories: Sequence[uuid.UUID | str], *, who: Person) -> Handed:
    """Take stories that nobody has; a submitted one goes into editing.

    Raises what `for_each` raises.
    """
    newsroom = load_settings(store.home).newsroom

    def take(session: Session, story: Story) -> None:
        if story.assigned_to not in ("", who.name):
            raise RuleRefused(
                f"{story.assigned_to} has it.",
                safe="Nothing was changed.",
                next_step="Ask for it, or hand it over to yourself.",
            )
        if Status(story.status) in _HELD:
            _must_edit(who, "claim a story")
            _give(session, store, story, who.name, who, "claim")
        else:
            apply_step(session, store, story, Step.CLAIM, who, newsroom)

    return for_each(store, stories, take, "claimed")


def release(store: Store, stories: Sequence[uuid.UUID | str], *, who: Person) -> Handed:
    """Put stories back, so that anybody may take them; one in edit is submitted again.

    Raises what `for_each` raises.
    """
    newsroom = load_settings(store.home).newsroom

    def put_back(session: Session, story: Story) -> None:
        if story.assigned_to not in ("", who.name) and not who.holds(Role.CHIEF):
            raise NotAllowed(
                f"{story.assigned_to} has it.",
                safe="Nothing was changed.",
                next_step=f"Ask {story.assigned_to} or a chief to release it.",
            )
        if story.status == Status.IN_EDIT:
            apply_step(session, store, story, Step.RELEASE, who, newsroom)
        elif story.assigned_to:
            _must_edit(who, "release a story")
            _give(session, store, story, "", who, "release")
        else:
            raise WrongState("Nobody has it.", safe="Nothing was changed.")

    return for_each(store, stories, put_back, "released")


def hand_over(
    store: Store,
    stories: Sequence[uuid.UUID | str],
    to: str,
    *,
    who: Person,
    note: str = "",
    insist: bool = False,
) -> Handed:
    """Give stories to ``to``, with a note for that person where there is one.

    Somebody else's story is taken from them only by a chief, or by an editor who was asked
    once more (``insist``). Raises `WrongUsage` without a name, `NotAllowed` for a person who is
    no editor, and what `for_each` raises.
    """
    name = " ".join(to.split())
    if not name:
        raise WrongUsage("Say who is to have it.", safe="Nothing was changed.")
    _must_edit(who, "hand over a story")

    def give(session: Session, story: Story) -> None:
        if Status(story.status) in _CLOSED:
            raise WrongState(
                f"It is {Status(story.status).label.lower()}: nobody has to work on it.",
                safe="Nothing was changed.",
            )
        holder = story.assigned_to
        if holder not in ("", who.name, name) and not (insist or Role.CHIEF in who.roles):
            raise NotAllowed(
                f"{holder} has it.",
                safe="Nothing was changed.",
                next_step=f"Ask {holder}, or confirm that it goes to {name} all the same.",
            )
        if note.strip():
            session.add(
                Note(
                    story_pk=story.pk,
                    author=who.name,
                    at=store.now(),
                    text=note.strip(),
                    mentions=[name],
                )
            )
        _give(session, store, story, name, who, "hand_over")

    return for_each(store, stories, give, f"handed to {name}")


def spike(store: Store, stories: Sequence[uuid.UUID | str], *, who: Person) -> Handed:
    """Take stories out of the paper. Raises what `for_each` raises."""
    newsroom = load_settings(store.home).newsroom

    def drop(session: Session, story: Story) -> None:
        apply_step(session, store, story, Step.SPIKE, who, newsroom)

    return for_each(store, stories, drop, "spiked")


def _give(session: Session, store: Store, story: Story, name: str, who: Person, what: str) -> None:
    now = store.now()
    before, story.assigned_to = story.assigned_to, name
    touch(story, now)
    record(session, what, story_pk=story.pk, who=who.name, at=now, **{"from": before, "to": name})


def _must_edit(who: Person, deed: str) -> None:
    if not who.holds(Role.EDITOR):
        raise NotAllowed(
            f"{who.name} may not {deed}.",
            safe="Nothing was changed.",
            next_step="Ask an editor to do it.",
        )
