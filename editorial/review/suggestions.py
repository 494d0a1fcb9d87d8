"""Suggestions: an editor proposes other words, somebody accepts or rejects them.

Rows are added and their state is set; what is proposed is never rewritten, and an open one only
follows its place. The words of the story change when a suggestion is accepted, by the same save
as any other, in the same transaction as the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.review.models import Suggestion
from editorial.review.suggestion_places import Change, changes_between, locate, moved, surroundings
from editorial.review.suggestion_rows import (
    FIELDS,
    SuggestionRow,
    makeable,
    meet,
    open_ones,
    rows_of,
    suggestions,
    words_of,
    words_with,
)
from editorial.storage.changes import Changes
from editorial.stories.drafts import put_text
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.workflow import Status, is_editable
from editorial.system.errors import NotFound, StaleStory, WrongState, WrongUsage

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person

__all__ = ["FIELDS", "SuggestionRow", "accept", "propose", "reject", "suggest", "suggestions"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The words of a story as a person suggests them.

    ``words`` are those of the story by field, ``proposed`` the same with this person's open
    suggestions made.
    """

    story_id: uuid.UUID
    text_revision: int
    words: Mapping[str, str]
    proposed: Mapping[str, str]


def proposal_of(store: Store, story_id: uuid.UUID | str, who: str) -> Proposal:
    """Return what a person has suggested so far, as whole texts. Raises `NotFound`."""
    with store.read() as session:
        story = story_of(session, story_id)
        words = words_of(story)
        mine = _mine(rows_of(open_ones(session, story), words), who)
        return Proposal(story.id, story.text_revision, words, words_with(words, mine))


def propose(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    words: Mapping[str, str],
    proposed: Mapping[str, str],
) -> Changes:
    """Suggest all changes between ``words``, which a person was shown, and what they made of them.

    ``words`` need not be those of now: each change is found where its words stand by now. What
    the same person had suggested for these words and does not propose any more is taken back;
    what stays keeps its row. Raises `NotFound`, `WrongState` where the words are closed.
    """
    with store.write() as session:
        story = story_of(session, story_id)
        _see_open(story)
        rows = rows_of(open_ones(session, story), words)
        had = {(row.field, row.change): row for row in _mine(rows, who.name)}
        now, wanted = store.now(), _wanted(words, proposed)
        kept = had.keys() & set(wanted)
        back = [row for key, row in had.items() if key not in kept]
        fresh = [key for key in wanted if key not in kept]
        if not back and not fresh:
            return Changes()
        _set_state(session, story, [row.id for row in back], "rejected", who.name, None)
        present = words_of(story)
        for field, change in fresh:
            _add(session, story, present, words[field], field, change, who.name, now)
        if fresh and not had:
            # While one goes on suggesting, every pause of the keys ends here.
            record(session, "suggested", story_pk=story.pk, who=who.name, at=now)
    return Changes(stories=frozenset({story.id}))


def suggest(
    store: Store,
    story_id: uuid.UUID | str,
    *,
    who: Person,
    old: str,
    new: str,
    field: str = "body",
) -> Changes:
    """Suggest that ``old``, which stands once in ``field``, becomes ``new``; `created` is its id.

    Raises `NotFound`, `WrongState`, or `WrongUsage` where ``old`` is not to be found once.
    """
    if field not in FIELDS:
        raise WrongUsage(
            f"Nothing can be suggested for “{field}”.",
            next_step=f"Name one of {', '.join(FIELDS)}.",
        )
    if not old or old == new:
        raise WrongUsage(
            "A suggestion needs words that are there, and others for them.",
            next_step="Give the words that stand in the story, and those that are to come.",
        )
    with store.write() as session:
        story = story_of(session, story_id)
        _see_open(story)
        text = words_of(story)[field]
        count = text.count(old)
        if count != 1:
            raise WrongUsage(
                f"These words stand {'nowhere' if not count else f'{count} times'} in the {field}.",
                safe="Nothing was suggested.",
                next_step="Give words that stand there once, a few more if need be.",
            )
        start = text.index(old)
        now = store.now()
        made = _add(
            session, story, {field: text}, text, field, Change(start, start + len(old), new),
            who.name, now,
        )  # fmt: skip
        record(session, "suggested", story_pk=story.pk, who=who.name, at=now)
    return Changes(stories=frozenset({story.id}), created=made.id)


def accept(
    store: Store,
    story_id: uuid.UUID | str,
    ids: Collection[uuid.UUID],
    *,
    who: Person,
    base: int | None = None,
) -> Changes:
    """Make the changes of open suggestions in the story's words.

    Of two that want to change the same words the one that is given first is made, and the other
    is overtaken, as is every open one that met what was made. ``base`` is the text revision on
    the person's screen. Raises `NotFound`, `WrongState` where the words are closed or nothing
    of it can be made, `StaleStory`; then nothing was changed.
    """
    with store.write() as session:
        story = story_of(session, story_id)
        _see_base(story, base)
        words, now = words_of(story), store.now()
        stored = open_ones(session, story)
        rows = rows_of(stored, words)
        by_id = {row.id: row for row in rows}
        asked = _asked(by_id, ids)
        made = makeable(asked)
        if not made:
            raise WrongState(
                "The words that it would change are gone.",
                safe="Nothing was changed.",
                next_step="Copy what was suggested and put it where you want it, or reject it.",
            )
        # What is proposed may hold spaces that a headline cannot keep: one save, one truth.
        after = words_with(words, made)
        version = put_text(session, story, who=who, now=now, **after)
        _set_state(session, story, [row.id for row in made], "accepted", who.name, now)
        chosen = {row.id for row in made}
        lost = [r for r in rows if r.id not in chosen and any(meet(r, m) for m in made)]
        _set_state(session, story, [row.id for row in lost], "rejected", "", now)
        _follow_exactly(stored, rows, chosen | {row.id for row in lost}, made, words_of(story))
        record(
            session, "suggestions_accepted", story_pk=story.pk, who=who.name, at=now,
            suggestions=[str(row.id) for row in made], overtaken=[str(row.id) for row in lost],
            version=version,
        )  # fmt: skip
    return Changes(stories=frozenset({story.id}))


def reject(
    store: Store, story_id: uuid.UUID | str, ids: Collection[uuid.UUID], *, who: Person
) -> Changes:
    """Decide that open suggestions are not made; they stay in the history. Raises `NotFound`."""
    with store.write() as session:
        story = story_of(session, story_id)
        rows = {row.id: row for row in rows_of(open_ones(session, story), words_of(story))}
        asked, now = _asked(rows, ids), store.now()
        _set_state(session, story, [row.id for row in asked], "rejected", who.name, now)
        record(
            session, "suggestions_rejected", story_pk=story.pk, who=who.name, at=now,
            suggestions=[str(row.id) for row in asked],
        )  # fmt: skip
    return Changes(stories=frozenset({story.id}))


def _mine(rows: Sequence[SuggestionRow], who: str) -> tuple[SuggestionRow, ...]:
    """Return the rows of which a person's proposal is made."""
    return makeable(row for row in rows if row.author == who)


def _wanted(
    words: Mapping[str, str], proposed: Mapping[str, str]
) -> tuple[tuple[str, Change], ...]:
    return tuple(
        (field, change)
        for field in FIELDS
        for change in changes_between(words[field], _as_kept(field, proposed[field]))
    )


def _as_kept(field: str, text: str) -> str:
    """Return words as a save would keep them: a headline and a dek are one line."""
    return text if field == "body" else " ".join(text.split())


def _add(
    session: Session,
    story: Story,
    present: Mapping[str, str],
    seen: str,
    field: str,
    change: Change,
    who: str,
    now: dt.datetime,
) -> Suggestion:
    """Add a row for a change of ``seen``, anchored in the words of now where it stands there."""
    old = seen[change.start : change.end]
    before, after = surroundings(seen, change.start, change.end)
    place = locate(present[field], old, before, after)
    if place is not None:
        before, after = surroundings(present[field], *place)
    made = Suggestion(
        story_pk=story.pk, author=who, at=now, field=field, old=old, new=change.new,
        before=before, after=after,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _asked(
    rows: Mapping[uuid.UUID, SuggestionRow], ids: Collection[uuid.UUID]
) -> tuple[SuggestionRow, ...]:
    missing = [each for each in ids if each not in rows]
    if missing or not ids:
        raise NotFound(
            "That suggestion is not open." if ids else "There is nothing to decide.",
            safe="Nothing was changed.",
            next_step="Look at the list again: somebody may have decided it.",
        )
    return tuple(rows[each] for each in dict.fromkeys(ids))


def _set_state(
    session: Session,
    story: Story,
    ids: Collection[uuid.UUID],
    state: str,
    who: str,
    now: dt.datetime | None,
) -> None:
    for stored in open_ones(session, story):
        if stored.id in ids:
            stored.state, stored.decided_by, stored.decided_at = state, who, now


def _follow_exactly(
    stored: Sequence[Suggestion],
    rows: Sequence[SuggestionRow],
    without: Collection[uuid.UUID],
    made: Sequence[SuggestionRow],
    words: Mapping[str, str],
) -> None:
    """Anchor what stays open where it stands after the changes, which are known to the letter."""
    for each, row in zip(stored, rows, strict=True):
        if row.place is None or row.id in without:
            continue
        changes = [m.change for m in made if m.field == row.field and m.change is not None]
        start, end = moved(row.place, changes)
        if words[row.field][start:end] == row.old:
            each.before, each.after = surroundings(words[row.field], start, end)


def _see_open(story: Story) -> None:
    status = Status(story.status)
    if not is_editable(status):
        raise WrongState(
            f"This story is {status.label.lower()}, so its words are closed.",
            safe="Nothing was suggested.",
            next_step="Reopen it, or start a correction, then suggest.",
        )


def _see_base(story: Story, base: int | None) -> None:
    if base is not None and base != story.text_revision:
        raise StaleStory(
            "Someone else saved this story in the meantime.",
            safe="Nothing was decided.",
            next_step="Read the words of now, then decide again.",
        )
