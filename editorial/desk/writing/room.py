"""The writing desk: opens stories, keeps their words safe, takes them further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.messages import EmptyState
from editorial.desk.kit.widgets import ProgressLine, set_kind
from editorial.desk.reviewing.review_mode import ReviewMode
from editorial.desk.writing import use_cases
from editorial.desk.writing.aids import Aids
from editorial.desk.writing.bringing.bringing import Bringing
from editorial.desk.writing.closed_words import ClosedWords
from editorial.desk.writing.commands import StoryCommands
from editorial.desk.writing.editing import Editing, make_actions
from editorial.desk.writing.exporting.export import StoryExport
from editorial.desk.writing.inspector.inspector import WIDTH, Inspector
from editorial.desk.writing.inspector.place import InspectorPlace
from editorial.desk.writing.intake import Intake
from editorial.desk.writing.manuscript import Manuscript
from editorial.desk.writing.open_drafts import OpenDrafts
from editorial.desk.writing.photo_placing import PhotoPlacing
from editorial.desk.writing.preview.preview import Preview
from editorial.desk.writing.remarks import Remarks
from editorial.desk.writing.step_taker import StepTaker
from editorial.desk.writing.story_files import StoryFiles
from editorial.desk.writing.story_photos import StoryPhotos
from editorial.desk.writing.text_choices import TextChoices
from editorial.desk.writing.toolbar import WritingToolbar
from editorial.desk.writing.ways import Ways
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.jobs import Progress
    from editorial.desk.kit.room import Target
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.stories.rows import StoryDetail
    from editorial.system.errors import EditorialError

FLUSH_MS = 5000


class WritingRoom(QObject):
    """Manuscript and inspector; the shell shows the list of stories left of it."""

    story_opened = Signal(object)
    """The id of the story that is on the page now."""
    title_changed = Signal(str)

    def __init__(self, ctx: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._wanted: uuid.UUID | None = None
        self._jump: tuple[str, str] | None = None
        self.photos = StoryPhotos(ctx.jobs, self)
        self.commands = StoryCommands(ctx, self.photos, self)
        self.drafts = OpenDrafts(ctx, self)
        self._widget = QStackedWidget()
        self._widget.setObjectName("writing")
        self._actions = make_actions(self._widget)
        self.toolbar = WritingToolbar(self._actions)
        self.manuscript = Manuscript(ctx, self.toolbar, self.photos)
        self.review = ReviewMode(ctx, self.commands, self.manuscript, self)
        self.inspector = Inspector(self.commands)
        self.nothing = EmptyState(
            "No story is open",
            "Choose one from the list, or start writing. Every word is kept on this computer "
            "as you type.",
            "New story",
        )
        self._progress = ProgressLine("Importing photos")
        self._progress.hide()
        self._lay_out()
        self.intake = Intake(ctx, self)
        self.placing = PhotoPlacing(self.commands, self.manuscript, self.intake, self)
        self.choices = TextChoices(self.commands, self.manuscript, self)
        self.steps = StepTaker(self.commands, self._widget, self)
        self.review.use_steps(self.steps)
        self.closed = ClosedWords(self.commands, self.steps, self.manuscript.closed_notice, self)
        self.editing = Editing(self.commands, self.manuscript.body, self._actions, self)
        self.preview = Preview(self.commands, self.manuscript, self.inspector, self._desk, self)
        self.export = StoryExport(self.commands, self._widget, self)
        self.place = InspectorPlace(
            self.inspector,
            self._desk,
            self._widget,
            (self.toolbar, self.review.desk.bar),
            self._may_inspect,
            self,
        )
        self.ways = Ways(ctx, self.manuscript, self.inspector, self)
        self.remarks = Remarks(
            *(self.commands, self.manuscript, self.review, self.inspector, self.drafts),
            *(self._actions, self._show, self),
        )
        self.files = StoryFiles(self.commands, self._widget, self)
        self.bringing = Bringing(self.commands, self.manuscript, self._actions, self._widget, self)
        self.aids = Aids(self.commands, self.manuscript, self._actions, self)
        self._connect()

    # What the shell asks of a room.

    @property
    def widget(self) -> QWidget:
        """The manuscript with the inspector at its right."""
        return self._widget

    @property
    def title(self) -> str:
        """The headline of the open story."""
        draft = self.commands.draft
        return (draft.words.headline or "No headline yet") if draft else "Stories"

    @property
    def side_panes(self) -> Sequence[QWidget]:
        """The pane that focus mode hides."""
        return () if self.place.is_drawer else (self.inspector,)

    def activate(self, target: Target) -> None:
        """Show a story, and jump to a field of it, as the shell was asked."""
        if target.story is not None:
            self.open_story(target.story)
        elif not target.field:
            self.close_story()
        if target.field:
            self.jump_to(target.field)

    def flush(self) -> bool:
        """Send unsaved words to the writer and wait until they are kept, there or in a file."""
        self.inspector.flush()
        self.review.comparing.looking.end()
        self.bringing.settle()
        self.drafts.save_all()
        self._ctx.jobs.wait_idle(FLUSH_MS, Lane.WRITE)
        problems = self.drafts.keep_all()
        if problems:
            self._ctx.notices.refuse(problems[0])
        return not problems

    def actions(self) -> Sequence[QAction]:
        """Return the room's actions for menus and the palette."""
        return tuple(self._actions.values())

    # Stories.

    def current(self) -> uuid.UUID | None:
        """Return the id of the open story."""
        return self.commands.draft.id if self.commands.draft else None

    def open_story(self, story_id: uuid.UUID) -> None:
        """Open a story; the words of the one before are saved as it leaves the page."""
        if story_id == self.current() and self._wanted is None:
            return
        self._wanted = story_id
        self._leave()
        self._ctx.jobs.read(
            self,
            use_cases.open_story,
            story_id,
            done=self._opened,
            failed=self._not_opened,
            latest="open",
        )

    def close_story(self) -> None:
        """Put the story away, its words saved, and show what to do next."""
        self._leave()
        self.review.comparing.looking.end()
        self.preview.close()
        self._wanted = self._jump = None
        self.commands.draft = None
        self._widget.setCurrentWidget(self.nothing)
        self.title_changed.emit(self.title)

    @Slot()
    def new_story(self) -> None:
        """Start a draft and open it."""
        self._leave()
        self._ctx.jobs.write(
            self,
            use_cases.new_story,
            who=self._ctx.newsroom.person,
            language=self._ctx.newsroom.settings.newsroom.language,
            done=self._made,
        )

    def jump_to(self, field: str, quote: str = "") -> None:
        """Put the cursor into the field that a check names."""
        if self._wanted is not None:
            self._jump = (field, quote)
            return
        if not self.review.jump_to(field, quote):
            self.ways.go_to(field, quote)

    def _made(self, changes: Any) -> None:
        self._jump = ("headline", "")
        self.open_story(changes.created)

    def _leave(self) -> None:
        self.inspector.flush()
        self.manuscript.remember_place()
        if self.commands.draft is not None:
            self.commands.draft.save()

    def _opened(self, detail: StoryDetail) -> None:
        if detail.id != self._wanted:
            return
        self._wanted = None
        draft = self.drafts.take(detail)
        self._show(draft)

    def _show(self, draft: OpenDraft) -> None:
        if self.commands.draft is not None and self.commands.draft is not draft:
            # What was typed while this one was read.
            self.inspector.flush()
            self.commands.draft.save()
        self.commands.draft = draft
        self.photos.read([placed.photo_id for placed in draft.detail.photos])
        self.manuscript.show_draft(draft)
        self._widget.setCurrentWidget(self._desk)
        self.inspector.show_story()
        self.review.show_story()
        self.remarks.show_story()
        self._show_closed()
        self.choices.look_for_rescued()
        self.preview.show_story()
        self.story_opened.emit(draft.id)
        self.title_changed.emit(self.title)
        if self._jump is not None:
            jump, self._jump = self._jump, None
            self.jump_to(*jump)

    def _not_opened(self, error: EditorialError) -> None:
        self._wanted = self._jump = None
        if isinstance(error, NotFound):
            self._widget.setCurrentWidget(self.nothing)
        self._ctx.notices.refuse(error)

    # What changes under the story.

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        draft = self.commands.draft
        if draft is not None and draft.id in changes.stories:
            self._ctx.jobs.read(
                self, use_cases.open_story, draft.id, done=self._read_again, latest="again"
            )
        for other in self.drafts.all():
            if other is not draft and other.id in changes.stories:
                self._ctx.jobs.read(
                    other, use_cases.open_story, other.id, done=other.update_detail, latest="again"
                )
        if changes.photos and draft is not None:
            placed = {each.photo_id for each in draft.detail.photos}
            self.photos.read(placed & set(changes.photos))
        if changes.vocabulary:
            self.inspector.story.read_vocabulary()
        if changes.photos or changes.outbox or changes.endpoints:
            self.inspector.refresh()

    def _read_again(self, detail: StoryDetail) -> None:
        draft = self.drafts.get(detail.id)
        if draft is None:
            return
        draft.update_detail(detail)
        shown = self.commands.draft
        if shown is not None and shown.id == draft.id:
            if shown is not draft:
                shown.update_detail(detail)
            self.inspector.refresh()
            self.review.refresh()
            self.remarks.refresh()
            self._show_closed()
            self.title_changed.emit(self.title)

    def _show_closed(self) -> None:
        """Let edit what may be edited; say why where nothing may."""
        draft = self.commands.draft
        if draft is None:
            return
        self.editing.set_editable(draft.is_editable)
        for name in ("photo", "related"):
            self._actions[name].setEnabled(draft.is_editable)
        self.closed.show()

    # Wiring.

    def _may_inspect(self) -> bool:
        """Return whether the inspector belongs beside the text now."""
        actions = self._ctx.actions
        focused = "view.focus" in actions and actions["view.focus"].isChecked()
        return not (focused or self.preview.is_open)

    def _lay_out(self) -> None:
        set_kind(self.nothing, "paper")
        self.nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addWidget(self.review.widget, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("writing.splitter")
        splitter.setHandleWidth(1)
        splitter.addWidget(middle)
        splitter.addWidget(self.inspector)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setCollapsible(0, False)
        splitter.setCollapsible(1, False)
        splitter.setSizes([634, WIDTH])
        self._desk = splitter
        self._widget.addWidget(self.nothing)
        self._widget.addWidget(splitter)
        self._widget.setFocusProxy(self.manuscript.body)

    def _connect(self) -> None:
        commands, page = self.commands, self.manuscript
        self._ctx.jobs.changed.connect(self._changed)
        self.review.story_shown.connect(self.ways.suit_tab)
        self.drafts.stale.connect(self.choices.say_stale)
        self.drafts.saved.connect(self._saved)
        commands.jump_wanted.connect(self.jump_to)
        self.toolbar.step_chosen.connect(self.steps.take)
        self.steps.publish_wanted.connect(self.ways.to_publish)
        self.steps.refused.connect(self.ways.to_checks)
        self.steps.changes_wanted.connect(self.choices.compare_stored)
        page.byline_given.connect(self._byline_given)
        page.left.connect(self._words_left)
        page.head.hero.words_wanted.connect(self.ways.to_hero)
        self.nothing.chosen.connect(self._start_story)
        page.body.link_wanted.connect(self.editing.link)
        # Not from inside the drop: the question would hold it, and the words' document, up.
        self.placing.story_files_given.connect(self.files.offer, Qt.ConnectionType.QueuedConnection)
        self.files.insert_wanted.connect(self.bringing.insert_files)
        self.files.importing.progressed.connect(self._show_progress)
        self.files.importing.ended.connect(self._progress.hide)
        self.intake.progressed.connect(self._show_progress)
        self.intake.ended.connect(self._progress.hide)
        self.export.progressed.connect(self._show_progress)
        self.export.ended.connect(self._progress.hide)
        self.inspector.review.compare_wanted.connect(self.choices.compare_version)
        actions = self._actions
        actions["photo"].triggered.connect(self.placing.inline_from_library)
        actions["related"].triggered.connect(self.ways.to_related)
        actions["preview"].triggered.connect(self.preview.open)
        actions["focus"].triggered.connect(self.ways.focus)
        actions["history"].triggered.connect(self.ways.to_review)
        actions["undo_step"].setEnabled(False)
        actions["undo_step"].triggered.connect(commands.undoing.undo)
        commands.undoing.changed.connect(actions["undo_step"].setEnabled)
        actions["save"].triggered.connect(self.drafts.save_all)
        actions["step"].triggered.connect(self._take_primary)
        self.inspector.story.read_vocabulary()

    @Slot()
    def _take_primary(self) -> None:
        if not self.review.take_primary():
            self.toolbar.primary.click()

    @Slot()
    def _start_story(self) -> None:
        """Let the shell start the story, so that its list shows it; else start it here."""
        if "file.new" in self._ctx.actions:
            self._ctx.actions["file.new"].trigger()
        else:
            self.new_story()

    @Slot(object)
    def _saved(self, draft: OpenDraft) -> None:
        if draft is self.commands.draft:
            self.remarks.refresh()
            self.title_changed.emit(self.title)

    @Slot()
    def _words_left(self) -> None:
        if self.commands.draft is not None:
            self.commands.draft.save()

    @Slot(object)
    def _byline_given(self, names: Sequence[str]) -> None:
        self.commands.file(byline=list(names))

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        self._progress.show()
        self._progress.setAccessibleName(progress.what or "Importing photos")
        self._progress.set_progress(progress.done, progress.total)
