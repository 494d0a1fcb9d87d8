"""Filing: type, section, tags, byline, slug, dates; each field by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Contributor, Section, Story, StoryTag, StoryType, Tag
from editorial.stories.revisions import touch
from editorial.stories.slugs import follow_headline, free_slug
from editorial.stories.text.words import slug_of
from editorial.stories.vocabulary import ensure, made_notice
from editorial.stories.workflow import Status, is_editable
from editorial.system.errors import RuleRefused, WrongState, WrongUsage

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterable

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.people import Person

DESK_FIELDS = frozenset({"due_at", "assigned_to", "publish_at", "embargo_at", "word_target"})
"""Fields of the desk's planning: they may change wherever the story stands."""
MOST_WORDS = 200_000
"""The longest target of a story."""
_WHEN = frozenset({"publish_at", "embargo_at"})
"""Of these the deliveries of a scheduled story hold a copy."""


def file_story(store: Store, story_id: uuid.UUID, *, who: Person, **fields: Any) -> Changes:
    """Set fields of a story; names that are not there yet are made, and said in ``notices``.

    Fields: ``type``, ``section`` (a name, ``""`` for none), ``also_in``, ``tags``, ``byline``
    (lists of names), ``slug`` (``""``: follow the headline), ``language`` (BCP 47),
    ``assigned_to``, ``due_at``, ``embargo_at``, ``publish_at``, ``dated_at`` (aware datetimes or
    None), ``word_target`` (words; None for the newsroom's own). Raises `WrongUsage` for an
    unknown field or value, `WrongState` for a closed story, `RuleRefused` for a slug that
    another story has.
    """
    unknown = set(fields) - set(_SETTERS)
    if unknown:
        raise WrongUsage(
            f"A story has no field “{sorted(unknown)[0]}”.",
            next_step=f"The fields are: {', '.join(sorted(_SETTERS))}.",
        )
    notices: list[str] = []
    with store.write() as session:
        story = story_of(session, story_id)
        status = Status(story.status)
        if not is_editable(status) and set(fields) - DESK_FIELDS:
            raise WrongState(
                f"This story is {status.label.lower()}, so its filing is closed.",
                safe="Nothing was changed.",
                next_step="Reopen it, or start a correction, then file it anew.",
            )
        if status is Status.SCHEDULED and set(fields) & _WHEN:
            raise WrongState(
                "This story is scheduled: its moment cannot be changed on the side.",
                safe="Nothing was changed.",
                next_step="Take it off the schedule, then schedule it anew.",
            )
        apply_fields(session, story, fields, notices)
        now = store.now()
        if set(fields) - DESK_FIELDS:
            touch(story, now)
        else:
            story.updated_at = now
        record(session, "filed", story_pk=story.pk, who=who.name, at=now, fields=sorted(fields))
    return Changes(stories=frozenset({story.id}), vocabulary=bool(notices), notices=tuple(notices))


def apply_fields(
    session: Session, story: Story, fields: dict[str, Any], notices: list[str]
) -> None:
    """Set fields within an open session, adding a sentence to ``notices`` for each new term."""
    for name, value in fields.items():
        _SETTERS[name](session, story, value, notices)


def _set_type(session: Session, story: Story, value: str, notices: list[str]) -> None:
    story.type = None
    if value and value.strip():
        story.type, made = ensure(session, StoryType, value)
        if made:
            notices.append(made_notice(StoryType, story.type.name))


def _set_section(session: Session, story: Story, value: str, notices: list[str]) -> None:
    story.section = None
    if value and value.strip():
        story.section, made = ensure(session, Section, value)
        if made:
            notices.append(made_notice(Section, story.section.name))


def _set_also_in(session: Session, story: Story, value: Iterable[str], notices: list[str]) -> None:
    found: list[Section] = []
    for name in _names(value):
        section, made = ensure(session, Section, name)
        if made:
            notices.append(made_notice(Section, section.name))
        if section is not story.section and section not in found:
            found.append(section)
    story.also_in = found


def _set_tags(session: Session, story: Story, value: Iterable[str], notices: list[str]) -> None:
    found: list[Tag] = []
    for name in _names(value):
        tag, made = ensure(session, Tag, name)
        if made:
            notices.append(made_notice(Tag, tag.name))
        if tag not in found:
            found.append(tag)
    story.tags = found
    session.flush()
    positions = {tag.pk: position for position, tag in enumerate(found)}
    for row in session.scalars(select(StoryTag).where(StoryTag.story_pk == story.pk)):
        row.position = positions[row.tag_pk]


def _set_byline(session: Session, story: Story, value: Iterable[str], notices: list[str]) -> None:
    names = list(dict.fromkeys(_names(value)))
    for name in names:
        ensure(session, Contributor, name)
    story.byline = names


def _set_slug(session: Session, story: Story, value: str, notices: list[str]) -> None:
    if not value.strip():
        story.slug_fixed = False
        follow_headline(session, story)
        return
    slug = slug_of(value)
    if not slug:
        raise WrongUsage(f"“{value}” cannot be a slug.", next_step="Use letters and digits.")
    if free_slug(session, slug, own_pk=story.pk) != slug:
        raise RuleRefused(
            f"Another story already has the slug “{slug}”.",
            safe="Nothing was changed.",
            next_step=f"Try “{free_slug(session, slug, own_pk=story.pk)}”.",
        )
    story.slug = slug
    story.slug_fixed = True


def _set_language(session: Session, story: Story, value: str, notices: list[str]) -> None:
    parts = value.replace("_", "-").split("-")
    if not (2 <= len(parts[0]) <= 3 and all(p.isalnum() and p.isascii() for p in parts)):
        raise WrongUsage(
            f"“{value}” is no language tag.", next_step="Write it like en, en-GB or de."
        )
    story.language = "-".join(parts)[:16]


def _set_assigned(session: Session, story: Story, value: str, notices: list[str]) -> None:
    story.assigned_to = " ".join(value.split())


def _set_word_target(session: Session, story: Story, value: Any, notices: list[str]) -> None:
    if value is not None and not (type(value) is int and 0 <= value <= MOST_WORDS):
        raise WrongUsage(
            f"“{value}” is no number of words.",
            safe="Nothing was changed.",
            next_step=f"Write a number from 0 (no target) to {MOST_WORDS:,}.",
        )
    story.word_target = value


def _moment_setter(name: str) -> Callable[[Session, Story, Any, list[str]], None]:
    def setter(session: Session, story: Story, value: Any, notices: list[str]) -> None:
        if value is not None and not (isinstance(value, dt.datetime) and value.tzinfo):
            raise WrongUsage(
                f"“{value}” is no moment for {name}.",
                next_step="Write it like 2026-11-22T17:00+01:00.",
            )
        setattr(story, name, value)

    return setter


def _names(value: Iterable[str]) -> list[str]:
    items = value.split(",") if isinstance(value, str) else list(value)
    return [" ".join(item.split()) for item in items if item.strip()]


_SETTERS: dict[str, Callable[[Session, Story, Any, list[str]], None]] = {
    "type": _set_type,
    "section": _set_section,
    "also_in": _set_also_in,
    "tags": _set_tags,
    "byline": _set_byline,
    "slug": _set_slug,
    "language": _set_language,
    "assigned_to": _set_assigned,
    "due_at": _moment_setter("due_at"),
    "word_target": _set_word_target,
    "embargo_at": _moment_setter("embargo_at"),
    "publish_at": _moment_setter("publish_at"),
    "dated_at": _moment_setter("dated_at"),
}
