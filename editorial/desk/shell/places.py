"""The places of the rail, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RoomName = Literal["stories", "photos", "outbox"]


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


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading between places."""

    title: str


MY_DRAFTS = Place("my_drafts", "My drafts", icon="file-pen-line")
FIXED: tuple[Place | Heading, ...] = (
    MY_DRAFTS,
    Place("assigned", "Assigned to me", icon="user-check", sort="due"),
    Heading("Review"),
    Place("submitted", "Submitted", status="submitted", sort="oldest"),
    Place("in_edit", "In edit", status="in_edit", sort="oldest"),
    Place("returned", "Returned", status="returned"),
    Place("ready", "Ready", status="ready", sort="oldest"),
    Heading("Photos"),
    Place("photo_desk", "Photo desk", icon="images", room="photos", badge=True),
    Place("library", "Library", icon="library", room="photos"),
    Heading("Publishing"),
    Place("outbox", "Outbox", icon="send", room="outbox"),
    Place("scheduled", "Scheduled", icon="calendar-clock"),
    Place("published", "Published", icon="globe"),
)
ELSEWHERE: tuple[Place, ...] = (
    Place("all", "All stories", icon="newspaper"),
    Place("spiked", "Spiked stories", icon="archive"),
    Place("withdrawn", "Withdrawn stories", icon="ban"),
)
"""Places that are reached by the View menu and the palette, not by the rail."""


def section_place(name: str, slug: str) -> Place:
    """Return the rail's entry of a section."""
    return Place(f"section:{slug}", name, icon="folder", section=slug)


def fixed_places() -> tuple[Place, ...]:
    """Return the places that are always there."""
    return tuple(entry for entry in FIXED if isinstance(entry, Place))
