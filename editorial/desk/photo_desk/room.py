"""The photo desk: what needs work, the whole library, and how photos come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from editorial.desk.kit.messages import EmptyState
from editorial.desk.kit.room import Target
from editorial.desk.kit.widgets import Hairline, set_kind, set_state
from editorial.desk.photo_desk.crop.canvas import CropCanvas
from editorial.desk.photo_desk.dress import room_sheet
from editorial.desk.photo_desk.empty_words import empty_words
from editorial.desk.photo_desk.grid import PhotoGrid
from editorial.desk.photo_desk.header import PhotoHeader
from editorial.desk.photo_desk.import_report import ImportReportPanel, summary
from editorial.desk.photo_desk.import_ways import ImportWays, files_of
from editorial.desk.photo_desk.importer import Importer, ImportReport
from editorial.desk.photo_desk.incoming import Incoming
from editorial.desk.photo_desk.inspector import WIDTH, PhotoInspector
from editorial.desk.photo_desk.large_view import LargeView
from editorial.desk.photo_desk.library import PhotoQueue
from editorial.desk.photo_desk.photo_edits import PhotoEdits
from editorial.desk.photo_desk.status_bar import PhotoStatusBar
from editorial.desk.photo_desk.tools import PhotoTools

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from pathlib import Path

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.kit.jobs import Progress


class PhotoDeskRoom(QWidget):
    """One room for the photo desk and the library: the same grid with another queue."""

    def __init__(self, ctx: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._place = ""
        self._wanted: uuid.UUID | None = None
        self._field = ""
        self.setObjectName("photoDesk")
        self.setAccessibleName("Photo desk")
        self.setAcceptDrops(True)
        set_kind(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = self._make_actions()
        self.queue = PhotoQueue(ctx.jobs, self)
        self.edits = PhotoEdits(ctx, self)
        self.importer = Importer(ctx, self)
        self.report = ImportReportPanel()
        self.ways = ImportWays(ctx, self.importer, self.report, self.edits, self)
        self.header = PhotoHeader(self.ways.actions)
        self.grid = PhotoGrid(ctx.jobs, ctx.theme)
        self.large = LargeView(ctx.jobs, ctx.theme)
        self.nothing = EmptyState()
        self.status = PhotoStatusBar()
        self.tools = PhotoTools(ctx, self.edits, self._chosen_photos, (self.grid, self.large), self)
        self.header.add_action(self.tools.template)
        self.incoming = Incoming(ctx, self.importer, self)
        self.inspector = PhotoInspector(ctx, self.edits)
        self.crop = CropCanvas(self.inspector.crop.draft, ctx.jobs, ctx.theme, large=True)
        self._middle = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()
        self._dress()

    @property
    def widget(self) -> QWidget:
        """What stands right of the rail."""
        return self

    @property
    def title(self) -> str:
        """What the window's title says."""
        return "Library" if self._place == "library" else "Photo desk"

    @property
    def side_panes(self) -> Sequence[QWidget]:
        """The panes that focus mode hides."""
        return (self.inspector,)

    def activate(self, target: Target) -> None:
        """Show a queue, or one photo wherever it is."""
        place = target.place or self._place or "photo_desk"
        self._wanted, self._field = target.photo, target.field
        self.header.set_title("Library" if place == "library" else "Photo desk")
        other = place != self._place
        self._place = place
        self.queue.work_first = place != "library"
        if other or target.photo is not None:
            self._close_large()
            self.grid.choose_nothing()
            self.header.search.clear()
            self._show_queue("all", "")
        else:
            self._show_queue(self.queue.name, self.queue.words)
        self.queue.read_counts()
        self.incoming.offer()
        self.grid.setFocus()

    def flush(self) -> bool:
        """Send unsaved words to the writer."""
        self.inspector.flush()
        return True

    def actions(self) -> Sequence[QAction]:  # type: ignore[override]
        """Return the room's own actions for the menus and the palette."""
        return (*self.ways.actions, *self._actions, *self.tools.actions, *self.incoming.actions)

    def take(self, paths: Sequence[Path]) -> None:
        """Import files and folders in the background."""
        self.ways.take(list(paths))

    def _make_actions(self) -> list[QAction]:
        add = self._ctx.actions.add
        undo = add(
            "photos.undo", "Take the last photo edit back", self._undo,
            icon="undo-2", hint="Give the photos their former words",
        )  # fmt: skip
        undo.setEnabled(False)
        crop = add(
            "photos.crop", "Crop the photo", self._crop_large, shortcut="Ctrl+Shift+C",
            icon="crop", hint="Crop and straighten it large; the original stays as it is",
        )  # fmt: skip
        return [undo, crop]

    def _build(self) -> None:
        for page in (self.grid, self.large, self.crop, self.nothing):
            self._middle.addWidget(page)
        left = QWidget()
        left.setObjectName("photoColumn")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Hairline())
        column.addWidget(self._middle, 1)
        column.addWidget(self.report)
        column.addWidget(Hairline())
        column.addWidget(self.status)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.inspector)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([924, WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _connect(self) -> None:
        self.header.queue_chosen.connect(self._queue_chosen)
        self.header.searched.connect(self._searched)
        self.queue.ids_read.connect(self._ids_read)
        self.queue.counts_read.connect(self._counts_read)
        self.grid.chosen.connect(self._chosen)
        self.grid.look_wanted.connect(self._look)
        self.grid.edit_wanted.connect(self._edit)
        self.grid.photos.dataChanged.connect(self._rows_changed)
        self.large.closed.connect(self._close_large)
        self.large.stepped.connect(self._step)
        self.large.edit_wanted.connect(self._edit)
        self.inspector.crop.large_wanted.connect(self._crop_large)
        self.crop.closed.connect(self._close_large)
        self.crop.stepped.connect(self._step)
        self.nothing.chosen.connect(self._empty_chosen)
        self.importer.progressed.connect(self._import_progressed)
        self.importer.ended.connect(self._import_ended)
        self.status.stop_wanted.connect(self._stop_import)
        self.inspector.story_wanted.connect(self._open_story)
        self.edits.undoable_changed.connect(self._actions[0].setEnabled)
        self.edits.told.connect(self.status.tell)
        self._ctx.jobs.changed.connect(self._changed)
        self._ctx.theme.changed.connect(self._dress)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._undo),
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence(QKeySequence.StandardKey.Paste), self.ways.paste),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # What is on show.

    def _show_queue(self, name: str, words: str) -> None:
        self.header.show_queue(name)
        self.queue.show(name, words)

    @Slot(str)
    def _queue_chosen(self, name: str) -> None:
        self._close_large()
        self._show_queue(name, self.queue.words)

    @Slot(str)
    def _searched(self, words: str) -> None:
        if words != self.queue.words:
            self._close_large()
            self._show_queue(self.queue.name, words)

    @Slot(object)
    def _counts_read(self, counts: dict[str, int]) -> None:
        self.header.show_counts(counts)
        self._show_selected()

    @Slot(object)
    def _ids_read(self, ids: tuple[uuid.UUID, ...]) -> None:
        self.grid.show_ids(ids)
        if not ids:
            self.nothing.say(*empty_words(self.queue.name, self.queue.words, self.queue.counts))
            self._middle.setCurrentWidget(self.nothing)
        elif self._middle.currentWidget() is self.nothing:
            self._middle.setCurrentWidget(self.grid)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.grid.choose(wanted) and self._field:
            self.inspector.show_photos(self.grid.chosen_ids)
            self.inspector.edit(self._field.rpartition(".")[2])
        elif ids and not self.grid.chosen_ids and not self.grid.currentIndex().isValid():
            self.grid.choose(ids[0])
        self._chosen()

    @Slot(object)
    def _changed(self, changes: Any) -> None:
        if self.queue.note_changes(changes):
            self.grid.photos.refresh()
            self.inspector.refresh()

    @Slot()
    def _chosen(self) -> None:
        self.inspector.show_photos(self.grid.chosen_ids)
        self._show_selected()
        if self._middle.currentWidget() is self.large:
            self._show_large()

    def _chosen_photos(self) -> tuple[uuid.UUID, ...]:
        self.inspector.flush()
        return self.grid.chosen_ids

    def _show_selected(self) -> None:
        self.status.show_selected(len(self.grid.chosen_ids), self.grid.photos.rowCount())

    # One photo large.

    @Slot()
    def _look(self) -> None:
        self._middle.setCurrentWidget(self.large)
        self._show_large()
        self.large.setFocus()

    def _show_large(self) -> None:
        index = self.grid.currentIndex()
        photo = self.grid.photos.row(index.row()) if index.isValid() else None
        if photo is not None:
            self.large.show_photo(photo)

    @Slot()
    def _crop_large(self) -> None:
        if self.inspector.crop.draft.is_open:
            self.inspector.show_crop()
            self._middle.setCurrentWidget(self.crop)
            self.crop.setFocus()

    @Slot()
    def _close_large(self) -> None:
        if self._middle.currentWidget() in (self.large, self.crop):
            self._middle.setCurrentWidget(self.grid)
            self.grid.setFocus()
            self.grid.scrollTo(self.grid.currentIndex())

    @Slot(int)
    def _step(self, by: int) -> None:
        self.grid.step(by)

    @Slot(QModelIndex, QModelIndex)
    def _rows_changed(self, _first: QModelIndex, _last: QModelIndex) -> None:
        if self._middle.currentWidget() is self.large:
            self._show_large()

    # What the person asks for.

    @Slot()
    def _edit(self) -> None:
        self.inspector.edit()

    @Slot()
    def _undo(self) -> None:
        self.inspector.flush()
        self.edits.undo()

    @Slot()
    def _find(self) -> None:
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    @Slot(object)
    def _open_story(self, story: uuid.UUID) -> None:
        self._ctx.guide.go_to(Target(story=story))

    @Slot()
    def _empty_chosen(self) -> None:
        if self.queue.words:
            self.header.clear_search()
        elif self.queue.name != "all" and self.queue.counts.get("all"):
            self._show_queue("all", "")
        else:
            self.ways.choose_files()

    # Import.

    @Slot(object)
    def _import_progressed(self, progress: Progress) -> None:
        self.status.show_import(progress)
        if progress.done:
            self.queue.read_soon()
            self.queue.read_counts()

    @Slot(object)
    def _import_ended(self, report: ImportReport | None) -> None:
        self.status.show_import(None)
        self.queue.read()
        self.queue.read_counts()
        if report is not None:
            self.report.show_report(report)
            self.status.tell(summary(report))

    @Slot()
    def _stop_import(self) -> None:
        self.importer.stop()
        self.status.say_stopping()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders anywhere on the room."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()
            set_state(self._middle, "dropping", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Put the frame away."""
        set_state(self._middle, "dropping", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        set_state(self._middle, "dropping", False)
        event.acceptProposedAction()
        self.take(files_of(event.mimeData()))

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(room_sheet(self._ctx.theme.tokens))
