"""When there are two texts of one story: both are kept, the person chooses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editorial.desk.writing import rescue, use_cases
from editorial.desk.writing.compare_dialog import CompareDialog
from editorial.desk.writing.manuscript import local_now
from editorial.desk.writing.open_draft import Saving, Words
from editorial.stories.workflow import is_editable
from editorial.system import time_words

if TYPE_CHECKING:
    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.stories.rows import StoryDetail
    from editorial.stories.snapshot import StorySnapshot
    from editorial.system.errors import EditorialError


class TextChoices(QObject):
    """Speaks through the notice above the page; opens the comparison."""

    def __init__(self, commands: StoryCommands, page: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._page = page
        self._rescued: rescue.Rescued | None = None
        page.notice.acted.connect(self._acted)

    def look_for_rescued(self) -> None:
        """Offer words that a save could not keep, where there are any for the open story."""
        draft = self._commands.draft
        self._rescued = None
        if draft is None:
            return
        if draft.saving is Saving.STALE and draft.problem is not None:
            self.say_stale(draft, draft.problem)
            return
        if draft.problem is not None or not draft.is_clean:
            return
        found = rescue.find(self._commands.ctx.newsroom.home, draft.id)
        if found is None:
            return
        if Words(found.headline, found.dek, found.body) == draft.words:
            draft.forget_rescued()
            return
        self._rescued = found
        when = time_words.say_past(found.at, local_now())
        self._page.notice.tell(
            f"Words of {when} could not be saved then. They were kept in a file.",
            action="Compare and choose",
            tone="plain",
        )

    def say_stale(self, draft: OpenDraft, error: EditorialError) -> None:
        """Say that another text was saved; nothing for a story that is not on the page."""
        if draft is self._commands.draft:
            self._page.notice.refuse(error, action="Compare and choose")

    def compare_version(self, number: int) -> None:
        """Show what changed since a version."""
        draft = self._commands.draft
        if draft is not None:
            self._commands.read(
                use_cases.snapshot,
                number,
                done=partial(self._show_version, draft, number),
                latest="snapshot",
            )

    @Slot()
    def compare_stored(self) -> None:
        """Show what is stored by now beside what is on the screen."""
        draft = self._commands.draft
        if draft is not None:
            self._commands.read(
                use_cases.open_story, done=partial(self._compare_stale, draft), latest="stale"
            )

    @Slot()
    def _acted(self) -> None:
        draft = self._commands.draft
        if draft is None:
            return
        if self._rescued is not None and draft.saving is not Saving.STALE:
            self._compare_rescued(draft, self._rescued)
        else:
            self.compare_stored()

    def _compare_rescued(self, draft: OpenDraft, found: rescue.Rescued) -> None:
        kept = Words(found.headline, found.dek, found.body)
        dialog = self._dialog(
            "Words kept in a file",
            "From the saved text to the one kept in the file. Taking the file's words can be "
            "undone; the saved ones stay in the history.",
            old="Keep the saved text",
            new="Take the file’s words" if draft.is_editable else "",
        )
        dialog.show_texts(draft.words, kept)
        dialog.old_chosen.connect(partial(self._drop_rescued, draft))
        dialog.new_chosen.connect(partial(self._take_rescued, draft, kept))
        dialog.open()

    def _drop_rescued(self, draft: OpenDraft) -> None:
        draft.forget_rescued()
        self._rescued = None
        self._page.notice.close_notice()

    def _take_rescued(self, draft: OpenDraft, words: Words) -> None:
        draft.put_words(words)
        # The file goes when the words are on the disk, not before.
        draft.saved.connect(draft.forget_rescued)
        draft.save()
        self._rescued = None
        self._page.notice.close_notice()

    def _compare_stale(self, draft: OpenDraft, theirs: StoryDetail) -> None:
        mine = draft.words
        dialog = self._dialog(
            "Two texts of one story",
            "From the text that was saved meanwhile to yours. Both stay in the history, "
            "whichever you go on from.",
            old="Go on from the other",
            new="Go on from mine" if is_editable(theirs.status) else "",
        )
        dialog.show_texts(Words(theirs.headline, theirs.dek, theirs.body), mine)
        dialog.old_chosen.connect(partial(self._go_on_from_theirs, draft, theirs))
        dialog.new_chosen.connect(partial(self._go_on_from_mine, draft, theirs, mine))
        dialog.open()

    def _go_on_from_theirs(self, draft: OpenDraft, theirs: StoryDetail) -> None:
        draft.take_text(theirs)
        draft.forget_rescued()
        self._page.notice.close_notice()
        self._page.show_detail()

    def _go_on_from_mine(self, draft: OpenDraft, theirs: StoryDetail, mine: Words) -> None:
        draft.take_text(theirs)
        draft.put_words(mine)
        draft.saved.connect(draft.forget_rescued)
        draft.save()
        self._page.notice.close_notice()

    def _show_version(self, draft: OpenDraft, number: int, version: StorySnapshot) -> None:
        dialog = self._dialog(
            f"Since version {number}",
            f"From version {number} to the words as they are now.",
        )
        dialog.show_texts(Words(version.headline, version.dek, version.body), draft.words)
        dialog.open()

    def _dialog(self, title: str, about: str, *, old: str = "", new: str = "") -> CompareDialog:
        dialog = CompareDialog(
            self._commands.ctx.theme,
            title,
            about,
            old_button=old,
            new_button=new,
            parent=self._page,
        )
        dialog.finished.connect(dialog.deleteLater)
        return dialog
