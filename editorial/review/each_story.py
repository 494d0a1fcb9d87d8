"""One deed on many stories in one transaction: what was done, what was refused, the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.revisions import touch
from editorial.stories.workflow import Status
from editorial.system.errors import RuleRefused, StaleStory

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person

    Deed = Callable[[Session, Story], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A story that was left as it is, and why."""

    story: uuid.UUID
    headline: str
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story stands in the work: what deeds on a queue can change."""

    status: str
    assigned_to: str
    due_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A story that was dealt with: where it stood before, and where after."""

    story: uuid.UUID
    headline: str
    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class Handed(Changes):
    """The `Changes` of a deed on many stories, and each story's part in it."""

    done_word: str = ""
    """Such as ``claimed``."""
    moved: tuple[Moved, ...] = ()
    """For `put_back`."""
    refused: tuple[Refusal, ...] = ()


def for_each(
    store: Store, stories: Sequence[uuid.UUID | str], deed: Deed, done_word: str
) -> Handed:
    """Do ``deed`` to each story in one transaction; what one refuses, the others do not feel.

    The notice of several says ``12 claimed, 1 refused: “Headline” (why)``. Raises `NotFound`,
    and the refusal itself where every story refused.
    """
    moved: list[Moved] = []
    refused: list[tuple[Refusal, RuleRefused]] = []
    with store.write() as session:
        for ref in dict.fromkeys(stories):
            story = story_of(session, ref)
            story_id, headline, before = story.id, story.headline or "Untitled", _place(story)
            try:
                with session.begin_nested():
                    deed(session, story)
            except RuleRefused as refusal:
                refused.append((Refusal(story_id, headline, refusal.message), refusal))
            else:
                moved.append(Moved(story_id, headline, before, _place(story)))
        if len(refused) == 1 and not moved:
            raise refused[0][1]
        if refused and not moved:
            raise RuleRefused(
                _report(0, done_word, [each for each, _ in refused]),
                safe="Nothing was changed.",
                next_step=refused[0][1].next_step,
            )
    several = len(moved) + len(refused) > 1
    report = _report(len(moved), done_word, [each for each, _ in refused])
    return Handed(
        stories=frozenset(each.story for each in moved),
        notices=(report,) if several else (),
        done_word=done_word,
        moved=tuple(moved),
        refused=tuple(each for each, _ in refused),
    )


def put_back(store: Store, moved: Sequence[Moved], *, who: Person) -> Handed:
    """Put stories where they stood before a deed; one that went on since then is left alone.

    The undoing is an event too. Raises what `for_each` raises.
    """
    by_id = {each.story: each for each in moved}

    def go_back(session: Session, story: Story) -> None:
        kept = by_id[story.id]
        if _place(story) != kept.after:
            raise StaleStory(
                "It went on since then.",
                safe="It stands where it stands now.",
                next_step="Look at it, then decide anew.",
            )
        now = store.now()
        story.status = kept.before.status
        story.assigned_to = kept.before.assigned_to
        story.due_at = kept.before.due_at
        touch(story, now)
        record(
            session, "undo", story_pk=story.pk, who=who.name, at=now,
            **{"from": kept.after.status, "to": kept.before.status},
        )  # fmt: skip

    return for_each(store, tuple(by_id), go_back, "put back")


def _place(story: Story) -> Place:
    return Place(Status(story.status).value, story.assigned_to, story.due_at)


def _report(done: int, word: str, refused: Sequence[Refusal]) -> str:
    if not refused:
        return f"{done} {word}."
    reasons = [f"“{each.headline}” ({each.why.rstrip('.')})" for each in refused[:3]]
    more = f" and {len(refused) - 3} more" if len(refused) > 3 else ""
    return f"{done} {word}, {len(refused)} refused: {', '.join(reasons)}{more}."
