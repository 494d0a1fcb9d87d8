"""The form for a page elsewhere: its address is looked up when online, every field can be typed.

What a person has typed is never written over; what was fetched for one address gives way to what
is fetched for the next. What is not added yet waits where another story is looked at meanwhile.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editorial.desk.kit.widgets import LinkButton, QuietButton, TextLabel
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import WordsField

if TYPE_CHECKING:
    import uuid

    from editorial.desk.kit.jobs import Job
    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.outside.page_facts import PageFacts
    from editorial.stories.rows import LinkRow
    from editorial.system.errors import EditorialError


class OutsideForm(QWidget):
    """Address, title, section, excerpt and picture of one page."""

    linked = Signal()
    """The page is among the related pieces."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._job: Job | None = None
        self._looked_up = ""
        self._fetched: dict[QLineEdit | QPlainTextEdit, str] = {}
        self._facts: PageFacts | None = None
        self._renewed: LinkRow | None = None
        self._story: uuid.UUID | None = None
        self._aside: dict[uuid.UUID, tuple[str, ...]] = {}
        self._is_adding = False
        self.url = _line("Address of the page", "https://")
        self.page_title = _line("Title of the page", "Title")
        self.section = _line("Section or name of the site", "Section or site (may stay empty)")
        self.excerpt = WordsField("Excerpt of the page", "Excerpt (may stay empty)", 2)
        self.said = TextLabel("", "muted")
        self.said.setWordWrap(True)
        self.cancel = LinkButton("Stop")
        self.picture = QCheckBox("Take its picture")
        self.credit = TextLabel("", "muted")
        self.credit.setWordWrap(True)
        self.add = QuietButton("Add the page", "plus")
        self.drop = LinkButton("Cancel")
        self._build()
        self.url.editingFinished.connect(self.look_up)
        self.url.returnPressed.connect(self.page_title.setFocus)
        self.page_title.returnPressed.connect(self.link)
        self.cancel.clicked.connect(self._stop)
        self.add.clicked.connect(self.link)
        self.drop.clicked.connect(self.clear)
        self.clear()

    def set_editable(self, editable: bool) -> None:
        """Let the fields be used, or not."""
        for field in self._fields():
            field.setEnabled(editable)
        self.add.setEnabled(editable and not self._is_adding)

    def show_story(self) -> None:
        """Put aside what is typed for the last story; bring back what was for this one."""
        typed = tuple(_words(field) for field in self._fields())
        if self._story is not None and any(typed) and not (self._is_adding or self._renewed):
            self._aside[self._story] = typed
        self.clear()
        draft = self._commands.draft
        self._story = draft.id if draft else None
        if self._story is not None:
            for field, words in zip(self._fields(), self._aside.pop(self._story, ()), strict=False):
                _write(field, words)

    def edit(self, link: LinkRow) -> None:
        """Show a page that is linked already, to be changed."""
        self.clear()
        self._renewed, self._looked_up = link, link.url
        self.url.setText(link.url)
        self.page_title.setText(link.title)
        self.section.setText(link.section)
        self.excerpt.setPlainText(link.excerpt)
        self.add.setText("Keep the changes")
        self.drop.show()
        self.page_title.setFocus()

    @Slot()
    def clear(self) -> None:
        """Begin anew with empty fields."""
        self._stop()
        self._renewed, self._facts, self._looked_up = None, None, ""
        self._is_adding = False
        self._fetched.clear()
        for field in self._fields():
            field.clear()
        self.picture.setChecked(False)
        self.picture.hide()
        self.credit.hide()
        self.said.hide()
        self.drop.hide()
        self.add.setText("Add the page")

    @Slot()
    def look_up(self) -> None:
        """Fetch what the page says of itself, once for each address."""
        address = self.url.text().strip()
        if "://" not in address or address == self._looked_up:
            return
        self._stop()
        self._looked_up = address
        self._say("Reading the page …")
        self.cancel.show()
        self._job = self._commands.ctx.jobs.network(
            self,
            use_cases.look_up_page,
            address,
            progress=self._reading,
            done=partial(self._found, address),
            failed=self._failed,
        )

    @Slot()
    def link(self) -> None:
        """Put the page among the related pieces; with its picture, that is taken in first."""
        draft = self._commands.draft
        if draft is None or self._is_adding:
            return
        renewed = self._renewed
        page = {
            "url": self.url.text().strip(),
            "title": self.page_title.text().strip(),
            "section": self.section.text().strip(),
            "excerpt": self.excerpt.toPlainText().strip(),
            "photo_caption": renewed.photo_caption if renewed else "",
            "link_id": renewed.id if renewed else None,
        }
        self._is_adding = True
        self.add.setEnabled(False)
        if self.picture.isChecked() and self._facts is not None:
            ctx = self._commands.ctx
            self._say("Taking its picture …")
            ctx.jobs.network(
                self,
                use_cases.take_page_picture,
                self._facts,
                who=self._commands.person.name,
                workbench=ctx.newsroom.workbench,
                done=partial(self._link, draft.id, page),
                failed=partial(self._no_picture, draft.id, page),
            )
        else:
            self._link(draft.id, page, renewed.photo_id if renewed else None)

    def _link(self, story_id: uuid.UUID, page: dict[str, Any], photo_id: uuid.UUID | None) -> None:
        """Link the page in the story that it was typed for, whichever is shown by now."""
        self._commands.ctx.jobs.write(
            self,
            use_cases.link_page,
            story_id,
            who=self._commands.person,
            photo_id=photo_id,
            done=partial(self._linked, story_id),
            failed=partial(self._refused, story_id),
            **page,
        )

    def _linked(self, story_id: uuid.UUID, _: object) -> None:
        if story_id == self._story:
            self._ready()
            self.clear()
            self.linked.emit()

    def _refused(self, story_id: uuid.UUID, error: EditorialError) -> None:
        if story_id == self._story:
            self._ready()
        self._commands.refuse(error)

    def _no_picture(self, story_id: uuid.UUID, page: dict[str, Any], error: EditorialError) -> None:
        if story_id != self._story:
            # Nobody is there to choose: the page without its picture is better than none.
            self._link(story_id, page, None)
            self._commands.refuse(error)
            return
        self._ready()
        self.picture.setChecked(False)
        self._say(f"{error.message} The page can be added without its picture.")

    def _ready(self) -> None:
        self._is_adding = False
        self.add.setEnabled(self._commands.is_editable)

    @Slot(object)
    def _reading(self, progress: object) -> None:
        self._say(getattr(progress, "what", "") + " …")

    def _found(self, address: str, facts: PageFacts) -> None:
        if address != self.url.text().strip():
            return
        self._over()
        self._facts = facts
        for field, text in (
            (self.page_title, facts.title),
            (self.section, facts.section),
            (self.excerpt, facts.excerpt),
        ):
            self._fill(field, text)
        if facts.url != address:
            self.url.setText(facts.url)
            self._looked_up = facts.url
            self._say(f"The page is at {facts.url} now.")
        elif not facts.title:
            self._say("The page names no title; type it yourself.")
        if facts.picture:
            self.credit.setText(
                facts.credit or "It names no credit: add one on the photo desk before it goes out."
            )
            self.picture.show()
            self.credit.show()

    def _fill(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Write where nothing stands, or what was fetched before and left as it was."""
        present = _words(field)
        if text and present in {"", self._fetched.get(field, "")}:
            self._fetched[field] = text
            _write(field, text)

    def _fields(self) -> tuple[QLineEdit | QPlainTextEdit, ...]:
        return self.url, self.page_title, self.section, self.excerpt

    def _failed(self, error: EditorialError) -> None:
        self._over()
        # The same address may be tried again.
        self._looked_up = ""
        self._say(" ".join(part for part in (error.message, error.next_step) if part))

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._over()

    def _over(self) -> None:
        self._job = None
        self.cancel.hide()
        self.said.hide()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        state = QHBoxLayout()
        state.addWidget(self.said, 1)
        state.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        column.addWidget(self.url)
        column.addLayout(state)
        for field in (self.page_title, self.section, self.excerpt, self.picture, self.credit):
            column.addWidget(field)
        column.addLayout(buttons)


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field


def _words(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _write(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(words)
        field.setCursorPosition(0)
    else:
        field.setPlainText(words)
