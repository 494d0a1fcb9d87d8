"""Queues: which stories wait for whom, counted and listed without reading a body."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from editorial.review.models import Note
from editorial.review.queue_filter import BY_STATUS, QueueFilter, conditions, order
from editorial.stories.lists import rows_by_key
from editorial.stories.models import Section, Story
from editorial.system.settings import load_settings
from editorial.system.zones import shown_zone

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.engine import Dialect
    from sqlalchemy.orm import Session
    from sqlalchemy.sql.compiler import SQLCompiler

    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryRow


def story_keys(store: Store, wanted: QueueFilter, who: Person) -> Sequence[int]:
    """Return the keys of all stories that fit, in order: small opaque ints for `story_rows`.

    Raises `WrongUsage` for a queue or an order that does not exist.
    """
    statement = (
        select(Story.pk)
        .where(*conditions(wanted, who, planning_now(store)))
        .order_by(*order(wanted.sort))
    )
    with store.read() as session:
        connection = session.connection()
        compiled = statement.compile(connection.engine, compile_kwargs={"render_postcompile": True})
        # As one JSON array: 100,000 rows, each a tuple, take twice as long. SQLite keeps the
        # order of a subquery for an aggregate in which it matters.
        cursor = connection.connection.cursor()
        cursor.execute(
            f"SELECT json_group_array(pk) FROM ({compiled})",
            _plain_values(compiled, connection.dialect),
        )
        found: tuple[str] = cursor.fetchone() or ("[]",)
        return array("q", json.loads(found[0]))


def key_of(store: Store, story_id: uuid.UUID) -> int | None:
    """Return the key under which `story_keys` lists a story; None where it is gone."""
    with store.read() as session:
        return session.scalar(select(Story.pk).where(Story.id == story_id))


def story_ids(store: Store, keys: Sequence[int]) -> tuple[uuid.UUID, ...]:
    """Return the ids of ``keys`` in their order; stories that are gone are left out."""
    found: dict[int, uuid.UUID] = {}
    with store.read() as session:
        for start in range(0, len(keys), 500):
            part = list(keys[start : start + 500])
            rows = session.execute(select(Story.pk, Story.id).where(Story.pk.in_(part)))
            found |= dict(rows.all())
    return tuple(found[key] for key in keys if key in found)


def planning_now(store: Store) -> dt.datetime:
    """Return the present moment on the newsroom's clock."""
    return store.now().astimezone(shown_zone(load_settings(store.home).newsroom))


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
            for queue, statuses in BY_STATUS.items()
        }
        counts["all"] = sum(by_status.values())
        for queue in ("my_drafts", "assigned", "mentions", "late"):
            counts[queue] = _count(session, QueueFilter(queue), who, planning_now(store))
        for slug, count in session.execute(
            select(Section.slug, func.count(Story.pk))
            .outerjoin(Story, and_(Story.section_pk == Section.pk, Story.status != "spiked"))
            .group_by(Section.pk)
        ):
            counts[f"section:{slug}"] = count
    return counts


def count_stories(store: Store, wanted: QueueFilter, who: Person) -> int:
    """Return how many stories fit. Raises `WrongUsage` as `story_keys` does."""
    with store.read() as session:
        return _count(session, wanted, who, planning_now(store))


def _plain_values(compiled: SQLCompiler, dialect: Dialect) -> list[Any]:
    """Return a statement's values as the driver takes them: moments as numbers."""
    found: list[Any] = []
    for name in compiled.positiontup or ():
        bound, value = compiled.binds.get(name), compiled.params[name]
        process = bound.type.bind_processor(dialect) if bound is not None else None
        found.append(process(value) if process is not None else value)
    return found


def _count(session: Session, wanted: QueueFilter, who: Person, now: dt.datetime) -> int:
    statement = select(func.count()).select_from(Story).where(*conditions(wanted, who, now))
    return session.scalar(statement) or 0


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
