"""What the photo desk says of a photo: its name, where it stands, and the facts of its file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.photos.rows import PhotoRow

EXPIRING_DAYS = 14
"""As long before its end a right is spoken of; the queue “Rights expiring” counts the same."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A status as a card shows it: the colour of the dot, its word, and what follows softly."""

    colour: str
    word: str
    rest: str = ""


_NEEDS = {
    "needs_credit": Standing("returned", "Needs credit"),
    "needs_caption": Standing("returned", "Needs caption"),
    "needs_alt": Standing("submitted", "Needs alt text"),
}


def title_of(photo: PhotoRow) -> str:
    """Return the line that names a photo: headline, title, caption, or the name of its file."""
    caption = " ".join(photo.caption.split())
    return photo.headline or photo.title or caption or photo.file_name


def standing(photo: PhotoRow, now: dt.datetime) -> Standing:
    """Return where a photo stands; ``now`` is an aware moment.

    Ended rights stand before everything, since the photo may not run at all; rights that are
    about to end, before the word that all is well.
    """
    if photo.rating < 0:
        return Standing("failed", "Rejected")
    if photo.is_used_up:
        return Standing("failed", "Used up", "its stories are spent")
    rights = _rights(photo, now)
    if rights is not None and rights.colour == "failed":
        return rights
    needed = _NEEDS.get(photo.status)
    if needed is not None:
        return needed
    if photo.has_twin:
        return Standing("submitted", "Duplicate?", photo.credit)
    return rights or Standing("ready", "Credited", photo.credit)


def spoken(photo: PhotoRow, now: dt.datetime) -> str:
    """Return what a screen reader says of a card."""
    state = standing(photo, now)
    parts = (title_of(photo), state.word, state.rest, photo.alt)
    return ", ".join(part for part in parts if part)


def facts_line(photo: PhotoRow) -> str:
    """Return dimensions in pixels, colour profile and date: ``2560 × 1707 · sRGB · 18 Nov``."""
    parts = (
        f"{photo.width} × {photo.height}",
        _profile(photo.color_profile),
        date_words(photo.date_created),
    )
    return " · ".join(part for part in parts if part)


def date_words(date: str) -> str:
    """Return an ISO 8601 date as a person reads it; the time is the place's own."""
    try:
        moment = dt.datetime.fromisoformat(date)
    except ValueError:
        # Only a year, or a year and a month.
        return date
    day = f"{moment.day} {moment:%b %Y}"
    return f"{day} {moment:%H:%M}" if len(date) > 10 else day


def count_words(count: int, one: str, many: str) -> str:
    """Return ``1 photo`` or ``2,318 photos``."""
    return f"{count:,} {one if count == 1 else many}"


def _rights(photo: PhotoRow, now: dt.datetime) -> Standing | None:
    ends, embargo = photo.rights_expire_at, photo.embargo_until
    if embargo is not None and embargo > now:
        return Standing("submitted", f"Embargo to {embargo.day} {embargo:%b}", photo.credit)
    if ends is None:
        return None
    if ends <= now:
        return Standing("failed", "Rights have ended", f"{ends.day} {ends:%b %Y}")
    days = (ends.date() - now.date()).days
    if days > EXPIRING_DAYS:
        return None
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return Standing("submitted", f"Expires {when}", photo.credit)


def _profile(name: str) -> str:
    return "sRGB" if name.lower().startswith("srgb") else name
