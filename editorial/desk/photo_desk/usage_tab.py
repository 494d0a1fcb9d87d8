"""The tab that says in which stories a photo stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editorial.desk.kit.fonts import serif_font
from editorial.desk.kit.widgets import SectionLabel, StatusDot, TextLabel, set_kind
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.field_section import SIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.common_values import Common
    from editorial.publishing.photo_runs import Appearance, PhotoRun


class UsageTab(QWidget):
    """USED IN: one button a story; it opens the story."""

    story_wanted = Signal(object)
    """The id of a story."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._theme = theme
        self._limit: int | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 12, SIDE, 15)
        column.setSpacing(10)
        column.addWidget(SectionLabel("Used in"))
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Read where the photo stands."""
        self._limit = common.first.use_limit if common.first is not None else None
        if common.is_single:
            self._jobs.read(
                self, use_cases.photo_runs, common.ids[0], done=self._came, latest="usage"
            )
        else:
            self._say("Choose one photo to see the stories in which it stands.")

    @property
    def stories(self) -> tuple[QPushButton, ...]:
        """The buttons."""
        return tuple(b for b in self.findChildren(QPushButton) if not b.isHidden())

    def focus_field(self, name: str) -> bool:
        """Return False: nothing can be typed here."""
        return False

    def flush(self) -> None:
        """Do nothing: nothing can be typed here."""

    def _came(self, runs: Sequence[PhotoRun]) -> None:
        if not runs:
            self._say("In no story yet. Drop it into one, or choose it there from the library.")
            return
        self._empty()
        if self._limit is not None:
            uses = sum(run.counts for run in runs)
            label = TextLabel(
                f"Ran in {uses} of {self._limit} {'story' if self._limit == 1 else 'stories'}"
                + (": its right is used up." if uses >= self._limit else "."),
                "problem" if uses >= self._limit else "soft",
            )
            label.setWordWrap(True)
            self._rows.addWidget(label)
        for run in runs:
            self._rows.addWidget(self._card(run))

    def _card(self, run: PhotoRun) -> QPushButton:
        story = run.story
        headline = story.headline or "Untitled"
        card = _StoryCard()
        card.setAccessibleName(f"Open “{headline}”, {story.status.label}")
        card.setToolTip("Open this story")
        title = TextLabel(headline)
        title.setWordWrap(True)
        title.setFont(serif_font(15, 500))
        dot = StatusDot(self._theme, story.status.value, story.status.label)
        card.inside.addWidget(title)
        card.inside.addWidget(dot)
        for words in (_ROLES[run.role], *map(_appearance, run.appearances)):
            line = TextLabel(words, "muted")
            line.setWordWrap(True)
            card.inside.addWidget(line)
        card.clicked.connect(partial(self.story_wanted.emit, story.id))
        return card

    def _say(self, words: str) -> None:
        self._empty()
        label = TextLabel(words, "soft")
        label.setWordWrap(True)
        self._rows.addWidget(label)

    def _empty(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


_ROLES = {
    "hero": "Hero photo",
    "inline": "In the text",
    "related": "Beside a related page",
    "cut": "Cut from the text, where it may have run",
}


def _appearance(seen: Appearance) -> str:
    day = f"{seen.at.day} {seen.at:%b %Y}"
    if seen.withdrawn:
        return f"{seen.endpoint}: withdrawn, {day}"
    return f"{seen.endpoint}, {day}: {seen.url}"


class _StoryCard(QPushButton):
    """A button as high as the words in it."""

    def __init__(self) -> None:
        super().__init__()
        set_kind(self, "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(12, 9, 12, 9)
        self.inside.setSpacing(3)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(self.width(), 80)))
