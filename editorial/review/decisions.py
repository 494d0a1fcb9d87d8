"""Steps of the workflow: who may, what must hold, what is written down; all in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.checks.all_checks import check, findings
from editorial.review.mentions import names_in
from editorial.review.models import Note
from editorial.review.readiness import subject_of
from editorial.storage.changes import Changes
from editorial.stories.events import record
from editorial.stories.find import story_of
from editorial.stories.published_words import bring_back_published
from editorial.stories.revisions import touch
from editorial.stories.text.style.loading import load_style
from editorial.stories.versions import add_version
from editorial.stories.workflow import Gate, Status, Step, transition
from editorial.system.errors import ChecksFailed, StaleStory, WrongUsage
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
) -> Changes:
    """Take a workflow step; ``revision`` is the one on the person's screen, where there is one.

    A return needs ``note``; with other steps a note is kept as well. Publishing steps
    (`Step.PUBLISH`, `Step.WITHDRAW`) belong to `editorial.publishing.release`.

    Raises `NotFound`, `WrongState`, `NotAllowed`, `StaleStory`, `WrongUsage`, or `ChecksFailed`
    with the findings; then nothing was changed.
    """
    newsroom = load_settings(store.home).newsroom
    with store.write() as session:
        story = story_of(session, story_id)
        apply_step(session, store, story, step, who, newsroom, revision=revision, note=note)
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
) -> int:
    """Take a step within an open transaction; return the number of the version that was kept."""
    row = transition(Status(story.status), step, who)
    if revision is not None and revision != story.revision:
        raise StaleStory(
            "The story changed since you read it.",
            safe="Nothing was decided.",
            next_step="Read the changes, then decide again.",
        )
    if step is Step.RETURN and not note.strip():
        raise WrongUsage(
            "A story goes back to its writer with a note.",
            safe="Nothing was changed.",
            next_step="Say what is to be done.",
        )
    now = store.now()
    if row.gate is not None:
        require(session, story, row.gate, newsroom, store)
    if note.strip():
        session.add(
            Note(
                story_pk=story.pk,
                author=who.name,
                at=now,
                text=note.strip(),
                mentions=names_in(session, note),
            )
        )
    before = story.status
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
        **{"from": before, "to": story.status, "version": number},
    )
    return number


def require(
    session: Session, story: Story, gate: Gate, newsroom: NewsroomSettings, store: Store
) -> None:
    """Raise `ChecksFailed` where a finding blocks the way through ``gate``."""
    # Spelling never blocks, so no dictionary is read while the database is held.
    style = load_style(store.home)
    found = findings(check(subject_of(session, story, gate, store.now(), newsroom, style)))
    blocking = tuple(result for result in found if result.level == "block")
    if blocking:
        words = "; ".join(result.message for result in blocking)
        raise ChecksFailed(
            f"Not ready yet: {words}.",
            found,
            safe="Nothing was changed.",
            next_step="Mend that, then try again.",
        )
