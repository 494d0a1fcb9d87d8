"""Rules about the rights of photos, at the moment for which the story is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.rights import rights_words
from editorial.review.checks.results import CheckResult
from editorial.stories.text.references import photo_ids

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject

_MILD = frozenset({"rights_web_only"})
"""All pages go to the web; this is only said on the photo desk."""

_DATED = frozenset({"photo_embargo", "rights_expired", "rights_expiring"})
"""What is so at one moment, and not at another."""


def story_embargo(subject: Subject) -> Iterator[CheckResult]:
    """Compare the embargo of the story with the moment for which it is planned."""
    embargo = subject.embargo_at
    if embargo is not None and subject.publish_at is not None and subject.goes_at < embargo:
        yield CheckResult(
            "embargo_broken",
            subject.later,
            "publish_at",
            f"It is planned for {_moment(subject.goes_at)}, but under embargo until "
            f"{_moment(embargo)}",
            "Change it",
        )


def rights(subject: Subject) -> Iterator[CheckResult]:
    """Say which photos may not run, or what to mind, each once."""
    for photo_id, (field, name) in shown_photos(subject).items():
        facts = subject.photos.get(photo_id)
        if facts is None:
            continue
        day = _planned_day(subject)
        # A related story's photo has run there already; a glimpse of it is no other run.
        uses = 0 if field == "related" else facts.uses
        for word in rights_words(facts, subject.goes_at, uses):
            if word.code in _MILD:
                continue
            yield CheckResult(
                word.code,
                subject.later if word.forbids else "warn",
                field,
                f"{name or facts.file_name}: {word.words}{day if word.code in _DATED else ''}",
                "Replace it" if word.forbids else "Show it",
            )
        if facts.content_credentials:
            yield CheckResult(
                "content_credentials_lost",
                "warn",
                field,
                f"{name or facts.file_name}: its Content Credentials cannot go along in web sizes",
                "Show it",
            )


def shown_photos(subject: Subject) -> dict[uuid.UUID, tuple[str, str]]:
    """Return field and name of each photo that readers will see; hero, text, related pieces."""
    shown: dict[uuid.UUID, tuple[str, str]] = {}
    in_text = set(photo_ids(subject.story.body))
    for placed in subject.story.photos:
        if placed.role == "hero":
            shown.setdefault(placed.photo_id, ("hero", "Hero photo"))
    for placed in subject.story.photos:
        if placed.photo_id in in_text:
            shown.setdefault(placed.photo_id, (f"photo:{placed.photo_id}", ""))
    for link in subject.story.links:
        photo = link.photo_id
        if link.story_id is not None:
            photo = subject.related_photos.get(link.story_id)
        if photo is not None:
            shown.setdefault(photo, ("related", ""))
    return shown


def _planned_day(subject: Subject) -> str:
    """Return when the story goes out, where that is not at once."""
    if subject.goes_at <= subject.now:
        return ""
    return f"; the story goes out on {subject.goes_at.day} {subject.goes_at:%B %Y}"


def _moment(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%B %Y}, {moment:%H:%M} UTC"
