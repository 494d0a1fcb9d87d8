"""A courier's journal kept in memory, for testing endpoints by themselves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.publishing.endpoints.protocol import Held

KEY = "00112233445566778899aabbccddeeff"


class Diary:
    """Remembers what was begun and done."""

    def __init__(self, key: str = KEY, remote_id: str = "", previous: Held | None = None) -> None:
        self.key = key
        self.attempt = 1
        self.remote_id = remote_id
        self.previous = previous
        self.public_note = ""
        self.asked_at = dt.datetime(2026, 11, 27, 10, 0, tzinfo=dt.UTC)
        self.begun: list[str] = []
        self.finished: dict[str, Mapping[str, Any]] = {}

    def begin(self, step: str, **data: Any) -> None:
        self.begun.append(step)

    def done(self, step: str, **data: Any) -> None:
        self.finished[step] = data

    def result(self, step: str) -> Mapping[str, Any] | None:
        return self.finished.get(step)

    def unknown(self, step: str) -> bool:
        return step in self.begun and step not in self.finished
