"""The tab of the story itself: is it ready, where is it filed, what is it near to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QInputDialog, QWidget

from editorial.desk.kit.chips import TokenEdit
from editorial.desk.kit.widgets import TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.brief_section import BriefSection
from editorial.desk.writing.inspector.check_list import CheckList
from editorial.desk.writing.inspector.moment_field import MomentField
from editorial.desk.writing.inspector.pane import LineField, Pane, QuietCombo
from editorial.desk.writing.inspector.suggestions import SuggestionCards
from editorial.desk.writing.notes.about import names_field
from editorial.desk.writing.status_line import language_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.vocabulary import TermRow

LABELS = 93
LANGUAGES = (
    *("en", "en-US", "en-GB", "de", "fr", "es", "it", "pt", "pt-BR", "nl", "pl", "ru", "uk", "tr"),
    *("ar", "he"),
)


class StoryPane(Pane):
    """READY TO SUBMIT?, FILING and RELATED."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(commands, "Story", parent)
        self.brief = BriefSection(commands, self.add_section("Brief", "Fold"), self)
        self.check_list = CheckList(commands, self.add_section("Ready to submit?"), self)
        filing = self.add_section("Filing")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        filing.rows.addLayout(self._grid)
        self.type = QuietCombo("Type")
        self.section = QuietCombo("Section")
        self.also_in = TokenEdit("Also in", "Another section")
        self.tags = TokenEdit("Tags", "Add a tag")
        self.slug = LineField("Slug", "From the headline")
        self.due = MomentField(commands, "Due", "today 17:00")
        self.language = QuietCombo("Language")
        for label, field in (
            ("Type", self.type),
            ("Section", self.section),
            ("Also in", self.also_in),
            ("Tags", self.tags),
            ("Slug", self.slug),
            ("Due", self.due),
            ("", self.due.own_clock),
            ("Language", self.language),
        ):
            self._add(label, field)
        for name in ("type", "section", "tags", "slug", "due"):
            names_field(getattr(self, name), name)
        for tag in LANGUAGES:
            self.language.addItem(language_name(tag), tag)
        related = self.add_section("Related", "Suggest")
        self.suggestions = SuggestionCards(commands, related, 2, self)
        self._connect()

    def refresh(self) -> None:
        """Show the filing as it was read, and check anew."""
        detail = self.commands.detail
        if detail is None:
            return
        editable = self.commands.is_editable
        _choose(self.type, detail.type)
        _choose(self.section, detail.section)
        self.also_in.set_names(detail.also_in)
        self.tags.set_names(detail.tags)
        self.slug.show_words(detail.slug)
        self.due.show_moment(detail.due_at)
        with QSignalBlocker(self.language):
            if self.language.findData(detail.language) < 0:
                self.language.addItem(language_name(detail.language), detail.language)
            self.language.setCurrentIndex(self.language.findData(detail.language))
        fields = (self.type, self.section, self.also_in, self.tags, self.language)
        if not editable and any(field.hasFocus() for field in fields):
            # A field that closes would drop the keyboard out of the room, and its keys with it.
            self.slug.setFocus(Qt.FocusReason.OtherFocusReason)
        for field in fields:
            field.setEnabled(editable)
        self.slug.setReadOnly(not editable)
        self.brief.refresh()
        self.check_list.refresh()
        self.suggestions.show_links()

    def show_story(self) -> None:
        """Show another story; suggestions of the last one go."""
        self.due.forget()
        self.slug.reset("")
        self.suggestions.forget()
        self.brief.forget()
        super().show_story()

    def read_vocabulary(self) -> None:
        """Read types, sections and tags anew."""
        jobs = self.commands.ctx.jobs
        jobs.read(self, use_cases.story_types, done=self._types_came, latest="types")
        jobs.read(self, use_cases.sections, done=self._sections_came, latest="sections")

    def focus_field(self, field: str) -> bool:
        """Put the cursor into a filing field; False for a field that is not here."""
        places: dict[str, QWidget] = {
            "type": self.type,
            "section": self.section,
            "slug": self.slug,
            "tags": self.tags,
            "due": self.due,
        }
        target = places.get(field)
        if target is None:
            return False
        self.ensureWidgetVisible(target)
        target.setFocus()
        return True

    def _add(self, label: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        words = TextLabel(label, "soft")
        words.setBuddy(field)
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(field, row, 1)

    def _connect(self) -> None:
        self.type.activated.connect(self._type_chosen)
        self.section.activated.connect(self._section_chosen)
        self.language.activated.connect(self._language_chosen)
        self.also_in.changed.connect(self._also_in_given)
        self.tags.changed.connect(self._tags_given)
        self.tags.wanted.connect(self._tags_wanted)
        self.slug.given.connect(self._slug_given)
        self.due.given.connect(self.due.take)
        self.due.taken.connect(self._due_taken)

    def _types_came(self, terms: Sequence[TermRow]) -> None:
        _fill(self.type, terms, "No type", "Add a type…")
        self._again()

    def _sections_came(self, terms: Sequence[TermRow]) -> None:
        _fill(self.section, terms, "No section", "Add a section…")
        self.also_in.set_completions([term.name for term in terms])
        self._again()

    def _again(self) -> None:
        if detail := self.commands.detail:
            _choose(self.type, detail.type)
            _choose(self.section, detail.section)

    @Slot(int)
    def _type_chosen(self, index: int) -> None:
        self._chosen(self.type, index, "type", "Name of the new story type")

    @Slot(int)
    def _section_chosen(self, index: int) -> None:
        self._chosen(self.section, index, "section", "Name of the new section")

    def _chosen(self, combo: QComboBox, index: int, field: str, question: str) -> None:
        name = combo.itemData(index)
        if name is None:
            name, was_given = QInputDialog.getText(self, "Editorial", question)
            if not was_given or not name.strip():
                self.refresh()
                return
        self.commands.file(**{field: name})

    @Slot(int)
    def _language_chosen(self, index: int) -> None:
        self.commands.file(language=self.language.itemData(index))

    @Slot(object)
    def _also_in_given(self, names: Sequence[str]) -> None:
        self.commands.file(also_in=list(names))

    @Slot(object)
    def _tags_given(self, names: Sequence[str]) -> None:
        self.commands.file(tags=list(names))

    @Slot(str)
    def _tags_wanted(self, prefix: str) -> None:
        self.commands.ctx.jobs.read(
            self, use_cases.tags, prefix, done=self._tags_came, latest="tags"
        )

    def _tags_came(self, terms: Sequence[TermRow]) -> None:
        self.tags.set_completions([term.name for term in terms])

    @Slot(str)
    def _slug_given(self, slug: str) -> None:
        self.commands.file(slug=slug)

    @Slot(object)
    def _due_taken(self, moment: dt.datetime | None) -> None:
        self.commands.file(due_at=moment)


def _fill(combo: QComboBox, terms: Sequence[TermRow], none: str, add: str) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        combo.addItem(none, "")
        for term in terms:
            combo.addItem(term.name, term.name)
        combo.insertSeparator(combo.count())
        combo.addItem(add, None)


def _choose(combo: QComboBox, name: str) -> None:
    with QSignalBlocker(combo):
        index = combo.findData(name)
        if index < 0:
            # Before the separator and “Add…”, where the terms have been read.
            combo.insertItem(max(combo.count() - 2, 0), name or "None", name)
            index = combo.findData(name)
        combo.setCurrentIndex(index)
