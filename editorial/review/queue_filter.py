"""Which stories a queue or a filter asks for, as conditions of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Text, UnaryExpression, and_, cast, or_, select
from sqlalchemy.sql.operators import custom_op

from editorial.review.mentions import names_person
from editorial.review.models import Note
from editorial.stories.models import Section, Story, StorySection, StoryType
from editorial.stories.workflow import Status
from editorial.system.errors import WrongUsage
from editorial.system.local_times import start_of_day

if TYPE_CHECKING:
    from editorial.stories.people import Person

BY_STATUS = {
    "submitted": ("submitted",),
    "in_edit": ("in_edit",),
    "returned": ("returned",),
    "ready": ("ready",),
    "scheduled": ("scheduled",),
    "published": ("published", "correcting"),
    "withdrawn": ("withdrawn",),
    "spiked": ("spiked",),
}
_UNFINISHED = ("draft", "returned", "submitted", "in_edit")
OVERDUE_IN = (*_UNFINISHED, "ready")
"""A story that stands here is late once its due time has passed."""
QUEUES = ("my_drafts", "assigned", "mentions", "late", *BY_STATUS, "all")
SORTS = ("newest", "oldest", "due", "headline")
WHOSE = ("", "mine", "unclaimed")
DUE = ("", "overdue", "today", "week", "none")
GRACE = dt.timedelta(minutes=2)
"""A schedule counts as missed only after this: a push takes its time."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which stories, in which order. Empty strings ask for nothing."""

    queue: str = "all"
    section: str = ""
    """A section's slug; stories that also stand there are included."""
    type: str = ""
    """A story type's slug."""
    writer: str = ""
    """A name as it stands in the byline or as the story's author."""
    sort: str = "newest"
    whose: str = ""
    """``mine`` (assigned to the person who asks), ``unclaimed``, or the whole desk's."""
    assigned: str = ""
    """The name of whoever has it."""
    due: str = ""
    """``overdue``, ``today``, ``week`` (the seven days from today on) or ``none``."""
    open_notes: bool = False
    """Only stories with a note that is not settled."""
    text: str = ""
    """Words that all stand in headline, type, section, slug, author or who has it."""


def conditions(wanted: QueueFilter, who: Person, now: dt.datetime) -> list[ColumnElement[bool]]:
    """Return what a story must fulfil. Raises `WrongUsage` for a word that means nothing."""
    for word, words, what in (
        (wanted.queue, QUEUES, "queue"),
        (wanted.whose, WHOSE, "share"),
        (wanted.due, DUE, "due time"),
    ):
        if word not in words:
            known = ", ".join(filter(None, words))
            raise WrongUsage(f"There is no {what} “{word}”.", next_step=f"There are: {known}.")
    found = [*_queue(wanted, who, now), *_filed(wanted)]
    if wanted.whose:
        found.append(Story.assigned_to == (who.name if wanted.whose == "mine" else ""))
    if wanted.assigned:
        found.append(Story.assigned_to == wanted.assigned)
    if wanted.due:
        found.append(_due(wanted.due, now))
    if wanted.open_notes:
        found.append(
            Story.pk.in_(
                select(Note.story_pk).where(Note.parent_pk.is_(None), Note.resolved_at.is_(None))
            )
        )
    return [*found, *(_says(word) for word in wanted.text.split())]


def order(sort: str) -> tuple[ColumnElement[Any], ...]:
    """Return the columns to order by. Raises `WrongUsage` for an unknown order."""
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        "newest": (Story.updated_at.desc(), Story.pk.desc()),
        "oldest": (Story.updated_at.asc(), Story.pk.asc()),
        # Without a date, whoever waits longest comes first.
        "due": (Story.due_at.asc().nulls_last(), Story.updated_at.asc()),
        "headline": (Story.headline.asc(),),
    }
    if sort not in orders:
        raise WrongUsage(
            f"Stories cannot be ordered by “{sort}”.",
            next_step=f"The orders are: {', '.join(SORTS)}.",
        )
    return orders[sort]


def _queue(wanted: QueueFilter, who: Person, now: dt.datetime) -> list[ColumnElement[bool]]:
    if wanted.queue == "my_drafts":
        return [Story.status.in_(_UNFINISHED), Story.author == who.name]
    if wanted.queue == "assigned":
        return [
            Story.assigned_to == who.name,
            Story.status.in_((*_UNFINISHED, "ready", "correcting")),
        ]
    if wanted.queue == "mentions":
        return [names_person(who.name)]
    if wanted.queue == "late":
        return [_late(now)]
    if wanted.queue in BY_STATUS:
        # Walking the index of headlines or of due times spares the sorting of 100,000 of them.
        walks = wanted.sort in ("headline", "due")
        status = _unindexed_status() if walks else Story.status.expression
        return [status.in_(BY_STATUS[wanted.queue])]
    return []


def _filed(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.section:
        section = select(Section.pk).where(Section.slug == wanted.section).scalar_subquery()
        also = select(StorySection.story_pk).where(StorySection.section_pk == section)
        found.append(or_(Story.section_pk == section, Story.pk.in_(also)))
        if wanted.queue == "all":
            # A spiked story has left its section, unless it is asked for.
            found.append(Story.status != Status.SPIKED.value)
    if wanted.type:
        kind = select(StoryType.pk).where(StoryType.slug == wanted.type).scalar_subquery()
        found.append(Story.type_pk == kind)
    if wanted.writer:
        quoted = f'"{wanted.writer}"'
        found.append(or_(Story.author == wanted.writer, cast(Story.byline, Text).contains(quoted)))
    return found


def _late(now: dt.datetime) -> ColumnElement[bool]:
    return or_(
        _overdue(now),
        and_(Story.status == Status.SCHEDULED.value, Story.publish_at < now - GRACE),
    )


def _overdue(now: dt.datetime) -> ColumnElement[bool]:
    return and_(_unindexed_status().in_(OVERDUE_IN), Story.due_at < now)


def _unindexed_status() -> ColumnElement[str]:
    """Return the status with a plus before it, which keeps SQLite from the status index."""
    return UnaryExpression(Story.status.expression, operator=custom_op("+"))


def _due(due: str, now: dt.datetime) -> ColumnElement[bool]:
    if due == "overdue":
        return _overdue(now)
    if due == "none":
        return Story.due_at.is_(None)
    zone, today = now.tzinfo or dt.UTC, now.date()
    end = today + dt.timedelta(days=1 if due == "today" else 7)
    # Not 24 hours: a day on which the clocks change is shorter or longer.
    return and_(Story.due_at >= start_of_day(today, zone), Story.due_at < start_of_day(end, zone))


def _says(word: str) -> ColumnElement[bool]:
    # SQLite's LIKE knows upper and lower case of ASCII only.
    forms = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(_has(form) for form in sorted(forms)))


def _has(word: str) -> ColumnElement[bool]:
    kinds = select(StoryType.pk).where(StoryType.name.contains(word, autoescape=True))
    sections = select(Section.pk).where(Section.name.contains(word, autoescape=True))
    return or_(
        Story.headline.contains(word, autoescape=True),
        Story.slug.contains(word, autoescape=True),
        Story.author.contains(word, autoescape=True),
        Story.assigned_to.contains(word, autoescape=True),
        Story.type_pk.in_(kinds),
        Story.section_pk.in_(sections),
    )
