"""What panes ask of the open story: each a write, refused in words where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editorial.desk.kit.room import Target
from editorial.desk.writing import use_cases
from editorial.desk.writing.undoing import Undoing

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.jobs import Job
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.desk.writing.story_photos import StoryPhotos
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail
    from editorial.stories.workflow import Step
    from editorial.system.errors import EditorialError


class StoryCommands(QObject):
    """Carries what the panes want to the use cases and to the room."""

    jump_wanted = Signal(str, str)
    """A check's field, and a quote or ``""``."""
    mend_wanted = Signal(object)
    """A `CheckResult` that can be put right by itself."""
    step_wanted = Signal(object)
    insert_wanted = Signal(object)
    """Photos (tuple of rows) to stand in the body at the cursor."""
    hero_from_library = Signal()
    hero_from_file = Signal()
    inline_from_library = Signal()
    inline_from_file = Signal()
    remove_inline_wanted = Signal(object)
    """The id of a photo whose mark is to leave the body."""
    note_wanted = Signal(object)
    """An `About`: a note is to be begun on it."""
    suggest_wanted = Signal()
    links_unasked = Signal()
    """Checks want to know whether links answer."""
    compare_any_wanted = Signal()
    """Any two versions are to be held side by side."""

    def __init__(self, ctx: DeskContext, photos: StoryPhotos, parent: QObject) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.photos = photos
        self.draft: OpenDraft | None = None
        self.undoing = Undoing(ctx, self)

    @property
    def person(self) -> Person:
        """Who sits here."""
        return self.ctx.newsroom.person

    @property
    def detail(self) -> StoryDetail | None:
        """The open story."""
        return self.draft.detail if self.draft else None

    @property
    def is_editable(self) -> bool:
        """Whether there is a story whose words and filing may change."""
        return self.draft is not None and self.draft.is_editable

    def write(
        self,
        use_case: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[EditorialError], object] | None = None,
        **words: Any,
    ) -> Job | None:
        """Call ``use_case(store, story id, *args, who=person, **words)`` on the writer thread."""
        if self.draft is None:
            return None
        return self.ctx.jobs.write(
            self,
            use_case,
            self.draft.id,
            *args,
            who=self.person,
            done=done,
            failed=failed or self.refuse,
            **words,
        )

    def read(
        self,
        use_case: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        latest: str,
        owner: QObject | None = None,
        failed: Callable[[EditorialError], object] | None = None,
        **words: Any,
    ) -> Job | None:
        """Call ``use_case(store, story id, *args)`` in the pool that reads."""
        if self.draft is None:
            return None
        return self.ctx.jobs.read(
            owner or self,
            use_case,
            self.draft.id,
            *args,
            done=done,
            failed=failed or self.refuse,
            latest=latest,
            **words,
        )

    def file(self, **fields: Any) -> None:
        """Set filing fields of the open story."""
        self.write(use_cases.file_story, **fields)

    def edit_photo(self, photo_id: uuid.UUID, **fields: Any) -> None:
        """Set fields of a photo itself, for every story."""
        self.ctx.jobs.write(
            self,
            use_cases.edit_photo,
            photo_id,
            who=self.person.name,
            failed=self.refuse,
            **fields,
        )

    def open_story(self, story_id: uuid.UUID) -> None:
        """Lead the person to another story, list and all."""
        self.ctx.guide.go_to(Target(story=story_id))

    def take_step(self, step: Step) -> None:
        """Ask the room for a workflow step."""
        self.step_wanted.emit(step)

    def refuse(self, error: EditorialError) -> None:
        """Show why something was not done."""
        self.ctx.notices.refuse(error)
