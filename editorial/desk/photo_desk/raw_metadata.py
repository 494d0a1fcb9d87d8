"""Everything that a file says about itself, to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import SectionLabel, TextLabel, set_kind
from editorial.desk.photo_desk.photo_words import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 1_000
_CUT = 400
_HIGH = 300
_FAMILIES = {"Exif": ("EXIF", 1), "Iptc": ("IPTC-IIM", 1), "Xmp": ("XMP", 2)}
"""The blocks of a file by Exiv2's names, and how many parts of a name tell it from others."""


class RawMetadata(QWidget):
    """Names and values with a search over both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, str], ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search in the metadata")
        self.search.setAccessibleName("Search in the metadata")
        self.search.setClearButtonEnabled(True)
        self.tree = _Tree()
        self.count = TextLabel("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel("All metadata of the file"))
        column.addWidget(self.search)
        column.addWidget(self.tree)
        column.addWidget(self.count)
        self.search.textChanged.connect(self._fill)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show names and values."""
        self._rows = tuple(rows)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        words = self.search.text().casefold().split()
        found = [
            (name, text)
            for name, text in self._rows
            if all(word in f"{name} {text}".casefold() for word in words)
        ]
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for name, text in found[:_SHOWN]:
            family, _, rest = name.partition(".")
            title, parts = _FAMILIES.get(family, (family, 1))
            if title not in groups:
                groups[title] = QTreeWidgetItem(self.tree, [title])
                groups[title].setFirstColumnSpanned(True)
                groups[title].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(groups[title], [_short(rest, parts), text[:_CUT]])
            item.setToolTip(0, name)
            item.setToolTip(1, text[: 4 * _CUT])
            item.setData(1, Qt.ItemDataRole.UserRole, text)
        self.tree.expandAll()
        if not self._rows:
            self.count.setText("The file says nothing about itself.")
        elif len(found) > _SHOWN:
            self.count.setText(f"{len(found):,} entries; the first {_SHOWN:,} are shown.")
        else:
            self.count.setText(count_words(len(found), "entry", "entries"))


def _short(name: str, parts: int) -> str:
    """Return the last parts of a name; the whole stands in the tooltip."""
    return ".".join(name.split(".")[-parts:]) or name


class _Tree(QTreeWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("All metadata of the file")
        self.setHeaderLabels(["Name", "Value"])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(10)
        self.setUniformRowHeights(True)
        self.setFixedHeight(_HIGH)
        self.setToolTip("Ctrl+C copies the value")
        self.header().setAccessibleName("Columns of the metadata")
        self.header().setStretchLastSection(True)
        self.header().resizeSection(0, 130)
        set_kind(self, "paper")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole value of the chosen entry."""
        item = self.currentItem()
        whole = None if item is None else item.data(1, Qt.ItemDataRole.UserRole)
        if event.matches(QKeySequence.StandardKey.Copy) and whole is not None:
            QGuiApplication.clipboard().setText(str(whole))
            return
        super().keyPressEvent(event)
