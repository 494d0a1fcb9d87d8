"""The list pane: one queue or section, searched, filtered and sorted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from editorial.desk.kit.messages import EmptyState
from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.kit.paged_model import PagedModel
from editorial.desk.kit.widgets import (
    ElidedLabel,
    Hairline,
    IconButton,
    TextLabel,
    set_kind,
)
from editorial.desk.shell import story_lines
from editorial.desk.shell.empty_words import STARTS_STORIES, empty_words
from editorial.desk.shell.places import MY_DRAFTS, Place
from editorial.desk.shell.search_field import SearchField
from editorial.desk.shell.story_view import HitsModel, StoryView
from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import story_keys, story_rows
from editorial.stories.search import search

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.stories.rows import SearchHit, StoryRow

WIDTH = 306
FILTERED = 5000
"""A filter looks through so many stories of a queue."""
SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "due": "Due first",
    "headline": "By headline",
}


class StoryList(QWidget):
    """Header with count, sort and New story; the search field; the rows."""

    story_chosen = Signal(object)
    """The id of the story to show, or None where the queue is empty."""
    entered = Signal()
    new_wanted = Signal()
    duplicate_wanted = Signal(object)
    """The id of a story."""

    def __init__(
        self, newsroom: NewsroomLike, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_kind(self, "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self._newsroom, self._jobs = newsroom, jobs
        self._place = MY_DRAFTS
        self._sort: dict[str, str] = {}
        self._current_key: Any = None
        self._seek_story: uuid.UUID | None = None
        self._seek_first = False
        self._build(theme)
        jobs.changed.connect(self._changed)

    @property
    def place(self) -> Place:
        """The queue or section on show."""
        return self._place

    @property
    def sort(self) -> str:
        """The order in use: a key of `SORTS`."""
        return self._sort.get(self._place.key, self._place.sort)

    def show_place(self, place: Place, story: uuid.UUID | None = None) -> None:
        """List another queue, with ``story`` as the current one, or the first."""
        other = place.key != self._place.key
        self._place = place
        self._title.set_whole_text(place.title)
        self.view.setAccessibleName(place.title)
        self.new_button.setVisible(place.key in STARTS_STORIES or bool(place.section))
        self._seek_story, self._seek_first = story, story is None
        if other:
            self._current_key = None
            self.field.clear()
            self.field.set_mode("search" if place.key in _SEARCHED else "filter")
        for action in self._sorts.actions():
            action.setChecked(action.data() == self.sort)
        self.reload()

    def select_story(self, story: uuid.UUID) -> None:
        """Mark a story as the current one as soon as it is in the list."""
        self._seek_story = story
        self.reload()

    @Slot()
    def focus_search(self) -> None:
        """Go to the field, to look in every story."""
        self.field.set_mode("search")
        self._focus_field()

    @Slot()
    def focus_filter(self) -> None:
        """Go to the field, to filter this queue."""
        self.field.set_mode("filter")
        self._focus_field()

    @Slot()
    def reload(self) -> None:
        """Read the queue's keys again."""
        words = self.field.text().strip() if self.field.mode == "filter" else ""
        wanted = QueueFilter(
            "all" if self._place.section else self._place.key, self._place.section, sort=self.sort
        )
        self._jobs.read(
            self, _keys, wanted, self._newsroom.person, words, done=self._listed, latest="keys"
        )

    def set_sort(self, sort: str) -> None:
        """Order this queue in another way, and remember it for this queue."""
        self._sort[self._place.key] = sort
        self._seek_first = False
        self.reload()

    def _build(self, theme: Theme) -> None:
        self._title = ElidedLabel("", "title")
        self._count = TextLabel("", "muted")
        self.new_button = IconButton("square-pen", "New story", "Ctrl+N")
        self.new_button.clicked.connect(self.new_wanted)
        self.sort_button = self._sort_button()
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 9, 0)
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        head.addWidget(self.sort_button)
        head.addWidget(self.new_button)
        bar = QWidget()
        bar.setFixedHeight(47)
        bar.setLayout(head)
        self.field = SearchField()
        self.field.asked.connect(self._asked)
        self.field.left.connect(self._to_list)
        field = QHBoxLayout()
        field.setContentsMargins(12, 10, 12, 9)
        field.addWidget(self.field)
        self.model: PagedModel[StoryRow] = PagedModel(
            self._jobs, story_rows, story_lines.spoken, self
        )
        self.model.page_arrived.connect(self._settle)
        self.hits = HitsModel(self)
        self.view = self._view(theme, "Stories", self.model)
        self.found = self._view(theme, "Found stories", self.hits)
        self.view.chosen.connect(self._remember)
        self.empty = EmptyState()
        self.empty.chosen.connect(self.new_wanted)
        self._stack = QStackedWidget()
        for page in (self.view, self.found, self.empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(Hairline())
        column.addLayout(field)
        column.addWidget(self._stack, 1)

    def _view(self, theme: Theme, name: str, model: PagedModel[StoryRow] | HitsModel) -> StoryView:
        view = StoryView(theme, self._me, name)
        view.delegate.now = partial(planning_now, self._newsroom)
        view.setModel(model)
        view.chosen.connect(self.story_chosen)
        view.entered.connect(self.entered)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        return view

    @property
    def current_story(self) -> uuid.UUID | None:
        """The story of the current row of the list on show."""
        view = self._stack.currentWidget()
        return view.current_story if isinstance(view, StoryView) else None

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with a story from the list."""
        view = self._stack.currentWidget()
        if not isinstance(view, StoryView):
            return
        story = view.story_at(at)
        if story is None:
            return
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_it = menu.addAction("Open")
        open_it.triggered.connect(partial(self.story_chosen.emit, story))
        copy = menu.addAction("Duplicate")
        copy.triggered.connect(partial(self.duplicate_wanted.emit, story))
        menu.popup(view.viewport().mapToGlobal(at))

    def _sort_button(self) -> QToolButton:
        button = IconButton("arrow-down-wide-narrow", "Sort this queue")
        menu = QMenu(button)
        self._sorts = QActionGroup(menu)
        for sort, words in SORTS.items():
            action = menu.addAction(words)
            action.setData(sort)
            action.setCheckable(True)
            self._sorts.addAction(action)
        self._sorts.triggered.connect(self._sort_chosen)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _me(self) -> str:
        return self._newsroom.person.name

    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot(object)
    def _sort_chosen(self, action: Any) -> None:
        self.set_sort(action.data())

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.stories or changes.vocabulary:
            self.reload()
            if self.field.mode == "search" and self.field.text().strip():
                self._asked(self.field.text())

    @Slot(object)
    def _remember(self, story: object) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.model.keys):
            self._current_key = self.model.keys[row]

    @Slot(object)
    def _listed(self, answer: tuple[Sequence[int], int]) -> None:
        keys, whole = answer
        scrolled = self.view.verticalScrollBar().value()
        reset = self.model.set_keys(keys)
        if reset and self._current_key is not None:
            row = self.model.find(self._current_key)
            if row >= 0:
                self.view.show_row(row, silently=True)
                # The list does not move under the person's eyes when another story changes.
                self.view.scroll_back(scrolled)
        self._say_count(len(keys), whole)
        self._show_page()
        self._settle()

    @Slot()
    def _settle(self) -> None:
        """Make the sought row the current one once it is there."""
        if self._seek_story is not None and self.model.rowCount():
            for number in range(min(self.model.rowCount(), 128)):
                row = self.model.row(number)
                if row is None:
                    return
                if row.id == self._seek_story:
                    self._seek_story = None
                    self._current_key = self.model.keys[number]
                    self.view.show_row(number, silently=True)
                    return
            self._seek_story = None
        if self._seek_first and self._seek_story is None:
            if not self.model.rowCount():
                self._seek_first = False
                self.story_chosen.emit(None)
            elif self.model.row(0) is not None:
                self._seek_first = False
                self.view.show_row(0)

    @Slot(str)
    def _asked(self, text: str) -> None:
        words = text.strip()
        if self.field.mode == "filter":
            self._seek_first = False
            self.reload()
        elif words:
            # The space at the end tells whether the last word is whole.
            self._jobs.read(self, search, text.lstrip(), done=self._found, latest="search")
        else:
            self._show_page()
            self._say_count(len(self.model.keys), len(self.model.keys))

    @Slot(object)
    def _found(self, hits: tuple[SearchHit, ...]) -> None:
        if not (self.field.mode == "search" and self.field.text().strip()):
            return
        self.hits.set_hits(hits)
        self._count.setText("50 best" if len(hits) >= 50 else f"{len(hits)} found")
        if hits:
            self._stack.setCurrentWidget(self.found)
        else:
            self._say_empty(
                f"Nothing found for “{self.field.text().strip()}”",
                "The search looks at headline, dek, body and byline of every story. "
                "Try fewer or shorter words.",
            )

    @Slot()
    def _to_list(self) -> None:
        view = self._stack.currentWidget()
        if isinstance(view, StoryView) and view.model().rowCount():
            view.delegate.keyboard = True
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if not view.currentIndex().isValid() or view is self.found:
                view.show_row(0)

    def _show_page(self) -> None:
        if self.field.mode == "search" and self.field.text().strip():
            return
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
        elif self.field.text().strip():
            self._say_empty(
                f"No story here matches “{self.field.text().strip()}”",
                "Press Escape to see the whole queue, or Ctrl+Shift+K to search every story.",
            )
        else:
            title, words = empty_words(self._place)
            starts = self._place.key in STARTS_STORIES or self._place.section
            self._say_empty(title, words, "New story" if starts else "")

    def _say_empty(self, title: str, words: str, action: str = "") -> None:
        self.empty.say(title, words, action)
        self._stack.setCurrentWidget(self.empty)

    def _say_count(self, count: int, whole: int) -> None:
        if self.field.text().strip() and self.field.mode == "filter":
            part = f"first {FILTERED:,}" if whole > FILTERED else f"{whole:,}"
            self._count.setText(f"{count:,} of {part}")
        elif self.sort != "newest" and count:
            self._count.setText(SORTS[self.sort].lower())
        else:
            words = "1 story" if count == 1 else f"{count:,} stories"
            self._count.setText(words if count else "")


_SEARCHED = frozenset({"my_drafts", "assigned", "all"})
"""Places whose field looks in every story from the start; in the others it filters."""


def _keys(store: Any, wanted: QueueFilter, who: Any, words: str) -> tuple[Sequence[int], int]:
    """Return the queue's keys, filtered by ``words``, and how many there are without them."""
    keys = story_keys(store, wanted, who)
    if not words:
        return keys, len(keys)
    parts = words.casefold().split()
    kept: list[int] = []
    for start in range(0, min(len(keys), FILTERED), 500):
        part = keys[start : start + 500]
        kept += [
            key
            for key, row in zip(part, story_rows(store, part), strict=True)
            if all(word in _text(row) for word in parts)
        ]
    return kept, len(keys)


def _text(row: StoryRow) -> str:
    fields = (row.headline, row.type, row.section, row.author, row.assigned_to, row.slug)
    return " ".join(fields).casefold()
