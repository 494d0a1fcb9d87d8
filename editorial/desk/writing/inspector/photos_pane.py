"""The tab of a story's photos: the hero, and those in the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editorial.desk.kit.widgets import QuietButton
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Pane, Section, empty
from editorial.desk.writing.inspector.photo_card import PhotoCard
from editorial.desk.writing.markdown_marks import photo_of
from editorial.desk.writing.text_edits import plain_text

if TYPE_CHECKING:
    import uuid

    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.rows import PlacedPhoto


class PhotosPane(Pane):
    """Cards of the photos in the story's order, and the ways to add more."""

    def __init__(self, commands: StoryCommands, parent: QWidget | None = None) -> None:
        super().__init__(commands, "Photos", parent)
        self._hero = self.add_section("Hero photo")
        self._inline = self.add_section("In the text")
        self._cards: dict[tuple[str, uuid.UUID], PhotoCard] = {}
        self._shown: tuple[tuple[str, uuid.UUID], ...] | None = None
        self._editable = True
        commands.photos.changed.connect(self._fill)

    @property
    def cards(self) -> tuple[PhotoCard, ...]:
        """The cards, the hero first."""
        return tuple(self._cards.values())

    def refresh(self) -> None:
        """Show the photos that stand in the story now."""
        detail = self.commands.detail
        if detail is None:
            return
        placed = self._placed()
        keys = tuple((each.role, each.photo_id) for each in placed)
        if keys != self._shown or self._editable != self.commands.is_editable:
            self._shown, self._editable = keys, self.commands.is_editable
            self._rebuild(placed)
        self._fill()

    def show_story(self) -> None:
        """Build the cards of another story."""
        self._shown = None
        super().show_story()

    def focus_photo(self, photo: uuid.UUID | None, part: str) -> bool:
        """Put the cursor into a part of a photo's card; None means the hero."""
        for (role, photo_id), card in self._cards.items():
            if photo_id == photo or (photo is None and role == "hero"):
                if card.isVisible() or self.isVisible():
                    self.ensureWidgetVisible(card)
                self.ensureWidgetVisible(card.focus_part(part))
                return True
        return False

    def _placed(self) -> tuple[PlacedPhoto, ...]:
        """Return the hero, then inline photos as they stand in the text; a cut one is not shown."""
        detail, draft = self.commands.detail, self.commands.draft
        if detail is None or draft is None:
            return ()
        order: list[uuid.UUID] = []
        for line in plain_text(draft.body).split("\n"):
            photo = photo_of(line) if "photo:" in line else None
            if photo is not None and photo not in order:
                order.append(photo)
        inline = [p for p in detail.inline if p.photo_id in order]
        inline.sort(key=lambda p: order.index(p.photo_id))
        return (*((detail.hero,) if detail.hero else ()), *inline)

    def _rebuild(self, placed: tuple[PlacedPhoto, ...]) -> None:
        self.flush()
        self._cards.clear()
        empty(self._hero.rows)
        empty(self._inline.rows)
        for each in placed:
            card = PhotoCard(self.commands, each)
            card.replace_wanted.connect(self.commands.hero_from_library)
            card.hero_wanted.connect(partial(self._use_as_hero, each.photo_id))
            card.remove_wanted.connect(
                self._remove_hero
                if each.role == "hero"
                else partial(self.commands.remove_inline_wanted.emit, each.photo_id)
            )
            section = self._hero if each.role == "hero" else self._inline
            section.rows.addWidget(card)
            self._cards[each.role, each.photo_id] = card
        editable = self.commands.is_editable
        if editable and not any(each.role == "hero" for each in placed):
            self._adders(
                self._hero, self.commands.hero_from_library, self.commands.hero_from_file, "hero"
            )
        if editable:
            self._adders(
                self._inline,
                self.commands.inline_from_library,
                self.commands.inline_from_file,
                "text",
            )
        elif not any(each.role != "hero" for each in placed):
            self._inline.say("No photos in the text.")

    def _adders(self, section: Section, library: object, file: object, what: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        one = QuietButton("From the library", "library")
        other = QuietButton("From a file", "upload")
        one.setAccessibleName(f"Photo for the {what} from the library")
        other.setAccessibleName(f"Photo for the {what} from a file")
        one.clicked.connect(library)
        other.clicked.connect(file)
        row.addWidget(one)
        row.addWidget(other)
        row.addStretch(1)
        section.rows.addLayout(row)

    @Slot()
    def _fill(self) -> None:
        for placed in self._placed():
            card = self._cards.get((placed.role, placed.photo_id))
            if card is not None:
                card.show_photo(placed)

    @Slot()
    def _remove_hero(self) -> None:
        self.commands.write(use_cases.remove_hero)

    def _use_as_hero(self, photo: uuid.UUID) -> None:
        self.commands.write(use_cases.place_hero, photo)
        self.commands.remove_inline_wanted.emit(photo)
