"""What changed in a story, gathered off the GUI thread: words, notes, pictures, who."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from editorial.desk.reviewing import use_cases

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from editorial.publishing.addresses import EndpointRow
    from editorial.review.authorship import Authorship
    from editorial.review.compared_story import ComparedStory, ScreenWords, Seen
    from editorial.review.last_read import LastRead
    from editorial.review.story_diff import StoryDiff
    from editorial.review.suggestions import SuggestionRow
    from editorial.stories.rows import VersionRow

FIELDS = ("headline", "dek", "body")
"""The fields that are words, in the order in which they are read."""
PICTURE = QSize(240, 160)
"""The room of a photo in the document, in logical pixels; pictures have twice as many."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Which two versions are compared: None for “last read” and for the words of now."""

    first: int | None = None
    last: int | None = None

    @property
    def is_usual(self) -> bool:
        """Whether it is the words of now since they were last read."""
        return self.first is None and self.last is None


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
    """The way from the version that was read last to the words of now, with what stands by."""

    compared: ComparedStory
    passages: tuple[MarkedPassage, ...] = ()
    pictures: Mapping[uuid.UUID, QImage] = dataclasses.field(default_factory=dict)
    endpoints: tuple[EndpointRow, ...] = ()
    suggestions: tuple[SuggestionRow, ...] = ()
    """The open ones whose words stand there."""

    @property
    def base(self) -> LastRead | None:
        """The version at the one end."""
        return self.compared.base

    @property
    def is_now(self) -> bool:
        """Whether the other end is the words of now."""
        return not self.compared.last

    @property
    def newest(self) -> int:
        """The number of the version at the other end; the newest where that is now."""
        return self.compared.last or self.compared.newest

    @property
    def diff(self) -> StoryDiff:
        """All lines."""
        return self.compared.diff

    @property
    def count(self) -> int:
        """How many places changed."""
        return self.compared.diff.count

    def text(self, field: str) -> str:
        """Return the words at the other end of one of `FIELDS`."""
        words: str = getattr(self.compared.new.snapshot, field)
        return words

    @property
    def versions(self) -> tuple[VersionRow, ...]:
        """All versions, newest first."""
        return self.compared.versions


def gather(
    store: Any,
    story_id: uuid.UUID,
    words: ScreenWords,
    *,
    who: str,
    ends: Ends | None = None,
    seen: Seen | None = None,
) -> StoryChanges:
    """Compare ``words`` with the version that ``who`` read last, or two versions.

    ``seen`` is what was on the screen when the story changed under it. Raises `NotFound`.
    """
    ends = ends or Ends()
    compared: ComparedStory = use_cases.story_changes(
        store, story_id, who=who, first=ends.first, last=ends.last, words=words, seen=seen
    )
    return StoryChanges(
        compared=compared,
        passages=() if compared.last else _passages(store, story_id, words),
        pictures=_pictures(store, compared),
        endpoints=use_cases.endpoints(store),
        suggestions=() if compared.last else _suggestions(store, story_id, words),
    )


def who_wrote(store: Any, compared: ComparedStory, *, whole: bool) -> Authorship:
    """Return who made each change; with ``whole``, who wrote each passage as well."""
    found: Authorship = use_cases.authorship(store, compared, whole=whole)
    return found


def _passages(store: Any, story_id: uuid.UUID, words: ScreenWords) -> tuple[MarkedPassage, ...]:
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


def _suggestions(store: Any, story_id: uuid.UUID, words: ScreenWords) -> tuple[SuggestionRow, ...]:
    rows: tuple[SuggestionRow, ...] = use_cases.suggestions(store, story_id)
    return tuple(
        row
        for row in rows
        # What is typed and not saved yet may have moved its words.
        if row.place is not None and getattr(words, row.field)[slice(*row.place)] == row.old
    )


def _pictures(store: Any, compared: ComparedStory) -> dict[uuid.UUID, QImage]:
    shown = [photo.photo_id for photo in (*compared.diff.hero, *compared.diff.inline)]
    wanted = list(dict.fromkeys(shown))
    rows = use_cases.photo_rows(store, wanted) if wanted else ()
    pictures = {row.id: _decoded(str(row.thumbnail_path)) for row in rows}
    return {photo_id: image for photo_id, image in pictures.items() if not image.isNull()}


def _decoded(path: str) -> QImage:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(PICTURE * 2, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
