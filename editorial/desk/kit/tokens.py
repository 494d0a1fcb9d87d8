"""The colours of the desk, by what they are for, in a light and a dark set."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour scheme. Every field but ``dark`` is a colour written ``#RRGGBB``.

    Text is set in ink, soft or muted: each reads at 4.5:1 or better on every ground. ``faint``
    reads at less, so it may only decorate, never carry a fact alone.
    """

    dark: bool
    paper: str
    """Manuscript, inputs, selected card."""
    desk: str
    """List and inspector."""
    rail: str
    line: str
    """Hairlines, 1 px."""
    ink: str
    soft: str
    """Secondary text."""
    muted: str
    """Small secondary text: times, counts, headings in capitals."""
    faint: str
    """Hints and decoration."""
    accent: str
    """The one primary action of a screen, selection edge, kicker, problems."""
    accent_hover: str
    accent_pressed: str
    on_accent: str
    """Text and icons on the accent colour."""
    accent_soft: str
    """A field that needs attention."""
    selection: str
    """Selected row, chips."""
    hover: str
    good: str
    """What is right, as text."""
    warn: str
    """What needs a look, as text."""
    added: str
    """Ground of added words."""
    removed: str
    """Ground of removed words."""
    marked: str
    """Ground of a passage that a note or a search points at."""
    draft: str
    submitted: str
    in_edit: str
    returned: str
    ready: str
    scheduled: str
    published: str

    def colour(self, name: str) -> str:
        """Return the colour of a token, written with ``-`` or ``_``."""
        value = getattr(self, name.replace("-", "_"))
        if not isinstance(value, str):
            raise KeyError(name)
        return value

    def status(self, status: str) -> str:
        """Return the dot's colour for a story status or a delivery state."""
        return self.colour(_STATUS_TOKENS[status])

    def by_name(self) -> dict[str, str]:
        """Return every colour, named as the stylesheet names it (``accent-soft``)."""
        return {
            entry.name.replace("_", "-"): getattr(self, entry.name)
            for entry in dataclasses.fields(self)
            if entry.name != "dark"
        }


_STATUS_TOKENS = {
    "draft": "draft",
    "submitted": "submitted",
    "in_edit": "in_edit",
    "returned": "returned",
    "ready": "ready",
    "scheduled": "scheduled",
    "published": "published",
    "correcting": "in_edit",
    "withdrawn": "faint",
    "spiked": "faint",
    # Deliveries.
    "queued": "submitted",
    "waiting": "submitted",
    "sending": "in_edit",
    "verified": "published",
    # Taken by an endpoint that nobody can look into: no green for it.
    "accepted": "scheduled",
    "needs_person": "returned",
    "failed": "accent",
    "cancelled": "faint",
}

LIGHT = Tokens(
    dark=False,
    paper="#FFFDF9",
    desk="#F4F1EB",
    rail="#EAE5DC",
    line="#DED8CC",
    ink="#1F1C17",
    soft="#5F584C",
    muted="#665E51",
    faint="#8E8677",
    accent="#A3302B",
    accent_hover="#8F2925",
    accent_pressed="#7C221F",
    on_accent="#FFFFFF",
    accent_soft="#F6E4E1",
    selection="#E2DBCE",
    hover="#EFEAE1",
    good="#276B43",
    warn="#8A5A12",
    added="#DDEEE1",
    removed="#F7D9D5",
    marked="#F6E7D2",
    draft="#8E8677",
    submitted="#B7791F",
    in_edit="#2B6CB0",
    returned="#C05621",
    ready="#2F7D4F",
    scheduled="#6B46C1",
    published="#1F6F78",
)

DARK = Tokens(
    dark=True,
    paper="#1E1C19",
    desk="#181613",
    rail="#131210",
    line="#34302A",
    ink="#EDE7DC",
    soft="#B5AC9C",
    muted="#9A9182",
    faint="#857C6E",
    accent="#E0736C",
    accent_hover="#E78781",
    accent_pressed="#CF615A",
    on_accent="#1A0F0E",
    accent_soft="#3A2422",
    selection="#2C2822",
    hover="#22201C",
    good="#62B885",
    warn="#D9A04A",
    added="#1F3A2A",
    removed="#4A2724",
    marked="#43341D",
    draft="#8E8677",
    submitted="#D9A04A",
    in_edit="#6BA7E0",
    returned="#E38B5B",
    ready="#62B885",
    scheduled="#A68AE6",
    published="#5DB3BC",
)
