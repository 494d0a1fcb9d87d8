"""The rail's numbers, read in one go off the GUI thread."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.photos import queries as photos
from editorial.publishing import outbox
from editorial.review import queues
from editorial.review.saved_filters import saved_filters
from editorial.stories import vocabulary
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.review.saved_filters import SavedRow
    from editorial.stories.people import Person

_ONLY_GROWS = ("published", "spiked", "all")
_NEED_WORK = ("needs_credit", "needs_caption", "needs_alt")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands at each place of the rail, by its key, and the sections in order."""

    by_place: Mapping[str, int]
    sections: tuple[tuple[str, str], ...]
    """Each as (name, slug)."""
    waiting: int
    """Deliveries that are on their way or need a person."""
    stories: int
    filters: tuple[SavedRow, ...] = ()
    """The person's own, in their order."""


def read_counts(store: Any, who: Person) -> Counts:
    """Count stories, photos and deliveries."""
    by_place = dict(queues.queue_counts(store, who))
    by_photo = photos.queue_counts(store)
    waiting = outbox.open_count(store)
    by_place["photo_desk"] = sum(by_photo.get(queue, 0) for queue in _NEED_WORK)
    by_place["outbox"] = waiting
    stories = by_place.get("all", 0)
    # The pictures show no number beside what only grows: published, library and sections.
    shown = {
        key: count
        for key, count in by_place.items()
        if key not in _ONLY_GROWS and not key.startswith("section:")
    }
    filters = saved_filters(store, who)
    for row in filters:
        # One that a later version of Editorial wrote may ask for what this one does not know.
        with suppress(WrongUsage):
            shown[f"filter:{row.id}"] = queues.count_stories(store, row.wanted, who)
    sections = tuple((term.name, term.slug) for term in vocabulary.sections(store))
    return Counts(shown, sections, waiting, stories, filters)
