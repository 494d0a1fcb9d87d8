"""The places of the rail, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from editorial.review.queue_filter import QueueFilter

RoomName = Literal["stories", "photos", "outbox", "calendar"]


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: a queue of stories, a desk of photos, or the outbox."""

    key: str
    title: str
    icon: str = ""
    status: str = ""
    """Where set, a dot in that status's colour stands instead of an icon."""
    room: RoomName = "stories"
    sort: str = "newest"
    section: str = ""
    """The slug of the section whose stories are listed."""
    badge: bool = False
    """Whether the count is work that waits: drawn on the accent colour."""
    key_number: int = 0
    """Where set, Ctrl and this digit lead here."""
    wanted: QueueFilter | None = None
    """What a saved filter asks for."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading between places."""

    title: str


MY_DRAFTS = Place("my_drafts", "My drafts", icon="file-pen-line", key_number=1)
FIXED: tuple[Place | Heading, ...] = (
    MY_DRAFTS,
    Place("assigned", "Assigned to me", icon="user-check", sort="due", key_number=2),
    Place("mentions", "Mentions", icon="message-square"),
    Heading("Review"),
    Place("submitted", "Submitted", status="submitted", sort="oldest", key_number=3),
    Place("in_edit", "In edit", status="in_edit", sort="oldest", key_number=4),
    Place("returned", "Returned", status="returned", key_number=5),
    Place("ready", "Ready", status="ready", sort="oldest", key_number=6),
    Place("late", "Late", icon="clock", sort="due", badge=True),
    Heading("Photos"),
    Place("photo_desk", "Photo desk", icon="images", room="photos", badge=True, key_number=7),
    Place("library", "Library", icon="library", room="photos", key_number=8),
    Heading("Publishing"),
    Place("calendar", "Calendar", icon="calendar", room="calendar"),
    Place("outbox", "Outbox", icon="send", room="outbox", key_number=9),
    Place("scheduled", "Scheduled", icon="calendar-clock"),
    Place("published", "Published", icon="globe"),
    Place("spiked", "Spiked", icon="archive"),
)
ELSEWHERE: tuple[Place, ...] = (
    Place("all", "All stories", icon="newspaper"),
    Place("withdrawn", "Withdrawn stories", icon="ban"),
)
"""Places that are reached by the View menu and the palette, not by the rail."""
FILTER = "filter:"
"""The key of a saved filter's place begins so; its id follows."""


def section_place(name: str, slug: str) -> Place:
    """Return the rail's entry of a section."""
    return Place(f"section:{slug}", name, icon="folder", section=slug)


def filter_place(key: str, name: str, wanted: QueueFilter) -> Place:
    """Return the rail's entry of a saved filter; ``key`` is its id as words."""
    return Place(f"{FILTER}{key}", name, icon="filter", sort=wanted.sort, wanted=wanted)


def fixed_places() -> tuple[Place, ...]:
    """Return the places that are always there."""
    return tuple(entry for entry in FIXED if isinstance(entry, Place))
