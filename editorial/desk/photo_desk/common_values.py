"""The values of the chosen photos: what they share, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.photos.rows import PhotoRow

SEVERAL = "(several)"
"""What stands in a field in which the chosen photos differ."""

TEXTS = (
    "credit",
    "creators",
    "source",
    "copyright",
    "caption",
    "alt",
    "headline",
    "keywords",
    "date_created",
    "sublocation",
    "city",
    "state",
    "country",
    "country_code",
    "usage_terms",
    "web_statement",
    "instructions",
    "rights_expire_at",
)
"""The fields that are written as text, in the order of the inspector."""


@dataclass(frozen=True, slots=True)
class Common:
    """The chosen photos as one; a value is None where they differ."""

    ids: tuple[uuid.UUID, ...] = ()
    first: PhotoRow | None = None
    texts: dict[str, str | None] = field(default_factory=dict)
    decorative: bool | None = False

    @property
    def is_single(self) -> bool:
        """Whether exactly one photo is chosen."""
        return len(self.ids) == 1


def common_values(rows: Sequence[PhotoRow]) -> Common:
    """Return what the photos share."""
    if not rows:
        return Common()
    texts: dict[str, str | None] = {}
    for name in TEXTS:
        values = {as_text(row, name) for row in rows}
        texts[name] = values.pop() if len(values) == 1 else None
    flags = {row.decorative for row in rows}
    return Common(
        ids=tuple(row.id for row in rows),
        first=rows[0],
        texts=texts,
        decorative=flags.pop() if len(flags) == 1 else None,
    )


def as_text(photo: PhotoRow, name: str) -> str:
    """Return a field as a person writes it: names with commas between, a date as 2026-11-20."""
    value = getattr(photo, name)
    if value is None:
        return ""
    if name == "rights_expire_at":
        return f"{value:%Y-%m-%d}"
    if isinstance(value, tuple):
        # A name with a comma in it, such as "Holm, Ida", keeps it.
        return ("; " if any("," in item for item in value) else ", ").join(value)
    return str(value)
