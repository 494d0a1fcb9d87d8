"""What changed in a story's words, gathered off the GUI thread."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.desk.reviewing import use_cases
from editorial.review.last_read import LastRead, chosen, last_read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.publishing.addresses import EndpointRow
    from editorial.review.compare import Run
    from editorial.stories.rows import VersionRow

FIELDS = ("headline", "dek", "body")
"""The fields that are words, in the order in which they are read."""
_PHOTO = re.compile(r"\(photo:([0-9a-fA-F-]{36})\)")


@dataclass(frozen=True, slots=True)
class ReadWords:
    """The words that a person has on the screen, or had."""

    headline: str
    dek: str
    body: str


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """An open note's passage: (start, end) in ``field``, and who says what of it."""

    start: int
    end: int
    words: str
    note_id: uuid.UUID
    field: str = "body"


@dataclass(frozen=True, slots=True)
class StoryChanges:
    """The way from the version that was read last to the words of now, in runs of words."""

    base: LastRead | None
    newest: int
    headline: tuple[Run, ...]
    dek: tuple[Run, ...]
    body: tuple[Run, ...]
    count: int
    passages: tuple[MarkedPassage, ...]
    photos: dict[uuid.UUID, str]
    versions: tuple[VersionRow, ...]
    endpoints: tuple[EndpointRow, ...]

    def text(self, field: str) -> str:
        """Return the words of now of one of `FIELDS`."""
        runs: tuple[Run, ...] = getattr(self, field)
        return "".join(run.text for run in runs if run.kind != "removed")


def gather(
    store: Any,
    story_id: uuid.UUID,
    words: ReadWords,
    *,
    who: str,
    since: int | None = None,
    seen: ReadWords | None = None,
) -> StoryChanges:
    """Compare ``words`` with the version that ``who`` read last.

    ``since`` is another version to compare with; ``seen`` are words that were on the screen
    when the story changed under it. Raises `NotFound`.
    """
    versions = use_cases.versions(store, story_id)
    base: LastRead | None
    if seen is not None:
        base = LastRead(0, "you looked")
    elif since is not None:
        base = chosen(versions, since)
    else:
        base = last_read(use_cases.events(store, story_id), versions, who)
    old: Any = words
    if seen is not None:
        old = seen
    elif base is not None:
        old = use_cases.snapshot(store, story_id, base.number)
    runs = tuple(
        use_cases.word_changes(getattr(old, name), getattr(words, name)) for name in FIELDS
    )
    return StoryChanges(
        base=base,
        newest=versions[0].number if versions else 0,
        headline=runs[0],
        dek=runs[1],
        body=runs[2],
        count=sum(count_changes(each) for each in runs),
        passages=_passages(store, story_id, words),
        photos=_photos(store, words.body + getattr(old, "body", "")),
        versions=versions,
        endpoints=use_cases.endpoints(store),
    )


def count_changes(runs: Sequence[Run]) -> int:
    """Return how many places changed; what is removed and what came instead are one place."""
    count = 0
    inside = False
    for run in runs:
        if run.kind == "same":
            inside = False
        elif run.text.strip() and not inside:
            count += 1
            inside = True
    return count


def _passages(store: Any, story_id: uuid.UUID, words: ReadWords) -> tuple[MarkedPassage, ...]:
    found = []
    for note in use_cases.notes(store, story_id):
        field = note.field or "body"
        if note.resolved_at is not None or note.parent_id is not None or field not in FIELDS:
            continue
        place: tuple[int, int] | None = use_cases.place_of(note, getattr(words, field))
        if place is not None:
            said = f"{note.author}: {note.text}"
            found.append(MarkedPassage(place[0], place[1], said, note.id, field))
    return tuple(found)


def _photos(store: Any, bodies: str) -> dict[uuid.UUID, str]:
    ids = [uuid.UUID(text) for text in dict.fromkeys(_PHOTO.findall(bodies)) if _is_id(text)]
    rows = use_cases.photo_rows(store, ids) if ids else ()
    return {row.id: row.caption or row.file_name for row in rows}


def _is_id(text: str) -> bool:
    return re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) is not None
