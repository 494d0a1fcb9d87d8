"""Words that are put on many photos at once: by field, each to replace, to append or to fill.

A field that is not ticked is left alone. Texts may hold variables and codes (`codes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from editorial.photos.codes import Codes, fill
from editorial.photos.edit_fields import EDITABLE, checked
from editorial.photos.edits import edit_each
from editorial.photos.models import PhotoTemplate
from editorial.photos.queries import photo_rows
from editorial.storage.changes import Changes
from editorial.system.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from editorial.photos.rows import PhotoRow
    from editorial.storage.store import Store

Mode = Literal["replace", "append", "keep"]
MODES: dict[Mode, str] = {
    "replace": "Replace",
    "append": "Append",
    "keep": "Fill only what is empty",
}
LISTS = frozenset({"keywords", "creators", "people"})
FIELDS = (
    *("credit", "creators", "creator_title", "source", "copyright", "licence", "usage_terms"),
    *("web_statement", "rights_expire_at", "embargo_until", "use_limit", "territory"),
    *("instructions", "caption", "headline", "title", "alt", "extended_description", "keywords"),
    *("people", "date_created", "sublocation", "city", "state", "country", "country_code"),
    *("job_id", "caption_writer", "rating", "web_only", "no_crop"),
)
"""What a template may hold, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a template does to one field."""

    value: str
    mode: Mode = "replace"
    on: bool = True


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template by name; ``entries`` by field."""

    name: str
    entries: Mapping[str, Entry]


def templates(store: Store) -> tuple[TemplateRow, ...]:
    """Return the newsroom's templates, the one that was used last first."""
    query = select(PhotoTemplate).order_by(
        PhotoTemplate.used_at.desc().nulls_last(), PhotoTemplate.name
    )
    with store.read() as session:
        return tuple(_row(template) for template in session.scalars(query))


def template(store: Store, name: str) -> TemplateRow:
    """Return the template of that name. Raises `NotFound`."""
    for row in templates(store):
        if row.name == name:
            return row
    raise NotFound(
        f"There is no template “{name}”.", next_step="See `editorial photo template list`."
    )


def save_template(store: Store, name: str, entries: Mapping[str, Entry]) -> Changes:
    """Keep a template under a name, in place of one that has it. Raises `WrongUsage`."""
    title = " ".join(name.split())
    if not title:
        raise WrongUsage("The template needs a name.", next_step="Give it one.")
    _check(entries)
    fields = {
        field: {"value": entry.value, "mode": entry.mode, "on": entry.on}
        for field, entry in entries.items()
    }
    with store.write() as session:
        known = session.scalar(select(PhotoTemplate).where(PhotoTemplate.name == title))
        if known is None:
            session.add(PhotoTemplate(name=title, fields=fields, used_at=store.now()))
        else:
            known.fields, known.used_at = fields, store.now()
    return Changes()


def remove_template(store: Store, name: str) -> Changes:
    """Forget a template. Raises `NotFound`."""
    with store.write() as session:
        known = session.scalar(select(PhotoTemplate).where(PhotoTemplate.name == name))
        if known is None:
            raise NotFound(f"There is no template “{name}”.", safe="Nothing was changed.")
        session.delete(known)
    return Changes()


def apply_entries(
    store: Store,
    photo_ids: Sequence[uuid.UUID],
    entries: Mapping[str, Entry],
    *,
    who: str,
    codes: Codes | None = None,
    action: str = "template",
) -> Changes:
    """Put the ticked entries on all the photos, in one write that is undone as one.

    Raises `WrongUsage` for a value that a field cannot hold; then nothing was changed.
    """
    _check(entries)
    values: dict[uuid.UUID, dict[str, Any]] = {}
    for number, photo in enumerate(photo_rows(store, photo_ids), start=1):
        wanted = {
            field: value
            for field, entry in entries.items()
            if entry.on and (value := _value(photo, field, entry, codes, number)) is not None
        }
        values[photo.id] = checked(wanted)
    return edit_each(store, values, who=who, action=action)


def _check(entries: Mapping[str, Entry]) -> None:
    for field, entry in entries.items():
        if field not in FIELDS or field not in EDITABLE:
            raise WrongUsage(
                f"A template has no field “{field}”.",
                next_step=f"The fields are {', '.join(sorted(FIELDS))}.",
            )
        if entry.mode not in MODES:
            raise WrongUsage(
                f"“{entry.mode}” is no way to apply a field.",
                next_step=f"Choose one of {', '.join(MODES)}.",
            )


def _value(photo: PhotoRow, field: str, entry: Entry, codes: Codes | None, number: int) -> Any:
    """Return the field's new value; None to leave it."""
    words = fill(entry.value, photo, codes, number=number)
    present = getattr(photo, field)
    is_empty = present in (None, "", (), False) or (field == "rating" and present == 0)
    if entry.mode == "keep" and not is_empty:
        return None
    if entry.mode == "append" and not is_empty and words.strip():
        if field in LISTS:
            added = checked({field: words})[field]
            return [*present, *(one for one in added if one not in present)]
        if isinstance(present, str):
            return present if present.endswith(words) else f"{present.rstrip()} {words.lstrip()}"
    return words


def _row(template: PhotoTemplate) -> TemplateRow:
    return TemplateRow(
        template.name,
        {
            field: Entry(entry["value"], entry["mode"], entry["on"])
            for field, entry in template.fields.items()
            if field in FIELDS
        },
    )
