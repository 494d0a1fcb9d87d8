"""The menu that says which two versions are compared, and whether it is told who wrote what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editorial.desk.kit.times import coming
from editorial.desk.reviewing.story_changes import Ends
from editorial.review.last_read import version_words
from editorial.system.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from editorial.desk.reviewing.story_changes import StoryChanges
    from editorial.stories.rows import VersionRow

_AT_ONCE = 20
"""Versions in one menu; older ones stand in a menu below it."""


class VersionMenu(QObject):
    """Fills a menu with both ends of the comparison."""

    ends_wanted = Signal(object)
    """`Ends`: the two versions to compare."""
    authors_wanted = Signal(bool)
    """Whether the passages are to be tinted by who wrote them."""

    def __init__(self, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._ends = Ends()
        self._tinted = False

    def show_changes(self, changes: StoryChanges, ends: Ends) -> None:
        """Offer the versions of a story; ``ends`` are the ones that are compared."""
        self._ends = ends
        menu = self._menu
        menu.clear()
        read = menu.addAction("Since you last read it")
        _mark(read, ends.is_usual)
        read.triggered.connect(partial(self._choose, Ends()))
        if changes.versions:
            base = changes.base.number if changes.base is not None else 0
            self._versions(menu.addMenu("&From"), changes.versions, base, self._from)
            later = menu.addMenu("&To")
            now = later.addAction("The words of now")
            _mark(now, changes.is_now)
            now.triggered.connect(partial(self._to, None))
            self._versions(later, changes.versions, changes.compared.last, self._to)
            swap = menu.addAction("&Swap the two")
            swap.setEnabled(base > 0)
            first = changes.compared.last or changes.newest
            swap.triggered.connect(partial(self._choose, Ends(first, base)))
        menu.addSeparator()
        authors = menu.addAction("&Who wrote what")
        _mark(authors, self._tinted)
        authors.triggered.connect(self._tint)

    def _versions(
        self,
        menu: QMenu,
        versions: Sequence[VersionRow],
        marked: int,
        choose: Callable[[int], None],
    ) -> None:
        now = utc_now().astimezone()
        for index, version in enumerate(versions):
            if index and index % _AT_ONCE == 0:
                menu = menu.addMenu("Older versions")
            entry = menu.addAction(f"{version_words(version)}, {coming(version.at, now)}")
            _mark(entry, version.number == marked)
            entry.triggered.connect(partial(choose, version.number))

    def _from(self, number: int, _checked: bool = False) -> None:
        self.ends_wanted.emit(Ends(number, self._ends.last))

    def _to(self, number: int | None, _checked: bool = False) -> None:
        self.ends_wanted.emit(Ends(self._ends.first, number))

    def _choose(self, ends: Ends, _checked: bool = False) -> None:
        self.ends_wanted.emit(ends)

    def _tint(self, checked: bool) -> None:
        self._tinted = checked
        self.authors_wanted.emit(checked)


def _mark(entry: QAction, marked: bool) -> None:
    entry.setCheckable(True)
    entry.setChecked(marked)
