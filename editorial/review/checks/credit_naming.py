"""Whether suppliers are named as they ask: said, never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.credits.naming import naming_advice
from editorial.review.checks.results import CheckResult
from editorial.review.checks.rights import shown_photos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject


def naming(subject: Subject) -> Iterator[CheckResult]:
    """Point at credit lines that do not name their supplier as it asks."""
    rules = subject.credit_rules
    if rules is None:
        return
    for problem in rules.problems if subject.story.photos else ():
        yield CheckResult("credit_rules_file", "warn", "hero.credit", problem)
    for photo_id, (field, name) in shown_photos(subject).items():
        facts = subject.photos.get(photo_id)
        if facts is None or field == "related":
            continue
        advice = naming_advice(facts.credit, rules, form=subject.credit_form)
        if advice is not None:
            offer = f" That is “{advice.line}”." if advice.line else ""
            yield CheckResult(
                "credit_naming",
                "warn",
                f"{field}.credit",
                f"{name or facts.file_name}: {advice.ask}{offer}",
                "Mend it" if advice.line else "Show it",
            )
