"""Rules about photos: a clean credit, a caption, an alt text that describes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editorial.photos.alt_text import is_file_name
from editorial.photos.credits.captions import split_caption
from editorial.photos.credits.problems import credit_problems
from editorial.review.checks.results import CheckResult
from editorial.stories.text.references import images, photo_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import PhotoFacts, Subject
    from editorial.stories.snapshot import SnapshotPhoto


def hero(subject: Subject) -> Iterator[CheckResult]:
    """Ask for a hero photo, except of a short post."""
    if not subject.is_short_post and all(p.role != "hero" for p in subject.story.photos):
        yield CheckResult(
            "hero_missing", subject.later, "hero", "There is no hero photo", "Add one"
        )


def photos(subject: Subject) -> Iterator[CheckResult]:
    """Check each photo that readers will see."""
    shown = set(photo_ids(subject.story.body))
    placed = {
        (p.photo_id, p.role): p
        for p in subject.story.photos
        if p.role == "hero" or p.photo_id in shown
    }
    for place in placed.values():
        facts = subject.photos.get(place.photo_id)
        if facts is not None:
            yield from _one(subject, place, facts)
    for missing in shown - set(subject.photos):
        yield CheckResult(
            "photo_unknown",
            "block",
            "body",
            "The text places a photo that is not in the library",
            "Show it",
            quote=f"photo:{missing}",
        )


def related_pictures(subject: Subject) -> Iterator[CheckResult]:
    """Ask for the credit of a picture beside a page elsewhere: it is printed there, too."""
    for link in subject.story.links:
        facts = subject.photos.get(link.photo_id) if link.photo_id else None
        if facts is None or link.story_id is not None:
            continue
        name = f"The picture beside “{_short(link.title or link.url)}”"
        for found in _credit(subject, "related", name, facts.credit):
            yield replace(found, field="related", fix="Show it")


def strange_images(subject: Subject) -> Iterator[CheckResult]:
    """Find pictures that point elsewhere: they carry no credit, so readers will not see them."""
    for match in images(subject.story.body):
        address = match.group(2).strip("<>")
        if not address.startswith("photo:"):
            yield CheckResult(
                "image_outside",
                subject.later,
                "body",
                f"The picture {_short(address)} is not in the photo library",
                "Show it",
                quote=match.group(0),
            )


def _one(subject: Subject, place: SnapshotPhoto, facts: PhotoFacts) -> Iterator[CheckResult]:
    caption = facts.caption if place.caption is None else place.caption
    alt = facts.alt if place.alt is None else place.alt
    field = "hero" if place.role == "hero" else f"photo:{place.photo_id}"
    name = "Hero photo" if place.role == "hero" else f"Photo {_short(facts.file_name)}"
    yield from _credit(subject, field, name, facts.credit)
    if not caption.strip():
        yield CheckResult(
            "caption_missing",
            subject.later,
            f"{field}.caption",
            f"{name} has no caption",
            "Write it",
        )
    else:
        yield from _caption(subject, field, name, caption)
    if is_file_name(alt):
        yield CheckResult(
            "alt_file_name",
            subject.later,
            f"{field}.alt",
            f"{name}: “{_short(alt)}” is a file name, not an alt text",
            "Write it",
        )
    elif not alt.strip() and not facts.decorative:
        yield CheckResult(
            "alt_missing", subject.later, f"{field}.alt", f"{name} has no alt text", "Write it"
        )


def _credit(subject: Subject, field: str, name: str, credit: str) -> Iterator[CheckResult]:
    if not credit.strip():
        yield CheckResult(
            "credit_missing", subject.later, f"{field}.credit", f"{name} has no credit", "Add it"
        )
        return
    problems = credit_problems(credit)
    if problems:
        yield CheckResult(
            "credit_unclean",
            subject.later,
            f"{field}.credit",
            f"{name}: the credit “{credit}” needs a look: {'; '.join(problems)}",
            "Mend it",
        )


def _caption(subject: Subject, field: str, name: str, caption: str) -> Iterator[CheckResult]:
    _, credit = split_caption(caption)
    if credit is not None:
        yield CheckResult(
            "credit_in_caption",
            subject.later,
            f"{field}.caption",
            f"{name}: the caption ends in a credit ({credit.line})",
            "Move it",
        )
    if is_file_name(caption):
        yield CheckResult(
            "caption_file_name",
            subject.later,
            f"{field}.caption",
            f"{name}: “{_short(caption)}” is a file name, not a caption",
            "Write it",
        )


def _short(text: str) -> str:
    return text if len(text) <= 48 else text[:45] + "…"
