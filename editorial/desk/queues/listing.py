"""What the list asks of the database when it shows a queue, in one go on a worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from editorial.desk.kit.paged_model import PAGE
from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import count_stories, key_of, story_keys, story_rows
from editorial.stories import vocabulary

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from editorial.desk.shell.places import Place
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryRow


@dataclass(frozen=True, slots=True)
class Listed:
    """A queue's keys in order, and the pages that are painted first."""

    keys: Sequence[int]
    whole: int
    """How many stories there are without the conditions that narrow the queue."""
    pages: Mapping[int, Sequence[StoryRow]]
    sought: uuid.UUID | None
    row: int
    """Where the sought story stands; -1 where it does not."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Sections and story types to narrow a queue by, each as (name, slug)."""

    sections: tuple[tuple[str, str], ...] = ()
    types: tuple[tuple[str, str], ...] = ()


def plain_filter(place: Place) -> QueueFilter:
    """Return what a place of the rail lists by itself; a saved filter narrows all stories."""
    if place.wanted is not None:
        return QueueFilter()
    return QueueFilter("all" if place.section else place.key, place.section)


def first_filter(place: Place) -> QueueFilter:
    """Return what a place asks for when one comes there first."""
    return replace(place.wanted or plain_filter(place), sort=place.sort)


def list_stories(
    store: Any,
    wanted: QueueFilter,
    plain: QueueFilter,
    who: Person,
    sought: uuid.UUID | None,
) -> Listed:
    """Read a queue's keys, its first page, and the page where ``sought`` stands."""
    keys = story_keys(store, wanted, who)
    narrowed = replace(wanted, sort=plain.sort) != plain
    whole = count_stories(store, plain, who) if narrowed else len(keys)
    row = _row_of(store, keys, sought)
    pages = {
        page: story_rows(store, keys[page * PAGE : (page + 1) * PAGE])
        for page in sorted({0, max(row, 0) // PAGE})
        if keys
    }
    return Listed(keys, whole, pages, sought, row)


def read_terms(store: Any) -> Terms:
    """Read the sections and story types."""
    return Terms(
        tuple((term.name, term.slug) for term in vocabulary.sections(store)),
        tuple((term.name, term.slug) for term in vocabulary.story_types(store)),
    )


def _row_of(store: Any, keys: Sequence[int], story: uuid.UUID | None) -> int:
    key = key_of(store, story) if story is not None else None
    if key is None or key not in keys:
        return -1
    return keys.index(key)
