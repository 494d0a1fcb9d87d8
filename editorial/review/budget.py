"""The section budget: what each section has for a day, as rows, as text and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_, select

from editorial.stories.models import Section, Story, StoryPhoto, StoryType
from editorial.stories.workflow import Status
from editorial.system.local_times import start_of_day
from editorial.system.settings import load_settings
from editorial.system.zones import newsroom_zone, zone_label

if TYPE_CHECKING:
    import uuid

    from editorial.storage.store import Store

UNFILED = "No section"
COLUMNS = (
    "section", "slug", "headline", "type", "writer", "words", "target", "status", "due",
    "goes out", "photo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One story of a day."""

    story_id: uuid.UUID
    section: str
    slug: str
    headline: str
    type: str
    writer: str
    words: int
    target: int
    """Words; 0 for no target."""
    status: Status
    due_at: dt.datetime | None
    out_at: dt.datetime | None
    """When it goes out, or went out."""
    has_photo: bool


@dataclass(frozen=True, slots=True)
class SectionBudget:
    """What a section has."""

    section: str
    rows: tuple[BudgetRow, ...]

    @property
    def words(self) -> int:
        """Words that are written."""
        return sum(row.words for row in self.rows)

    @property
    def target(self) -> int:
        """Words that are planned."""
        return sum(row.target for row in self.rows)

    @property
    def without_photo(self) -> int:
        """Stories that have no photo yet."""
        return sum(not row.has_photo for row in self.rows)


@dataclass(frozen=True, slots=True)
class Budget:
    """What the newsroom has for a day; sections in the paper's order."""

    day: dt.date
    zone: dt.tzinfo
    sections: tuple[SectionBudget, ...]

    @property
    def rows(self) -> tuple[BudgetRow, ...]:
        """All stories."""
        return tuple(row for section in self.sections for row in section.rows)


def budget(store: Store, day: dt.date, *, section: str = "") -> Budget:
    """Return the stories that are due, scheduled or published on a day of the newsroom's clock.

    ``section`` is a slug, empty for all. Spiked and withdrawn stories are left out. Raises
    `WrongUsage` where the newsroom's time zone does not exist.
    """
    newsroom = load_settings(store.home).newsroom
    zone = newsroom_zone(newsroom)
    start, end = start_of_day(day, zone), start_of_day(day + dt.timedelta(days=1), zone)
    planned = or_(
        and_(Story.due_at >= start, Story.due_at < end),
        and_(
            Story.status == Status.SCHEDULED.value,
            Story.publish_at >= start,
            Story.publish_at < end,
        ),
        and_(Story.published_at >= start, Story.published_at < end),
    )
    statement = (
        select(
            Story,
            Section.name,
            StoryType.name,
            exists().where(StoryPhoto.story_pk == Story.pk),
        )
        .outerjoin(Section, Section.pk == Story.section_pk)
        .outerjoin(StoryType, StoryType.pk == Story.type_pk)
        .where(planned, Story.status.not_in([Status.SPIKED.value, Status.WITHDRAWN.value]))
        .order_by(Section.position.nulls_last(), Section.name, Story.due_at, Story.headline)
    )
    if section:
        statement = statement.where(Section.slug == section)
    with store.read() as session:
        rows = [
            BudgetRow(
                story_id=story.id,
                section=name or UNFILED,
                slug=story.slug,
                headline=story.headline,
                type=type_ or "",
                writer=story.assigned_to or ", ".join(story.byline) or story.author,
                words=story.word_count,
                target=newsroom.word_target if story.word_target is None else story.word_target,
                status=Status(story.status),
                due_at=story.due_at,
                out_at=story.published_at or story.publish_at,
                has_photo=has_photo,
            )
            for story, name, type_, has_photo in session.execute(statement)
        ]
    grouped = groupby(rows, key=lambda row: row.section)
    return Budget(day, zone, tuple(SectionBudget(name, tuple(part)) for name, part in grouped))


def as_text(found: Budget) -> str:
    """Return the budget as lines to read or print."""
    lines = [f"{found.day:%A} {found.day.day} {found.day:%B %Y}, {zone_label(found.zone)}"]
    for part in found.sections:
        lines += ["", f"{part.section.upper()}  ({totals(part)})"]
        for row in part.rows:
            due = _clock(row.due_at, found)
            out = _clock(row.out_at, found)
            words = f"{row.words:,}" + (f" of {row.target:,}" if row.target else "")
            lines.append(f"  {row.headline or row.slug}")
            facts = (
                row.slug, row.type, row.writer, f"{words} words", row.status.label,
                f"due {due}" if due else "", f"out {out}" if out else "",
                "photo" if row.has_photo else "no photo",
            )  # fmt: skip
            lines.append("    " + " · ".join(fact for fact in facts if fact))
    if not found.sections:
        lines += ["", "Nothing is planned for this day."]
    else:
        whole = SectionBudget("", found.rows)
        lines += ["", f"In all: {totals(whole)}"]
    return "\n".join(lines) + "\n"


def as_csv(found: Budget) -> str:
    """Return the budget as CSV (RFC 4180) with a heading; times are ISO 8601 with offset."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in found.rows:
        writer.writerow(
            (
                _cell(row.section), row.slug, _cell(row.headline), _cell(row.type),
                _cell(row.writer), row.words, row.target or "", row.status.label,
                *(
                    moment.astimezone(found.zone).isoformat(timespec="minutes") if moment else ""
                    for moment in (row.due_at, row.out_at)
                ),
                "yes" if row.has_photo else "no",
            )
        )  # fmt: skip
    return out.getvalue()


def totals(part: SectionBudget) -> str:
    """Return a section's sums in words."""
    count = len(part.rows)
    stories = "1 story" if count == 1 else f"{count:,} stories"
    words = f"{part.words:,}" + (f" of {part.target:,}" if part.target else "")
    photos = f", {part.without_photo:,} without a photo" if part.without_photo else ""
    return f"{stories}, {words} words{photos}"


def _clock(moment: dt.datetime | None, found: Budget) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(found.zone)
    same = local.date() == found.day
    return f"{local:%H:%M}" if same else f"{local.day} {local:%b %H:%M}"


def _cell(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula (OWASP, CSV injection)."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
