"""Steps of the workflow: who may, what must hold, what is written down; all in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from editorial.review.checks.all_checks import check, findings
from editorial.review.checks.levels import load_levels
from editorial.review.mentions import names_in
from editorial.review.models import Note
from editorial.review.readiness import subject_of
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.models import Event
from editorial.stories.published_words import bring_back_published
from editorial.stories.revisions import touch
from editorial.stories.text.style.loading import load_style
from editorial.stories.versions import add_version
from editorial.stories.workflow import Gate, Status, Step, transition
from editorial.system.errors import ChecksFailed, ReasonNeeded, StaleStory, WrongUsage
from editorial.system.settings import load_settings

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.stories.models import Story
    from editorial.stories.people import Person
    from editorial.system.settings import NewsroomSettings


def take_step(
    store: Store,
    story_id: uuid.UUID | str,
    step: Step,
    *,
    who: Person,
    revision: int | None = None,
    note: str = "",
    reason: str = "",
) -> Changes:
    """Take a workflow step; ``revision`` is the one on the person's screen, where there is one.

    A return needs ``note``, or open notes that this editor wrote since the story was submitted;
    with other steps a note is kept as well. ``reason`` says why warnings are passed all the
    same. Publishing steps (`Step.PUBLISH`, `Step.WITHDRAW`) belong to
    `editorial.publishing.release`.

    Raises `NotFound`, `WrongState`, `NotAllowed`, `StaleStory`, `WrongUsage`, or with the
    findings `ChecksFailed` or `ReasonNeeded`; then nothing was changed.
    """
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        apply_step(
            session, store, story, step, who, newsroom,
            revision=revision, note=note, reason=reason,
        )  # fmt: skip
    return Changes(stories=frozenset({story.id}))


def apply_step(
    session: Session,
    store: Store,
    story: Story,
    step: Step,
    who: Person,
    newsroom: NewsroomSettings,
    *,
    revision: int | None = None,
    note: str = "",
    reason: str = "",
) -> int:
    """Take a step within an open transaction; return the number of the version that was kept.

    The event keeps what it takes to undo it: from, to, version, revision, who had the story.
    """
    row = transition(Status(story.status), step, who)
    see_revision(story, revision)
    kept: dict[str, Any] = {}
    if step is Step.RETURN:
        kept["notes"] = _notes_to_return_with(session, story, who) + bool(note.strip())
        if not kept["notes"]:
            raise WrongUsage(
                "A story goes back to its writer with a note.",
                safe="Nothing was changed.",
                next_step="Say what is to be done.",
            )
    now = store.now()
    if row.gate is not None:
        kept |= require(session, story, row.gate, newsroom, store, reason=reason)
    if note.strip():
        added = Note(
            story_pk=story.pk,
            author=who.name,
            at=now,
            text=note.strip(),
            mentions=names_in(session, note),
        )
        session.add(added)
        session.flush()
        kept["note"] = str(added.id)
    before, kept["assigned_from"] = story.status, story.assigned_to
    if step is Step.RESTORE and story.withdrawal_note:
        kept["withdrawal_note"] = story.withdrawal_note
    if step is Step.ABANDON_CORRECTION:
        bring_back_published(session, story, who=who.name, now=now)
    if step is Step.RESTORE:
        story.withdrawal_note = ""
    story.status = row.target.value
    if step in {Step.CLAIM, Step.APPROVE}:
        story.assigned_to = story.assigned_to or who.name
    if step in {Step.RELEASE, Step.RETURN, Step.TAKE_BACK}:
        story.assigned_to = ""
    touch(story, now)
    number = add_version(session, story, "step", who=who.name, at=now, name=step.value, always=True)
    record(
        session,
        step.value,
        story_pk=story.pk,
        who=who.name,
        at=now,
        **{"from": before, "to": story.status, "version": number, "revision": story.revision},
        **kept,
    )
    return number


def see_revision(story: Story, revision: int | None) -> None:
    """Raise `StaleStory` where the story is not the one that was on the person's screen."""
    if revision is not None and revision != story.revision:
        raise StaleStory(
            "The story changed since you read it.",
            safe="Nothing was decided.",
            next_step="Read the changes, then decide again.",
        )


def require(
    session: Session,
    story: Story,
    gate: Gate,
    newsroom: NewsroomSettings,
    store: Store,
    *,
    reason: str = "",
) -> dict[str, Any]:
    """Let a story through ``gate``; return what the event keeps: the reason and what it passed.

    Raises `ChecksFailed` where a finding blocks, `ReasonNeeded` where one asks for a reason and
    none is given.
    """
    # Spelling never blocks, so no dictionary is read while the database is held.
    style, levels = load_style(store.home), load_levels(store.home)
    subject = subject_of(session, story, gate, store.now(), newsroom, style, levels=levels)
    found = findings(check(subject))
    blocking = tuple(result for result in found if result.level == "block")
    if blocking:
        words = "; ".join(result.message for result in blocking)
        raise ChecksFailed(
            f"Not ready yet: {words}.",
            found,
            safe="Nothing was changed.",
            next_step="Mend that, then try again.",
        )
    passed = [result for result in found if result.level == "warn"]
    why = " ".join(reason.split())
    if passed and not why:
        words = "; ".join(result.message for result in passed)
        raise ReasonNeeded(
            f"Worth a second look: {words}.",
            found,
            safe="Nothing was changed.",
            next_step="Mend that, or say why it goes on all the same.",
        )
    if not passed:
        return {}
    return {"reason": why, "passed": [result.message for result in passed]}


def _notes_to_return_with(session: Session, story: Story, who: Person) -> int:
    """Count the open notes that an editor wrote since the story was last submitted."""
    submitted = session.scalar(
        select(func.max(Event.at)).where(
            Event.story_pk == story.pk, Event.what == Step.SUBMIT.value
        )
    )
    if submitted is None:
        return 0
    count = session.scalar(
        select(func.count())
        .select_from(Note)
        .where(
            Note.story_pk == story.pk,
            Note.author == who.name,
            Note.parent_pk.is_(None),
            Note.resolved_at.is_(None),
            Note.at >= submitted,
        )
    )
    return count or 0
