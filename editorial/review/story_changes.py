"""The use case of reading: what changed in a story since a version, up to now or to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from editorial.photos.past_words import photo_words
from editorial.review.compared_story import ComparedStory
from editorial.review.last_read import LastRead, chosen, last_read
from editorial.review.readings import reading_of
from editorial.review.story_diff import StoryState, compare_states
from editorial.stories.events import events_in
from editorial.stories.find import story_of
from editorial.stories.models import Story
from editorial.stories.snapshot import StorySnapshot, take
from editorial.stories.text.references import photo_ids
from editorial.stories.versions import rows_in, snapshot_in
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from editorial.review.compared_story import ScreenWords, Seen
    from editorial.storage.store import Store
    from editorial.stories.rows import VersionRow


def story_changes(
    store: Store,
    ref: uuid.UUID | str,
    *,
    who: str,
    first: int | None = None,
    last: int | None = None,
    words: ScreenWords | None = None,
    seen: Seen | None = None,
) -> ComparedStory:
    """Compare the story of now with the version that ``who`` read last.

    ``first`` and ``last`` are numbers of other versions for either end; ``words`` stand in for
    the stored ones of now; ``seen`` is what was on the screen. Raises `NotFound`.
    """
    at = store.now()
    with store.read() as session:
        story = story_of(session, ref)
        rows = rows_in(session, story.pk)
        base = _base(session, story, rows, who, first, seen)
        now = _with_words(take(story), words)
        new = _state(session, now) if last is None else _version_state(session, story, rows, last)
        if seen is not None and first is None:
            old = seen.state
        elif base is not None:
            old = _state(session, snapshot_in(session, story.pk, base.number), base.at)
        else:
            old = new
        story_id, revision = story.id, story.revision
    return ComparedStory(
        story_id=story_id,
        base=base,
        last=last or 0,
        newest=rows[0].number if rows else 0,
        revision=revision,
        at=at,
        old=old,
        new=new,
        diff=compare_states(old, new),
        versions=rows,
    )


def _base(
    session: Session,
    story: Story,
    rows: Sequence[VersionRow],
    who: str,
    first: int | None,
    seen: Seen | None,
) -> LastRead | None:
    if first is not None:
        found = chosen(rows, first)
        if found is None:
            raise _no_version(first)
        return found
    if seen is not None:
        return LastRead(0, "you looked", seen.at)
    return last_read(events_in(session, story.pk), rows, who, reading_of(session, story.pk, who))


def _version_state(
    session: Session, story: Story, rows: Sequence[VersionRow], number: int
) -> StoryState:
    row = chosen(rows, number)
    if row is None:
        raise _no_version(number)
    return _state(session, snapshot_in(session, story.pk, number), row.at)


def _no_version(number: int) -> NotFound:
    return NotFound(
        f"There is no version {number} of this story.",
        next_step="The Review tab lists all versions.",
    )


def _with_words(snapshot: StorySnapshot, words: ScreenWords | None) -> StorySnapshot:
    if words is None:
        return snapshot
    return replace(snapshot, headline=words.headline, dek=words.dek, body=words.body)


def _state(session: Session, snapshot: StorySnapshot, at: dt.datetime | None = None) -> StoryState:
    photos = {photo.photo_id for photo in snapshot.photos} | set(photo_ids(snapshot.body))
    photos |= {link.photo_id for link in snapshot.links if link.photo_id is not None}
    targets = [link.story_id for link in snapshot.links if link.story_id is not None]
    titles: dict[uuid.UUID, str] = {}
    if targets:
        found = session.execute(select(Story.id, Story.headline).where(Story.id.in_(targets)))
        titles = {target.id: target.headline for target in found}
    return StoryState(snapshot, photo_words(session, photos, at=at), titles)
