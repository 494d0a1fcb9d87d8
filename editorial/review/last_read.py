"""Which version an editor read last: what was kept when they looked, or what they did with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.stories.rows import EventRow, VersionRow

_READ_BY = {
    "return": "you returned it",
    "approve": "you approved it",
    "release": "you put it back in the queue",
}
"""Steps that end a reading. A claim begins one: it would hide what came since the last."""

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class LastRead:
    """A version to compare with, and when that was: ``since you returned it``."""

    number: int
    """0 for words that were on the screen and are no version."""
    since: str
    at: dt.datetime = LONG_AGO
    """Photos are compared as they were then."""
    chosen: bool = False
    """Whether the person chose it."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """The version that a person had on the screen last, and when."""

    number: int
    at: dt.datetime


def last_read(
    events: Sequence[EventRow],
    versions: Sequence[VersionRow],
    who: str,
    reading: ReadingRow | None = None,
) -> LastRead | None:
    """Return the version that ``who`` read last; both sequences are newest first.

    That is the one that was on their screen, or the one of their last return, approval or
    release, whichever is newer. For somebody who has not read the story it is the first that was
    submitted, else the oldest; None without versions.
    """
    numbers = {version.number: version.at for version in versions}
    found: LastRead | None = None
    for event in events:
        number = _version_of(event)
        if event.who == who and event.what in _READ_BY and number in numbers:
            found = LastRead(number, _READ_BY[event.what], numbers[number])
            break
    if reading is not None and reading.number in numbers:
        if found is None or reading.number > found.number:
            return LastRead(reading.number, "you last read it", reading.at)
        if reading.number == found.number:
            # Read again since: photos may have changed between the two.
            return LastRead(found.number, found.since, max(found.at, reading.at))
    if found is not None:
        return found
    for event in reversed(events):
        number = _version_of(event)
        if event.what == "submit" and number in numbers:
            return LastRead(number, "it was submitted", numbers[number])
    if not versions:
        return None
    return LastRead(versions[-1].number, "its beginning", versions[-1].at)


def chosen(versions: Sequence[VersionRow], number: int) -> LastRead | None:
    """Return the version that a person chose to compare with; None where it is gone."""
    for version in versions:
        if version.number == number:
            return LastRead(number, f"version {number}", version.at, chosen=True)
    return None


def version_words(version: VersionRow) -> str:
    """Return what a menu says of a version: ``v3 submitted by Ida Holm``."""
    done = _DONE.get(version.name, version.name) if version.kind == "step" else version.name
    words = done or _KINDS.get(version.kind, version.kind)
    return f"v{version.number} {words} by {version.author}" if version.author else words


_KINDS = {"autosave": "edited", "import": "brought in", "restored": "brought back"}
_DONE = {
    "submit": "submitted",
    "take_back": "taken back",
    "claim": "taken from the queue",
    "release": "put back",
    "return": "returned",
    "approve": "approved",
    "reopen": "reopened",
    "spike": "spiked",
    "restore": "restored",
    "push": "pushed",
}


def _version_of(event: EventRow) -> int:
    number = event.data.get("version")
    return number if isinstance(number, int) else -1
