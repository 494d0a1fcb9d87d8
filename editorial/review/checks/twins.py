"""Rules about stories that are like this one: an address that had to give way, a headline used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.checks.results import CheckResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject


def twins(subject: Subject) -> Iterator[CheckResult]:
    """Name the public stories whose headline is nearly this one."""
    for twin in subject.twins:
        on = f" on {twin.at.day} {twin.at:%B %Y}" if twin.at else ""
        yield CheckResult(
            "headline_used",
            "warn",
            "headline",
            f"A story with nearly this headline is published: “{twin.headline}”{on}",
            "Show it",
            quote=f"story:{twin.id}",
        )


def slug(subject: Subject) -> Iterator[CheckResult]:
    """Say where the address ends in a number only because another story has the words."""
    if subject.slug_holder:
        yield CheckResult(
            "slug_numbered",
            "warn",
            "slug",
            f"The address ends in “{subject.story.slug.rpartition('-')[2]}” because "
            f"“{subject.slug_holder}” has the same words in its own",
            "Change it",
        )
