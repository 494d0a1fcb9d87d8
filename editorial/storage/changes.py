"""What a write changed, so that each view refreshes only the rows it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer of every use case that writes.

    ``created`` is the id of the one thing that a creating use case made. ``notices`` are
    sentences for the person, such as a warning of an import.
    """

    stories: frozenset[uuid.UUID] = frozenset()
    photos: frozenset[uuid.UUID] = frozenset()
    vocabulary: bool = False
    outbox: bool = False
    endpoints: bool = False
    created: uuid.UUID | None = None
    deliveries: tuple[uuid.UUID, ...] = ()
    """What was put on its way."""
    notices: tuple[str, ...] = ()

    def __or__(self, other: Changes) -> Changes:
        """Return both changes as one; ``created`` is the later one's where it has one."""
        return Changes(
            stories=self.stories | other.stories,
            photos=self.photos | other.photos,
            vocabulary=self.vocabulary or other.vocabulary,
            outbox=self.outbox or other.outbox,
            endpoints=self.endpoints or other.endpoints,
            created=other.created or self.created,
            deliveries=self.deliveries + other.deliveries,
            notices=self.notices + other.notices,
        )

    def __bool__(self) -> bool:
        """Return whether anything a view could show has changed."""
        return bool(self.stories or self.photos or self.vocabulary or self.outbox or self.endpoints)
