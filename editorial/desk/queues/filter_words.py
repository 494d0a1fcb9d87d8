"""What a filter asks for, in the few words of its chips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editorial.desk.shell.places import ELSEWHERE, fixed_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.desk.queues.listing import Terms
    from editorial.review.queue_filter import QueueFilter

WHOSE = {"": "The whole desk’s", "mine": "Mine", "unclaimed": "Nobody’s"}
DUE = {
    "": "At any time",
    "overdue": "Overdue",
    "today": "Due today",
    "week": "Due this week",
    "none": "No date",
}
_PARTS = ("queue", "whose", "section", "type", "writer", "assigned", "due", "open_notes")


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of a filter: the field of `QueueFilter`, and what its chip says."""

    field: str
    words: str


def conditions(wanted: QueueFilter, plain: QueueFilter, terms: Terms) -> tuple[Condition, ...]:
    """Return what ``wanted`` asks beyond ``plain``, without the words of the search field."""
    return tuple(
        Condition(field, _words(field, getattr(wanted, field), terms))
        for field in _PARTS
        if getattr(wanted, field) != getattr(plain, field)
    )


def without(wanted: QueueFilter, field: str, plain: QueueFilter) -> QueueFilter:
    """Return a filter that no longer asks for ``field``."""
    return replace(wanted, **{field: getattr(plain, field)})


def suggested_name(wanted: QueueFilter, place: str, plain: QueueFilter, terms: Terms) -> str:
    """Return a name for a filter: ``In edit: mine, due today``."""
    said = [each.words for each in conditions(wanted, plain, terms) if each.field != "queue"]
    said += [f"“{wanted.text}”"] if wanted.text else []
    words = ", ".join([said[0], *(word[0].lower() + word[1:] for word in said[1:])]) if said else ""
    return f"{place}: {words[0].lower()}{words[1:]}" if words else place


def _words(field: str, value: object, terms: Terms) -> str:
    named: Mapping[str, str] = {
        "section": {slug: name for name, slug in terms.sections},
        "type": {slug: name for name, slug in terms.types},
        "whose": WHOSE,
        "due": DUE,
        "queue": {place.key: place.title for place in (*fixed_places(), *ELSEWHERE)},
    }.get(field, {})
    text = str(value)
    if field == "open_notes":
        return "Open notes"
    if field == "writer":
        return f"By {text}"
    if field == "assigned":
        return f"With {text}"
    if not text:
        return f"Any {field}"
    return named.get(text, text)
