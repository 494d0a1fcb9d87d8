"""The pane at the right of a story: five tabs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import set_kind
from editorial.desk.writing.inspector.pane import Pane
from editorial.desk.writing.inspector.photos_pane import PhotosPane
from editorial.desk.writing.inspector.publish_pane import PublishPane
from editorial.desk.writing.inspector.related_pane import RelatedPane
from editorial.desk.writing.inspector.review_pane import ReviewPane
from editorial.desk.writing.inspector.story_pane import StoryPane
from editorial.desk.writing.link_asking import LinkAsking

if TYPE_CHECKING:
    from editorial.desk.writing.commands import StoryCommands

WIDTH = 300


class Inspector(QWidget):
    """Only the tab in sight reads anew; the others do when they are turned to."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "desk")
        self.setAccessibleName("Inspector")
        self.setMinimumWidth(WIDTH)
        self.story = StoryPane(commands)
        self.photos = PhotosPane(commands)
        self.related = RelatedPane(commands)
        self.review = ReviewPane(commands)
        self.publish = PublishPane(commands)
        self.link_asking = LinkAsking(commands, self)
        commands.links_unasked.connect(self.link_asking.ask)
        self.link_asking.answered.connect(self.story.check_list.refresh)
        self.link_asking.answered.connect(self.review.check_list.refresh)
        self._stale: set[int] = set()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setExpanding(False)
        # Five words in 300 pixels.
        self.tabs.setStyleSheet(
            "QTabBar::tab { padding-left: 7px; padding-right: 7px; }"
            "QTabWidget::tab-bar { left: 6px; }"
        )
        self.tabs.tabBar().setAccessibleName("Inspector tabs")
        for pane, name in (
            (self.story, "Story"),
            (self.photos, "Photos"),
            (self.related, "Related"),
            (self.review, "Review"),
            (self.publish, "Publish"),
        ):
            self.tabs.addTab(pane, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._turned)

    def show_story(self) -> None:
        """Show another story; what was typed for the last one was flushed before."""
        self._stale = set(range(self.tabs.count()))
        self._turned(self.tabs.currentIndex(), anew=True)

    def refresh(self) -> None:
        """Read the tab in sight anew: the story changed."""
        self._stale |= {index + 100 for index in range(self.tabs.count())}
        self._turned(self.tabs.currentIndex())

    def flush(self) -> None:
        """Give what is typed in any tab and not given yet."""
        for index in range(self.tabs.count()):
            self._pane(index).flush()

    def turn_to(self, pane: QWidget) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentWidget(pane)

    def go_to(self, field: str) -> bool:
        """Jump to a check's field that lives here; False for one that does not."""
        if field in ("type", "section", "slug", "tags", "due"):
            self.turn_to(self.story)
            return self.story.focus_field(field)
        if field in ("related", "notes", "suggestions"):
            self.turn_to(self.related if field == "related" else self.review)
            return True
        name, _, part = field.partition(".")
        if name == "hero" or name.startswith("photo:"):
            self.turn_to(self.photos)
            photo = uuid.UUID(name.removeprefix("photo:")) if name != "hero" else None
            if not part and photo is None:
                return True
            return self.photos.focus_photo(photo, part or "alt")
        return False

    def _pane(self, index: int) -> Pane:
        pane = self.tabs.widget(index)
        assert isinstance(pane, Pane)
        return pane

    @Slot(int)
    def _turned(self, index: int, *, anew: bool = False) -> None:
        if index < 0:
            return
        if index in self._stale or anew:
            self._stale -= {index, index + 100}
            self._pane(index).show_story()
        elif index + 100 in self._stale:
            self._stale.discard(index + 100)
            self._pane(index).refresh()
