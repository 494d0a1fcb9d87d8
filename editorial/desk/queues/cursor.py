"""Where a person is in a queue, also once the story at hand has left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Cursor:
    """Remembers a key, or, when that has left, the one that came after it."""

    def __init__(self) -> None:
        self._key: int | None = None
        self._has_left = False
        self._is_past_end = False

    @property
    def key(self) -> int | None:
        """The key at hand; None where there is none, or where it has left the queue."""
        return None if self._has_left else self._key

    def forget(self) -> None:
        """Begin anew, in another queue."""
        self.move_to(None)

    def move_to(self, key: int | None) -> None:
        """Stand at this key."""
        self._key, self._has_left, self._is_past_end = key, False, False

    def follow(self, before: Sequence[int], after: Sequence[int]) -> None:
        """Keep the place while the queue changes from the keys ``before`` to ``after``."""
        key = self._key
        if key is None or key in after:
            return
        self._has_left = True
        rest = iter(before)
        if not any(each == key for each in rest):
            return
        # The search above stopped at the key: what is left of ``before`` came after it.
        there = set(after)
        self._key = next((each for each in rest if each in there), None)
        self._is_past_end = self._key is None

    def step(self, keys: Sequence[int], by: int) -> int:
        """Return the row to go to, ``by`` 1 forward or -1 back; -1 where there is none."""
        if self._is_past_end:
            row = len(keys) if by > 0 else len(keys) - 1
        elif self._key is None or self._key not in keys:
            row = 0
        else:
            row = keys.index(self._key)
            if not self._has_left:
                row += by
            elif by < 0:
                row -= 1
        return row if 0 <= row < len(keys) else -1
