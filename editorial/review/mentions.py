"""People who are named with an @ in notes, and the notes that name a person."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, String, Text, cast, func, select

from editorial.review.models import Note
from editorial.stories.models import Contributor, Event, Story

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store


@dataclass(frozen=True, slots=True)
class Mention:
    """An open note that names a person."""

    note_id: uuid.UUID
    story_id: uuid.UUID
    headline: str
    author: str
    at: dt.datetime
    text: str


def people(store: Store) -> tuple[str, ...]:
    """Return the names that an @ can complete to: contributors, and whoever did something."""
    with store.read() as session:
        return known_people(session)


def mentions_of(store: Store, name: str) -> tuple[Mention, ...]:
    """Return the open threads' notes that name ``name``, newest first."""
    thread = select(Note.pk).where(Note.resolved_at.is_(None), Note.parent_pk.is_(None))
    with store.read() as session:
        rows = session.execute(
            select(Note, Story.id, Story.headline)
            .join(Story, Story.pk == Note.story_pk)
            .where(
                cast(Note.mentions, String) != "[]",
                func.coalesce(Note.parent_pk, Note.pk).in_(thread),
            )
            .order_by(Note.pk.desc())
        )
        return tuple(
            Mention(note.id, story_id, headline, note.author, note.at, note.text)
            for note, story_id, headline in rows
            if name in note.mentions
        )


def names_person(name: str) -> ColumnElement[bool]:
    """Return the condition that an open thread of a story names ``name``."""
    thread = select(Note.pk).where(Note.resolved_at.is_(None), Note.parent_pk.is_(None))
    listed = json.dumps(name, ensure_ascii=False)
    found = select(Note.story_pk).where(
        cast(Note.mentions, Text).contains(listed, autoescape=True),
        func.coalesce(Note.parent_pk, Note.pk).in_(thread),
    )
    return Story.pk.in_(found)


def known_people(session: Session) -> tuple[str, ...]:
    """Return the names of all contributors and of whoever did something, sorted."""
    names = {*session.scalars(select(Contributor.name)), *session.scalars(_doers)}
    return tuple(sorted(name for name in names if name))


def names_in(session: Session, text: str) -> list[str]:
    """Return whom a note names, of the people known here."""
    # Looking through all that was ever done takes its time: only where there is an @.
    return list(mentioned(text, known_people(session))) if "@" in text else []


_doers = select(Event.who).distinct()


def mentioned(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the people named in ``text`` as ``@Full Name`` or, if clear, ``@First``.

    The longest name that fits counts. A first or last name counts where one person has it.
    """
    known = sorted(set(names), key=len, reverse=True)
    short: dict[str, set[str]] = {}
    for name in known:
        for part in name.split():
            short.setdefault(part.casefold(), set()).add(name)
    found: list[str] = []
    for match in re.finditer(r"(?<![\w@])@(?=\w)", text):
        rest = text[match.end() :]
        whole = next((name for name in known if _begins(rest, name)), None)
        if whole is None:
            word = re.match(r"[\w’'\-]+", rest)
            owners = short.get(word[0].casefold(), set()) if word else set()
            whole = next(iter(owners)) if len(owners) == 1 else None
        if whole and whole not in found:
            found.append(whole)
    return tuple(found)


def _begins(text: str, name: str) -> bool:
    end = text[len(name) : len(name) + 1]
    return text[: len(name)].casefold() == name.casefold() and not end.isalnum()
