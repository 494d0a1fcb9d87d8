"""Cards of related stories, and of stories that share words with this one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editorial.desk.kit.widgets import LinkButton
from editorial.desk.writing import use_cases
from editorial.desk.writing.inspector.pane import Card, Section, empty

if TYPE_CHECKING:
    import uuid

    from PySide6.QtWidgets import QWidget

    from editorial.desk.writing.commands import StoryCommands
    from editorial.stories.related import Suggestion
    from editorial.stories.rows import LinkRow


class SuggestionCards:
    """Fills a section: first what is linked (where wanted), then what may be."""

    def __init__(
        self,
        commands: StoryCommands,
        section: Section,
        limit: int,
        owner: QWidget,
        *,
        with_links: bool = True,
    ) -> None:
        self._commands = commands
        self._section = section
        self._limit = limit
        self._owner = owner
        self._with_links = with_links
        self._found: tuple[Suggestion, ...] | None = None
        self._drawn: object = None
        section.acted.connect(self.ask)

    def forget(self) -> None:
        """Drop the suggestions: another story is shown."""
        self._found = None

    def ask(self) -> None:
        """Look for stories that share telling words, in the background."""
        self._section.action.setText("Looking…")
        self._section.action.setEnabled(False)
        self._commands.read(
            use_cases.suggest,
            done=self._came,
            latest="suggest",
            owner=self._owner,
            limit=max(self._limit, 3),
        )

    def show_links(self) -> None:
        """Draw the cards anew."""
        detail = self._commands.detail
        if detail is None:
            return
        shows = (detail.id, detail.links, self._found, self._commands.is_editable)
        if shows == self._drawn:
            return
        self._drawn = shows
        empty(self._section.rows)
        linked = {link.story_id for link in detail.links}
        if self._with_links:
            for link in detail.links[: self._limit]:
                self._section.rows.addWidget(self._link_card(link))
            if len(detail.links) > self._limit:
                more = LinkButton(f"{len(detail.links) - self._limit} more")
                more.clicked.connect(partial(self._commands.jump_wanted.emit, "related", ""))
                self._section.rows.addWidget(more)
        fresh = [s for s in self._found or () if s.story.id not in linked]
        for suggestion in fresh[: self._limit]:
            self._section.rows.addWidget(self._suggestion_card(suggestion))
        if not self._section.rows.count():
            self._section.say(
                "No story shares enough words with this one."
                if self._found is not None
                else "Stories that readers should go on to. Suggest looks for shared words."
            )

    def _came(self, found: tuple[Suggestion, ...]) -> None:
        self._found = found
        self._section.action.setText("Suggest")
        self._section.action.setEnabled(True)
        self.show_links()

    def _link_card(self, link: LinkRow) -> Card:
        card = Card()
        card.add_words(link.title or link.url, strong=True)
        status = f"{link.status.label}" if link.status else "Outside page"
        card.add_words(" · ".join(part for part in (link.section, status) if part), "muted")
        if link.story_id is not None:
            card.setToolTip("Open this story")
            card.pressed.connect(partial(self._commands.open_story, link.story_id))
        return card

    def _suggestion_card(self, suggestion: Suggestion) -> Card:
        card = Card()
        card.add_words(suggestion.story.headline or "No headline yet", strong=True)
        shares = ", ".join(f"“{word}”" for word in suggestion.shares[:3])
        parts = [suggestion.story.section, f"shares {shares}" if shares else ""]
        card.add_words(" · ".join(part for part in parts if part), "muted")
        if self._commands.is_editable:
            add = LinkButton("Link it")
            add.setAccessibleName(f"Link “{suggestion.story.headline}”")
            add.clicked.connect(partial(self._link, suggestion.story.id))
            card.column.addWidget(add)
        return card

    def _link(self, story_id: uuid.UUID) -> None:
        self._commands.write(use_cases.link_story, story_id)
