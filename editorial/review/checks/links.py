"""Rules about other stories: what is linked to must be public, or readers meet a dead end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.checks.results import CheckResult
from editorial.stories.text.references import story_ids
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject

PUBLIC = frozenset({Status.PUBLISHED, Status.CORRECTING})


def body_links(subject: Subject) -> Iterator[CheckResult]:
    """Find links in the body to stories that are gone or not public yet."""
    for story_id in story_ids(subject.story.body):
        known = subject.linked.get(story_id)
        quote = f"story:{story_id}"
        if known is None:
            yield CheckResult(
                "link_dead",
                subject.later,
                "body",
                "A link in the text leads to a story that does not exist",
                "Show it",
                quote=quote,
            )
        elif known[1] not in PUBLIC:
            yield CheckResult(
                "link_unpublished",
                "warn",
                "body",
                f"The text links to “{known[0]}”, which is not published; "
                "readers will see plain words",
                "Show it",
                quote=quote,
            )


def related(subject: Subject) -> Iterator[CheckResult]:
    """Suggest related stories; name those that readers will not see yet."""
    if not subject.story.links:
        if not subject.is_short_post:
            yield CheckResult(
                "related_missing", "warn", "related", "No related stories yet", "Suggest"
            )
        return
    for link in subject.story.links:
        if link.story_id is None:
            continue
        headline, status = subject.linked.get(link.story_id, ("", Status.SPIKED))
        if status not in PUBLIC:
            yield CheckResult(
                "related_unpublished",
                "warn",
                "related",
                f"Related story “{headline}” is not published; readers will not see it yet",
                "Show it",
            )
