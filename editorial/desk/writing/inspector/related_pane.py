"""The tab of related pieces: their order, a search for more, pages elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import LinkButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.outside_form import OutsideForm
from editorial.desk.writing.inspector.pane import Card, Pane, empty
from editorial.desk.writing.inspector.suggestions import SuggestionCards
from editorial.desk.writing.notes.about import names_field

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.rows import LinkRow, SearchHit

FOUND = 6
SEARCH_AFTER_MS = 200
_ID = Qt.ItemDataRole.UserRole


class RelatedPane(Pane):
    """Everything that readers are offered after the last line."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(commands, "Related", parent)
        names_field(self, "related")
        self._links = self.add_section("Related stories")
        self.list = _LinkList()
        self._empty = TextLabel("Nothing is linked yet. Search, or take a suggestion.", "muted")
        self._empty.setWordWrap(True)
        self._remove = LinkButton("Remove")
        self._open = LinkButton("Open")
        self._edit = LinkButton("Edit")
        buttons = QHBoxLayout()
        buttons.addWidget(self._open)
        buttons.addWidget(self._edit)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self._links.rows.addWidget(self._empty)
        self._links.rows.addWidget(self.list)
        self._links.rows.addLayout(buttons)
        find = self.add_section("Add a story")
        self.search = QLineEdit()
        self.search.setAccessibleName("Search for a story to link")
        self.search.setPlaceholderText("Search every story")
        self._found = find
        self._hits = QWidget()
        find.rows.addWidget(self.search)
        find.rows.addWidget(self._hits)
        self._hit_rows = _column(self._hits)
        suggested = self.add_section("Suggestions", "Suggest")
        self.suggestions = SuggestionCards(commands, suggested, 5, self, with_links=False)
        self.page_form = OutsideForm(commands)
        self.add_section("Page elsewhere").rows.addWidget(self.page_form)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self.search.textChanged.connect(self._timer.start)
        self.list.moved.connect(self._order)
        self.list.currentRowChanged.connect(self._show_buttons)
        self._remove.clicked.connect(self._unlink)
        self._open.clicked.connect(self._open_link)
        self._edit.clicked.connect(self._edit_page)

    def refresh(self) -> None:
        """Show the links as they are stored."""
        detail = self.commands.detail
        if detail is None:
            return
        self.list.show_links(detail.links)
        self.list.setEnabled(self.commands.is_editable)
        self.list.setVisible(bool(detail.links))
        self._empty.setVisible(not detail.links)
        self.suggestions.show_links()
        self._show_buttons()
        self.search.setEnabled(self.commands.is_editable)
        self.page_form.set_editable(self.commands.is_editable)

    def show_story(self) -> None:
        """Show another story; suggestions and the search of the last one go."""
        self.suggestions.forget()
        self.search.clear()
        self.page_form.show_story()
        empty(self._hit_rows)
        super().show_story()

    @Slot()
    def _look(self) -> None:
        words = self.search.text().strip()
        if not words:
            empty(self._hit_rows)
            return
        self.commands.ctx.jobs.read(
            self,
            use_cases.search,
            words,
            limit=FOUND + 1,
            done=self._show_hits,
            failed=self.commands.refuse,
            latest="search",
        )

    def _show_hits(self, hits: Sequence[SearchHit]) -> None:
        empty(self._hit_rows)
        detail = self.commands.detail
        if detail is None:
            return
        linked = {link.story_id for link in detail.links} | {detail.id}
        rows = [hit.story for hit in hits if hit.story.id not in linked][:FOUND]
        for row in rows:
            card = Card()
            card.add_words(row.headline or "No headline yet", strong=True)
            parts = (row.section, row.status.label)
            card.add_words(" · ".join(part for part in parts if part), "muted")
            link = LinkButton("Link it")
            link.setAccessibleName(f"Link “{row.headline}”")
            link.clicked.connect(partial(self._link, row.id))
            card.column.addWidget(link)
            self._hit_rows.addWidget(card)
        if not rows:
            self._hit_rows.addWidget(TextLabel("No other story has these words.", "muted"))

    def _link(self, story_id: uuid.UUID) -> None:
        self.commands.write(use_cases.link_story, story_id)
        self.search.clear()

    @Slot()
    def _order(self) -> None:
        self.commands.write(use_cases.order_links, self.list.ids)

    @Slot()
    def _unlink(self) -> None:
        link = self.list.current_id
        if link is not None:
            self.commands.write(use_cases.unlink, link)

    @Slot()
    def _open_link(self) -> None:
        link = self._current()
        if link is not None and link.story_id is not None:
            self.commands.open_story(link.story_id)

    @Slot()
    def _edit_page(self) -> None:
        link = self._current()
        if link is not None:
            self.page_form.edit(link)
            self.ensureWidgetVisible(self.page_form)

    def _current(self) -> LinkRow | None:
        detail = self.commands.detail
        links = detail.links if detail else ()
        return next((link for link in links if link.id == self.list.current_id), None)

    @Slot()
    def _show_buttons(self) -> None:
        link = self._current()
        self._remove.setVisible(link is not None and self.commands.is_editable)
        self._open.setVisible(link is not None and link.story_id is not None)
        self._edit.setVisible(
            link is not None and link.story_id is None and self.commands.is_editable
        )


class _LinkList(QListWidget):
    """Links that are dragged, or moved by Alt+Up and Alt+Down, into their order."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Related stories in their order")
        self.setToolTip("Drag to put them in order, or Alt+Up and Alt+Down")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.model().rowsMoved.connect(self._was_moved)
        for keys, slot in (("Alt+Up", self._up), ("Alt+Down", self._down)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.addAction(action)

    @property
    def ids(self) -> tuple[uuid.UUID, ...]:
        """The links in the order that is shown."""
        return tuple(self.item(row).data(_ID) for row in range(self.count()))

    @property
    def current_id(self) -> uuid.UUID | None:
        """The chosen link."""
        item = self.currentItem()
        chosen: uuid.UUID | None = item.data(_ID) if item is not None else None
        return chosen

    def show_links(self, links: Sequence[LinkRow]) -> None:
        """Show links, keeping the chosen one."""
        chosen = self.current_id
        self.clear()
        for link in links:
            state = link.status.label if link.status else "Outside page"
            under = " · ".join(part for part in (link.section, state) if part)
            item = QListWidgetItem(f"{link.title or link.url}\n{under}")
            item.setData(_ID, link.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{link.title}, {under}")
            lines = 1 + max(1, -(-len(link.title) // 34))
            item.setSizeHint(QSize(100, 18 * lines + 10))
            self.addItem(item)
            if link.id == chosen:
                self.setCurrentItem(item)
        high = sum(self.item(row).sizeHint().height() + 5 for row in range(self.count()))
        self.setFixedHeight(high + 6)

    @Slot()
    def _was_moved(self) -> None:
        self.moved.emit()

    @Slot()
    def _up(self) -> None:
        self._shift(-1)

    @Slot()
    def _down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        row = self.currentRow()
        if row < 0 or not 0 <= row + by < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(row + by, item)
        self.setCurrentItem(item)
        self.moved.emit()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
