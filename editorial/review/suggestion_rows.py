"""A story's suggestions as they are shown: where each stands now, and which get in its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.review.models import Suggestion
from editorial.review.suggestion_places import Change, apart, apply_changes, locate
from editorial.stories.find import story_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story

FIELDS = ("headline", "dek", "body")
"""What can be suggested: the words of a story."""


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A change that somebody proposes: ``old`` is to become ``new``; either can be empty.

    ``state`` is open, accepted or rejected. A rejected one without a time of decision was
    written over by its author; one without a name was overtaken by another that was accepted in
    its place.
    """

    id: uuid.UUID
    author: str
    at: dt.datetime
    field: str
    old: str
    new: str
    before: str
    after: str
    state: str
    decided_by: str
    decided_at: dt.datetime | None
    place: tuple[int, int] | None = None
    """Characters from and to in its field; None where its words do not stand there any more."""
    conflicts: tuple[uuid.UUID, ...] = ()
    """Open suggestions that want to change the same words."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == "open"

    @property
    def is_gone(self) -> bool:
        """Whether it is open and the words that it would change are gone."""
        return self.is_open and self.place is None

    @property
    def is_overtaken(self) -> bool:
        """Whether another was accepted in its place."""
        return self.state == "rejected" and not self.decided_by

    @property
    def is_taken_back(self) -> bool:
        """Whether its author went on writing and proposes something else now."""
        return self.state == "rejected" and self.decided_at is None

    @property
    def change(self) -> Change | None:
        """The change of its field, where it can be made."""
        return None if self.place is None else Change(*self.place, self.new)


def suggestions(
    store: Store, story_id: uuid.UUID | str, *, decided: bool = False
) -> tuple[SuggestionRow, ...]:
    """Return a story's open suggestions in the order of the page; what is gone comes last.

    With ``decided`` those that were accepted, rejected or overtaken follow, newest first; what
    their authors wrote over is left out. Raises `NotFound`.
    """
    with store.read() as session:
        story = story_of(session, story_id)
        found = in_order(with_conflicts(rows_of(open_ones(session, story), words_of(story))))
        if decided:
            others = session.scalars(
                select(Suggestion)
                .where(
                    Suggestion.story_pk == story.pk,
                    Suggestion.state != "open",
                    Suggestion.decided_at.is_not(None),
                )
                .order_by(Suggestion.pk.desc())
            )
            found += tuple(row_of(each, None) for each in others)
        return found


def words_of(story: Story) -> dict[str, str]:
    """Return the words of a story by field."""
    return {"headline": story.headline, "dek": story.dek, "body": story.body.text}


def open_ones(session: Session, story: Story) -> Sequence[Suggestion]:
    """Return a story's open suggestions, oldest first."""
    return session.scalars(
        select(Suggestion)
        .where(Suggestion.story_pk == story.pk, Suggestion.state == "open")
        .order_by(Suggestion.pk)
    ).all()


def rows_of(stored: Iterable[Suggestion], words: Mapping[str, str]) -> tuple[SuggestionRow, ...]:
    """Return suggestions with their places in ``words``."""
    return tuple(
        row_of(each, locate(words[each.field], each.old, each.before, each.after))
        for each in stored
    )


def row_of(stored: Suggestion, place: tuple[int, int] | None) -> SuggestionRow:
    """Return a suggestion as a row."""
    return SuggestionRow(
        id=stored.id,
        author=stored.author,
        at=stored.at,
        field=stored.field,
        old=stored.old,
        new=stored.new,
        before=stored.before,
        after=stored.after,
        state=stored.state,
        decided_by=stored.decided_by,
        decided_at=stored.decided_at,
        place=place,
    )


def with_conflicts(rows: Sequence[SuggestionRow]) -> tuple[SuggestionRow, ...]:
    """Return the rows, each with the others that want to change the same words."""
    found: dict[uuid.UUID, list[uuid.UUID]] = {row.id: [] for row in rows}
    for index, row in enumerate(rows):
        for other in rows[index + 1 :]:
            if meet(row, other):
                found[row.id].append(other.id)
                found[other.id].append(row.id)
    return tuple(replace(row, conflicts=tuple(found[row.id])) for row in rows)


def meet(row: SuggestionRow, other: SuggestionRow) -> bool:
    """Return whether two suggestions cannot both be accepted."""
    one, two = row.change, other.change
    return row.field == other.field and one is not None and two is not None and one.meets(two)


def makeable(rows: Iterable[SuggestionRow]) -> tuple[SuggestionRow, ...]:
    """Return the rows that can be accepted together; of two in conflict the earlier given."""
    chosen: list[SuggestionRow] = []
    listed = [row for row in rows if row.change is not None]
    for field in FIELDS:
        here = [row for row in listed if row.field == field]
        changes = [change for row in here if (change := row.change) is not None]
        chosen += (here[index] for index in apart(changes))
    return tuple(chosen)


def words_with(words: Mapping[str, str], rows: Iterable[SuggestionRow]) -> dict[str, str]:
    """Return the words with the changes of ``rows`` made, which must be `makeable`."""
    listed = tuple(rows)
    return {
        field: apply_changes(
            text, [row.change for row in listed if row.field == field and row.change is not None]
        )
        for field, text in words.items()
    }


def in_order(rows: Iterable[SuggestionRow]) -> tuple[SuggestionRow, ...]:
    """Return the rows as they stand on the page; what is gone comes last."""

    def key(row: SuggestionRow) -> tuple[bool, int, int]:
        return row.place is None, FIELDS.index(row.field), row.place[0] if row.place else 0

    return tuple(sorted(rows, key=key))
