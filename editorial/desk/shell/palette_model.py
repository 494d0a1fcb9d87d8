"""What the palette offers: commands that match, then stories that were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editorial.desk.shell import story_lines

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QAction

    from editorial.stories.rows import SearchHit, StoryRow

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One line: a command or a story."""

    title: str
    detail: str = ""
    """A shortcut, or a story's kicker."""
    icon: str = ""
    status: str = ""
    action: QAction | None = None
    story: uuid.UUID | None = None


class PaletteModel(QAbstractListModel):
    """The lines of the palette."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recent: Sequence[PaletteItem] = ()
        self._commands: Sequence[PaletteItem] = ()
        self._stories: Sequence[PaletteItem] = ()

    def set_commands(self, items: Sequence[PaletteItem]) -> None:
        """Show these commands; the stories stay."""
        self.beginResetModel()
        self._commands = items
        self.endResetModel()

    def set_recent(self, items: Sequence[PaletteItem]) -> None:
        """Show these stories before the commands."""
        self.beginResetModel()
        self._recent = items
        self.endResetModel()

    def set_stories(self, items: Sequence[PaletteItem]) -> None:
        """Show these stories; the commands stay."""
        self.beginResetModel()
        self._stories = items
        self.endResetModel()

    def item(self, row: int) -> PaletteItem | None:
        """Return a line, or None past the end."""
        items = (*self._recent, *self._commands, *self._stories)
        return items[row] if 0 <= row < len(items) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        items = len(self._recent) + len(self._commands) + len(self._stories)
        return 0 if parent.isValid() else items

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Return the item (`ITEM_ROLE`) or its words."""
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role in (_DISPLAY, _ACCESSIBLE):
            return f"{item.title}. {item.detail}" if item.detail else item.title
        return None


def matching_commands(actions: Iterable[QAction], words: str) -> tuple[PaletteItem, ...]:
    """Return the enabled commands that hold all words, those that begin with them first."""
    parts = words.casefold().split()
    found = []
    for action in actions:
        title = action.text().replace("&", "")
        text = title.casefold()
        if not action.isEnabled() or not title or not all(part in text for part in parts):
            continue
        name = action.property("iconName") or "command"
        shown = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        item = PaletteItem(title, shown, icon=name, action=action)
        found.append((not text.startswith(words.casefold()), item))
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found)


def found_stories(hits: Iterable[SearchHit]) -> tuple[PaletteItem, ...]:
    """Return the stories of a search as lines."""
    return story_items(hit.story for hit in hits)


def story_items(rows: Iterable[StoryRow]) -> tuple[PaletteItem, ...]:
    """Return stories as lines."""
    return tuple(
        PaletteItem(
            row.headline or story_lines.UNTITLED,
            f"{row.status.label} · {story_lines.kicker(row)}",
            status=row.status,
            story=row.id,
        )
        for row in rows
    )
