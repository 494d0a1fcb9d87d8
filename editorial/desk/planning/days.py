"""Which days a page of the calendar shows, and what it is called."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Span(StrEnum):
    """How much a page shows."""

    WEEK = "week"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Page:
    """The page around a day."""

    span: Span
    day: dt.date

    @property
    def first(self) -> dt.date:
        """The first day on show: a Monday, but for a single day."""
        if self.span is Span.DAY:
            return self.day
        first = self.day.replace(day=1) if self.span is Span.MONTH else self.day
        return first - dt.timedelta(days=first.weekday())

    @property
    def weeks(self) -> int:
        """How many weeks are on show."""
        if self.span is not Span.MONTH:
            return 1
        days = calendar.monthrange(self.day.year, self.day.month)[1]
        last = self.day.replace(day=days)
        return (last - self.first).days // 7 + 1

    @property
    def end(self) -> dt.date:
        """The day after the last one on show."""
        days = 1 if self.span is Span.DAY else 7 * self.weeks
        return self.first + dt.timedelta(days=days)

    @property
    def title(self) -> str:
        """What the page is called."""
        if self.span is Span.DAY:
            return f"{self.day:%A} {self.day.day} {self.day:%B %Y}"
        if self.span is Span.MONTH:
            return f"{self.day:%B %Y}"
        last = self.end - dt.timedelta(days=1)
        same = (self.first.year, self.first.month) == (last.year, last.month)
        begin = f"{self.first.day}" if same else f"{self.first.day} {self.first:%B}"
        week = self.first.isocalendar().week
        return f"{begin} – {last.day} {last:%B %Y} · Week {week}"

    def turned(self, pages: int) -> Page:
        """Return the page so many further."""
        if self.span is Span.MONTH:
            months = self.day.year * 12 + self.day.month - 1 + pages
            year, month = divmod(months, 12)
            days = calendar.monthrange(year, month + 1)[1]
            return Page(self.span, dt.date(year, month + 1, min(self.day.day, days)))
        step = 7 if self.span is Span.WEEK else 1
        return Page(self.span, self.day + dt.timedelta(days=step * pages))
