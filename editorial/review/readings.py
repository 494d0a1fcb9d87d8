"""What each person has read of a story, kept when they have looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.last_read import ReadingRow
from editorial.review.models import Reading
from editorial.storage.changes import Changes
from editorial.stories.events import events_in
from editorial.stories.find import story_of
from editorial.stories.versions import add_version, newest_number, rows_in, snapshot_in

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person


_FILING = frozenset({"filed", "hero", "related"})


def reading_of(session: Session, story_pk: int, who: str) -> ReadingRow | None:
    """Return what a person read last, None where they have not looked at the story."""
    row = session.get(Reading, (story_pk, who))
    return None if row is None else ReadingRow(row.version_number, row.at)


def mark_read(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    revision: int,
    newest: int,
    at: dt.datetime,
) -> Changes:
    """Keep that a person has read the story as it was on their screen.

    ``revision`` and ``newest`` (a version's number) are those that were on the screen, ``at``
    is when it was filled. Where the story is still as it was then and no version holds it yet,
    one is kept; so too where all that was done to it since is the person's own. Where somebody
    else has changed it, only ``newest`` counts as read: too many changes are shown next time
    rather than too few. A reading never goes back. Raises `NotFound`.
    """
    with store.write() as session:
        story = story_of(session, story_id)
        before = newest_number(session, story.pk)
        number = min(newest, before)
        if story.revision == revision or _all_own(session, story, who.name, newest, at):
            author = _last_author(session, story) or who.name
            number = add_version(session, story, "autosave", who=author, at=story.updated_at)
        _keep(session, story, who.name, number, at)
        return Changes(stories=frozenset({story.id} if number > before else ()))


def _all_own(session: Session, story: Story, who: str, newest: int, at: dt.datetime) -> bool:
    """Return whether nobody but ``who`` has changed the story since it was on their screen."""
    later = [row for row in rows_in(session, story.pk) if row.number > newest]
    deeds = [
        event for event in events_in(session, story.pk) if event.at >= at and event.what in _FILING
    ]
    people = {row.author for row in later} | {deed.who for deed in deeds}
    return people | {_last_author(session, story)} == {who}


def _keep(session: Session, story: Story, who: str, number: int, at: dt.datetime) -> None:
    row = session.get(Reading, (story.pk, who))
    if row is None:
        if number:
            session.add(Reading(story_pk=story.pk, who=who, version_number=number, at=at))
    elif number >= row.version_number:
        row.version_number, row.at = number, max(at, row.at)


def _last_author(session: Session, story: Story) -> str | None:
    """Return whose work stands in no version yet.

    Another person's first save of words always makes a version; filing makes none, but an event.
    """
    rows = rows_in(session, story.pk)
    if not rows:
        return None
    newest = snapshot_in(session, story.pk, rows[0].number)
    if (newest.headline, newest.dek, newest.body) == (
        story.headline,
        story.dek,
        story.body.text,
    ):
        for event in events_in(session, story.pk):
            if event.at < rows[0].at:
                break
            if event.what in _FILING:
                return event.who
    return rows[0].author
