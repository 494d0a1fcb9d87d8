"""Find and replace in the words of many photos, seen before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import regex

from editorial.photos.edit_fields import checked
from editorial.photos.edits import edit_each
from editorial.photos.queries import photo_rows
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence

    from editorial.photos.rows import PhotoRow
    from editorial.storage.changes import Changes
    from editorial.storage.store import Store

FIELDS = (
    *("caption", "headline", "title", "alt", "extended_description", "credit", "source"),
    *("copyright", "usage_terms", "instructions", "sublocation", "city", "state", "country"),
    *("creators", "keywords", "people", "job_id"),
)
SECONDS = 1.0
"""For one text; a pattern that a person wrote may never end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for, in which of `FIELDS` (all where none is named), and what to write."""

    find: str
    replace: str = ""
    fields: tuple[str, ...] = ()
    match_case: bool = False
    whole_words: bool = False
    is_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One field of one photo that changes."""

    photo_id: uuid.UUID
    file_name: str
    field: str
    before: str
    after: str


def find_hits(store: Store, photo_ids: Sequence[uuid.UUID], wanted: Wanted) -> tuple[Hit, ...]:
    """Return what would change. Raises `WrongUsage` for a pattern that is none or never ends."""
    pattern = _pattern(wanted)
    return tuple(
        Hit(photo.id, photo.file_name, field, _words(before), _words(after))
        for photo in photo_rows(store, photo_ids)
        for field, before, after in _changes(photo, wanted, pattern)
    )


def replace_words(
    store: Store, photo_ids: Sequence[uuid.UUID], wanted: Wanted, *, who: str
) -> Changes:
    """Replace in all the photos, in one write that is undone as one. Raises as `find_hits`."""
    pattern = _pattern(wanted)
    values: dict[uuid.UUID, dict[str, Any]] = {}
    for photo in photo_rows(store, photo_ids):
        fields = {field: after for field, _, after in _changes(photo, wanted, pattern)}
        if fields:
            values[photo.id] = checked(fields)
    return edit_each(store, values, who=who, action="replace")


def _changes(
    photo: PhotoRow, wanted: Wanted, pattern: regex.Pattern[str]
) -> Iterator[tuple[str, Any, Any]]:
    for field in wanted.fields or FIELDS:
        before = getattr(photo, field)
        if isinstance(before, tuple):
            after: Any = [one for item in before if (one := _replaced(item, wanted, pattern))]
            before = list(before)
        else:
            after = _replaced(before, wanted, pattern)
        if after != before:
            yield field, before, after


def _replaced(text: str, wanted: Wanted, pattern: regex.Pattern[str]) -> str:
    # Only a pattern's replacement may speak of its groups.
    new: Any = wanted.replace if wanted.is_pattern else lambda _match: wanted.replace
    try:
        return str(pattern.sub(new, text, timeout=SECONDS))
    except TimeoutError as error:
        raise WrongUsage(
            "This pattern takes too long.",
            safe="Nothing was changed.",
            next_step="Make it simpler, or look for plain words.",
        ) from error
    except (regex.error, IndexError) as error:
        raise _no_pattern(wanted.replace, error) from error


def _pattern(wanted: Wanted) -> regex.Pattern[str]:
    if not wanted.find:
        raise WrongUsage("There is nothing to look for.", next_step="Type some words.")
    unknown = set(wanted.fields) - set(FIELDS)
    if unknown:
        raise WrongUsage(
            f"Nothing can be replaced in “{sorted(unknown)[0]}”.",
            next_step=f"The fields are {', '.join(FIELDS)}.",
        )
    source = wanted.find if wanted.is_pattern else regex.escape(wanted.find)
    if wanted.whole_words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    try:
        return regex.compile(source, 0 if wanted.match_case else regex.IGNORECASE)
    except regex.error as error:
        raise _no_pattern(wanted.find, error) from error


def _no_pattern(text: str, error: Exception) -> WrongUsage:
    return WrongUsage(
        f"“{text}” is no pattern ({error}).",
        safe="Nothing was changed.",
        next_step="Mend it, or look for plain words.",
    )


def _words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
