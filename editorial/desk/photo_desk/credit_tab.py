"""The tab of a photo's credit and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from editorial.desk.photo_desk.choice_field import ChoiceField
from editorial.desk.photo_desk.credit_reader import CaptionReading, CreditReader, Offer, Reading
from editorial.desk.photo_desk.field_section import FieldSection
from editorial.desk.photo_desk.fields import LineField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.theme import Theme
    from editorial.desk.photo_desk.common_values import Common
    from editorial.photos.credits.naming import Advice

_SENTENCES = frozenset({"caption", "alt", "extended_description"})
NEEDS_CAPTION = "A caption is needed before this can run"
NEEDS_CREDIT = "A credit is needed before this can run"


class CreditTab(QWidget):
    """CREDIT LINE, WORDS, PLACE AND DATE and MORE WORDS."""

    given = Signal(object)
    """Fields (dict of name to value) to set."""
    read_credit_accepted = Signal()
    naming_accepted = Signal()

    def __init__(
        self,
        jobs: Jobs,
        theme: Theme,
        credit_form: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._credit_form = credit_form
        self._common: Common | None = None
        self._caption: CaptionReading | None = None
        self.reader = CreditReader(jobs, self)
        self.reader.credit_read.connect(self._credit_read)
        self.reader.caption_read.connect(self._caption_read)
        self.read_as = Offer(theme)
        self.read_as.accepted.connect(self._use_read)
        self.reader.naming_read.connect(self._naming_read)
        self.named = Offer(theme)
        self.named.accepted.connect(self._use_naming)
        self.move_credit = Offer(theme)
        self.move_credit.accepted.connect(self._move_credit)
        self.decorative = QCheckBox("Decorative")
        self.decorative.setToolTip("The picture says nothing that the words do not: no alt text")
        self.decorative.clicked.connect(self._decorative_clicked)
        self.sections = (
            self._build_credit(),
            self._build_words(),
            self._build_place(),
            self._build_more(),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self.sections:
            section.given.connect(self._gave)
            column.addWidget(section)

    def _build_credit(self) -> FieldSection:
        section = FieldSection("Credit line")
        self.credit = TextField("Credit line", lines=(1, 4), single=True)
        self.credit.needed_hint = NEEDS_CREDIT
        self.credit.typed.connect(self._typed)
        section.add_wide_field("credit", self.credit)
        section.add_row(self.read_as)
        section.add_row(self.named)
        self.creators = LineField("Creator")
        self.creators.setToolTip("Who took the picture; several names with commas between")
        section.add_field("creators", "Creator", self.creators)
        section.add_field("source", "Source", LineField("Source"))
        section.add_field("copyright", "Copyright", LineField("Copyright"))
        return section

    def _build_words(self) -> FieldSection:
        section = FieldSection("Words")
        self.caption = TextField("Caption")
        self.caption.needed_hint = NEEDS_CAPTION
        self.caption.typed.connect(self._typed)
        section.add_field("caption", "Caption", self.caption)
        section.add_row(self.move_credit)
        self.alt = TextField("Alt text", "What the picture shows")
        section.add_field("alt", "Alt text", self.alt)
        section.add_row(self.decorative, under_field=True)
        section.add_field("headline", "Headline", LineField("Headline of the photo"))
        keywords = TextField("Keywords", "With commas between", lines=(1, 4), single=True)
        section.add_field("keywords", "Keywords", keywords)
        return section

    def _build_more(self) -> FieldSection:
        section = FieldSection("More words")
        people = TextField("People shown", "With commas between", lines=(1, 4), single=True)
        section.add_field("people", "People", people)
        section.add_field("title", "Title", LineField("Title of the photo"))
        described = TextField("Extended description", "For those who cannot see it")
        section.add_field("extended_description", "Described", described)
        section.add_field("creator_title", "Job title", LineField("Creator's job title"))
        section.add_field("caption_writer", "Written by", LineField("Caption writer"))
        section.add_field("job_id", "Job", LineField("Job"))
        return section

    def _build_place(self) -> FieldSection:
        section = FieldSection("Place and date")
        date = LineField("Date", "2026-11-20")
        date.setToolTip("When the picture was taken: 2026, 2026-11-20 or 2026-11-20T06:12")
        section.add_field("date_created", "Taken", date)
        section.add_field("sublocation", "Spot", LineField("Spot"))
        section.add_field("city", "City", LineField("City"))
        section.add_field("state", "Region", LineField("Region"))
        section.add_field("country", "Country", LineField("Country"))
        code = LineField("Country code")
        code.setToolTip("Two or three letters, such as NO or NOR")
        section.add_field("country_code", "Code", code)
        return section

    @property
    def fields(self) -> tuple[LineField | TextField, ...]:
        """Every field that is typed into."""
        fields = (field for section in self.sections for field in section.fields.values())
        return tuple(field for field in fields if not isinstance(field, ChoiceField))

    @property
    def written(self) -> tuple[TextField, ...]:
        """The fields in which whole sentences are written."""
        fields = [field for section in self.sections for field in section.fields.items()]
        return tuple(
            field for name, field in fields if name in _SENTENCES and isinstance(field, TextField)
        )

    def show_common(self, common: Common, *, anew: bool) -> None:
        """Show the photos' values; ``anew`` for other photos than before."""
        self._common = common
        if anew:
            self.read_as.hide()
            self.named.hide()
            self.move_credit.hide()
            self._caption = None
        with QSignalBlocker(self.decorative):
            self.decorative.setTristate(common.decorative is None)
            self.decorative.setCheckState(
                Qt.CheckState.PartiallyChecked
                if common.decorative is None
                else Qt.CheckState.Checked
                if common.decorative
                else Qt.CheckState.Unchecked
            )
        self.alt.setEnabled(common.decorative is not True)
        for section in self.sections:
            section.show_common(common, anew=anew)
        self._typed()

    def focus_field(self, name: str) -> bool:
        """Put the keyboard into a field; False where this tab has none of that name."""
        for section in self.sections:
            if (field := section.fields.get(name)) is not None:
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for section in self.sections:
            section.flush()

    @Slot()
    def _typed(self) -> None:
        several = self._common is not None and self._common.texts.get("credit") is None
        caption = self.caption.words if self._common and self._common.is_single else ""
        credit = "" if several and not self.credit.is_pending else self.credit.words
        self.reader.read(credit, caption, self._credit_form())

    @Slot(object)
    def _credit_read(self, reading: Reading) -> None:
        section = self.sections[0]
        if reading.text and reading.differs:
            self.read_as.offer("Read as", reading.line, "Use it")
            section.say_problem("credit", "")
            return
        self.read_as.hide()
        section.say_problem("credit", " ".join(reading.problems[:2]))

    @Slot(object)
    def _caption_read(self, reading: CaptionReading) -> None:
        self._caption = reading if reading.credit else None
        if not reading.credit:
            self.move_credit.hide()
        elif not self.credit.words.strip():
            self.move_credit.offer(
                "The caption ends in its credit:", reading.credit, "Move the credit"
            )
        elif self.credit.words.strip() == reading.credit:
            self.move_credit.offer("The caption repeats the credit:", reading.credit, "Take it out")
        else:
            self.move_credit.offer(
                "The caption ends in another credit:", reading.credit, "Move it and replace"
            )

    @Slot()
    def _use_read(self) -> None:
        self.flush()
        self.read_as.hide()
        self.read_credit_accepted.emit()

    @Slot(object)
    def _naming_read(self, advice: Advice | None) -> None:
        if advice is not None and advice.line:
            self.named.offer(f"{advice.house} asks for", advice.line, "Use it")
            self.named.setToolTip(advice.ask)
        else:
            self.named.hide()

    @Slot()
    def _use_naming(self) -> None:
        self.flush()
        self.named.hide()
        self.naming_accepted.emit()

    @Slot()
    def _move_credit(self) -> None:
        reading = self._caption
        if reading is None or reading.text != self.caption.words:
            return
        self.flush()
        self.move_credit.hide()
        self.given.emit({"caption": reading.caption, "credit": reading.credit})

    @Slot()
    def _decorative_clicked(self) -> None:
        self.flush()
        self.decorative.setTristate(False)
        self.given.emit({"decorative": self.decorative.isChecked()})

    @Slot(str, str)
    def _gave(self, name: str, words: str) -> None:
        self.given.emit({name: words})
