"""What is due, scheduled, under embargo and published between two moments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from editorial.review.queue_filter import GRACE
from editorial.stories.models import Section, Story, StoryType
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy import ColumnElement

    from editorial.storage.store import Store

EntryKind = Literal["due", "scheduled", "embargo", "published"]
_OVER = (Status.PUBLISHED, Status.CORRECTING, Status.WITHDRAWN, Status.SPIKED)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One moment of one story."""

    kind: EntryKind
    at: dt.datetime
    """In UTC."""
    story_id: uuid.UUID
    slug: str
    headline: str
    section: str
    type: str
    status: Status
    writer: str
    is_late: bool
    """Overdue, or scheduled for a moment that has passed without the story going public."""


def calendar(
    store: Store, start: dt.datetime, end: dt.datetime, *, section: str = ""
) -> tuple[CalendarEntry, ...]:
    """Return the entries from ``start`` (included) to ``end`` (not), by time.

    ``section`` is a slug, empty for all. A story has an entry for each of its moments; one that
    is out is no longer due, and of a spiked one nothing is shown.
    """
    now = store.now()
    working = Story.status.not_in([status.value for status in _OVER])
    wanted: tuple[tuple[EntryKind, ColumnElement[dt.datetime | None], ColumnElement[bool]], ...] = (
        ("due", Story.due_at.expression, working),
        ("scheduled", Story.publish_at.expression, Story.status == Status.SCHEDULED.value),
        ("embargo", Story.embargo_at.expression, working),
        (
            "published",
            Story.published_at.expression,
            Story.status.in_([Status.PUBLISHED.value, Status.CORRECTING.value]),
        ),
    )
    found: list[CalendarEntry] = []
    with store.read() as session:
        for kind, column, condition in wanted:
            statement = (
                select(
                    column.label("at"), Story.id, Story.slug, Story.headline, Story.status,
                    Story.assigned_to, Story.author, Section.name, StoryType.name.label("kind"),
                )
                .outerjoin(Section, Section.pk == Story.section_pk)
                .outerjoin(StoryType, StoryType.pk == Story.type_pk)
                .where(column >= start, column < end, condition)
            )  # fmt: skip
            if section:
                statement = statement.where(Section.slug == section)
            for at, key, slug, headline, status, to, author, name, type_ in session.execute(
                statement
            ):
                assert at is not None  # it lies between two moments
                # What is scheduled is done; it can only miss its slot.
                overdue = kind == "due" and at < now and status != Status.SCHEDULED
                missed = kind == "scheduled" and at < now - GRACE
                found.append(
                    CalendarEntry(
                        kind, at, key, slug, headline, name or "", type_ or "", Status(status),
                        to or author, overdue or missed,
                    )
                )  # fmt: skip
    found.sort(key=lambda entry: (entry.at, entry.headline))
    return tuple(found)
