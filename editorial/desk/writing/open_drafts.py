"""The stories that are open at the desk: the last twenty keep their undo history."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from editorial.desk.writing.dress import highlight_palette
from editorial.desk.writing.open_draft import OpenDraft
from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    import uuid

    from editorial.desk.kit.context import DeskContext
    from editorial.stories.rows import StoryDetail

KEPT = 20


class OpenDrafts(QObject):
    """Holds `OpenDraft` objects by story; the one looked at longest ago goes first."""

    stale = Signal(object, object)
    """A draft, and the error that says where both texts are."""
    saved = Signal(object)
    """A draft whose words are on the disk."""

    def __init__(self, ctx: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._drafts: OrderedDict[uuid.UUID, OpenDraft] = OrderedDict()
        self._along: list[OpenDraft] = []

    def get(self, story_id: uuid.UUID) -> OpenDraft | None:
        """Return the open draft of a story, or None where it is not open."""
        return self._drafts.get(story_id)

    def take(self, detail: StoryDetail) -> OpenDraft:
        """Return the draft of a story that was just read, opening it where needed."""
        draft = self._drafts.get(detail.id)
        if draft is None:
            newsroom = self._ctx.newsroom
            draft = OpenDraft(
                self._ctx.jobs,
                newsroom.home,
                newsroom.person,
                detail,
                highlight_palette(self._ctx.theme.tokens),
                self,
            )
            draft.stale.connect(self._stale)
            draft.saved.connect(self._saved)
            self._drafts[detail.id] = draft
        else:
            draft.update_detail(detail)
        self._drafts.move_to_end(detail.id)
        self._forget_oldest()
        return draft

    def keep_along(self, draft: OpenDraft) -> None:
        """Save what somebody else opened, such as a proposal, together with the others."""
        self._along.append(draft)
        draft.saved.connect(self._saved)

    def let_go(self, draft: OpenDraft) -> None:
        """Let a draft go that was kept along, as soon as its words are safe."""
        if draft.is_clean:
            self._along.remove(draft)
            draft.deleteLater()
        else:
            draft.saved.connect(self._forget_along)
            draft.save()

    def all(self) -> tuple[OpenDraft, ...]:
        """Return every open draft."""
        return tuple(self._drafts.values())

    def save_all(self) -> None:
        """Send every unsaved word to the writer now."""
        for draft in (*self._drafts.values(), *self._along):
            draft.save()

    def keep_all(self) -> tuple[EditorialError, ...]:
        """Write what could not be saved to rescue files; return what even that ran into."""
        problems = []
        for draft in (*self._drafts.values(), *self._along):
            if not draft.is_clean:
                try:
                    draft.keep_in_file()
                except EditorialError as error:
                    problems.append(error)
                except OSError as error:
                    problems.append(
                        EditorialError(
                            f"Some words could not be kept in a file ({error}).",
                            safe="They are still on the screen.",
                            next_step="Copy them somewhere safe before you close.",
                        )
                    )
        return tuple(problems)

    def _forget_oldest(self) -> None:
        for story_id in list(self._drafts)[: max(len(self._drafts) - KEPT, 0)]:
            if self._drafts[story_id].is_clean:
                self._drafts.pop(story_id).deleteLater()

    @Slot()
    def _forget_along(self) -> None:
        draft = self.sender()
        if isinstance(draft, OpenDraft) and draft in self._along and draft.is_clean:
            self._along.remove(draft)
            draft.deleteLater()

    @Slot(object)
    def _stale(self, error: EditorialError) -> None:
        self.stale.emit(self.sender(), error)

    @Slot()
    def _saved(self) -> None:
        self.saved.emit(self.sender())
