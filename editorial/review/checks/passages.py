"""The texts of a story that readers will read, and how a passage in them is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.stories.text.references import photo_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject


def texts(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return headline, dek and body, each with the name of its field."""
    story = subject.story
    return (("headline", story.headline), ("dek", story.dek), ("body", story.body))


def captions(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the captions of the photos that readers will see, each with the name of its field."""
    shown = set(photo_ids(subject.story.body))
    for place in subject.story.photos:
        facts = subject.photos.get(place.photo_id)
        if facts is not None and (place.role == "hero" or place.photo_id in shown):
            field = "hero" if place.role == "hero" else f"photo:{place.photo_id}"
            yield f"{field}.caption", facts.caption if place.caption is None else place.caption


def around(text: str, start: int, end: int) -> str:
    """Return a passage with a word or two on either side, within its line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first = text.rfind(" ", line_start, max(line_start, start - 12)) + 1
    last = text.find(" ", min(line_end, end + 12), line_end)
    return text[max(first, line_start) : last if last >= 0 else line_end].strip()
