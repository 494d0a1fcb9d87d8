"""Queues: which stories wait for whom, counted and listed without reading a body."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Text, UnaryExpression, and_, cast, func, or_, select
from sqlalchemy.sql.operators import custom_op

from editorial.review.models import Note
from editorial.stories.lists import rows_by_key
from editorial.stories.models import Section, Story, StorySection, StoryType
from editorial.stories.workflow import Status
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryRow

_BY_STATUS = {
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
QUEUES = ("my_drafts", "assigned", *_BY_STATUS, "all")
SORTS = ("newest", "oldest", "due", "headline")


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


def story_keys(store: Store, wanted: QueueFilter, who: Person) -> Sequence[int]:
    """Return the keys of all stories that fit, in order: small opaque ints for `story_rows`.

    Raises `WrongUsage` for a queue or an order that does not exist.
    """
    statement = select(Story.pk).where(*_conditions(wanted, who)).order_by(*_order(wanted.sort))
    with store.read() as session:
        connection = session.connection()
        compiled = statement.compile(connection.engine, compile_kwargs={"render_postcompile": True})
        # The driver's own cursor: building 100,000 result rows would take longer than the query.
        cursor = connection.connection.cursor()
        cursor.execute(
            str(compiled), [compiled.params[name] for name in compiled.positiontup or ()]
        )
        rows: Iterable[tuple[int]] = cursor.fetchall()
        return array("q", chain.from_iterable(rows))


def story_rows(store: Store, keys: Sequence[int]) -> tuple[StoryRow, ...]:
    """Return the rows of ``keys`` in their order; stories that are gone are left out."""
    with store.read() as session:
        rows = rows_by_key(session, keys)
        notes = _open_notes(session, keys)
    return tuple(
        replace(rows[key], open_notes=notes[key]) if key in notes else rows[key]
        for key in keys
        if key in rows
    )


def queue_counts(store: Store, who: Person) -> dict[str, int]:
    """Return how many stories wait in each queue, and in each section as ``section:<slug>``."""
    with store.read() as session:
        by_status = dict(
            session.execute(select(Story.status, func.count()).group_by(Story.status)).all()
        )
        counts = {
            queue: sum(by_status.get(status, 0) for status in statuses)
            for queue, statuses in _BY_STATUS.items()
        }
        counts["all"] = sum(by_status.values())
        for queue in ("my_drafts", "assigned"):
            counts[queue] = (
                session.scalar(
                    select(func.count())
                    .select_from(Story)
                    .where(*_conditions(QueueFilter(queue), who))
                )
                or 0
            )
        for slug, count in session.execute(
            select(Section.slug, func.count(Story.pk))
            .outerjoin(Story, and_(Story.section_pk == Section.pk, Story.status != "spiked"))
            .group_by(Section.pk)
        ):
            counts[f"section:{slug}"] = count
    return counts


def _conditions(wanted: QueueFilter, who: Person) -> list[ColumnElement[bool]]:
    if wanted.queue not in QUEUES:
        raise WrongUsage(
            f"There is no queue “{wanted.queue}”.",
            next_step=f"The queues are: {', '.join(QUEUES)}.",
        )
    conditions: list[ColumnElement[bool]] = []
    if wanted.queue == "my_drafts":
        conditions += [Story.status.in_(_UNFINISHED), Story.author == who.name]
    elif wanted.queue == "assigned":
        conditions += [
            Story.assigned_to == who.name,
            Story.status.in_((*_UNFINISHED, "ready", "correcting")),
        ]
    elif wanted.queue in _BY_STATUS:
        status: ColumnElement[Any] = Story.status.expression
        if wanted.sort == "headline":
            # The plus keeps SQLite from the status index: walking the headlines' own spares the
            # sorting of 100,000 of them.
            status = UnaryExpression(status, operator=custom_op("+"))
        conditions.append(status.in_(_BY_STATUS[wanted.queue]))
    if wanted.section:
        section = select(Section.pk).where(Section.slug == wanted.section).scalar_subquery()
        also = select(StorySection.story_pk).where(StorySection.section_pk == section)
        conditions += [
            or_(Story.section_pk == section, Story.pk.in_(also)),
            # A spiked story has left its section, unless it is asked for.
            *([Story.status != Status.SPIKED.value] if wanted.queue == "all" else []),
        ]
    if wanted.type:
        conditions.append(
            Story.type_pk
            == select(StoryType.pk).where(StoryType.slug == wanted.type).scalar_subquery()
        )
    if wanted.writer:
        quoted = f'"{wanted.writer}"'
        conditions.append(
            or_(Story.author == wanted.writer, cast(Story.byline, Text).contains(quoted))
        )
    return conditions


def _order(sort: str) -> tuple[ColumnElement[Any], ...]:
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        "newest": (Story.updated_at.desc(), Story.pk.desc()),
        "oldest": (Story.updated_at.asc(), Story.pk.asc()),
        "due": (Story.due_at.is_(None), Story.due_at.asc(), Story.updated_at.desc()),
        "headline": (Story.headline.asc(),),
    }
    if sort not in orders:
        raise WrongUsage(
            f"Stories cannot be ordered by “{sort}”.",
            next_step=f"The orders are: {', '.join(SORTS)}.",
        )
    return orders[sort]


def _open_notes(session: Session, keys: Sequence[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for start in range(0, len(keys), 500):
        part = list(keys[start : start + 500])
        counts |= dict(
            session.execute(
                select(Note.story_pk, func.count())
                .where(
                    Note.story_pk.in_(part), Note.parent_pk.is_(None), Note.resolved_at.is_(None)
                )
                .group_by(Note.story_pk)
            ).all()
        )
    return counts
