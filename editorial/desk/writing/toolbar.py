"""The row above the manuscript: marks, pictures and links, views, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from editorial.desk.kit.fitting import wanted_width
from editorial.desk.kit.icons import set_icon
from editorial.desk.kit.widgets import Hairline, IconButton, PrimaryButton, set_kind
from editorial.stories.workflow import Status, Step, steps_from

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail

# Which step is the way on; the others stand in the menu beside it.
_WAY_ON = {
    Status.DRAFT: (Step.SUBMIT,),
    Status.RETURNED: (Step.SUBMIT,),
    Status.SUBMITTED: (Step.CLAIM, Step.TAKE_BACK),
    Status.IN_EDIT: (Step.APPROVE,),
    Status.READY: (Step.PUBLISH, Step.REOPEN),
    Status.SCHEDULED: (Step.UNSCHEDULE,),
    Status.PUBLISHED: (Step.CORRECT,),
    Status.CORRECTING: (Step.PUBLISH,),
    Status.WITHDRAWN: (Step.RESTORE,),
    Status.SPIKED: (Step.RESTORE,),
}
_BUTTONS = (
    ("bold", "bold"),
    ("italic", "italic"),
    ("link", "link"),
    ("heading", "heading-2"),
    ("quote", "quote"),
    ("list", "list"),
    ("", ""),
    ("photo", "image-plus"),
    ("related", "link-2"),
)
_VIEWS = (
    ("suggest_edits", "square-pen"),
    ("preview", "eye"),
    ("focus", "maximize-2"),
    ("history", "history"),
)


NARROWEST = 300
"""Width in pixels at which every button but the next step is in the menu."""
_FOLDED_FIRST = (
    *("list", "quote", "heading", "history", "related", "focus", "suggest_edits"),
    *("photo", "italic", "bold", "link", "preview"),
)
"""Where there is no room, buttons go into the menu “More tools” in this order."""


def step_words(step: Step, status: Status) -> str:
    """Return what a button says for ``step``; publishing asks where to, so it has an ellipsis."""
    if step is Step.PUBLISH:
        return "Publish the correction…" if status is Status.CORRECTING else "Publish…"
    if step is Step.SCHEDULE:
        return "Schedule…"
    if step is Step.WITHDRAW:
        return "Withdraw…"
    return step.label


class WritingToolbar(QWidget):
    """Shows the actions it is given as buttons, and the workflow's steps."""

    step_chosen = Signal(object)
    """A `Step`."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(47)
        self.setMinimumWidth(NARROWEST)
        self.setStyleSheet("QToolButton { padding: 4px; }")
        self._step: Step | None = None
        self._words = ""
        self._buttons: dict[str, QToolButton] = {}
        self.primary = PrimaryButton("")
        self.primary.clicked.connect(self._take_primary)
        self.more = IconButton("chevron-down", "Other steps")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.tools = IconButton("ellipsis", "More tools")
        self.tools.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tools_menu = QMenu(self.tools)
        self.tools.setMenu(self._tools_menu)
        self.inspector = IconButton("panel-right", "Show the inspector")
        self.inspector.setCheckable(True)
        self.inspector.hide()
        self._line = Hairline(vertical=True)
        self._line.setFixedHeight(18)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        for name, icon in _BUTTONS:
            if name:
                row.addWidget(self._button(actions[name], name, icon))
            else:
                row.addSpacing(3)
                row.addWidget(self._line, 0, Qt.AlignmentFlag.AlignVCenter)
                row.addSpacing(3)
        row.addStretch(1)
        for name, icon in _VIEWS:
            row.addWidget(self._button(actions[name], name, icon))
        row.addWidget(self.tools)
        row.addSpacing(6)
        row.addWidget(self.primary)
        row.addWidget(self.more)
        row.addWidget(self.inspector)

    @property
    def primary_step(self) -> Step | None:
        """The step of the primary button, if there is one."""
        return self._step

    def show_steps(self, detail: StoryDetail, person: Person) -> None:
        """Offer what this person can do with the story as it stands."""
        offered = list(steps_from(detail.status, person))
        self._step = next((s for s in _WAY_ON[detail.status] if s in offered), None)
        self.primary.setVisible(self._step is not None)
        if self._step is not None:
            words = step_words(self._step, detail.status)
            self._words = words
            self.primary.setAccessibleName(words)
            self.primary.setToolTip(f"{words.rstrip('…')} (Ctrl+Return)")
        self._menu.clear()
        for step in offered:
            if step is self._step:
                continue
            if step is Step.SPIKE and not self._menu.isEmpty():
                self._menu.addSeparator()
            entry = self._menu.addAction(step_words(step, detail.status))
            entry.setData(step)
            entry.triggered.connect(self._take_entry)
        self.more.setVisible(not self._menu.isEmpty())
        self.fit()

    @property
    def other_steps(self) -> tuple[Step, ...]:
        """The steps in the menu."""
        return tuple(e.data() for e in self._menu.actions() if e.data() is not None)

    @property
    def folded(self) -> tuple[str, ...]:
        """The names of the actions that are in the menu “More tools” now."""
        return tuple(name for name, button in self._buttons.items() if button.isHidden())

    def show_inspector_button(self, wanted: bool) -> None:
        """Offer to bring the inspector back, where it has no place of its own."""
        self.inspector.setVisible(wanted)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what has no room into the menu, and take it out again."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as many buttons as there is room for; the others stand in a menu."""
        folded: list[str] = []
        self.primary.setText(f"{self._words}  Ctrl ↵")
        if self._wanted(folded) > self.width():
            self.primary.setText(self._words)
        for name in _FOLDED_FIRST:
            if self._wanted(folded) <= self.width():
                break
            folded.append(name)
        for name, button in self._buttons.items():
            button.setVisible(name not in folded)
        self._line.setVisible(not {"photo", "related"} <= set(folded))
        self.tools.setVisible(bool(folded))
        self._tools_menu.clear()
        for name, button in self._buttons.items():
            if name in folded:
                self._tools_menu.addAction(button.defaultAction())

    def _wanted(self, folded: list[str]) -> int:
        """Return the width in px of everything that is shown when ``folded`` is not."""
        leaving = {button for name, button in self._buttons.items() if name in folded}
        asking = set(self._buttons.values()) | ({self.tools} if folded else set())
        leaving |= set() if folded else {self.tools}
        return wanted_width(self._row, without=leaving, asking=asking)

    @Slot()
    def _take_primary(self) -> None:
        if self._step is not None:
            self.step_chosen.emit(self._step)

    @Slot()
    def _take_entry(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self.step_chosen.emit(entry.data())

    def _button(self, action: QAction, name: str, icon: str) -> QToolButton:
        button = QToolButton()
        set_icon(action, icon)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        title = action.text().rstrip("…")
        button.setAccessibleName(title)
        if name == "link":
            # The body's own key while words are selected; else it opens the palette.
            keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{title} ({keys})" if keys else title)
        self._buttons[name] = button
        return button
