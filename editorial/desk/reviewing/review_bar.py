"""The row above a story under review: what is shown, and what is decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from editorial.desk.kit.fitting import wanted_width
from editorial.desk.kit.widgets import IconButton, PrimaryButton, QuietButton, set_kind
from editorial.desk.reviewing.version_menu import VersionMenu
from editorial.stories.workflow import Status, Step, is_editable, steps_from

if TYPE_CHECKING:
    import uuid

    from PySide6.QtGui import QResizeEvent

    from editorial.desk.reviewing.story_changes import Ends, StoryChanges
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail

_NARROWEST = 320
"""Width in pixels at which the shortest words still stand in full."""
_OTHERS = (Step.CLAIM, Step.RELEASE, Step.REOPEN, Step.SCHEDULE, Step.SPIKE)


class ReviewBar(QWidget):
    """“Changes since v3”, “Clean”, “Edit”; “Return with notes”, “Approve”."""

    clean_wanted = Signal(bool)
    ends_wanted = Signal(object)
    """`Ends`: the two versions to compare."""
    authors_wanted = Signal(bool)
    """Whether to show who wrote what."""
    edit_wanted = Signal()
    suggest_wanted = Signal()
    return_wanted = Signal()
    approve_wanted = Signal(object)
    """Ids of endpoints (tuple) to push to; empty for “approve only”."""
    step_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(47)
        self.changes = QuietButton("Changes", "git-compare", "Show what changed (Alt+Down: next)")
        self.clean = QuietButton("Clean", "file-text", "Show only the words of now")
        for button in (self.changes, self.clean):
            button.setCheckable(True)
        self.show_clean(False)
        self.since = _menu_button("Compare other versions, and who wrote what")
        self.versions = VersionMenu(self.since.menu(), self)
        self.edit = IconButton("pencil", "Edit the words")
        self.suggest = IconButton("square-pen", "Suggest changes", "Ctrl+Shift+E")
        self.give_back = QuietButton("Return with notes", hint="Give it back to the writer")
        self.primary = PrimaryButton("Approve")
        self.more = _menu_button("More ways to decide")
        self.inspector = IconButton("panel-right", "Show the inspector")
        self.inspector.setCheckable(True)
        self.inspector.hide()
        self._primary_step: Step | None = None
        self._changes_words = "Changes"
        self.setMinimumWidth(_NARROWEST)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(5)
        for view in (self.changes, self.since, self.clean, self.edit, self.suggest):
            row.addWidget(view)
        row.addStretch(1)
        for decision in (self.give_back, self.primary, self.more, self.inspector):
            row.addWidget(decision)
        self.changes.clicked.connect(self._changes_clicked)
        self.clean.clicked.connect(self._clean_clicked)
        self.versions.ends_wanted.connect(self._ends_chosen)
        self.versions.authors_wanted.connect(self.authors_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.suggest.clicked.connect(self.suggest_wanted)
        self.give_back.clicked.connect(self.return_wanted)
        self.primary.clicked.connect(self.take_primary)

    @property
    def primary_step(self) -> Step | None:
        """What the primary button does."""
        return self._primary_step

    def show_story(self, detail: StoryDetail, person: Person) -> None:
        """Offer what this person can do with the story as it stands."""
        offered = steps_from(detail.status, person)
        self.edit.setVisible(is_editable(detail.status))
        self.suggest.setVisible(is_editable(detail.status))
        self.give_back.setVisible(Step.RETURN in offered)
        self._primary_step = next((s for s in (Step.APPROVE, Step.PUBLISH) if s in offered), None)
        self.primary.setVisible(self._primary_step is not None)
        words = "Publish…" if self._primary_step is Step.PUBLISH else "Approve"
        hint = "Choose where it goes" if words == "Publish…" else "Approve what is on the screen"
        self.primary.setText(words)
        self.primary.setAccessibleName(words)
        self.primary.setToolTip(f"{hint} (Ctrl+Return)")
        self.fit()

    def show_changes(self, changes: StoryChanges, ends: Ends) -> None:
        """Say which versions are compared, and offer the others."""
        base = changes.base
        if base is None:
            words = "Changes"
        elif not base.number:
            words = "Changes since you looked"
        elif changes.is_now:
            words = f"Changes since v{base.number}"
        else:
            words = f"Changes v{base.number} to v{changes.newest}"
        self._changes_words = words
        self.changes.setAccessibleName(words)
        self.fit()
        self.versions.show_changes(changes, ends)

    def show_ways(self, detail: StoryDetail, person: Person, changes: StoryChanges) -> None:
        """Fill the menu beside the primary button."""
        offered = steps_from(detail.status, person)
        menu = _emptied(self.more)
        if Step.APPROVE in offered:
            endpoints = changes.endpoints if Step.PUBLISH in steps_from_ready(person) else ()
            for endpoint in endpoints:
                entry = menu.addAction(f"Approve and push to {endpoint.name}")
                entry.triggered.connect(partial(self._approve, (endpoint.id,)))
            if len(endpoints) > 1:
                entry = menu.addAction("Approve and push to all of them")
                ids = tuple(endpoint.id for endpoint in endpoints)
                entry.triggered.connect(partial(self._approve, ids))
            menu.addAction("Approve only").triggered.connect(partial(self._approve, ()))
            menu.addSeparator()
        for step in _OTHERS:
            if step in offered:
                words = "Schedule…" if step is Step.SCHEDULE else step.label
                menu.addAction(words).triggered.connect(partial(self._step, step))
        self.more.setVisible(not menu.isEmpty())
        self.fit()

    def show_clean(self, clean: bool) -> None:
        """Mark which of the two is on show."""
        self.changes.setChecked(not clean)
        self.clean.setChecked(clean)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words where there is no room for all."""
        super().resizeEvent(event)
        self.fit()

    def show_inspector_button(self, wanted: bool) -> None:
        """Offer to bring the inspector back, where it has no place of its own."""
        self.inspector.setVisible(wanted)
        self.fit()

    def fit(self) -> None:
        """Say as much on the buttons as there is room for; what they are called stays."""
        for since, clean, give_back in (
            (self._changes_words, "Clean", "Return with notes"),
            (self._changes_words, "Clean", "Return"),
            (self._changes_words, "", "Return"),
            ("Changes", "Clean", "Return"),
            ("Changes", "", "Return"),
            ("", "", "Return"),
        ):
            self.changes.setText(since)
            self.clean.setText(clean)
            self.give_back.setText(give_back)
            if wanted_width(self._row) <= self.width():
                return

    def set_ready(self, ready: bool) -> None:
        """Let decide, or wait until the words on the screen are on the disk."""
        for button in (self.give_back, self.primary, self.more):
            button.setEnabled(ready)

    @Slot()
    def take_primary(self) -> None:
        """Do what the primary button does."""
        if self._primary_step is Step.APPROVE:
            self.approve_wanted.emit(())
        elif self._primary_step is not None:
            self.step_wanted.emit(self._primary_step)

    @Slot()
    def _changes_clicked(self) -> None:
        self.show_clean(False)
        self.clean_wanted.emit(False)

    @Slot()
    def _clean_clicked(self) -> None:
        self.show_clean(True)
        self.clean_wanted.emit(True)

    def _ends_chosen(self, ends: Ends) -> None:
        self._changes_clicked()
        self.ends_wanted.emit(ends)

    def _approve(self, endpoint_ids: tuple[uuid.UUID, ...], _checked: bool = False) -> None:
        self.approve_wanted.emit(endpoint_ids)

    def _step(self, step: Step, _checked: bool = False) -> None:
        self.step_wanted.emit(step)


def steps_from_ready(person: Person) -> tuple[Step, ...]:
    """Return what a person may do with an approved story."""
    return steps_from(Status.READY, person)


def _menu_button(name: str) -> IconButton:
    button = IconButton("chevron-down", name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button


def _emptied(button: IconButton) -> QMenu:
    menu = button.menu()
    menu.clear()
    return menu
