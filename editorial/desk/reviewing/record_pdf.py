"""The record of a story on paper: every entry, and the seal that a file of it must show."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from editorial.desk.kit.fonts import SERIF_FAMILY, UI_FAMILY, load_fonts
from editorial.desk.kit.tokens import LIGHT
from editorial.system.errors import EnvironmentProblem
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.publishing.record.entry import Entry
    from editorial.publishing.record.story_record import Record

_MARGINS = QMarginsF(18, 16, 18, 16)
"""Millimetres."""
_DOTS = 144
"""Dots per inch in which the page is laid out; letters stay outlines."""
_FOOT = 0.3
"""Inches kept free for the last line of each page."""


def print_record(record: Record, seal: str, out: Path) -> Path:
    """Write the record to ``out`` as a PDF with ``seal`` on every page.

    Needs a `QGuiApplication`. Raises `EnvironmentProblem` where no page can be drawn, `DiskFull`
    or `HomeUnusable`.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(f"Record of “{record.headline}”")
    writer.setCreator("Editorial")
    writer.setPageSize(_paper())
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(writer):
        raise EnvironmentProblem(
            "No PDF was made: the page could not be drawn.",
            safe="The record is untouched.",
            next_step="Export it as JSON instead.",
        )
    _draw(writer, painter, record_html(record), seal)
    painter.end()
    buffer.close()
    write_atomically(out, bytes(buffer.data().data()))
    return out


def print_without_desk(record: Record, seal: str, out: Path) -> Path:
    """Do the same where no desk is open: from the command line, without a screen."""
    application = QGuiApplication.instance() or QGuiApplication(["editorial"])
    load_fonts()
    try:
        return print_record(record, seal, out)
    finally:
        del application


def record_html(record: Record) -> str:
    """Return the record as HTML for a `QTextDocument`."""
    rows, day = [], ""
    for entry in record.entries:
        local = record.local(entry.at)
        if (today := f"{local.day} {local:%B %Y}") != day:
            day = today
            rows.append(f'<tr><td colspan="3" class="day">{day}</td></tr>')
        rows.append(_row(record, entry))
    made = record.local(record.made_at)
    count = len(record.entries)
    zone = record.newsroom.time_zone or f"this computer’s zone, UTC{made:%z}"
    return (
        f"<style>{_style()}</style>"
        f'<p class="kicker">Record of a story</p><h1>{escape(record.headline)}</h1>'
        f'<p class="head">{escape(record.newsroom.title)} · {escape(record.slug)} · now '
        f"{escape(record.status.replace('_', ' '))} · {count} "
        f"{'entry' if count == 1 else 'entries'}<br>"
        f"Made {made.day} {made:%B %Y, %H:%M} · times in {escape(zone)}, UTC beneath</p>"
        f'<table width="100%" cellspacing="0" cellpadding="4">{"".join(rows)}</table>'
    )


def _row(record: Record, entry: Entry) -> str:
    details = "".join(
        f'<br><span class="detail">{escape(label)}: {escape(text)}</span>'
        for label, text in entry.details
    )
    marks = [f"v{entry.version}"] if entry.version is not None else []
    if entry.status_from and entry.status_to and entry.status_from != entry.status_to:
        marks.append(f"{entry.status_from} → {entry.status_to}".replace("_", " "))
    return (
        f'<tr><td width="13%" class="time">{record.local(entry.at):%H:%M:%S}<br>'
        f'<span class="utc">{entry.at:%H:%M:%S}Z</span></td>'
        f'<td width="65%">{escape(entry.sentence)}{details}</td>'
        f'<td width="22%" align="right" class="detail">{"<br>".join(map(escape, marks))}</td></tr>'
    )


def _style() -> str:
    return (
        f"body, td, p {{ font-family: '{UI_FAMILY}'; font-size: 9pt; color: {LIGHT.ink}; }}"
        f"h1 {{ font-family: '{SERIF_FAMILY}'; font-size: 21pt; font-weight: 500; }}"
        f".kicker {{ color: {LIGHT.accent}; font-weight: 600; }}"
        f".head, .detail, .utc {{ color: {LIGHT.muted}; font-size: 8pt; }}"
        f".day {{ font-weight: 600; padding-top: 12px; border-bottom: 1px solid {LIGHT.line}; }}"
    )


def _draw(writer: QPdfWriter, painter: QPainter, html: str, seal: str) -> None:
    foot = _FOOT * _DOTS
    width, height = writer.width(), writer.height() - foot
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(QSizeF(width, height))
    font = QFont(UI_FAMILY)
    font.setPointSizeF(7)
    pages = document.pageCount()
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        line = QRectF(0, height + foot / 2, width, foot / 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, f"Seal {seal}")
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{page + 1} of {pages}")


def _paper() -> QPageSize:
    imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4)
