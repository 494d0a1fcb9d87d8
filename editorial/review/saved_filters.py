"""Choices of stories that a person keeps under a name, in an order of their own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from editorial.review.models import SavedFilter
from editorial.review.queue_filter import QueueFilter
from editorial.storage.changes import Changes
from editorial.system.errors import NotFound, RuleRefused, WrongUsage

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person

_DEFAULTS = {each.name: each.default for each in fields(QueueFilter)}


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved filter as it is shown."""

    id: uuid.UUID
    name: str
    wanted: QueueFilter
    position: int


def saved_filters(store: Store, who: Person) -> tuple[SavedRow, ...]:
    """Return a person's filters in their order."""
    with store.read() as session:
        return tuple(map(_row, _own(session, who)))


def named_filter(store: Store, name: str, who: Person) -> SavedRow:
    """Return the filter of that name, whatever its case. Raises `NotFound`."""
    for row in saved_filters(store, who):
        if row.name.casefold() == " ".join(name.split()).casefold():
            return row
    raise NotFound(
        f"You have no saved filter “{name}”.", next_step="`editorial filter list` shows yours."
    )


def save_filter(store: Store, name: str, wanted: QueueFilter, *, who: Person) -> Changes:
    """Keep a filter at the end of the person's list.

    Raises `WrongUsage` for an empty name, `RuleRefused` for one that is taken.
    """
    with store.write() as session:
        place = session.scalar(
            select(func.max(SavedFilter.position)).where(SavedFilter.who == who.name)
        )
        kept = SavedFilter(
            who=who.name,
            name=_free_name(session, name, who),
            wanted=_differences(wanted),
            position=0 if place is None else place + 1,
        )
        session.add(kept)
        session.flush()
        return Changes(vocabulary=True, created=kept.id)


def rename_filter(store: Store, filter_id: uuid.UUID, name: str, *, who: Person) -> Changes:
    """Give a filter another name. Raises as `save_filter`, and `NotFound`."""
    with store.write() as session:
        kept = _found(session, filter_id, who)
        kept.name = _free_name(session, name, who, but=kept.pk)
    return Changes(vocabulary=True)


def move_filter(store: Store, filter_id: uuid.UUID, by: int, *, who: Person) -> Changes:
    """Move a filter ``by`` places down (negative: up); it stops at the ends.

    Raises `NotFound`.
    """
    with store.write() as session:
        kept = _found(session, filter_id, who)
        row = list(_own(session, who))
        before = row.index(kept)
        row.insert(max(0, min(before + by, len(row) - 1)), row.pop(before))
        for position, each in enumerate(row):
            each.position = position
    return Changes(vocabulary=True)


def remove_filter(store: Store, filter_id: uuid.UUID, *, who: Person) -> Changes:
    """Forget a filter; the stories stay. `restore_filter` takes it back. Raises `NotFound`."""
    with store.write() as session:
        session.delete(_found(session, filter_id, who))
    return Changes(vocabulary=True)


def restore_filter(store: Store, removed: SavedRow, *, who: Person) -> Changes:
    """Keep a removed filter again, where it stood. Raises `RuleRefused` for a name now taken."""
    with store.write() as session:
        for each in _own(session, who):
            if each.position >= removed.position:
                each.position += 1
        session.add(
            SavedFilter(
                id=removed.id,
                who=who.name,
                name=_free_name(session, removed.name, who),
                wanted=_differences(removed.wanted),
                position=removed.position,
            )
        )
    return Changes(vocabulary=True, created=removed.id)


def _own(session: Session, who: Person) -> list[SavedFilter]:
    mine = select(SavedFilter).where(SavedFilter.who == who.name)
    return list(session.scalars(mine.order_by(SavedFilter.position, SavedFilter.pk)))


def _row(kept: SavedFilter) -> SavedRow:
    return SavedRow(kept.id, kept.name, _filter_of(kept.wanted), kept.position)


def _filter_of(wanted: Mapping[str, Any]) -> QueueFilter:
    # A field that a later version added is left out rather than making the filter unusable.
    return QueueFilter(**{name: wanted[name] for name in wanted if name in _DEFAULTS})


def _differences(wanted: QueueFilter) -> dict[str, Any]:
    values = {name: getattr(wanted, name) for name in _DEFAULTS}
    return {name: value for name, value in values.items() if value != _DEFAULTS[name]}


def _found(session: Session, filter_id: uuid.UUID, who: Person) -> SavedFilter:
    kept = session.scalar(
        select(SavedFilter).where(SavedFilter.id == filter_id, SavedFilter.who == who.name)
    )
    if kept is None:
        raise NotFound("This saved filter is gone.", safe="No story was changed.")
    return kept


def _free_name(session: Session, name: str, who: Person, but: int | None = None) -> str:
    words = " ".join(name.split())
    if not words:
        raise WrongUsage("A saved filter needs a name.", next_step="Give it one.")
    for each in _own(session, who):
        if each.pk != but and each.name.casefold() == words.casefold():
            raise RuleRefused(
                f"You already have a filter “{each.name}”.",
                safe="Nothing was changed.",
                next_step="Choose another name.",
            )
    return words
