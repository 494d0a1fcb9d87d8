"""The list of what is suggested: one by one, all, or all of one person decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from editorial.desk.kit.widgets import LinkButton
from editorial.desk.suggesting.suggestion_card import SuggestionCard
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import QuietCombo, Section, empty
from editorial.desk.writing.manuscript import local_now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.review.suggestions import SuggestionRow

EVERYBODY = "Everybody’s"


class SuggestionsSection(QObject):
    """Fills its section of the review tab, which is hidden where nothing is suggested."""

    changed = Signal()
    """Other suggestions are listed."""
    place_wanted = Signal(object)
    """The id of a suggestion whose words are to be shown."""

    def __init__(self, commands: StoryCommands, section: Section, owner: QWidget) -> None:
        super().__init__(owner)
        self._commands, self._section = commands, section
        self.rows: tuple[SuggestionRow, ...] = ()
        """The open ones in the order of the page, then those that are decided."""
        self._current: uuid.UUID | None = None
        self._with_decided = False
        self._draft: OpenDraft | None = None
        self._waiting: tuple[Callable[..., object], tuple[uuid.UUID, ...], bool] | None = None
        self.whose = QuietCombo("Whose suggestions")
        self.whose.currentIndexChanged.connect(self._show)
        self.accept_all = LinkButton("Accept all")
        self.reject_all = LinkButton("Reject all")
        self.accept_all.clicked.connect(self._accept_all)
        self.reject_all.clicked.connect(self._reject_all)
        self.filter = LinkButton("")
        self.filter.clicked.connect(self._turn_filter)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.whose, 1)
        top.addWidget(self.accept_all)
        top.addWidget(self.reject_all)
        self._list = QVBoxLayout()
        self._list.setSpacing(9)
        section.rows.addWidget(self._top)
        section.rows.addLayout(self._list)
        section.rows.addWidget(self.filter)
        section.hide()

    @property
    def open_rows(self) -> tuple[SuggestionRow, ...]:
        """Those that wait for a decision, of the person who is chosen."""
        who = self.whose.currentData()
        return tuple(row for row in self.rows if row.is_open and who in (None, "", row.author))

    @property
    def cards(self) -> tuple[SuggestionCard, ...]:
        """The cards in their order."""
        items = [self._list.itemAt(at) for at in range(self._list.count())]
        widgets = [item.widget() for item in items if item is not None]
        return tuple(each for each in widgets if isinstance(each, SuggestionCard))

    @property
    def current(self) -> uuid.UUID | None:
        """The suggestion that is marked."""
        return self._current

    @Slot()
    def refresh(self) -> None:
        """Read the suggestions anew."""
        self._commands.read(
            use_cases.suggestions, decided=True, done=self._came, latest="suggestions", owner=self
        )

    def show_story(self) -> None:
        """Read those of another story; the last one's go at once."""
        self._current, self._waiting, self._with_decided = None, None, False
        self._came(())
        self.refresh()

    def show_card(self, suggestion: uuid.UUID) -> SuggestionCard | None:
        """Mark a suggestion's card and return it; None where it is not listed."""
        self._current = suggestion
        found = None
        for card in self.cards:
            card.set_current(card.row.id == suggestion)
            found = card if card.row.id == suggestion else found
        return found

    def accept(self, ids: Sequence[uuid.UUID]) -> None:
        """Change the story's words as these suggest, once what is typed is saved."""
        self._decide(use_cases.accept_suggestions, tuple(ids), checked=True)

    def reject(self, ids: Sequence[uuid.UUID]) -> None:
        """Decide against these."""
        self._decide(use_cases.reject_suggestions, tuple(ids), checked=False)

    def _came(self, rows: tuple[SuggestionRow, ...]) -> None:
        if rows == self.rows and self._list.count():
            return
        self.rows = rows
        authors = list(dict.fromkeys(row.author for row in rows if row.is_open))
        chosen = self.whose.currentData()
        self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.addItem(EVERYBODY, "")
        for author in authors:
            self.whose.addItem(author, author)
        self.whose.setCurrentIndex(max(self.whose.findData(chosen), 0))
        self.whose.blockSignals(False)
        self._show()
        self.changed.emit()

    @Slot()
    def _show(self) -> None:
        empty(self._list)
        shown = self.open_rows
        names = {row.id: row.author for row in self.rows}
        decided = [row for row in self.rows if not row.is_open]
        now = local_now()
        for row in (*shown, *(decided if self._with_decided else ())):
            rivals = tuple(dict.fromkeys(names.get(each, "Somebody") for each in row.conflicts))
            card = SuggestionCard(row, now=now, rivals=rivals)
            card.accept_wanted.connect(self._accept_one)
            card.reject_wanted.connect(self._reject_one)
            card.copy_wanted.connect(self._copy)
            card.place_wanted.connect(self.place_wanted)
            card.set_current(row.id == self._current)
            self._list.addWidget(card)
        count = sum(row.is_open for row in self.rows)
        self._top.setVisible(count > 1)
        noun = "suggestion" if len(shown) == 1 else "suggestions"
        for button in (self.accept_all, self.reject_all):
            button.setAccessibleName(f"{button.text()}: {len(shown)} {noun}")
        self.filter.setVisible(bool(decided))
        self.filter.setText(
            "Show only open suggestions" if self._with_decided else f"Show {len(decided)} decided"
        )
        self.filter.setAccessibleName(self.filter.text())
        self._section.setVisible(bool(self.rows))

    def _decide(
        self, use_case: Callable[..., object], ids: tuple[uuid.UUID, ...], *, checked: bool
    ) -> None:
        draft = self._commands.draft
        if draft is None or not ids:
            return
        if checked and not draft.is_clean:
            # Words are changed only where those on the screen are on the disk.
            self._waiting, self._draft = (use_case, ids, checked), draft
            draft.saved.connect(self._saved)
            draft.save()
            return
        more: dict[str, Any] = {"base": draft.detail.text_revision} if checked else {}
        self._commands.write(use_case, ids, **more)

    @Slot()
    def _saved(self) -> None:
        draft, waiting = self._draft, self._waiting
        self._draft = self._waiting = None
        if draft is not None:
            draft.saved.disconnect(self._saved)
        if draft is self._commands.draft and waiting is not None:
            use_case, ids, checked = waiting
            self._decide(use_case, ids, checked=checked)

    @Slot(object)
    def _accept_one(self, suggestion: uuid.UUID) -> None:
        self.accept([suggestion])

    @Slot(object)
    def _reject_one(self, suggestion: uuid.UUID) -> None:
        self.reject([suggestion])

    @Slot(object)
    def _copy(self, suggestion: uuid.UUID) -> None:
        row = next((row for row in self.rows if row.id == suggestion), None)
        if row is not None:
            QApplication.clipboard().setText(row.new)
            self._commands.ctx.notices.tell("Copied what was suggested.")

    @Slot()
    def _accept_all(self) -> None:
        self.accept([row.id for row in self.open_rows if not row.is_gone])

    @Slot()
    def _reject_all(self) -> None:
        self.reject([row.id for row in self.open_rows])

    @Slot()
    def _turn_filter(self) -> None:
        self._with_decided = not self._with_decided
        self._show()
