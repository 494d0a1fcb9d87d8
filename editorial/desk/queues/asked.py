"""What is asked for in each queue: the place, the conditions that narrow it, the order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from editorial.desk.queues.listing import first_filter, plain_filter

if TYPE_CHECKING:
    from editorial.desk.shell.places import Place
    from editorial.review.queue_filter import QueueFilter


class Asked:
    """Remembers the conditions and the order of each place while Editorial runs."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._kept: dict[str, QueueFilter] = {}

    @property
    def plain(self) -> QueueFilter:
        """What the place asks for without any condition."""
        return plain_filter(self.place)

    def wanted(self, words: str) -> QueueFilter:
        """Return what is asked for now, with the words of the filter field."""
        kept = self._kept.get(self.place.key) or first_filter(self.place)
        return replace(kept, text=" ".join(words.split()))

    def go(self, place: Place) -> bool:
        """Turn to a place; True when it is another one."""
        other = place.key != self.place.key
        if not other and place.wanted != self.place.wanted:
            self._kept.pop(place.key, None)
        self.place = place
        return other

    def narrow(self, **fields: Any) -> None:
        """Ask for these fields of `QueueFilter` here."""
        kept = self._kept.get(self.place.key) or first_filter(self.place)
        self._kept[self.place.key] = replace(kept, **fields)

    def widen(self) -> None:
        """Ask for the whole queue, in the order in use."""
        self._kept[self.place.key] = replace(self.plain, sort=self.wanted("").sort)

    def is_narrowed(self, words: str) -> bool:
        """Return whether anything but the place itself is asked for."""
        return replace(self.wanted(words), sort=self.plain.sort) != self.plain

    def is_kept(self, words: str) -> bool:
        """Return whether this is just what the saved filter on show asks for."""
        return self.wanted(words) == self.place.wanted
