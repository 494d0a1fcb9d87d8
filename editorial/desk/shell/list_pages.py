"""The rows of a queue, the rows that a search found, or words in their place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QStackedWidget

from editorial.desk.kit.messages import EmptyState
from editorial.desk.shell.empty_words import STARTS_STORIES, empty_words
from editorial.desk.shell.story_view import HitsModel, StoryView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from editorial.desk.kit.paged_model import PagedModel
    from editorial.desk.kit.theme import Theme
    from editorial.desk.shell.places import Place
    from editorial.stories.rows import StoryRow

_SHOW_WHOLE = "Show the whole queue"


class ListPages(QStackedWidget):
    """One of three pages: `view`, `found`, `empty`."""

    new_wanted = Signal()
    whole_wanted = Signal()
    """Everything that narrows the queue is to go."""
    duplicate_wanted = Signal(object)
    """The id of a story."""

    def __init__(self, theme: Theme, me: Callable[[], str], model: PagedModel[StoryRow]) -> None:
        super().__init__()
        self.hits = HitsModel(self)
        self.view = StoryView(theme, me, "Stories")
        self.view.setModel(model)
        self.view.let_choose_several()
        self.found = StoryView(theme, me, "Found stories")
        self.found.setModel(self.hits)
        self.empty = EmptyState()
        self.empty.chosen.connect(self._chosen)
        self._offers_whole = False
        self.story_actions: Sequence[QAction] = ()
        """What the menu of a row offers beside Open and Duplicate."""
        for page in (self.view, self.found, self.empty):
            self.addWidget(page)
        for view in (self.view, self.found):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(self._show_menu)

    @property
    def shown(self) -> StoryView | None:
        """The rows on show; None while words stand in their place."""
        page = self.currentWidget()
        return page if isinstance(page, StoryView) else None

    def focus_rows(self) -> None:
        """Go on to the rows by key."""
        view = self.shown
        if view is not None and view.model().rowCount():
            view.delegate.keyboard = True
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if not view.currentIndex().isValid() or view is self.found:
                view.show_row(0)

    def say_not_found(self, words: str) -> None:
        """Say that no story has these words, and what to try."""
        self._say(
            f"Nothing found for “{words}”",
            "The search looks at headline, dek, body and byline of every story. "
            "Try fewer or shorter words.",
        )

    def say_empty(self, place: Place, words: str, *, narrowed: bool) -> None:
        """Say why nothing is listed: nothing fits, or what belongs here and how to fill it."""
        if words:
            self._say(
                f"No story here matches “{words}”",
                "Press Escape in the field to see the whole queue, or Ctrl+Shift+K to search "
                "every story.",
                _SHOW_WHOLE,
            )
        elif narrowed and place.wanted is None:
            self._say(
                f"No story in {place.title} fits these conditions",
                "Take one away above, or show the whole queue.",
                _SHOW_WHOLE,
            )
        else:
            title, text = empty_words(place)
            starts = place.key in STARTS_STORIES or place.section
            self._say(title, text, "New story" if starts else "")

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with a story, or with the chosen ones."""
        view = self.shown
        story = view.story_at(at) if view is not None else None
        if view is None or story is None:
            return
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(view.chosen_rows) <= 1:
            open_it = menu.addAction("Open")
            open_it.triggered.connect(partial(view.chosen.emit, story))
            copy = menu.addAction("Duplicate")
            copy.triggered.connect(partial(self.duplicate_wanted.emit, story))
            menu.addSeparator()
        menu.addActions(self.story_actions)
        menu.popup(view.viewport().mapToGlobal(at))

    def _say(self, title: str, words: str, action: str = "") -> None:
        self._offers_whole = action == _SHOW_WHOLE
        self.empty.say(title, words, action)
        self.setCurrentWidget(self.empty)

    @Slot()
    def _chosen(self) -> None:
        if self._offers_whole:
            self.whole_wanted.emit()
        else:
            self.new_wanted.emit()
