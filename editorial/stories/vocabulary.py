"""Sections, story types, tags and contributors: the words that stories are filed under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, literal, select

from editorial.storage.changes import Changes
from editorial.stories.models import Contributor, Section, Story, StoryTag, StoryType, Tag
from editorial.stories.text.words import slug_of
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from editorial.storage.store import Store

Named = TypeVar("Named", Section, StoryType, Tag, Contributor)

_WORDS: dict[type, str] = {
    Section: "section",
    StoryType: "story type",
    Tag: "tag",
    Contributor: "contributor",
}


@dataclass(frozen=True, slots=True)
class TermRow:
    """A section, story type, tag or contributor, and how many stories use it."""

    name: str
    slug: str
    uses: int
    line: str = ""


def sections(store: Store) -> tuple[TermRow, ...]:
    """Return the sections in the newsroom's order."""
    uses = func.count(Story.pk)
    return _terms(
        store,
        select(Section.name, Section.slug, uses, Section.description)
        .outerjoin(Story, Story.section_pk == Section.pk)
        .group_by(Section.pk)
        .order_by(Section.position, Section.name),
    )


def story_types(store: Store) -> tuple[TermRow, ...]:
    """Return the story types in the newsroom's order."""
    uses = func.count(Story.pk)
    return _terms(
        store,
        select(StoryType.name, StoryType.slug, uses)
        .outerjoin(Story, Story.type_pk == StoryType.pk)
        .group_by(StoryType.pk)
        .order_by(StoryType.position, StoryType.name),
    )


def tags(store: Store, prefix: str = "", limit: int = 50) -> tuple[TermRow, ...]:
    """Return tags that begin with ``prefix``, the most used first."""
    uses = func.count(StoryTag.story_pk)
    return _terms(
        store,
        select(Tag.name, Tag.slug, uses)
        .outerjoin(StoryTag, StoryTag.tag_pk == Tag.pk)
        .where(Tag.name.istartswith(prefix, autoescape=True))
        .group_by(Tag.pk)
        .order_by(uses.desc(), Tag.name)
        .limit(limit),
    )


def contributors(store: Store) -> tuple[TermRow, ...]:
    """Return the names that can stand in a byline, by name."""
    return _terms(
        store,
        select(Contributor.name, Contributor.slug, literal(0), Contributor.line).order_by(
            Contributor.name
        ),
    )


def add_section(store: Store, name: str, *, description: str = "") -> Changes:
    """Add a section; one that exists gets the description. Raises `WrongUsage`."""
    with store.write() as session:
        section, _ = ensure(session, Section, name)
        if description:
            section.description = description
    return Changes(vocabulary=True)


def add_story_type(store: Store, name: str) -> Changes:
    """Add a story type. Raises `WrongUsage` for a name without letters."""
    with store.write() as session:
        ensure(session, StoryType, name)
    return Changes(vocabulary=True)


def add_contributor(store: Store, name: str, *, line: str = "", email: str = "") -> Changes:
    """Add a contributor; one who exists gets the line and address. Raises `WrongUsage`."""
    with store.write() as session:
        person, _ = ensure(session, Contributor, name)
        person.line = line or person.line
        person.email = email or person.email
    return Changes(vocabulary=True)


def ensure(session: Session, kind: type[Named], name: str) -> tuple[Named, bool]:
    """Return the term of that name or slug, made where it is missing, and whether it was made.

    Raises `WrongUsage` for a name without letters or digits.
    """
    name = " ".join(name.split())
    slug = slug_of(name, limit=60)
    if not slug:
        raise WrongUsage(
            f"“{name}” cannot be the name of a {_WORDS[kind]}.",
            next_step="Use a name with letters.",
        )
    found = session.scalar(select(kind).where((kind.name == name) | (kind.slug == slug)))
    if found is not None:
        return found, False
    made = kind(name=name, slug=slug)
    if isinstance(made, Section | StoryType):
        last = session.scalar(select(func.max(type(made).position)))
        made.position = 0 if last is None else last + 1
    session.add(made)
    session.flush()
    return made, True


def made_notice(kind: type, name: str) -> str:
    """Return the sentence that tells a person of a new term."""
    return f"New {_WORDS[kind]}: “{name}”. It was not there before."


def _terms(store: Store, statement: Select[*tuple[Any, ...]]) -> tuple[TermRow, ...]:
    with store.read() as session:
        return tuple(TermRow(*row) for row in session.execute(statement))
