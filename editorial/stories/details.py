"""From a story's tables to the frozen rows that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.stories.rows import CorrectionRow, LinkRow, PlacedPhoto, StoryDetail
from editorial.stories.text.words import excerpt
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from editorial.stories.models import Story, StoryLink


def detail_of(session: Session, story: Story) -> StoryDetail:
    """Return a story whole; its session must be open."""
    return StoryDetail(
        id=story.id,
        slug=story.slug,
        slug_fixed=story.slug_fixed,
        status=Status(story.status),
        headline=story.headline,
        dek=story.dek,
        body=story.body.text,
        byline=tuple(story.byline),
        language=story.language,
        ignored_words=frozenset(story.ignored_words),
        type=story.type.name if story.type else "",
        type_slug=story.type.slug if story.type else "",
        section=story.section.name if story.section else "",
        section_slug=story.section.slug if story.section else "",
        also_in=tuple(section.name for section in story.also_in),
        tags=tuple(tag.name for tag in story.tags),
        photos=tuple(
            PlacedPhoto(placed.photo.id, placed.role, placed.caption, placed.alt)
            for placed in story.photos
        ),
        links=tuple(link_row(link) for link in story.links),
        corrections=tuple(
            CorrectionRow(c.id, c.at, c.text, c.kind, c.who, c.version_number)
            for c in story.corrections
        ),
        word_count=story.word_count,
        author=story.author,
        assigned_to=story.assigned_to,
        brief=story.brief,
        word_target=story.word_target,
        due_at=story.due_at,
        embargo_at=story.embargo_at,
        publish_at=story.publish_at,
        dated_at=story.dated_at,
        published_at=story.published_at,
        created_at=story.created_at,
        updated_at=story.updated_at,
        revision=story.revision,
        text_revision=story.text_revision,
    )


def link_row(link: StoryLink) -> LinkRow:
    """Return a related piece as it is now."""
    target = link.target
    return LinkRow(
        id=link.id,
        story_id=target.id if target else None,
        slug=target.slug if target else "",
        status=Status(target.status) if target else None,
        url=link.url,
        title=target.headline if target else link.title,
        section=(target.section.name if target.section else "") if target else link.section,
        excerpt=(target.dek or excerpt(target.body.text)) if target else link.excerpt,
        photo_id=link.photo.id if link.photo else None,
        photo_caption=link.photo_caption,
    )
