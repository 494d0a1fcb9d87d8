"""Which tables hold data, and their cells in a plain grid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_ROWS = ("tr",)
_CELLS = ("td", "th")
_LARGEST_SPAN = 50
_LARGEST_CELL = 1500
"""Characters; a cell with more is a column of a page."""
_PAGE_PARTS = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")


def is_data(table: Tag) -> bool:
    """Return whether a table holds data; else it only arranges a page and is taken apart."""
    if table.find(_PAGE_PARTS) is not None:
        return False
    cells = table.find_all(_CELLS)
    rows = table.find_all(_ROWS)
    if not rows or len(cells) <= len(rows) or not _holds_all(table):
        return False
    return all(len(cell.get_text()) <= _LARGEST_CELL for cell in cells)


def _holds_all(table: Tag) -> bool:
    """Return whether every word of the table stands in one of its cells or its caption."""
    for text in table.find_all(string=re.compile(r"\S")):
        cell = text.find_parent(("td", "th", "caption"))
        if cell is None or table not in cell.parents:
            return False
    # Elements left open make cells hold cells.
    return all(cell.find((*_CELLS, *_ROWS)) is None for cell in table.find_all(_CELLS))


def cells_of(table: Tag) -> list[list[Tag | None]]:
    """Return the rows of the grid; a place that a merged cell covers is None."""
    rows: list[list[Tag | None]] = []
    covered: dict[int, int] = {}
    for row in table.find_all(_ROWS):
        line: list[Tag | None] = []
        for cell in row.find_all(_CELLS):
            _skip(line, covered)
            below = _span(cell, "rowspan") - 1
            for index in range(_span(cell, "colspan")):
                if below > 0:
                    covered[len(line)] = below
                line.append(cell if index == 0 else None)
        _skip(line, covered)
        rows.append(line)
    return [row for row in rows if row]


def _skip(line: list[Tag | None], covered: dict[int, int]) -> None:
    while covered.get(len(line), 0) > 0:
        covered[len(line)] -= 1
        line.append(None)


def _span(cell: Tag, name: str) -> int:
    written = str(cell.attrs.get(name) or "1").strip()
    return min(max(int(written), 1), _LARGEST_SPAN) if re.fullmatch(r"\d{1,4}", written) else 1
