"""The ways from the toolbar to what it stands for: tabs, fields, focus mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.inspector.inspector import Inspector
    from editorial.desk.writing.manuscript import Manuscript


class Ways(QObject):
    """Brings tabs of the inspector to the front, and the cursor to fields."""

    def __init__(
        self, ctx: DeskContext, page: Manuscript, inspector: Inspector, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._page = page
        self._inspector = inspector

    def go_to(self, field: str, quote: str = "") -> bool:
        """Put the cursor into the field that a check names; False for an unknown one."""
        if self._page.go_to(field, quote):
            return True
        self._inspector.show()
        return self._inspector.go_to(field)

    @Slot()
    def to_publish(self) -> None:
        """Show where the story goes; the next press of the space bar sends it."""
        self._turn_to(self._inspector.publish)
        self._inspector.publish.push.setFocus()

    @Slot()
    def to_checks(self) -> None:
        """Show what is in the way, read anew."""
        self._turn_to(self._inspector.story)
        self._inspector.story.check_list.refresh()

    @Slot()
    def to_hero(self) -> None:
        """Edit the hero photo's words."""
        self.go_to("hero.caption")

    @Slot()
    def to_related(self) -> None:
        """Look for a story to link."""
        self._turn_to(self._inspector.related)
        self._inspector.related.search.setFocus()

    @Slot()
    def to_review(self) -> None:
        """Show notes and history."""
        self._turn_to(self._inspector.review)

    @Slot(bool)
    def suit_tab(self, reviewing: bool) -> None:
        """Turn to the tab that a story to review, or to write, is begun with."""
        story, review = self._inspector.story, self._inspector.review
        leave, arrive = (story, review) if reviewing else (review, story)
        if self._inspector.tabs.currentWidget() is leave:
            self._inspector.turn_to(arrive)

    @Slot()
    def focus(self) -> None:
        """Ask the shell to hide everything but the text, or to show it again."""
        if "view.focus" in self._ctx.actions:
            self._ctx.actions["view.focus"].trigger()

    def _turn_to(self, pane: QWidget) -> None:
        self._inspector.show()
        self._inspector.turn_to(pane)
