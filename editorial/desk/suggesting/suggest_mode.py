"""Suggesting instead of editing: the page shows a proposal, the story stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QBoxLayout

from editorial.desk.kit.messages import Notice
from editorial.desk.suggesting.proposal_marks import ProposalMarks
from editorial.desk.suggesting.suggested_draft import SuggestedDraft
from editorial.desk.writing import use_cases
from editorial.desk.writing.dress import highlight_palette

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from editorial.desk.reviewing.review_mode import ReviewMode
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.desk.writing.open_drafts import OpenDrafts
    from editorial.review.suggestions import Proposal
    from editorial.stories.rows import StoryDetail
    from editorial.system.errors import EditorialError

TOLD = "You are suggesting. The story stays as it is; what you change is kept as suggestions."
CLOSED = "The words of this story are closed, so nothing can be suggested."
UNSAVED = "Your own words could not be saved yet. Suggest once they are."
_ABOVE = 2
"""The notice's place in the manuscript: below the toolbar and its line."""


class SuggestMode(QObject):
    """Ends by itself when another story, or the review, is shown."""

    def __init__(
        self,
        commands: StoryCommands,
        page: Manuscript,
        review: ReviewMode,
        drafts: OpenDrafts,
        action: QAction,
        show: Callable[[OpenDraft], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands, self._page, self._review = commands, page, review
        self._drafts, self._action, self._show = drafts, action, show
        self._draft: SuggestedDraft | None = None
        self.notice = Notice(commands.ctx.theme)
        column = page.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(_ABOVE, self.notice)
        self.marks = ProposalMarks(commands.ctx, page, self)
        action.setCheckable(True)
        action.triggered.connect(self.toggle)
        self.notice.acted.connect(self.stop)
        self.notice.closed.connect(self._say_again)
        review.widget.currentChanged.connect(self._turned)
        review.desk.bar.suggest_wanted.connect(self.start)

    @property
    def is_on(self) -> bool:
        """Whether what is typed becomes suggestions."""
        return self._draft is not None and self._commands.draft is self._draft

    @Slot()
    def toggle(self) -> None:
        """Begin or stop suggesting."""
        if self.is_on:
            self.stop()
        else:
            self.start()

    @Slot()
    def start(self) -> None:
        """Show the story with this person's suggestions, once its own words are saved."""
        draft = self._commands.draft
        self._action.setChecked(self.is_on)
        if draft is None or self.is_on:
            return
        if not draft.is_editable:
            self._commands.ctx.notices.tell(CLOSED)
            return
        draft.save()
        self._read(draft.id)

    @Slot()
    def stop(self) -> None:
        """Show the story's own words again; the suggestions are kept."""
        draft = self._draft
        own = self._drafts.get(draft.id) if draft is not None else None
        if self.is_on and own is not None:
            self._show(own)
            self._page.body.setFocus()

    def story_shown(self) -> None:
        """See whether what is on the page is still the proposal."""
        draft = self._draft
        if draft is None or self.is_on:
            return
        self._draft = None
        self.marks.end()
        self.notice.hide()
        self._action.setChecked(False)
        draft.moved.disconnect(self._moved)
        self._drafts.let_go(draft)

    def _read(self, story_id: uuid.UUID) -> None:
        # On the thread that writes: after the save that was just asked for.
        self._commands.ctx.jobs.write(
            self,
            _read_proposal,
            story_id,
            self._commands.person.name,
            done=self._came,
            failed=self._not_read,
        )

    def _came(self, read: tuple[StoryDetail, Proposal]) -> None:
        detail, proposal = read
        shown = self._commands.draft
        if shown is None or shown.id != detail.id:
            return
        if isinstance(shown, SuggestedDraft):
            self._go_on(shown, detail, proposal)
        elif shown.is_clean:
            self._begin(detail, proposal)
        else:
            self._commands.ctx.notices.tell(UNSAVED)

    def _begin(self, detail: StoryDetail, proposal: Proposal) -> None:
        ctx = self._commands.ctx
        draft = SuggestedDraft(
            ctx.jobs,
            ctx.newsroom.home,
            ctx.newsroom.person,
            detail,
            proposal,
            highlight_palette(ctx.theme.tokens),
            self._drafts,
        )
        if self._review.is_on:
            self._review.to_words()
        self._drafts.keep_along(draft)
        draft.moved.connect(self._moved)
        self._draft = draft
        self._show(draft)
        self.marks.begin(draft)
        self._action.setChecked(True)
        self._say_again()
        self._page.body.setFocus()

    def _go_on(self, draft: SuggestedDraft, detail: StoryDetail, proposal: Proposal) -> None:
        """Take the story's other words; what was typed meanwhile is kept first."""
        if draft.is_clean:
            draft.take_proposal(detail, proposal)
        else:
            draft.save()
            self._read(draft.id)

    def _not_read(self, error: EditorialError) -> None:
        self._action.setChecked(self.is_on)
        self._commands.refuse(error)

    @Slot()
    def _moved(self) -> None:
        draft = self._draft
        if draft is not None and self.is_on:
            draft.save()
            self._read(draft.id)

    @Slot()
    def _say_again(self) -> None:
        """Say it as long as it is so: what one types goes elsewhere than usual."""
        if self.is_on:
            self.notice.tell(TOLD, action="Stop suggesting", tone="plain")

    @Slot()
    def _turned(self) -> None:
        if self._review.is_on:
            self.stop()


def _read_proposal(store: Any, story_id: uuid.UUID, who: str) -> tuple[StoryDetail, Proposal]:
    proposal: Proposal = use_cases.proposal_of(store, story_id, who)
    detail: StoryDetail = use_cases.open_story(store, story_id)
    return detail, proposal
