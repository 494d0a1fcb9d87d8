"""Assignments: an editor asks a writer for a story, with a brief that stays beside it.

The assignment is the draft itself: it stands under “Assigned to me”, keeps its brief wherever it
goes, and is never published. What the brief said when is in the story's events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.storage.changes import Changes
from editorial.stories.drafts import start_story
from editorial.stories.events import record
from editorial.stories.filing import apply_fields
from editorial.stories.find import story_of
from editorial.stories.people import Role
from editorial.system.errors import NotAllowed, WrongUsage

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.storage.store import Store
    from editorial.stories.people import Person

LONGEST_BRIEF = 20_000
"""Characters: some 3,000 words."""


def assign_story(
    store: Store,
    *,
    who: Person,
    to: str,
    headline: str,
    brief: str = "",
    section: str = "",
    type: str = "",
    due_at: dt.datetime | None = None,
    word_target: int | None = None,
    language: str = "en",
) -> Changes:
    """Start a draft for a writer; ``created`` is its id, new names are said in ``notices``.

    ``word_target`` is in words, None for the newsroom's own. Raises `NotAllowed` for a person
    who is no editor, `WrongUsage` without a writer or a working headline, or for a long brief.
    """
    _must_edit(who, "assign a story")
    writer, title = " ".join(to.split()), " ".join(headline.split())
    if not writer:
        raise WrongUsage("Say who is to write it.", safe="Nothing was made.")
    if not title:
        raise WrongUsage(
            "An assignment needs a working headline.",
            safe="Nothing was made.",
            next_step="A few words do; the writer can change them.",
        )
    notices: list[str] = []
    now = store.now()
    with store.write() as session:
        story = start_story(
            session, now, author=writer, made_by=who, headline=title, byline=[writer],
            language=language, assigned=True,
        )  # fmt: skip
        story.brief = _clean(brief)
        fields = {
            "assigned_to": writer,
            "due_at": due_at,
            "word_target": word_target,
            "type": type,
            "section": section,
        }
        apply_fields(session, story, fields, notices)
        record(
            session,
            "assign",
            story_pk=story.pk,
            who=who.name,
            at=now,
            to=writer,
            due=due_at.isoformat() if due_at else "",
            words=word_target or 0,
            brief=story.brief,
        )
    return Changes(
        stories=frozenset({story.id}),
        created=story.id,
        vocabulary=bool(notices),
        notices=tuple(notices),
    )


def change_brief(store: Store, story_id: uuid.UUID | str, brief: str, *, who: Person) -> Changes:
    """Say anew what a writer is asked for; the old words stay in the story's events.

    Raises `NotFound`, `NotAllowed` for a person who is no editor, `WrongUsage` for a long brief.
    """
    _must_edit(who, "change a brief")
    words = _clean(brief)
    with store.write() as session:
        story = story_of(session, story_id)
        if story.brief == words:
            return Changes()
        now = store.now()
        was, story.brief = story.brief, words
        story.updated_at = now
        record(session, "brief", story_pk=story.pk, who=who.name, at=now, brief=words, was=was)
    return Changes(stories=frozenset({story.id}))


def _clean(brief: str) -> str:
    lines = (line.rstrip() for line in brief.strip().splitlines())
    words = "\n".join(lines)
    if len(words) > LONGEST_BRIEF:
        raise WrongUsage(
            f"The brief has {len(words):,} characters; {LONGEST_BRIEF:,} is the most.",
            safe="Nothing was changed.",
            next_step="Shorten it, or put the material into a note or a linked page.",
        )
    return words


def _must_edit(who: Person, deed: str) -> None:
    if not who.holds(Role.EDITOR):
        raise NotAllowed(
            f"{who.name} may not {deed}.",
            safe="Nothing was changed.",
            next_step="Ask an editor to do it.",
        )
