"""Photos on their way into a story: dropped, pasted, chosen, moved, taken out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QFileDialog

from editorial.desk.writing import use_cases
from editorial.desk.writing.intake import Intake, is_story_file
from editorial.desk.writing.library_dialog import LibraryDialog
from editorial.desk.writing.markdown_marks import photo_mark, photo_of
from editorial.desk.writing.text_edits import insert_alone, one_step

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from editorial.desk.writing.commands import StoryCommands
    from editorial.desk.writing.manuscript import Manuscript
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.photos.rows import PhotoRow

PICTURES = "Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff);;All files (*)"


class PhotoPlacing(QObject):
    """Imports what is given and puts it where it was meant to be."""

    story_files_given = Signal(object)
    """Text files (tuple of paths as text) that may be stories."""

    def __init__(
        self, commands: StoryCommands, manuscript: Manuscript, intake: Intake, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._page = manuscript
        self._intake = intake
        manuscript.body_files.connect(self.body_files)
        manuscript.body_image.connect(self._body_image)
        manuscript.hero_files.connect(self.hero_files)
        manuscript.hero_image.connect(self._hero_image)
        hero = manuscript.head.hero
        hero.library_wanted.connect(self.hero_from_library)
        hero.file_wanted.connect(self.hero_from_file)
        commands.hero_from_library.connect(self.hero_from_library)
        commands.hero_from_file.connect(self.hero_from_file)
        commands.inline_from_library.connect(self.inline_from_library)
        commands.inline_from_file.connect(self.inline_from_file)
        commands.remove_inline_wanted.connect(self.remove_inline)

    @Slot(object, int)
    def body_files(self, files: Sequence[str], position: int) -> None:
        """Take files dropped on the body: pictures stand there, text files are offered."""
        pictures = self._sort_out(files)
        draft = self._commands.draft
        if pictures and draft is not None and self._commands.is_editable:
            # A cursor of the document moves with what is typed while the import runs.
            cursor = _cursor_at(draft, position)
            self._intake.take_files(pictures, partial(self._insert, draft, cursor))

    @Slot(object)
    def hero_files(self, files: Sequence[str]) -> None:
        """Take files dropped above the body: the first is the hero, others follow the text."""
        pictures = self._sort_out(files)
        draft = self._commands.draft
        if pictures and draft is not None and self._commands.is_editable:
            self._intake.take_files(pictures, partial(self._use_as_hero, draft))

    @Slot()
    def hero_from_library(self) -> None:
        """Choose a photo of the library as the hero."""
        draft = self._commands.draft
        if draft is not None:
            dialog = self._library(several=False)
            dialog.photos_chosen.connect(partial(self._use_as_hero, draft))
            dialog.open()

    @Slot()
    def hero_from_file(self) -> None:
        """Choose a file as the hero."""
        name, _ = QFileDialog.getOpenFileName(self._page, "Hero photo", "", PICTURES)
        if name:
            self.hero_files((name,))

    @Slot()
    def inline_from_library(self) -> None:
        """Choose photos of the library for the text."""
        draft = self._commands.draft
        if draft is not None and self._commands.is_editable:
            cursor = QTextCursor(self._page.body.textCursor())
            dialog = self._library(several=True)
            dialog.photos_chosen.connect(partial(self._insert, draft, cursor))
            dialog.open()

    @Slot()
    def inline_from_file(self) -> None:
        """Choose files for the text."""
        names, _ = QFileDialog.getOpenFileNames(self._page, "Photos for the text", "", PICTURES)
        if names:
            self.body_files(tuple(names), self._page.body.textCursor().position())

    @Slot(object)
    def remove_inline(self, photo: uuid.UUID) -> None:
        """Take a photo's mark, and the empty line after it, out of the body."""
        draft = self._commands.draft
        if draft is None or not draft.is_editable:
            return
        cursor = QTextCursor(draft.body)
        with one_step(cursor):
            block = draft.body.begin()
            while block.isValid():
                following = block.next()
                if photo_of(block.text()) == photo:
                    end = following
                    if end.isValid() and not end.text().strip() and end.next().isValid():
                        end = end.next()
                    cursor.setPosition(block.position())
                    last = draft.body.characterCount() - 1
                    cursor.setPosition(
                        end.position() if end.isValid() else last,
                        QTextCursor.MoveMode.KeepAnchor,
                    )
                    at = block.position()
                    cursor.removeSelectedText()
                    following = draft.body.findBlock(at)
                    if not following.isValid() or at >= draft.body.characterCount() - 1:
                        break
                    block = following
                    continue
                block = following

    @Slot(object, int)
    def _body_image(self, image: QImage, position: int) -> None:
        draft = self._commands.draft
        if draft is not None and self._commands.is_editable:
            cursor = _cursor_at(draft, position)
            self._intake.take_image(image, partial(self._insert, draft, cursor))

    @Slot(object)
    def _hero_image(self, image: QImage) -> None:
        draft = self._commands.draft
        if draft is not None:
            self._intake.take_image(image, partial(self._use_as_hero, draft))

    def _insert(self, draft: OpenDraft, cursor: QTextCursor, photos: Sequence[PhotoRow]) -> None:
        self._commands.photos.keep(photos)
        insert_alone(cursor, tuple(photo_mark(photo.id) for photo in photos))
        draft.save()
        count = len(photos)
        what = f"{photos[0].file_name} is" if count == 1 else f"{count} photos are"
        self._commands.ctx.notices.tell(f"{what} in the text.")
        self._commands.ctx.jobs.read(
            self,
            use_cases.words_for_placing,
            draft.id,
            tuple(photo.id for photo in photos),
            done=self._say_rights,
        )

    def _say_rights(self, words: Sequence[str]) -> None:
        """Say of photos that were just placed what keeps them from running."""
        if words:
            self._commands.ctx.notices.tell(" ".join(words))

    def _use_as_hero(self, draft: OpenDraft, photos: Sequence[PhotoRow]) -> None:
        self._commands.photos.keep(photos)
        # The story that it was dropped on, whichever is on the page by now.
        self._commands.ctx.jobs.write(
            self,
            use_cases.place_hero,
            draft.id,
            photos[0].id,
            who=self._commands.person,
            failed=self._commands.refuse,
        )
        if len(photos) > 1:
            end = QTextCursor(draft.body)
            end.movePosition(QTextCursor.MoveOperation.End)
            self._insert(draft, end, photos[1:])

    def _library(self, *, several: bool) -> LibraryDialog:
        dialog = LibraryDialog(
            self._commands.ctx, self._commands.photos, several=several, parent=self._page
        )
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _sort_out(self, files: Sequence[str]) -> tuple[str, ...]:
        stories = tuple(file for file in files if is_story_file(file))
        if stories:
            self.story_files_given.emit(stories)
        return tuple(file for file in files if not is_story_file(file))


def _cursor_at(draft: OpenDraft, position: int) -> QTextCursor:
    cursor = QTextCursor(draft.body)
    cursor.setPosition(min(position, draft.body.characterCount() - 1))
    return cursor
