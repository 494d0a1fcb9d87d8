"""The credit of a photo, as read from one line of text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made a photo, and through whose hands it came.

    ``chain`` names the houses in the order of the house form, the supplier last. ``line`` is
    the line to print in the supplier's own form, ``canonical`` the same with the creator
    first. ``caption`` is the rest of a caption in which the credit was found, else None.
    ``confidence`` runs from 0 (nothing was read) to 1. ``raw`` is the text exactly as it came.
    """

    raw: str
    creators: tuple[str, ...] = ()
    creator_title: str | None = None
    chain: tuple[str, ...] = ()
    pool: bool = False
    handout: bool = False
    courtesy: bool = False
    file: bool = False
    stringer: bool = False
    illustration: bool = False
    licence: str | None = None
    work_title: str | None = None
    client: str | None = None
    restrictions: tuple[str, ...] = ()
    supplier_ref: str | None = None
    caption: str | None = None
    canonical: str = ""
    line: str = ""
    confidence: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the fields by name, tuples as lists, ready for ``json.dumps``."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }
