"""What differs between two versions of a story, field by field, in words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.review.compare import word_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.review.compare import Run
    from editorial.stories.snapshot import StorySnapshot

_AROUND = 40
"""Characters shown before and after a changed passage."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change: which field, and its words before and after. Either may be empty."""

    field: str
    """As a person calls it: ``Headline``, ``Text``, ``Tags``."""
    old: str
    new: str


def changed_fields(old: StorySnapshot, new: StorySnapshot) -> tuple[FieldChange, ...]:
    """Return the changes; the text's passages one by one, with a few words around each."""
    pairs = [
        ("Headline", old.headline, new.headline),
        ("Dek", old.dek, new.dek),
        ("Byline", ", ".join(old.byline), ", ".join(new.byline)),
        ("Type", old.type, new.type),
        ("Section", old.section, new.section),
        ("Further sections", ", ".join(old.also_in), ", ".join(new.also_in)),
        ("Tags", ", ".join(old.tags), ", ".join(new.tags)),
        ("Address", old.slug, new.slug),
        ("Language", old.language, new.language),
    ]
    found = [FieldChange(name, was, is_) for name, was, is_ in pairs if was != is_]
    found += [FieldChange("Text", *pair) for pair in _passages(word_changes(old.body, new.body))]
    if old.photos != new.photos:
        found.append(FieldChange("Photos", _photos(old), _photos(new)))
    if old.links != new.links:
        found.append(FieldChange("Related stories", str(len(old.links)), str(len(new.links))))
    return tuple(found)


def _passages(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """Return old and new words of each changed passage; neighbouring changes are one passage."""
    passages: list[tuple[str, str]] = []
    old = new = ""
    tail = ""
    for index, run in enumerate(runs):
        if run.kind == "same":
            is_last = index == len(runs) - 1
            if (old or new) and (len(run.text) > _AROUND or "\n" in run.text or is_last):
                end = _start_of(run.text)
                passages.append((_line(tail + old + end), _line(tail + new + end)))
                old = new = ""
            elif old or new:
                old, new = old + run.text, new + run.text
                continue
            tail = _end_of(run.text)
        elif run.kind == "removed":
            old += run.text
        else:
            new += run.text
    if old or new:
        passages.append((_line(tail + old), _line(tail + new)))
    return passages


def _end_of(text: str) -> str:
    last = text.rsplit("\n", 1)[-1]
    if len(last) <= _AROUND:
        return last
    return "… " + last[-_AROUND:].partition(" ")[2]


def _start_of(text: str) -> str:
    first = text.split("\n", 1)[0]
    if len(first) <= _AROUND:
        return first
    return first[:_AROUND].rpartition(" ")[0] + " …"


def _line(text: str) -> str:
    return " ".join(text.split())


def _photos(snapshot: StorySnapshot) -> str:
    count = len(snapshot.photos)
    return "1 photo" if count == 1 else f"{count} photos"
