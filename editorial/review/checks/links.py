"""Rules about links: stories must be public and pages must answer, or readers meet a dead end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.checks.results import CheckResult
from editorial.stories.text.references import story_ids
from editorial.stories.workflow import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject

PUBLIC = frozenset({Status.PUBLISHED, Status.CORRECTING})
_GONE = frozenset({404, 410})
_ERRORS = 400
_LONGEST = 60


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


def web_links(subject: Subject) -> Iterator[CheckResult]:
    """Say which pages elsewhere do not answer or have moved, and how many were not asked."""
    unasked = answered = 0
    for link in subject.web_links:
        answer = link.answer
        field = "body" if link.url in subject.story.body else "related"
        if answer is None:
            unasked += 1
        elif answer.status in _GONE or answer.status is None:
            yield CheckResult(
                "link_broken",
                "warn",
                field,
                f"The link to {_short(link.url)} does not answer: {answer.words}",
                "Show it",
                quote=link.url,
            )
        elif answer.status >= _ERRORS:
            yield CheckResult(
                "link_unsure",
                "warn",
                field,
                f"The link to {_short(link.url)} could not be checked: {answer.words}",
                "Show it",
                quote=link.url,
            )
        else:
            answered += 1
            if answer.moved_to:
                yield CheckResult(
                    "link_moved",
                    "warn",
                    field,
                    f"The page at {_short(link.url)} has moved to {_short(answer.moved_to)}",
                    "Show it",
                    quote=link.url,
                )
    if unasked:
        count = "1 link is" if unasked == 1 else f"{unasked} links are"
        yield CheckResult(
            "link_unchecked", "warn", "body", f"{count} not checked: nobody could be asked yet"
        )
    if answered:
        count = "1 link answers" if answered == 1 else f"{answered} links answer"
        yield CheckResult("web_links", "pass", "body", count)


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


def _short(url: str) -> str:
    plain = url.partition("://")[2].rstrip("/")
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
