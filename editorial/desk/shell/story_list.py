"""The list pane: one queue or section, searched, narrowed, sorted; one story or several chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.newsroom_time import planning_now
from editorial.desk.kit.paged_model import PagedModel
from editorial.desk.kit.widgets import Hairline, set_kind
from editorial.desk.queues.asked import Asked
from editorial.desk.queues.batch_bar import BatchBar
from editorial.desk.queues.cursor import Cursor
from editorial.desk.queues.filter_bar import FilterBar
from editorial.desk.queues.filter_words import conditions, without
from editorial.desk.queues.head import SORTS, QueueHead
from editorial.desk.queues.listing import Terms, list_stories, read_terms
from editorial.desk.shell import story_lines
from editorial.desk.shell.empty_words import STARTS_STORIES
from editorial.desk.shell.list_pages import ListPages
from editorial.desk.shell.places import MY_DRAFTS, Place
from editorial.desk.shell.search_field import SearchField
from editorial.review.queues import story_rows
from editorial.stories.search import search

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from editorial.desk.kit.context import NewsroomLike
    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.queues.listing import Listed
    from editorial.review.queue_filter import QueueFilter
    from editorial.stories.rows import SearchHit, StoryRow

WIDTH = 306


class StoryList(QWidget):
    """Header, search field, conditions, rows, and a bar for several stories at once."""

    story_chosen = Signal(object)
    """The id of the story to show, or None where the queue is empty."""
    entered = Signal()
    new_wanted = Signal()
    duplicate_wanted = Signal(object)
    """The id of a story."""
    save_wanted = Signal()
    """The filter in use is to be kept under a name."""
    writer_wanted = Signal()
    """A writer's name is to be asked for, to narrow the queue by."""

    def __init__(
        self, newsroom: NewsroomLike, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_kind(self, "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self._newsroom, self._jobs = newsroom, jobs
        self._asks = Asked(MY_DRAFTS)
        self.terms = Terms()
        self._cursor = Cursor()
        self._seek_story: uuid.UUID | None = None
        self._seek_first = False
        self._build(theme)
        jobs.changed.connect(self._changed)
        self.read_terms_again()

    # Which stories.

    @property
    def place(self) -> Place:
        """The queue or section on show."""
        return self._asks.place

    @property
    def wanted(self) -> QueueFilter:
        """What is asked for now: queue, conditions, order, and the words of the field."""
        return self._asks.wanted(self._words)

    @property
    def plain(self) -> QueueFilter:
        """What the place asks for without any condition."""
        return self._asks.plain

    @property
    def sort(self) -> str:
        """The order in use: a key of `SORTS`."""
        return self.wanted.sort

    def show_place(self, place: Place, story: uuid.UUID | None = None) -> None:
        """List another queue, with ``story`` as the current one, or the first."""
        other = self._asks.go(place)
        self._head.title.set_whole_text(place.title)
        self.view.setAccessibleName(place.title)
        self.new_button.setVisible(place.key in STARTS_STORIES or bool(place.section))
        self._seek_story, self._seek_first = story, story is None
        if other:
            self._cursor.forget()
            self.view.choose_one()
            self.field.set_text_quietly(place.wanted.text if place.wanted else "")
            self.field.set_mode("search" if place.key in _SEARCHED else "filter")
        self.reload()

    def narrow(self, **fields: Any) -> None:
        """Ask for these fields of `QueueFilter` in this queue, and remember them for it."""
        self._asks.narrow(**fields)
        self._seek_first = False
        self.reload()

    def set_sort(self, sort: str) -> None:
        """Order this queue in another way, and remember it for this queue."""
        self.narrow(sort=sort)

    @Slot()
    def show_whole(self) -> None:
        """Take every condition and the words of the field away."""
        if self.field.mode == "filter":
            self.field.set_text_quietly("")
        self._asks.widen()
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
        wanted = self.wanted
        self._show_conditions(wanted)
        self._jobs.read(
            self,
            list_stories,
            wanted,
            self.plain,
            self._newsroom.person,
            self._seek_story,
            done=self._listed,
            latest="keys",
        )

    # Which of them are chosen.

    @property
    def current_story(self) -> uuid.UUID | None:
        """The story of the current row of the list on show."""
        view = self._stack.shown
        return view.current_story if view is not None else None

    @property
    def chosen_keys(self) -> Sequence[int]:
        """The keys of the chosen stories, where several are chosen; else none."""
        rows = self.view.chosen_rows if self._stack.shown is self.view else ()
        return [self.model.keys[row] for row in rows] if len(rows) > 1 else ()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Let the menu of a row offer these beside Open and Duplicate."""
        self._stack.story_actions = actions

    def go_on(self, by: int = 1) -> bool:
        """Go to the next story of the queue, or with -1 the one before; False at its end."""
        row = self._cursor.step(self.model.keys, by)
        if row < 0 or not self.model.rowCount():
            return False
        self._stack.setCurrentWidget(self.view)
        self.view.show_row(row)
        return True

    def _build(self, theme: Theme) -> None:
        self._head = QueueHead()
        self._count = self._head.count
        self.new_button, self.sort_button = self._head.new_button, self._head.sort_button
        self.narrow_button = self._head.narrow_button
        self.open_narrow_menu = self._head.open_menu
        self.new_button.clicked.connect(self.new_wanted)
        self._head.sort_chosen.connect(self.set_sort)
        menu = self._head.menu
        menu.aboutToShow.connect(self._offer_conditions)
        menu.chosen.connect(self._condition_chosen)
        menu.writer_wanted.connect(self.writer_wanted)
        menu.save_wanted.connect(self.save_wanted)
        menu.whole_wanted.connect(self.show_whole)
        self.field = SearchField()
        self.field.asked.connect(self._asked)
        self.field.left.connect(self._to_list)
        self.field.back_wanted.connect(self._to_conditions)
        field = QHBoxLayout()
        field.setContentsMargins(12, 10, 12, 9)
        field.addWidget(self.field)
        self.filters = FilterBar()
        self.filters.removed.connect(self._condition_removed)
        self.filters.save_wanted.connect(self.save_wanted)
        self.filters.left.connect(self._focus_field)
        self.model: PagedModel[StoryRow] = PagedModel(self._jobs, story_rows, self._spoken, self)
        self._stack = ListPages(theme, self._me, self.model)
        self._stack.new_wanted.connect(self.new_wanted)
        self._stack.whole_wanted.connect(self.show_whole)
        self.view, self.found = self._stack.view, self._stack.found
        self.hits, self.empty = self._stack.hits, self._stack.empty
        self._stack.duplicate_wanted.connect(self.duplicate_wanted)
        for view in (self.view, self.found):
            view.delegate.now = self._now
            view.chosen.connect(self.story_chosen)
            view.entered.connect(self.entered)
        self.view.chosen.connect(self._remember)
        self.batch = BatchBar()
        self.view.counted.connect(self.batch.show_count)
        self.batch.closed.connect(self.view.choose_one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline())
        column.addLayout(field)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.batch)

    @property
    def _words(self) -> str:
        """What is typed to filter by."""
        return self.field.text().strip() if self.field.mode == "filter" else ""

    @property
    def _sought_words(self) -> str:
        """What is typed to look for in every story."""
        return self.field.text().strip() if self.field.mode == "search" else ""

    def _me(self) -> str:
        return self._newsroom.person.name

    def _spoken(self, row: StoryRow) -> str:
        return story_lines.spoken(row, self._now(), self._me())

    def _now(self) -> dt.datetime:
        return planning_now(self._newsroom)

    # Conditions.

    def _show_conditions(self, wanted: QueueFilter) -> None:
        self._head.show_sort(wanted.sort)
        self.filters.show_conditions(
            conditions(wanted, self.plain, self.terms),
            may_save=self._asks.is_narrowed(self._words) and not self._asks.is_kept(self._words),
        )

    @Slot()
    def _offer_conditions(self) -> None:
        self._head.menu.offer(self.wanted, self.terms, in_section=bool(self.place.section))

    @Slot(str, object)
    def _condition_chosen(self, field: str, value: object) -> None:
        self.narrow(**{field: value})

    @Slot(str)
    def _condition_removed(self, field: str) -> None:
        kept = without(self.wanted, field, self.plain)
        self.narrow(**{field: getattr(kept, field)})

    @Slot()
    def _to_conditions(self) -> None:
        self.filters.focus_last()

    @Slot()
    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def read_terms_again(self) -> None:
        """Read the sections and types that the queue can be narrowed by."""
        if self._jobs.store is not None:
            self._jobs.read(self, read_terms, done=self._terms_read, latest="terms")

    def _terms_read(self, terms: Terms) -> None:
        self.terms = terms
        self._show_conditions(self.wanted)

    # What comes back.

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if changes.vocabulary:
            self.read_terms_again()
        if changes.stories or changes.vocabulary:
            self.reload()
            if self._sought_words:
                self._asked(self.field.text())

    @Slot(object)
    def _remember(self, story: object) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self.model.keys):
            self._cursor.move_to(self.model.keys[row])

    @Slot(object)
    def _listed(self, answer: Listed) -> None:
        if answer.row < 0 and answer.sought is not None and len(answer.keys) < answer.whole:
            # The story that the person was led to must be seen, whatever narrows the queue.
            self.show_whole()
            return
        scrolled = self.view.verticalScrollBar().value()
        chosen = set(self.chosen_keys)
        before = self.model.keys
        reset = self.model.set_keys(answer.keys, answer.pages)
        if answer.sought is not None and answer.sought == self._seek_story:
            self._seek_story = None
            if answer.row >= 0:
                self._cursor.move_to(answer.keys[answer.row])
                self.view.show_row(answer.row, silently=True)
        elif reset:
            self._cursor.follow(before, answer.keys)
            if self._cursor.key is not None:
                self.view.show_row(self.model.find(self._cursor.key), silently=True)
                # The list does not move under the person's eyes when another story changes.
                self.view.scroll_back(scrolled)
        if reset and chosen:
            self.view.choose_rows([n for n, key in enumerate(answer.keys) if key in chosen])
        self._say_count(len(answer.keys), answer.whole)
        self._show_page()
        self._open_first()

    def _open_first(self) -> None:
        if not self._seek_first or self._seek_story is not None:
            return
        self._seek_first = False
        if self.model.rowCount():
            self.view.show_row(0)
        else:
            self.story_chosen.emit(None)

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
        if not self._sought_words:
            return
        self.hits.set_hits(hits)
        self.batch.show_count(0)
        self._count.setText("50 best" if len(hits) >= 50 else f"{len(hits)} found")
        if hits:
            self._stack.setCurrentWidget(self.found)
        else:
            self._stack.say_not_found(self._sought_words)

    @Slot()
    def _to_list(self) -> None:
        self._stack.focus_rows()

    def _show_page(self) -> None:
        if self._sought_words:
            return
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
        else:
            self._stack.say_empty(self.place, self._words, narrowed=bool(self.filters.chips))

    def _say_count(self, count: int, whole: int) -> None:
        if count != whole:
            self._count.setText(f"{count:,} of {whole:,}")
        elif self.sort != "newest" and count:
            self._count.setText(SORTS[self.sort].lower())
        else:
            words = "1 story" if count == 1 else f"{count:,} stories"
            self._count.setText(words if count else "")


_SEARCHED = frozenset({"my_drafts", "assigned", "all"})
"""Places whose field looks in every story from the start; in the others it filters."""
