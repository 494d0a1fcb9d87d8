"""Starting a story, opening it, and saving its words without ever losing any."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.storage.changes import Changes
from editorial.stories.details import detail_of
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import (
    Section,
    Story,
    StoryBody,
    StoryLink,
    StoryPhoto,
    StoryType,
    Version,
)
from editorial.stories.placements import keep_inline_rows
from editorial.stories.revisions import touch
from editorial.stories.slugs import follow_headline, free_slug
from editorial.stories.snapshot import take
from editorial.stories.text.words import count_words
from editorial.stories.versions import add_version, snapshot_in
from editorial.stories.vocabulary import ensure
from editorial.stories.workflow import Status, is_editable
from editorial.system.errors import EditorialError, StaleStory, WrongState

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person
    from editorial.stories.rows import StoryDetail

AUTOSAVE_VERSION_AFTER = dt.timedelta(minutes=3)
"""An autosave starts a new version when the newest one is older than this."""

LARGE_LOSS = 200
"""Characters: a save that shortens the body by more keeps the longer text as a version first."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to."""

    changes: Changes
    text_revision: int
    at: dt.datetime
    word_count: int


def new_story(
    store: Store,
    *,
    who: Person,
    headline: str = "",
    dek: str = "",
    body: str = "",
    type: str = "",
    section: str = "",
    byline: Sequence[str] | None = None,
    language: str = "en",
) -> Changes:
    """Start a draft; ``created`` is its id. The byline is the writer's own name unless given."""
    now = store.now()
    with store.write() as session:
        story = start_story(
            session,
            now,
            author=who.name,
            made_by=who,
            headline=headline,
            dek=dek,
            body=body,
            byline=byline if byline is not None else [who.name] if who.name else [],
            language=language,
        )
        story.type = ensure(session, StoryType, type)[0] if type else None
        story.section = ensure(session, Section, section)[0] if section else None
        keep_inline_rows(session, story)
        if headline or body:
            add_version(session, story, "autosave", who=who.name, at=now)
    return Changes(
        stories=frozenset({story.id}), created=story.id, vocabulary=bool(type or section)
    )


def start_story(
    session: Session,
    now: dt.datetime,
    *,
    author: str,
    made_by: Person,
    headline: str = "",
    dek: str = "",
    body: str = "",
    byline: Sequence[str] = (),
    language: str = "en",
    **told: Any,
) -> Story:
    """Start a draft of ``author`` within the caller's transaction; the event says who made it."""
    story = Story(
        slug=free_slug(session, headline),
        headline=_line(headline),
        dek=_line(dek),
        byline=list(byline),
        language=language,
        word_count=count_words(body),
        author=author,
        body=StoryBody(text=body),
        created_at=now,
        updated_at=now,
    )
    session.add(story)
    session.flush()
    record(session, "created", story_pk=story.pk, who=made_by.name, at=now, **told)
    return story


def open_story(store: Store, ref: uuid.UUID | str) -> StoryDetail:
    """Return a story whole; ``ref`` is its id, slug or a part of its id. Raises `NotFound`."""
    with store.read() as session:
        return detail_of(session, story_of(session, ref))


def save_text(
    store: Store,
    story_id: uuid.UUID,
    *,
    who: Person,
    base: int,
    headline: str,
    dek: str,
    body: str,
) -> Saved:
    """Save headline, dek and body; ``base`` is the text revision they grew from.

    Raises `StaleStory` when someone saved other words since; the given ones are then kept as a
    version of kind ``rescued``, whose number the error tells. Raises `WrongState` when the
    words may not change where the story stands; they are then rescued as well.
    """
    now = store.now()
    with store.write() as session:
        story = story_of(session, story_id)
        headline, dek = _line(headline), _line(dek)
        same = (story.headline, story.dek, story.body.text) == (headline, dek, body)
        if same:
            return Saved(Changes(), story.text_revision, now, story.word_count)
        refusal = _refusal(story, base)
        if refusal is None:
            _keep_before_other(session, story, who.name)
            _keep_before_loss(session, story, body, who.name, now)
            _put(session, story, headline, dek, body, now)
            if _version_due(session, story, who.name, now):
                add_version(session, story, "autosave", who=who.name, at=now)
        else:
            number = _rescue(session, story, headline, dek, body, who.name, now)
    if refusal is not None:
        raise refusal(number)
    return Saved(Changes(stories=frozenset({story.id})), story.text_revision, now, story.word_count)


def put_text(
    session: Session,
    story: Story,
    *,
    who: Person,
    now: dt.datetime,
    headline: str,
    dek: str,
    body: str,
) -> int:
    """Change the words within an open transaction; return the number of the version that has them.

    For changes that the person did not type here, so that there is nothing to rescue: raises
    `WrongState` where the words are closed.
    """
    if not is_editable(Status(story.status)):
        raise _not_editable(Status(story.status), None)
    _keep_before_other(session, story, who.name)
    add_version(session, story, "autosave", who=who.name, at=now)
    _put(session, story, _line(headline), _line(dek), body, now)
    return add_version(session, story, "autosave", who=who.name, at=now)


def duplicate_story(store: Store, story_id: uuid.UUID, *, who: Person) -> Changes:
    """Start a draft with the words, filing, photos and links of another story."""
    now = store.now()
    with store.write() as session:
        old = story_of(session, story_id)
        headline = f"{old.headline} (copy)" if old.headline else ""
        story = Story(
            slug=free_slug(session, headline),
            headline=headline,
            dek=old.dek,
            byline=list(old.byline),
            language=old.language,
            ignored_words=list(old.ignored_words),
            type=old.type,
            section=old.section,
            also_in=list(old.also_in),
            tags=list(old.tags),
            word_count=old.word_count,
            author=who.name,
            body=StoryBody(text=old.body.text),
            created_at=now,
            updated_at=now,
            photos=[
                StoryPhoto(
                    photo=p.photo, role=p.role, position=p.position, caption=p.caption, alt=p.alt
                )
                for p in old.photos
            ],
            links=[
                StoryLink(
                    position=link.position,
                    target=link.target,
                    url=link.url,
                    title=link.title,
                    section=link.section,
                    excerpt=link.excerpt,
                    photo=link.photo,
                    photo_caption=link.photo_caption,
                )
                for link in old.links
            ],
        )
        session.add(story)
        session.flush()
        record(session, "created", story_pk=story.pk, who=who.name, at=now, copy_of=str(old.id))
        add_version(session, story, "autosave", who=who.name, at=now)
    return Changes(stories=frozenset({story.id}), created=story.id)


def restore(store: Store, story_id: uuid.UUID, number: int, *, who: Person) -> Changes:
    """Bring back the words of a version; the present ones are kept as a version first.

    Raises `NotFound`, or `WrongState` where the words may not change.
    """
    now = store.now()
    with store.write() as session:
        story = story_of(session, story_id)
        if not is_editable(Status(story.status)):
            raise _not_editable(Status(story.status), None)
        old = snapshot_in(session, story.pk, number)
        add_version(session, story, "autosave", who=who.name, at=now)
        _put(session, story, old.headline, old.dek, old.body, now)
        made = add_version(
            session, story, "restored", who=who.name, at=now, name=f"version {number}", always=True
        )
        record(
            session, "restored", story_pk=story.pk, who=who.name, at=now, of=number, version=made
        )
    return Changes(stories=frozenset({story.id}))


def _put(
    session: Session, story: Story, headline: str, dek: str, body: str, now: dt.datetime
) -> None:
    story.headline = headline
    story.dek = dek
    story.body.text = body
    story.word_count = count_words(body)
    story.text_revision += 1
    touch(story, now)
    follow_headline(session, story)
    keep_inline_rows(session, story)


def _refusal(story: Story, base: int) -> Callable[[int], EditorialError] | None:
    if not is_editable(Status(story.status)):
        return functools.partial(_not_editable, Status(story.status))
    return _stale if base != story.text_revision else None


def _not_editable(status: Status, version: int | None) -> EditorialError:
    return WrongState(
        f"This story is {status.label.lower()}, so its words are closed.",
        safe=f"Your text is kept as version {version}." if version else "Nothing was changed.",
        next_step="Reopen it, or start a correction, then edit.",
    )


def _stale(version: int) -> EditorialError:
    return StaleStory(
        "Someone else saved this story in the meantime.",
        safe=f"Both texts are kept; yours is version {version}.",
        next_step="Compare the two in the Review tab, then go on from either.",
    )


def _keep_before_other(session: Session, story: Story, who: str) -> None:
    """Keep the words that somebody wrote after their last version, before another writes on.

    Else those words would pass for the other's.
    """
    newest = session.execute(
        select(Version.author, Version.kind, Version.number)
        .where(Version.story_pk == story.pk)
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    # Before a rescued text the standing one was kept.
    if newest is None or newest.author == who or newest.kind == "rescued":
        return
    kept = snapshot_in(session, story.pk, newest.number)
    if (kept.headline, kept.dek, kept.body) != (story.headline, story.dek, story.body.text):
        add_version(session, story, "autosave", who=newest.author, at=story.updated_at)


def _keep_before_loss(
    session: Session, story: Story, body: str, who: str, now: dt.datetime
) -> None:
    if len(story.body.text) - len(body) > LARGE_LOSS:
        add_version(session, story, "autosave", who=who, at=now)


def _version_due(session: Session, story: Story, who: str, now: dt.datetime) -> bool:
    newest = session.execute(
        select(Version.at, Version.author)
        .where(Version.story_pk == story.pk)
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    return newest is None or newest.author != who or now - newest.at > AUTOSAVE_VERSION_AFTER


def _rescue(
    session: Session, story: Story, headline: str, dek: str, body: str, who: str, now: dt.datetime
) -> int:
    theirs = dataclasses.replace(take(story), headline=headline, dek=dek, body=body)
    # The standing text first, so that history shows both side by side.
    _keep_before_other(session, story, who)
    add_version(session, story, "autosave", who=who, at=now)
    return add_version(session, story, "rescued", who=who, at=now, snapshot=theirs)


def _line(text: str) -> str:
    return " ".join(text.split())
