"""The pane at the right: what is known of the chosen photos, and where it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from editorial.desk.kit.messages import EmptyState
from editorial.desk.kit.widgets import Hairline, set_kind
from editorial.desk.photo_desk import use_cases
from editorial.desk.photo_desk.common_values import Common, common_values
from editorial.desk.photo_desk.credit_tab import CreditTab
from editorial.desk.photo_desk.crop.tab import CropTab
from editorial.desk.photo_desk.field_proof import FieldProof
from editorial.desk.photo_desk.file_tab import FileTab
from editorial.desk.photo_desk.live_codes import LiveCodes
from editorial.desk.photo_desk.preview import PhotoPreview
from editorial.desk.photo_desk.rights_tab import RightsTab
from editorial.desk.photo_desk.usage_tab import UsageTab

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.photo_desk.photo_edits import PhotoEdits
    from editorial.photos.rows import PhotoRow
    from editorial.system.errors import EditorialError

WIDTH = 300
READ_AFTER_MS = 30
"""So long an arrow key may be held before rows are read for each photo it passes."""
_FIRST_PROBLEM = {"needs_credit": "credit", "needs_caption": "caption", "needs_alt": "alt"}


class PhotoInspector(QWidget):
    """Tabs Credit, Rights, Crop, File and Used in. Every edit goes to all photos it shows."""

    story_wanted = Signal(object)

    def __init__(self, ctx: DeskContext, edits: PhotoEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._edits = edits
        self._wanted: tuple[uuid.UUID, ...] = ()
        self._common = Common()
        set_kind(self, "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(260)
        self.setMaximumWidth(420)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("About the photo")
        self.tabs.setExpanding(False)
        self.preview = PhotoPreview(ctx.jobs, ctx.theme)
        self.credit = CreditTab(ctx.jobs, ctx.theme, self._credit_form)
        self.rights = RightsTab(ctx.jobs)
        self.language = FieldProof(ctx, self.credit.written, self)
        self.codes = LiveCodes(ctx, self.credit.fields, self)
        self.crop = CropTab(ctx.jobs, ctx.theme)
        self.file = FileTab(ctx.jobs)
        self.usage = UsageTab(ctx.jobs, ctx.theme)
        self._pages: tuple[CreditTab | RightsTab | CropTab | FileTab | UsageTab, ...] = (
            self.credit,
            self.rights,
            self.crop,
            self.file,
            self.usage,
        )
        for name in ("Credit", "Rights", "Crop", "File", "Used in"):
            self.tabs.addTab(name)
        self._stack = QStackedWidget()
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self._read)
        self.tabs.currentChanged.connect(self._show_tab)
        self.credit.given.connect(self._given)
        self.rights.given.connect(self._given)
        self.rights.documents.added.connect(self._add_documents)
        self.rights.documents.removed.connect(self._remove_document)
        self.rights.documents.refused.connect(ctx.notices.refuse)
        self.crop.given.connect(self._given)
        self.file.given.connect(self._given)
        self.credit.read_credit_accepted.connect(self._use_read)
        self.credit.naming_accepted.connect(self._name_as_asked)
        self.usage.story_wanted.connect(self.story_wanted)
        edits.settled.connect(self.refresh)
        self._show_tab(0)

    @property
    def common(self) -> Common:
        """The photos on show, as one."""
        return self._common

    def show_photos(self, ids: tuple[uuid.UUID, ...]) -> None:
        """Show other photos; what was typed about the last ones is given first."""
        if ids == self._wanted:
            return
        self.flush()
        self._wanted = ids
        self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Read the photos on show anew."""
        if self._wanted:
            self._timer.start()

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for page in self._pages:
            page.flush()

    def edit(self, name: str = "") -> None:
        """Put the keyboard into a field; without a name, where the photo needs it first."""
        first = self._common.first
        if not name:
            name = _FIRST_PROBLEM.get(first.status if first else "", "credit")
        for number, page in enumerate(self._pages):
            if page.focus_field(name):
                self.tabs.setCurrentIndex(number)
                page.focus_field(name)
                return

    def show_crop(self) -> None:
        """Turn to the tab on which photos are cropped."""
        self.tabs.setCurrentIndex(self._pages.index(self.crop))

    def _build(self) -> None:
        inner = QWidget()
        set_kind(inner, "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.preview)
        column.addWidget(Hairline())
        for page in self._pages:
            column.addWidget(page)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("About the photo")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        self._nothing = EmptyState(
            "No photo chosen",
            "Choose one to see its credit and words; choose several to edit them together.",
        )
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.tabs.setFixedHeight(47)
        whole.addWidget(self.tabs)
        whole.addWidget(Hairline())
        whole.addWidget(self._stack, 1)

    @Slot(int)
    def _show_tab(self, number: int) -> None:
        for place, page in enumerate(self._pages):
            page.setVisible(place == number)
        # On its own tab the picture can be dragged on; twice it would only take room.
        self.preview.setVisible(self._pages[number] is not self.crop)

    def _read(self) -> None:
        if self._edits.is_busy:
            # What would be read may lack the last words; `settled` comes.
            return
        if not self._wanted:
            self._show(())
            return
        self._ctx.jobs.read(
            self, use_cases.photo_rows, self._wanted, done=self._show, latest="photos"
        )

    def _show(self, rows: tuple[PhotoRow, ...]) -> None:
        ids = tuple(row.id for row in rows)
        if self._timer.isActive() or self._edits.is_busy:
            # Others were chosen, or words were given, while it was read: it is read again.
            return
        anew = ids != self._common.ids
        self._common = common_values(rows)
        self._stack.setCurrentWidget(self._scroll if rows else self._nothing)
        self.tabs.setEnabled(bool(rows))
        if not rows:
            return
        self.language.look()
        self.preview.show_common(self._common)
        for page in self._pages:
            page.show_common(self._common, anew=anew)
        if anew:
            self.codes.look()
            self._scroll.verticalScrollBar().setValue(0)

    @Slot(object)
    def _given(self, fields: dict[str, Any]) -> None:
        failed = partial(self._refused, self._common, tuple(fields))
        self._edits.edit(self._common.ids, fields, failed)

    @Slot()
    def _use_read(self) -> None:
        self._edits.use_read_credit(self._common.ids)

    @Slot(object, str)
    def _add_documents(self, paths: list[Path], kind: str) -> None:
        self._edits.run(use_cases.add_documents, self._common.ids, paths, kind)

    @Slot(object)
    def _remove_document(self, document: uuid.UUID) -> None:
        self._edits.run(use_cases.remove_document, self._common.ids, document)

    @Slot()
    def _name_as_asked(self) -> None:
        self._edits.run(use_cases.name_as_asked, self._common.ids, credit_form=self._credit_form())

    def _refused(self, common: Common, names: tuple[str, ...], error: EditorialError) -> None:
        if common.ids != self._common.ids:
            # Its field shows another photo by now.
            self._ctx.notices.refuse(error)
            return
        for page in (self.credit, self.rights, self.file):
            for section in page.sections:
                if names[0] in section.fields:
                    section.refuse(names[0], common.texts[names[0]], error)
                    return
        self._ctx.notices.refuse(error)

    def _credit_form(self) -> str:
        return self._ctx.newsroom.settings.newsroom.credit_form
