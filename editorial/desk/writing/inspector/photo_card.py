"""One photo of a story: picture, words for this story, credit, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from editorial.desk.kit.widgets import ElidedLabel, LinkButton, TextLabel, set_state
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Card, LineField, WordsField
from editorial.desk.writing.notes.about import About, names_photo

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QPixmap

    from editorial.desk.writing.commands import StoryCommands
    from editorial.photos.rows import PhotoRow
    from editorial.stories.rows import PlacedPhoto


class Picture(QWidget):
    """A picture in a rounded frame, whole, on the selection colour."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show a picture, or the empty frame while it is read."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(area, 5, 5)
        painter.setClipPath(shape)
        painter.fillRect(area, self.palette().highlight())
        if self._picture is not None:
            size = self._picture.deviceIndependentSize().scaled(
                area.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(
                (area.width() - size.width()) / 2,
                (area.height() - size.height()) / 2,
                size.width(),
                size.height(),
            )
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))


class PhotoCard(Card):
    """Edits the words of one placed photo.

    A caption or alt text that the photo lacks is written to the photo itself, for every story;
    where it has its own, what is written here holds for this story alone.
    """

    replace_wanted = Signal()
    remove_wanted = Signal()
    hero_wanted = Signal()

    def __init__(
        self, commands: StoryCommands, placed: PlacedPhoto, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._placed = placed
        self._row: PhotoRow | None = None
        self.photo_id = placed.photo_id
        names_photo(self, placed.photo_id)
        is_hero = placed.role == "hero"
        self.picture = Picture(132 if is_hero else 96)
        self._name = ElidedLabel("", "muted")
        self.caption = WordsField("Caption", "What is seen, where and when", 3)
        self.alt = WordsField("Alt text", "Says the picture to those who cannot see it", 2)
        self.decorative = QCheckBox("Decorative: needs no alt text")
        self.credit = LineField("Credit", "Who made it / whose it is")
        self._read = LinkButton("")
        self._read.clicked.connect(self._use_read)
        self._move = LinkButton("Move its credit out")
        self._move.clicked.connect(self._move_credit)
        self._problems = TextLabel("", "problem")
        self._problems.setWordWrap(True)
        self.column.setSpacing(5)
        self.column.addWidget(self.picture)
        self.column.addWidget(self._name)
        for label, field in (
            ("Caption", self.caption),
            ("Alt text", self.alt),
            ("", self.decorative),
            ("Credit", self.credit),
        ):
            if label:
                words = TextLabel(label, "muted")
                words.setBuddy(field)
                self.column.addWidget(words)
            self.column.addWidget(field)
            if field is self.caption:
                self.column.addWidget(self._move)
        self.column.addWidget(self._read)
        self.column.addWidget(self._problems)
        self._buttons(is_hero)
        self.caption.given.connect(self._caption_given)
        self.alt.given.connect(self._alt_given)
        self.credit.given.connect(self._credit_given)
        self.decorative.clicked.connect(self._decorative_given)

    def show_photo(self, placed: PlacedPhoto) -> None:
        """Show the photo's words as they are now."""
        self._placed = placed
        photos = self._commands.photos
        row = self._row = photos.row(placed.photo_id)
        self.picture.show_picture(photos.thumbnail(placed.photo_id))
        if row is None:
            return
        role = "Hero" if placed.role == "hero" else "In the text"
        self._name.set_whole_text(f"{role} · {row.file_name}")
        self.picture.setAccessibleName(f"{role}: {row.file_name}")
        caption = placed.caption if placed.caption is not None else row.caption
        alt = placed.alt if placed.alt is not None else row.alt
        self.caption.show_words(caption)
        self.alt.show_words(alt)
        self.decorative.setChecked(row.decorative)
        self.credit.show_words(row.credit)
        editable = self._commands.is_editable
        for field in (self.caption, self.alt):
            field.setReadOnly(not editable)
        self.alt.setEnabled(not row.decorative)
        problems = [p for p in row.problems if not (alt and "alt text is missing" in p)]
        problems = [p for p in problems if not (caption and "caption is missing" in p)]
        self._problems.setText("\n".join(problems))
        self._problems.setVisible(bool(problems))
        set_state(self.alt, "attention", _any("alt text", problems) and editable)
        set_state(self.caption, "attention", _any("caption", problems) and editable)
        set_state(self.credit, "attention", _any("credit", problems))
        self._show_read(row)
        self._show_move(caption)

    def focus_part(self, part: str) -> QWidget:
        """Put the cursor into ``caption``, ``alt`` or ``credit``."""
        target: QWidget = {"caption": self.caption, "credit": self.credit}.get(part, self.alt)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return target

    def _buttons(self, is_hero: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        replace = LinkButton("Replace…" if is_hero else "Use as hero")
        replace.clicked.connect(self.replace_wanted if is_hero else self.hero_wanted)
        remove = LinkButton("Remove")
        remove.setToolTip("Takes it out of the story; it stays in the library")
        remove.clicked.connect(self.remove_wanted)
        note = LinkButton("Note")
        note.setToolTip("Adds a note on this photo (Ctrl+Alt+M)")
        note.setAccessibleName("Add a note on this photo")
        note.clicked.connect(self._begin_note)
        row.addWidget(replace)
        row.addWidget(remove)
        row.addWidget(note)
        row.addStretch(1)
        self.column.addLayout(row)
        for button in (replace, remove):
            button.setEnabled(self._commands.is_editable)

    def _show_read(self, row: PhotoRow) -> None:
        text = row.credit or row.credit_raw
        form = self._commands.ctx.newsroom.settings.newsroom.credit_form
        credit = use_cases.read_credit(text, house_form=form) if text else None
        line = credit.line if credit is not None else ""
        differs = bool(line) and line != row.credit
        self._read.setVisible(differs)
        if differs:
            self._read.setText(f"Read as “{line}” · Use it")
            self._read.setAccessibleName(f"Use the credit as read: {line}")

    def _show_move(self, caption: str) -> None:
        """Offer to take the credit out that the caption ends in."""
        _, credit = use_cases.split_caption(caption)
        self._move.setVisible(credit is not None and self._commands.is_editable)
        if credit is not None:
            # The line itself may be long: it would widen the pane.
            self._move.setToolTip(f"The caption ends in the credit “{credit.line}”")
            self._move.setAccessibleName(f"Move the credit out of the caption: {credit.line}")

    @Slot()
    def _move_credit(self) -> None:
        self._move.hide()
        self._commands.write(use_cases.move_credit, self.photo_id, self._placed.role)

    @Slot(str)
    def _caption_given(self, words: str) -> None:
        self._give("caption", words)

    @Slot(str)
    def _alt_given(self, words: str) -> None:
        self._give("alt", words)

    def _give(self, field: str, words: str) -> None:
        row, placed = self._row, self._placed
        if row is None:
            return
        own = getattr(row, field)
        override = getattr(placed, field)
        if not own and override is None:
            self._commands.edit_photo(row.id, **{field: words})
            return
        given: dict[str, Any] = {"caption": placed.caption, "alt": placed.alt}
        given[field] = None if words == own else words
        self._commands.write(use_cases.set_photo_words, row.id, placed.role, **given)

    @Slot()
    def _begin_note(self) -> None:
        self._commands.note_wanted.emit(About(photo=self.photo_id))

    @Slot(str)
    def _credit_given(self, words: str) -> None:
        self._commands.edit_photo(self.photo_id, credit=words)

    @Slot(bool)
    def _decorative_given(self, is_on: bool) -> None:
        self._commands.edit_photo(self.photo_id, decorative=is_on)

    @Slot()
    def _use_read(self) -> None:
        ctx = self._commands.ctx
        ctx.jobs.write(
            self._commands,
            use_cases.use_read_credit,
            self.photo_id,
            who=self._commands.person.name,
            credit_form=ctx.newsroom.settings.newsroom.credit_form,
            failed=self._commands.refuse,
        )


def _any(word: str, sentences: list[str]) -> bool:
    return any(word in sentence.lower() for sentence in sentences)
