"""The rail's entries and their counts as a list model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editorial.desk.shell.places import FIXED, Heading, Place, section_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = ENTRY_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex


class RailModel(QAbstractListModel):
    """Headings and places; a place has a count, -1 while it is not known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Place | Heading] = list(FIXED)
        self._groups: dict[str, list[Place]] = {"Saved filters": [], "Sections": []}
        self._counts: dict[str, int] = {}

    @property
    def places(self) -> tuple[Place, ...]:
        """The places in order, without the headings."""
        return tuple(entry for entry in self._entries if isinstance(entry, Place))

    def set_sections(self, sections: Sequence[tuple[str, str]]) -> None:
        """Show these sections, each as (name, slug)."""
        self._set_group("Sections", [section_place(name, slug) for name, slug in sections])

    def set_filters(self, filters: Sequence[Place]) -> None:
        """Show these saved filters."""
        self._set_group("Saved filters", list(filters))

    def _set_group(self, title: str, wanted: list[Place]) -> None:
        """Put a heading with its places below the fixed ones; without places there is none."""
        before = self._groups[title]
        if before == wanted:
            return
        first = len(FIXED)
        for each, places in self._groups.items():
            if each == title:
                break
            first += len(places) + bool(places)
        if before:
            self.beginRemoveRows(QModelIndex(), first, first + len(before))
            del self._entries[first : first + len(before) + 1]
            self._groups[title] = []
            self.endRemoveRows()
        if wanted:
            self.beginInsertRows(QModelIndex(), first, first + len(wanted))
            self._entries[first:first] = [Heading(title), *wanted]
            self._groups[title] = wanted
            self.endInsertRows()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show these counts by place key."""
        before, self._counts = self._counts, dict(counts)
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Place) and before.get(entry.key) != counts.get(entry.key):
                self.dataChanged.emit(self.index(row), self.index(row))

    def count_of(self, key: str) -> int:
        """Return the count of a place, -1 while it is not known."""
        return self._counts.get(key, -1)

    def index_of(self, key: str) -> QModelIndex:
        """Return a place's index; an invalid one when it is not in the rail."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Place) and entry.key == key:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that places can be chosen and headings cannot."""
        if not index.isValid() or isinstance(self._entries[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the entry (`ENTRY_ROLE`), its count, or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == COUNT_ROLE:
            return self._counts.get(entry.key, -1) if isinstance(entry, Place) else -1
        if role in (_DISPLAY, _TOOLTIP):
            return entry.title
        if role == _ACCESSIBLE:
            return self._spoken(entry)
        return None

    def _spoken(self, entry: Place | Heading) -> str:
        if isinstance(entry, Heading):
            return entry.title
        count = self._counts.get(entry.key, -1)
        if count < 0:
            return entry.title
        thing = {"photos": "photo", "outbox": "delivery"}.get(entry.room, "story")
        things = {"delivery": "deliveries", "story": "stories", "photo": "photos"}[thing]
        return f"{entry.title}, {count:,} {thing if count == 1 else things}"
