"""Gathers what the checks need to know of a story, and runs them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from editorial.photos.credits.house_rules import load_rules
from editorial.photos.models import Photo
from editorial.review.checks.all_checks import check
from editorial.review.checks.levels import load_levels
from editorial.review.checks.subject import PhotoFacts, Subject
from editorial.review.link_answers import MOST, link_states, web_links
from editorial.review.models import Note, Suggestion
from editorial.review.similar import slug_holder, twins_of
from editorial.stories.find import story_of
from editorial.stories.models import Story
from editorial.stories.photo_uses import heroes_of, runs_elsewhere
from editorial.stories.snapshot import take
from editorial.stories.text.references import photo_ids, story_ids
from editorial.stories.text.spelling.speller import open_speller
from editorial.stories.text.style.loading import load_style
from editorial.stories.workflow import Gate, Status
from editorial.system.settings import NewsroomSettings, load_settings

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from sqlalchemy.orm import Session

    from editorial.review.checks.levels import CheckLevels
    from editorial.review.checks.results import CheckResult
    from editorial.storage.store import Store
    from editorial.stories.snapshot import StorySnapshot
    from editorial.stories.text.style.engine import StyleRules


def check_story(
    store: Store, story_id: uuid.UUID | str, gate: Gate = Gate.PUBLISH
) -> tuple[CheckResult, ...]:
    """Return every result for a story before ``gate``, passes included. Raises `NotFound`."""
    newsroom = load_settings(store.home).newsroom
    style, levels = load_style(store.home), load_levels(store.home)
    with store.read() as session:
        story = story_of(session, story_id)
        subject = subject_of(session, story, gate, store.now(), newsroom, style, levels=levels)
    # The first look at a language reads its dictionary: not while the database is held.
    return check(
        replace(
            subject,
            speller=open_speller(store.home, subject.story.language),
            credit_rules=load_rules(store.home),
        )
    )


def subject_of(
    session: Session,
    story: Story,
    gate: Gate,
    now: dt.datetime,
    newsroom: NewsroomSettings,
    style: StyleRules,
    snapshot: StorySnapshot | None = None,
    *,
    levels: CheckLevels | None = None,
) -> Subject:
    """Return what the rules read, from an open session, but for spelling and credit rules.

    ``snapshot`` is the version that is meant; without one, the story as it is now.
    """
    snapshot = snapshot or take(story)
    wanted = tuple(p.photo_id for p in snapshot.photos) + photo_ids(snapshot.body)
    linked = tuple(link.story_id for link in snapshot.links if link.story_id) + story_ids(
        snapshot.body
    )
    wanted += tuple(link.photo_id for link in snapshot.links if link.photo_id)
    related = [link.story_id for link in snapshot.links if link.story_id]
    related_photos = heroes_of(session, related)
    wanted += tuple(related_photos.values())
    uses = runs_elsewhere(session, wanted, story)
    return Subject(
        story=snapshot,
        gate=gate,
        now=now,
        is_short_post=bool(story.type and story.type.slug == newsroom.rubric_type),
        word_count=story.word_count,
        photos={
            photo.id: PhotoFacts(
                file_name=photo.file_name,
                caption=photo.caption,
                alt=photo.alt,
                decorative=photo.decorative,
                credit=photo.credit,
                rights_expire_at=photo.rights_expire_at,
                embargo_until=photo.embargo_until,
                use_limit=photo.use_limit,
                uses=uses.get(photo.id, 0),
                rating=photo.rating,
                web_only=photo.web_only,
                territory=photo.territory,
                content_credentials=photo.content_credentials,
            )
            for photo in session.scalars(select(Photo).where(Photo.id.in_(wanted)))
        },
        web_links=link_states(session, web_links(snapshot)[:MOST], now),
        publish_at=story.publish_at,
        embargo_at=story.embargo_at,
        twins=twins_of(session, story, snapshot.headline),
        slug_holder=slug_holder(session, story, snapshot.slug),
        credit_form=newsroom.credit_form,
        related_photos=related_photos,
        linked={
            story_id: (headline, Status(status))
            for story_id, headline, status in session.execute(
                select(Story.id, Story.headline, Story.status).where(Story.id.in_(linked))
            )
        },
        open_notes=session.scalar(
            select(func.count())
            .select_from(Note)
            .where(Note.story_pk == story.pk, Note.parent_pk.is_(None), Note.resolved_at.is_(None))
        )
        or 0,
        open_suggestions=session.scalar(
            select(func.count())
            .select_from(Suggestion)
            .where(Suggestion.story_pk == story.pk, Suggestion.state == "open")
        )
        or 0,
        headline_limit=newsroom.headline_limit,
        style=style,
        ignored_words=frozenset(story.ignored_words),
        type_slug=story.type.slug if story.type else "",
        levels=levels,
    )
