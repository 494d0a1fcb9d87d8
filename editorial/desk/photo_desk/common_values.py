"""The values of the chosen photos: what they share, and where they differ."""

from __future__ import annotations

import datetime as dt
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
    "licence",
    "usage_terms",
    "web_statement",
    "instructions",
    "rights_expire_at",
    "embargo_until",
    "use_limit",
    "territory",
    "licensors",
    "model_release",
    "property_release",
    "data_mining",
    "title",
    "extended_description",
    "people",
    "caption_writer",
    "creator_title",
    "job_id",
    "digital_source_type",
    "ai_system",
    "ai_system_version",
    "ai_prompt",
    "ai_prompt_writer",
)
"""The fields that are written as text, in the order of the inspector."""


FLAGS = ("decorative", "web_only", "no_crop")
"""The fields that are ticked."""


@dataclass(frozen=True, slots=True)
class Common:
    """The chosen photos as one; a value is None where they differ."""

    ids: tuple[uuid.UUID, ...] = ()
    first: PhotoRow | None = None
    texts: dict[str, str | None] = field(default_factory=dict)
    flags: dict[str, bool | None] = field(default_factory=dict)

    @property
    def decorative(self) -> bool | None:
        """Whether the pictures say nothing that the words do not."""
        return self.flags.get("decorative", False)

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
    flags: dict[str, bool | None] = {}
    for name in FLAGS:
        states = {bool(getattr(row, name)) for row in rows}
        flags[name] = states.pop() if len(states) == 1 else None
    return Common(
        ids=tuple(row.id for row in rows),
        first=rows[0],
        texts=texts,
        flags=flags,
    )


def as_text(photo: PhotoRow, name: str) -> str:
    """Return a field as a person writes it: names with commas between, a date as 2026-11-20."""
    value = getattr(photo, name)
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        is_day = name == "rights_expire_at" or (value.hour, value.minute) == (0, 0)
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%dT%H:%M}"
    if name == "licensors":
        return "; ".join(" ".join(part for part in one if part) for one in value)
    if isinstance(value, tuple):
        # A name with a comma in it, such as "Holm, Ida", keeps it.
        return ("; " if any("," in item for item in value) else ", ").join(value)
    return str(value)
