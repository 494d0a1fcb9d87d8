"""The middle of the writing desk: toolbar, page and status line of the open story."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editorial.desk.kit.jobs import Lane
from editorial.desk.kit.messages import Notice
from editorial.desk.kit.widgets import Hairline
from editorial.desk.writing.body_editor import BodyEditor, local_files
from editorial.desk.writing.dress import highlight_palette, page_sheet
from editorial.desk.writing.finding.find_bar import FindBar
from editorial.desk.writing.finding.finder import Finder
from editorial.desk.writing.head import Head
from editorial.desk.writing.notes.about import names_photo
from editorial.desk.writing.page import Page
from editorial.desk.writing.paragraphs import PICTURE
from editorial.desk.writing.status_line import StatusLine
from editorial.desk.writing.text_edits import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from editorial.desk.kit.context import DeskContext
    from editorial.desk.writing.open_draft import OpenDraft
    from editorial.desk.writing.story_photos import StoryPhotos
    from editorial.desk.writing.toolbar import WritingToolbar
    from editorial.system.settings import NewsroomSettings

COUNT_AFTER_MS = 250
LONG = 40_000
"""Characters from which on counting words would hold up a key."""


class Manuscript(QWidget):
    """Shows one `OpenDraft` at a time."""

    byline_given = Signal(object)
    hero_files = Signal(object)
    """Files (tuple of paths as text) dropped on the hero's place."""
    body_files = Signal(object, int)
    body_image = Signal(object, int)
    hero_image = Signal(object)
    counted = Signal()
    """The words stand still for a moment: what depends on them can be looked at again."""
    left = Signal()
    """The keyboard's focus went out of the words."""

    def __init__(
        self,
        ctx: DeskContext,
        toolbar: WritingToolbar,
        photos: StoryPhotos,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._photos = photos
        self._draft: OpenDraft | None = None
        self.toolbar = toolbar
        self.word_target: Callable[[], int] = _no_target
        """Says how many words the open story is to have; 0 for no target."""
        self.fit_type: Callable[[OpenDraft], object] | None = None
        """Gives a story's documents the size that the page has."""
        self._scale = 1.0
        self.closed_notice = Notice(ctx.theme)
        self.notice = Notice(ctx.theme)
        self.head = Head(ctx.theme)
        self.body = BodyEditor()
        self.page = Page(self.head, self.body)
        self.status = StatusLine(ctx.theme)
        self.find_bar = FindBar()
        fields = (self.head.headline, self.head.dek, self.body)
        self.finder = Finder(self.find_bar, fields, self._show_field, ctx.theme, self)
        self._build()
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(COUNT_AFTER_MS)
        self._count_timer.timeout.connect(self.count)
        self._connect()
        self._dress()

    def _build(self) -> None:
        notices = QVBoxLayout()
        notices.setContentsMargins(0, 0, 0, 0)
        notices.setSpacing(0)
        for notice in (self.closed_notice, self.notice):
            notices.addWidget(notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(Hairline())
        column.addLayout(notices)
        column.addWidget(self.find_bar)
        column.addWidget(self.page, 1)
        column.addWidget(Hairline())
        column.addWidget(self.status)
        QWidget.setTabOrder(self.head.headline, self.head.dek)
        QWidget.setTabOrder(self.head.dek, self.head.byline)
        QWidget.setTabOrder(self.head.byline, self.body)

    def _connect(self) -> None:
        head = self.head
        head.headline.left_downwards.connect(self._to_dek)
        head.dek.left_downwards.connect(self._to_body)
        head.dek.left_upwards.connect(self._to_headline)
        head.byline.returnPressed.connect(self._to_body)
        head.byline_given.connect(self.byline_given)
        self.body.left_upwards.connect(self._to_dek)
        self.body.edited.connect(self._count_timer.start)
        self.body.selectionChanged.connect(self._count_timer.start)
        self.body.files_given.connect(self.body_files)
        self.body.image_given.connect(self.body_image)
        self.body.set_pictures(self._photos.thumbnail, self._photos.about)
        self._photos.changed.connect(self._pictures_came)
        self._ctx.theme.changed.connect(self._dress)
        for field in (head.headline, head.dek, head.byline, self.body):
            field.installEventFilter(self)
        self.page.setAcceptDrops(True)
        self.page.installEventFilter(self)
        for line in (head.headline, head.dek):
            line.setAcceptDrops(False)
        head.setAcceptDrops(False)

    @property
    def draft(self) -> OpenDraft | None:
        """What is on the page."""
        return self._draft

    def show_draft(self, draft: OpenDraft) -> None:
        """Put another story on the page, where its cursor was."""
        if self._draft is draft:
            return
        self._leave()
        self._draft = draft
        self.head.headline.set_document(draft.headline)
        self.head.dek.set_document(draft.dek)
        self.body.set_document(draft.body)
        self._dress_words()
        draft.saving_changed.connect(self._show_saving)
        draft.detail_changed.connect(self.show_detail)
        self.notice.hide()
        self.show_detail()
        self._show_saving()
        self.count()
        cursor = self.body.textCursor()
        cursor.setPosition(min(draft.cursor, draft.body.characterCount() - 1))
        self.body.setTextCursor(cursor)
        self.page.scroll_bar.setValue(0)
        self.page.place()
        self.page.scroll_bar.setValue(draft.scroll)
        self.finder.story_changed()

    @Slot()
    def show_detail(self) -> None:
        """Show what changed about the story apart from its words."""
        if (draft := self._draft) is None:
            return
        editable = draft.is_editable
        self.head.show_detail(draft.detail, local_now(), editable=editable)
        self.body.setReadOnly(not editable)
        # A reader wants to select and move as well, so the caret stays.
        if not editable:
            self.body.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.toolbar.show_steps(draft.detail, self._ctx.newsroom.person)
        self.status.show_language(draft.detail.language)
        self._show_hero()
        self._show_saving()
        self.page.place()
        self.count()

    @Slot()
    def count(self) -> None:
        """Count the words of the body and of the selection; of a long one in the background."""
        if self._draft is None:
            return
        text = plain_text(self._draft.body)
        chosen = self.body.textCursor().selection().toPlainText()
        if len(text) < LONG:
            self._counted(_count(text, chosen))
        else:
            self._ctx.jobs.run(
                Lane.READ, self, _count, text, chosen, done=self._counted, latest="count"
            )

    def _counted(self, counted: tuple[int, int, int]) -> None:
        words, selected, minutes = counted
        self.status.show_length(words, self.word_target(), selected, minutes)
        self.counted.emit()

    def go_to(self, field: str, quote: str = "") -> bool:
        """Put the cursor into headline, dek, byline or body; False for other fields."""
        targets: dict[str, QWidget] = {
            "headline": self.head.headline,
            "dek": self.head.dek,
            "byline": self.head.byline,
            "body": self.body,
        }
        target = targets.get(field)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if target is self.body:
            if quote:
                self.body.select_words(quote)
        else:
            self.page.show_widget(target)
            if isinstance(target, QLineEdit):
                target.selectAll()
        return True

    def remember_place(self) -> None:
        """Note where the cursor and the scroll bar stand, for the next time."""
        if self._draft is not None:
            self._draft.cursor = self.body.textCursor().position()
            self._draft.scroll = self.page.scroll_bar.value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the bar by Escape from inside the words."""
        if event.key() == Qt.Key.Key_Escape and self.finder.is_open:
            self.finder.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the focus leaving the words, and drops on the page."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut and watched is not self.page:
            focus: QFocusEvent = event  # type: ignore[assignment]
            if focus.reason() != Qt.FocusReason.PopupFocusReason:
                self.left.emit()
        elif kind == QEvent.Type.FocusIn and watched in (self.head.headline, self.head.dek):
            assert isinstance(watched, QWidget)
            self.page.show_widget(watched)
        elif watched is self.page and isinstance(event, QDragEnterEvent):
            return self._drag_over(event)
        elif watched is self.page and isinstance(event, QDropEvent):
            if kind == QEvent.Type.Drop:
                return self._dropped(event)
            event.acceptProposedAction()
            return True
        return False

    def _drag_over(self, event: QDragEnterEvent) -> bool:
        if self._is_welcome(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False

    def _dropped(self, event: QDropEvent) -> bool:
        source = event.mimeData()
        if not self._is_welcome(source):
            return False
        event.acceptProposedAction()
        files = local_files(source)
        if files:
            self.hero_files.emit(files)
        else:
            self.hero_image.emit(source.imageData())
        return True

    def _is_welcome(self, source: QMimeData) -> bool:
        editable = self._draft is not None and self._draft.is_editable
        return editable and bool(local_files(source) or source.hasImage())

    @Slot()
    def _show_saving(self) -> None:
        draft = self._draft
        if draft is not None:
            at = draft.saved_at.astimezone(local_now().tzinfo)
            self.status.show_saving(draft.saving, at, draft.problem, editable=draft.is_editable)

    @Slot()
    def _pictures_came(self) -> None:
        self._show_hero()
        self.body.viewport().update()

    def _show_hero(self) -> None:
        if (draft := self._draft) is None:
            return
        placed = draft.detail.hero
        hero = self.head.hero
        if placed is None:
            names_photo(hero.picture, None)
            hero.show_nothing(editable=draft.is_editable)
            return
        row = self._photos.row(placed.photo_id)
        credit = _credit_line(
            row.credit if row else "",
            draft.detail.language,
            self._ctx.newsroom.settings.newsroom,
        )
        names_photo(hero.picture, placed.photo_id)
        hero.show_photo(
            self._photos.preview(placed.photo_id),
            _focal(row.focal_x if row else None, row.focal_y if row else None),
            caption=(placed.caption if placed.caption is not None else row.caption if row else ""),
            credit=credit,
            name=row.file_name if row else "",
        )

    @Slot()
    def _dress(self) -> None:
        self.page.setStyleSheet(page_sheet(self._ctx.theme.tokens, self._scale))
        self._dress_words()

    def _dress_words(self) -> None:
        if self._draft is not None:
            if self.fit_type is not None:
                self.fit_type(self._draft)
            palette = highlight_palette(self._ctx.theme.tokens, self._scale)
            self._draft.highlighter.set_palette(palette)

    def set_scale(self, scale: float) -> None:
        """Make the type of headline, dek and body larger or smaller."""
        self._scale = scale
        self.body.picture_height = round(PICTURE * scale)
        if self._draft is not None and self.fit_type is not None:
            # Before the stylesheet brings the new font, by which all is laid out again.
            self.fit_type(self._draft)
        self._dress()
        self.page.set_scale(scale)

    def _leave(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self.remember_place()
        draft.saving_changed.disconnect(self._show_saving)
        draft.detail_changed.disconnect(self.show_detail)

    def _show_field(self, field: QWidget) -> None:
        if field is self.body:
            self.page.show_cursor()
        else:
            self.page.show_widget(field)

    @Slot()
    def _to_headline(self) -> None:
        self.head.headline.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _to_dek(self) -> None:
        self.head.dek.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _to_body(self) -> None:
        self.body.setFocus(Qt.FocusReason.TabFocusReason)


def _count(text: str, chosen: str) -> tuple[int, int, int]:
    """Return words, selected words, minutes of reading."""
    from editorial.stories.text.words import count_words, reading_minutes

    words = count_words(text)
    return words, count_words(chosen) if chosen else 0, reading_minutes(words)


def _credit_line(stored: str, language: str, newsroom: NewsroomSettings) -> str:
    """Return a credit as the page will print it, label and all."""
    from editorial.photos.credits.printing import printed_credit
    from editorial.publishing.page_words import credit_label

    label, credit = credit_label(language, newsroom), printed_credit(stored, newsroom)
    return f"{label}: {credit}" if label and credit else credit


def _no_target() -> int:
    return 0


def local_now() -> dt.datetime:
    """Return the present moment in the zone of this computer."""
    return dt.datetime.now().astimezone()


def _focal(x: float | None, y: float | None) -> tuple[float, float]:
    return (0.5 if x is None else x, 0.5 if y is None else y)
