"""Rules about the language: the house style, and spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.review.checks.passages import around, captions, texts
from editorial.review.checks.results import CheckResult
from editorial.stories.text.style.engine import find
from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject
    from editorial.stories.text.style.finding import StyleFinding

# What has a check of its own among the words.
_ELSEWHERE = frozenset({"to-come", "doubled-spaces"})
_NAMED = 5
"""Words that a line about spelling names; the rest is counted."""


def house_style(subject: Subject) -> Iterator[CheckResult]:
    """Yield one line for each rule of house style that a text is against."""
    if subject.style is None:
        return
    for field, text in (*texts(subject), *captions(subject)):
        groups: dict[str, list[StyleFinding]] = {}
        for finding in find(
            text, subject.style, subject.story.language, is_headline=field == "headline"
        ):
            if finding.rule_id not in _ELSEWHERE:
                groups.setdefault(finding.rule_id, []).append(finding)
        for rule_id, group in groups.items():
            first = group[0]
            more = f", and {len(group) - 1} more like it" if len(group) > 1 else ""
            yield CheckResult(
                f"style:{rule_id}",
                subject.later if first.level == "block" else "warn",
                field,
                f"{_place(field)}{first.message}{more}",
                "Show it" if first.fix is None else "Fix it",
                quote=around(text, first.start, first.end),
            )


def spelling(subject: Subject) -> Iterator[CheckResult]:
    """Yield one line for all words that may be misspelt, or for why they are not checked."""
    speller = subject.speller
    if speller is None:
        return
    if speller.notice:
        yield CheckResult("spelling", "pass", "body", speller.notice)
        return
    found: dict[str, str] = {}
    try:
        for field, text in (*texts(subject), *captions(subject)):
            for one in speller.check_text(text):
                if one.word not in subject.ignored_words:
                    found.setdefault(one.word, field)
    except EditorialError as error:
        # A dictionary that cannot be read says so, but keeps no story from its other checks.
        yield CheckResult("spelling", "warn", "body", error.message.rstrip("."))
        return
    if found:
        words = list(found)
        named = ", ".join(words[:_NAMED])
        if len(words) > _NAMED:
            named += f" and {len(words) - _NAMED} more"
        count = "1 word" if len(words) == 1 else f"{len(words)} words"
        yield CheckResult(
            "spelling",
            "warn",
            found[words[0]],
            f"{count} may be misspelt: {named}",
            "Show it",
            quote=words[0],
        )


def _place(field: str) -> str:
    """Return the beginning of a line about something that is not the body."""
    if field == "body":
        return ""
    if field.endswith(".caption"):
        return "Caption: " if field.startswith("photo:") else "Caption of the hero photo: "
    return f"{field.capitalize()}: "
