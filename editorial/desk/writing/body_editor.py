"""The words of a story: Markdown as it is written, with its pictures in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from editorial.desk.writing import text_edits
from editorial.desk.writing.bringing.copying import AT_ONCE, clip_of, rendered, selected_markdown
from editorial.desk.writing.markdown_marks import photo_of
from editorial.desk.writing.paragraphs import PICTURE, shape_after_edit

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent, QPixmap, QTextDocument


class BodyEditor(QTextEdit):
    """A `QTextEdit` of plain Markdown; scrolled from outside, by the page it stands on."""

    edited = Signal()
    """The document changed: by a key, a paste, an undo."""
    left_upwards = Signal()
    link_wanted = Signal()
    """Ctrl+K with words selected; without, the key is the window's."""
    files_given = Signal(object, int)
    """Files (a tuple of `Path`-like strings) dropped or pasted at a position."""
    long_copied = Signal(str)
    """So many words copied that their HTML is to be made in the background."""
    image_given = Signal(object, int)
    """A `QImage` pasted or dropped at a position."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Body")
        self.setPlaceholderText("Write the story here")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setProperty("manuscript", True)
        self.picture_height = PICTURE
        """Pixels above a photo's mark, as large as its block's margin is drawn."""
        self.paint_over: Callable[[QPainter, QRect], object] | None = None
        """Paints on top of words and pictures, in coordinates of the viewport."""
        self._changed: tuple[int, int] | None = None
        self._picture: Callable[[uuid.UUID], QPixmap | None] = _no_picture
        self._about: Callable[[uuid.UUID], str] = _no_words
        self._taker: Callable[[QMimeData], bool] = _not_taken
        self._watch(self.document())

    def set_document(self, document: QTextDocument) -> None:
        """Show another story's words; their undo history comes with them."""
        old = self.document()
        old.contentsChange.disconnect(self._note)
        old.contentsChanged.disconnect(self._settle)
        self._changed = None
        self.setDocument(document)
        _settle_formats(document)
        self._watch(document)

    def set_pictures(
        self,
        picture: Callable[[uuid.UUID], QPixmap | None],
        about: Callable[[uuid.UUID], str],
    ) -> None:
        """Say where pictures of photos, and the words beneath them, come from."""
        self._picture = picture
        self._about = about

    def set_taker(self, taker: Callable[[QMimeData], bool]) -> None:
        """Offer formatted words to ``taker`` first; it returns whether it takes them."""
        self._taker = taker

    @Slot()
    def paste_plain(self) -> None:
        """Paste the clipboard's words as they are, without formatting."""
        source = QGuiApplication.clipboard().mimeData()
        if not self.isReadOnly() and source.hasText():
            self._paste_words(source.text())

    def apply(self, change: Callable[[QTextCursor], object]) -> None:
        """Let a function of `text_edits` change the body, as one step to undo."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        change(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert_photos(self, marks: tuple[str, ...], position: int) -> None:
        """Insert marks of photos, each alone in its paragraph, near ``position``."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        text_edits.insert_alone(cursor, marks)
        self.setTextCursor(cursor)

    def select_words(self, quote: str, before: str = "") -> bool:
        """Select the first place of ``quote``, best the one after ``before``; show it."""
        text = text_edits.plain_text(self.document())
        at = text.find(before + quote) if before else -1
        at = at + len(before) if at >= 0 else text.find(quote)
        if at < 0 or not quote:
            return False
        # Positions of a document count UTF-16 units, those of a string code points.
        start = _utf16(text[:at])
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + _utf16(quote), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins a paragraph or an item; Up in the first line leaves the body."""
        key, modifiers = event.key(), event.modifiers()
        if self._asks_for_link(event):
            self.link_wanted.emit()
            return
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        others = modifiers & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if others != Qt.KeyboardModifier.NoModifier or self.isReadOnly():
                event.ignore()
            elif shift:
                self.apply(_new_line)
            else:
                self.apply(text_edits.new_paragraph)
            return
        if others == Qt.KeyboardModifier.NoModifier and not shift:
            if key == Qt.Key.Key_Up and not QTextCursor(self.textCursor()).movePosition(
                QTextCursor.MoveOperation.Up
            ):
                self.left_upwards.emit()
                return
            if key == Qt.Key.Key_Backspace and not self.isReadOnly():
                cursor = self.textCursor()
                if text_edits.delete_backwards_over_gap(cursor):
                    self.setTextCursor(cursor)
                    return
        if self._may_reshape(event):
            with text_edits.one_step(self.textCursor()):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take composed words into an empty line as one step with the line's format."""
        if event.commitString() and len(self.textCursor().block().text()) <= 1:
            with text_edits.one_step(self.textCursor()):
                super().inputMethodEvent(event)
        else:
            super().inputMethodEvent(event)

    def _may_reshape(self, event: QKeyEvent) -> bool:
        """Return whether the key may change what kind of line this is.

        Qt joins a format to an edit only where that was in an edit block; all other keys stay
        out of one, so that Undo takes back words and not letters.
        """
        changes = event.text().isprintable() and bool(event.text())
        changes = changes or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        line = self.textCursor().block().text()
        commanding = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return changes and not commanding and (len(line) <= 1 or photo_of(line) is not None)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+K from the window while words are selected."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._asks_for_link(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, pictures and files are welcome."""
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words; hand pictures, files and formatted words on to be brought in."""
        if self.isReadOnly():
            return
        position = self.textCursor().position()
        files = local_files(source)
        if files:
            self.files_given.emit(files, position)
        elif source.hasImage() and not source.hasText():
            self.image_given.emit(source.imageData(), position)
        elif not self._taker(source):
            self._paste_words(source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy Markdown for text, and the rendered words for programs that show them."""
        words = selected_markdown(self.textCursor())
        if len(words) > AT_ONCE:
            self.long_copied.emit(words)
        return clip_of(words, rendered(words) if len(words) <= AT_ONCE else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, then the pictures whose paragraphs are in sight."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        block = self.cursorForPosition(QPoint(0, event.rect().top())).block()
        while block.isValid():
            area = layout.blockBoundingRect(block)
            if area.top() - self.picture_height - shift > event.rect().bottom():
                break
            if photo := photo_of(block.text()):
                self._paint_photo(painter, photo, area.translated(0, -shift))
            block = block.next()
        if self.paint_over is not None:
            self.paint_over(painter, event.rect())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say over a photo's mark which photo it is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            photo = photo_of(self.cursorForPosition(event.pos()).block().text())
            QToolTip.showText(event.globalPos(), self._about(photo) if photo else "", self)
            return True
        return super().viewportEvent(event)

    def _asks_for_link(self, event: QKeyEvent) -> bool:
        is_key = event.key() == Qt.Key.Key_K
        only_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return is_key and only_control and self.textCursor().hasSelection()

    def _paint_photo(self, painter: QPainter, photo: uuid.UUID, words: QRectF) -> None:
        high = self.picture_height
        room = QRectF(0, words.top() - high + 4, self.viewport().width(), high - 10)
        picture = self._picture(photo)
        size = (
            picture.deviceIndependentSize().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            if picture is not None
            else room.size().scaled(1, 1, Qt.AspectRatioMode.IgnoreAspectRatio)
        )
        width = size.width() if picture is not None else room.height() * 1.5
        place = QRectF(room.left(), room.top(), width, room.height())
        shape = QPainterPath()
        shape.addRoundedRect(place, 6, 6)
        if picture is None:
            painter.fillPath(shape, self.palette().midlight())
        else:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
            painter.restore()
        beside = QRectF(
            place.right() + 14, room.top(), room.right() - place.right() - 14, room.height()
        )
        painter.save()
        font = painter.font()
        font.setFamilies(["Inter", "sans-serif"])
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(beside, int(flags), self._about(photo))
        painter.restore()

    def _paste_words(self, words: str) -> None:
        clean = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        cursor = self.textCursor()
        if text_edits.is_address(clean) and cursor.hasSelection():
            text_edits.link(cursor, clean.strip())
        else:
            with text_edits.one_step(cursor):
                cursor.insertText(clean)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _watch(self, document: QTextDocument) -> None:
        document.contentsChange.connect(self._note)
        document.contentsChanged.connect(self._settle)

    @Slot(int, int, int)
    def _note(self, position: int, removed: int, added: int) -> None:
        start, end = self._changed or (position, position)
        self._changed = (min(start, position), max(end, position) + added)

    @Slot()
    def _settle(self) -> None:
        changed, self._changed = self._changed, None
        if changed is None:
            return
        shape_after_edit(self.document(), *changed)
        self._changed = None
        self.edited.emit()


def local_files(source: QMimeData) -> tuple[str, ...]:
    """Return the paths of the files in a drop or a paste."""
    urls: list[QUrl] = source.urls() if source.hasUrls() else []
    return tuple(url.toLocalFile() for url in urls if url.isLocalFile())


def _settle_formats(document: QTextDocument) -> None:
    """Let the layout take the formats that were set before there was one.

    Qt keeps them as a change of the whole document and would tell it with the first key, which
    would then format everything again.
    """
    document.blockSignals(True)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.endEditBlock()
    document.blockSignals(False)


def _new_line(cursor: QTextCursor) -> None:
    cursor.insertText("\n")


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _no_picture(_: uuid.UUID) -> QPixmap | None:
    return None


def _not_taken(_: QMimeData) -> bool:
    return False


def _no_words(_: uuid.UUID) -> str:
    return ""
