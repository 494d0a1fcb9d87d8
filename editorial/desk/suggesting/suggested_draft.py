"""The words of a story as a person suggests them: what is typed becomes suggestions."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from editorial.desk.writing import use_cases
from editorial.desk.writing.open_draft import OpenDraft, Words
from editorial.system.clock import utc_now
from editorial.system.errors import WrongState

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from editorial.desk.kit.jobs import Job, Jobs
    from editorial.desk.writing.highlighter import Palette
    from editorial.review.suggestions import Proposal
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail
    from editorial.system.errors import EditorialError
    from editorial.system.paths import Home


@dataclass(frozen=True, slots=True)
class Proposed:
    """What keeping suggestions came to, in the shape of `drafts.Saved`."""

    changes: Any
    text_revision: int
    at: dt.datetime
    word_count: int


class SuggestedDraft(OpenDraft):
    """An open story whose saves are suggestions; its own words never change by it."""

    moved = Signal()
    """The story's words are others now: the proposal is to be read anew."""

    def __init__(
        self,
        jobs: Jobs,
        home: Home,
        person: Person,
        detail: StoryDetail,
        proposal: Proposal,
        palette: Palette,
        parent: QObject,
    ) -> None:
        super().__init__(jobs, home, person, _with(detail, proposal), palette, parent)
        self._grown_from = proposal

    @property
    def own_words(self) -> Mapping[str, str]:
        """The story's own words, by field."""
        return self._grown_from.words

    def take_proposal(self, detail: StoryDetail, proposal: Proposal) -> None:
        """Go on from another text of the story, with this person's suggestions in it."""
        self._grown_from = proposal
        self.take_text(_with(detail, proposal))

    def update_detail(self, detail: StoryDetail) -> None:
        """Take what was read anew, but for the words: they are the story's, not the proposal's."""
        if detail.revision < self._detail.revision:
            return
        words = self._written
        self._detail = dataclasses.replace(
            detail, headline=words.headline, dek=words.dek, body=words.body
        )
        self.detail_changed.emit()
        if detail.text_revision != self._grown_from.text_revision:
            self.moved.emit()

    def _send(self, words: Words) -> Job:
        return self._jobs.write(
            self,
            _propose,
            self.id,
            who=self._person,
            words=self._grown_from.words,
            proposed=dataclasses.asdict(words),
            done=self._save_done,
            failed=self._save_failed,
        )

    def _save_failed(self, error: EditorialError) -> None:
        # Unlike a save, a proposal that is refused is kept nowhere else.
        self._sent = None
        self._keep_after(error)
        if not isinstance(error, WrongState):
            self._retry.start()


def _with(detail: StoryDetail, proposal: Proposal) -> StoryDetail:
    proposed = proposal.proposed
    return dataclasses.replace(
        detail, headline=proposed["headline"], dek=proposed["dek"], body=proposed["body"]
    )


def _propose(
    store: Any,
    story_id: uuid.UUID,
    *,
    who: Person,
    words: Mapping[str, str],
    proposed: Mapping[str, str],
) -> Proposed:
    changes = use_cases.propose(store, story_id, who=who, words=words, proposed=proposed)
    detail = use_cases.open_story(store, story_id)
    return Proposed(changes, detail.text_revision, utc_now(), detail.word_count)
