"""The menu that narrows a queue: whose, section, type, writer, due time, open notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from editorial.desk.queues.filter_words import DUE, WHOSE
from editorial.desk.queues.listing import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editorial.review.queue_filter import QueueFilter


class FilterMenu(QMenu):
    """Built anew for each filter, from the sections and types that there are."""

    chosen = Signal(str, object)
    """A field of `QueueFilter`, and what it is to be."""
    writer_wanted = Signal()
    """Ask for a name."""
    save_wanted = Signal()
    whole_wanted = Signal()
    """Show the whole queue again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: QueueFilter | None = None
        self._terms = Terms()
        self._has_section = False

    def offer(self, wanted: QueueFilter, terms: Terms, *, in_section: bool) -> None:
        """Offer to change this filter; inside a section it stays the section."""
        self._wanted, self._terms, self._has_section = wanted, terms, in_section
        self._build()

    def _build(self) -> None:
        for action in self.actions():
            menu = action.menu()
            self.removeAction(action)
            if isinstance(menu, QMenu):
                menu.deleteLater()
        if self._wanted is None:
            return
        self._choices("&Whose", "whose", WHOSE.items())
        if not self._has_section:
            named = [(slug, name) for name, slug in self._terms.sections]
            self._choices("&Section", "section", [("", "Any section"), *named])
        named = [(slug, name) for name, slug in self._terms.types]
        self._choices("&Type", "type", [("", "Any type"), *named])
        writer = self.addAction(f"W&riter: {self._wanted.writer or 'anyone'}…")
        writer.triggered.connect(self.writer_wanted)
        self._choices("&Due", "due", DUE.items())
        notes = self.addAction("Open &notes")
        notes.setCheckable(True)
        notes.setChecked(self._wanted.open_notes)
        notes.triggered.connect(partial(self._choose, "open_notes", not self._wanted.open_notes))
        self.addSeparator()
        self.addAction("Sa&ve this filter…").triggered.connect(self.save_wanted)
        self.addAction("Show the whole &queue").triggered.connect(self.whole_wanted)

    def _choices(self, title: str, field: str, choices: Iterable[tuple[str, str]]) -> None:
        menu = QMenu(title, self)
        now = getattr(self._wanted, field)
        for value, words in choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(partial(self._choose, field, value))
        self.addMenu(menu)

    def _choose(self, field: str, value: object, _checked: bool = False) -> None:
        self.chosen.emit(field, value)
