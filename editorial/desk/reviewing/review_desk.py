"""A story under review: bar, panels, the words with their changes, a line that says where it is.

`ReviewDesk` is a widget that is shown words and says what was decided; `ReviewMode` joins it to
the writing room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editorial.desk.kit.icons import pixmap
from editorial.desk.kit.messages import Notice
from editorial.desk.kit.widgets import Hairline, TextLabel, set_kind
from editorial.desk.reviewing.author_tints import AuthorLegend
from editorial.desk.reviewing.change_line import ChangeLine
from editorial.desk.reviewing.findings_panel import FindingsPanel
from editorial.desk.reviewing.return_panel import ReturnPanel
from editorial.desk.reviewing.review_bar import ReviewBar
from editorial.desk.reviewing.review_view import ReviewView
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    from editorial.desk.kit.theme import Theme
    from editorial.desk.reviewing.story_changes import Ends, StoryChanges
    from editorial.review.authorship import Authorship
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail


class ReviewDesk(QWidget):
    """What an editor sees of a story that waits for a decision."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = "lock-open"
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = ReviewBar()
        self.notice = Notice(theme)
        self.findings = FindingsPanel()
        self.give_back = ReturnPanel()
        self.view = ReviewView(theme)
        self.legend = AuthorLegend(theme)
        self.change = ChangeLine()
        self._length = TextLabel(kind="muted")
        self._minutes = TextLabel(kind="muted")
        self._icon = QLabel()
        self._where = TextLabel(kind="muted")
        self.setFocusProxy(self.view)
        self._build()
        self.bar.clean_wanted.connect(self._set_clean)
        self.view.change_shown.connect(self.change.show_change)
        self.change.step_wanted.connect(self.view.go_to_change)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def where_text(self) -> str:
        """What the line at the bottom says of the story."""
        return self._where.text()

    def show_story(
        self,
        detail: StoryDetail,
        person: Person,
        changes: StoryChanges,
        ends: Ends,
        words: int,
        minutes: int,
    ) -> None:
        """Show the words and what can be decided."""
        self.bar.show_story(detail, person)
        self.bar.show_changes(changes, ends)
        self.bar.show_ways(detail, person, changes)
        self.view.show_changes(changes, standing=standing(changes))
        self._show_count()
        self._length.setText(f"{words:,} words")
        self._minutes.setText(f"{minutes} min read")
        self._icon_name, sentence = where(detail, person)
        self._where.setText(sentence)
        self._dress()

    def show_clean(self, clean: bool) -> None:
        """Show only the words of now, or the changes as well."""
        self.bar.show_clean(clean)
        self._set_clean(clean)

    def show_authors(self, people: Authorship, *, tinted: bool) -> None:
        """Name who made each change; ``tinted``: who wrote each passage, with a legend."""
        self.view.show_authors(people, tinted=tinted)
        self.legend.show_people(people.people if tinted else ())

    def _set_clean(self, clean: bool) -> None:
        self.view.set_clean(clean)
        self._show_count()

    def _show_count(self) -> None:
        rendered = self.view.rendered
        self.change.show_count(len(rendered.changes) if rendered is not None else 0)

    def _build(self) -> None:
        line = QWidget()
        line.setFixedHeight(30)
        row = QHBoxLayout(line)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(18)
        row.addWidget(self._length)
        row.addWidget(self._minutes)
        row.addStretch(1)
        end = QHBoxLayout()
        end.setSpacing(5)
        end.addWidget(self._icon)
        end.addWidget(self._where)
        row.addLayout(end)
        panels = QVBoxLayout()
        panels.setContentsMargins(14, 10, 14, 0)
        panels.setSpacing(8)
        for panel in (self.notice, self.findings, self.give_back):
            panels.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline())
        column.addLayout(panels)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)
        column.addWidget(self.change)
        column.addWidget(Hairline())
        column.addWidget(line)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.view.setStyleSheet(
            f"#reviewView {{ background: {tokens.paper};"
            f" selection-background-color: {tokens.selection}; selection-color: {tokens.ink}; }}"
        )
        self._icon.setPixmap(pixmap(self._icon_name, "muted", 15, self.devicePixelRatioF()))


def standing(changes: StoryChanges) -> str:
    """Return what follows the byline: ``version 5, 4 changes since you last read it``."""
    base = changes.base
    if base is None:
        return ""
    number = changes.count
    what = {0: "no changes", 1: "1 change"}.get(number, f"{number} changes")
    of = f" (v{base.number})" if base.number and not base.chosen else ""
    return f"version {changes.newest}, {what} since {base.since}{of}"


def where(detail: StoryDetail, person: Person) -> tuple[str, str]:
    """Return an icon's name and the sentence that says who has the story."""
    if detail.status is Status.IN_EDIT:
        if detail.assigned_to in ("", person.name):
            return "lock", "You are editing. The writer can read, and keep a copy."
        return "lock", f"{detail.assigned_to} is editing. You can read, and leave notes."
    if detail.status is Status.SUBMITTED:
        return "inbox", "Waiting for an editor. Nobody has taken it yet."
    return "circle-check", "Approved. The words are closed until somebody reopens the story."
