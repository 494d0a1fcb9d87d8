"""Numbered snapshots of a story: compressed, never changed, each readable on its own.

Every sixteenth version is a keyframe; the others are compressed with the keyframe's text as
zlib dictionary. So a version depends on one other row at most, and history takes about a
ninth of its size.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Story, Version
from editorial.stories.rows import VersionRow
from editorial.stories.snapshot import StorySnapshot, take
from editorial.system.errors import NotFound

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person

from editorial.storage.changes import Changes

KEYFRAME_EVERY = 16


def add_version(
    session: Session,
    story: Story,
    kind: str,
    *,
    who: str,
    at: dt.datetime,
    name: str = "",
    snapshot: StorySnapshot | None = None,
    always: bool = False,
) -> int:
    """Keep the story as it is (or ``snapshot``) as its next version; return the number.

    Where the newest version already holds the very same, its number is returned and nothing is
    added, unless ``always``.
    """
    session.flush()
    snapshot = snapshot or take(story)
    plain = _encode(snapshot)
    newest = session.scalar(
        select(Version).where(Version.story_pk == story.pk).order_by(Version.number.desc()).limit(1)
    )
    if newest is not None and not always and _inflate(session, newest) == plain:
        return newest.number
    number = 1 if newest is None else newest.number + 1
    keyframe = number - (number - 1) % KEYFRAME_EVERY
    dictionary = b"" if keyframe == number else _plain(session, story.pk, keyframe)
    session.add(
        Version(
            story_pk=story.pk,
            number=number,
            kind=kind,
            name=name,
            author=who,
            at=at,
            word_count=story.word_count,
            keyframe=keyframe,
            data=_deflate(plain, dictionary),
        )
    )
    session.flush()
    return number


def versions(store: Store, story_id: uuid.UUID) -> tuple[VersionRow, ...]:
    """Return a story's versions, newest first. Raises `NotFound`."""
    with store.read() as session:
        return rows_in(session, story_of(session, story_id).pk)


def rows_in(session: Session, story_pk: int) -> tuple[VersionRow, ...]:
    """Return a story's versions, newest first, within an open session."""
    rows = session.execute(
        select(
            Version.number,
            Version.kind,
            Version.name,
            Version.author,
            Version.at,
            Version.word_count,
        )
        .where(Version.story_pk == story_pk)
        .order_by(Version.number.desc())
    )
    return tuple(VersionRow(*row) for row in rows)


def snapshot(store: Store, story_id: uuid.UUID, number: int) -> StorySnapshot:
    """Return one version. Raises `NotFound`."""
    with store.read() as session:
        return snapshot_in(session, story_of(session, story_id).pk, number)


def snapshot_in(session: Session, story_pk: int, number: int) -> StorySnapshot:
    """Return one version within an open session. Raises `NotFound`."""
    return StorySnapshot.from_json(json.loads(_plain(session, story_pk, number)))


def newest_number(session: Session, story_pk: int) -> int:
    """Return the number of the newest version, 0 where there is none."""
    number = session.scalar(select(func.max(Version.number)).where(Version.story_pk == story_pk))
    return number or 0


def checkpoint(store: Store, story_id: uuid.UUID, name: str, *, who: Person) -> Changes:
    """Keep the story as it is under a name. Raises `NotFound`."""
    with store.write() as session:
        story = story_of(session, story_id)
        at = store.now()
        number = add_version(
            session, story, "checkpoint", who=who.name, at=at, name=name.strip(), always=True
        )
        record(session, "checkpoint", story_pk=story.pk, who=who.name, at=at, version=number)
    return Changes(stories=frozenset({story.id}))


def _encode(snapshot: StorySnapshot) -> bytes:
    return json.dumps(snapshot.to_json(), ensure_ascii=False, sort_keys=True).encode("utf-8")


def _plain(session: Session, story_pk: int, number: int) -> bytes:
    row = session.scalar(
        select(Version).where(Version.story_pk == story_pk, Version.number == number)
    )
    if row is None:
        raise NotFound(
            f"There is no version {number} of this story.",
            next_step="The Review tab lists all versions.",
        )
    return _inflate(session, row)


def _inflate(session: Session, row: Version) -> bytes:
    if row.keyframe == row.number:
        return zlib.decompress(row.data)
    stream = zlib.decompressobj(zdict=_plain(session, row.story_pk, row.keyframe))
    return stream.decompress(row.data) + stream.flush()


def _deflate(plain: bytes, dictionary: bytes) -> bytes:
    stream = zlib.compressobj(6, zdict=dictionary) if dictionary else zlib.compressobj(6)
    return stream.compress(plain) + stream.flush()
