"""A story's row as it is drawn: its words, measured and cut once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption

from editorial.desk.kit.fonts import serif_font, ui_font
from editorial.desk.kit.times import coming, due_words, late_words, short_moment
from editorial.review.queue_filter import GRACE, OVERDUE_IN
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QFont

    from editorial.stories.rows import StoryRow

HEADLINE = 16
UNTITLED = "Untitled"
_DONE = frozenset({"published", "withdrawn", "spiked"})


def kicker(row: StoryRow) -> str:
    """Return ``Analysis · Global Crises``."""
    return " · ".join(part for part in (row.type, row.section) if part) or "Not filed yet"


def lateness(row: StoryRow, now: dt.datetime) -> str:
    """Return ``overdue``, ``missed`` (a schedule that passed) or ``""``, as Late counts them."""
    if row.status == "scheduled":
        missed = row.publish_at is not None and row.publish_at < now - GRACE
        return "missed" if missed else ""
    overdue = row.status in OVERDUE_IN and row.due_at is not None and row.due_at < now
    return "overdue" if overdue else ""


def moment(row: StoryRow, now: dt.datetime) -> str:
    """Return the time at the right: when due while it is worked on, else when last changed."""
    late = lateness(row, now)
    if row.status == "scheduled" and row.publish_at is not None:
        return late_words(late, row.publish_at, now) if late else coming(row.publish_at, now)
    if row.status in ("published", "correcting", "withdrawn") and row.published_at is not None:
        return short_moment(row.published_at, now)
    if row.due_at is not None and row.status in OVERDUE_IN:
        return late_words(late, row.due_at, now) if late else due_words(row.due_at, now)
    if row.status == "in_edit":
        return "no date"
    return short_moment(row.updated_at, now)


def status_facts(row: StoryRow, me: str) -> str:
    """Return what stands after the status: who has it, notes, or how long it is."""
    facts: list[str] = []
    if row.assigned_to and row.status not in _DONE:
        facts.append("with you" if row.assigned_to == me else f"with {row.assigned_to}")
    if row.open_notes and row.status in ("returned", "in_edit", "draft"):
        facts.append("1 note" if row.open_notes == 1 else f"{row.open_notes} notes")
    return " · ".join(facts) or _length(row)


def spoken(row: StoryRow, now: dt.datetime | None = None, me: str = "") -> str:
    """Return a row as a screen reader says it."""
    now = now or utc_now()
    facts = [row.status.label, status_facts(row, me), moment(row, now)]
    if status_facts(row, me) != _length(row):
        facts.append(_length(row))
    return f"{row.headline or UNTITLED}. {kicker(row)}. {', '.join(facts)}."


def _length(row: StoryRow) -> str:
    return "1 word" if row.word_count == 1 else f"{row.word_count:,} words"


@lru_cache(maxsize=2048)
def headline_lines(text: str, width: int, limit: int = 2) -> tuple[str, ...]:
    """Break a headline into at most ``limit`` lines of ``width`` px; the last may be cut."""
    return _broken(text or UNTITLED, serif_font(HEADLINE, 500), width, limit)


@lru_cache(maxsize=1024)
def snippet_lines(text: str, width: int, limit: int = 2) -> tuple[str, ...]:
    """Break a found passage into lines; together they are a beginning of ``text``."""
    return _broken(text, ui_font(12), width, limit, elide=False)


def _broken(
    text: str, font: QFont, width: int, limit: int, *, elide: bool = True
) -> tuple[str, ...]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        start, length = line.textStart(), line.textLength()
        rest = text[start:]
        if elide and len(lines) == limit - 1 and length < len(rest):
            lines.append(_cut(rest, font, width))
            break
        lines.append(text[start : start + length])
    layout.endLayout()
    return tuple(lines)


def _cut(text: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
