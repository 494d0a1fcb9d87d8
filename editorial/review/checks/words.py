"""Rules about the words: headline, dek, byline, filing, length, marks left behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.review.checks.passages import around, texts
from editorial.review.checks.results import CheckResult
from editorial.stories.text.style.spacing import TO_COME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.review.checks.subject import Subject

SHORTEST_ARTICLE = 150
SHORTEST_POST = 20
"""Words below which a piece looks unfinished."""

# Two spaces between words; two at a line's end are Markdown's line break, and code keeps its own.
_DOUBLE_SPACE = re.compile(r"\S( {2,}|\u00a0 | \u00a0)(?=\S)")
_CODE = re.compile(r"^(?: {4}|\t).*$|`[^`\n]+`|^```.*?^```", re.MULTILINE | re.DOTALL)
_TABLE_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)


def headline(subject: Subject) -> Iterator[CheckResult]:
    """Ask for a headline that fits."""
    text = subject.story.headline.strip()
    if not text:
        yield CheckResult(
            "headline_missing", "block", "headline", "There is no headline", "Write it"
        )
    elif len(text) > subject.headline_limit:
        yield CheckResult(
            "headline_long",
            "warn",
            "headline",
            f"Headline is {len(text)} characters; the site cuts at {subject.headline_limit}",
            "Shorten it",
        )


def dek(subject: Subject) -> Iterator[CheckResult]:
    """Ask for a dek, except of a short post."""
    if not subject.story.dek.strip() and not subject.is_short_post:
        yield CheckResult("dek_missing", subject.later, "dek", "There is no dek", "Write it")


def byline(subject: Subject) -> Iterator[CheckResult]:
    """Insist on a byline: a piece without one must not go out."""
    if not any(name.strip() for name in subject.story.byline):
        yield CheckResult("byline_missing", "block", "byline", "There is no byline", "Add it")


def filing(subject: Subject) -> Iterator[CheckResult]:
    """Ask for section and story type: together they are the kicker."""
    if not subject.story.section:
        yield CheckResult(
            "section_missing", subject.later, "section", "No section is chosen", "Choose it"
        )
    if not subject.story.type:
        yield CheckResult(
            "type_missing", subject.later, "type", "No story type is chosen", "Choose it"
        )


def body_length(subject: Subject) -> Iterator[CheckResult]:
    """Refuse an empty body; point at a very short one."""
    if not subject.word_count:
        yield CheckResult("body_missing", "block", "body", "The story has no text yet", "Write it")
        return
    shortest = SHORTEST_POST if subject.is_short_post else SHORTEST_ARTICLE
    if subject.word_count < shortest:
        words = "1 word" if subject.word_count == 1 else f"{subject.word_count} words"
        yield CheckResult("body_short", "warn", "body", f"The text has only {words}", "Go on")


def to_come(subject: Subject) -> Iterator[CheckResult]:
    """Find ``TK``: words that were still to come."""
    if not _is_wanted(subject, "to-come"):
        return
    for field, text in texts(subject):
        match = TO_COME.search(text)
        if match:
            yield CheckResult(
                "tk_marker",
                subject.later,
                field,
                f"“{around(text, *match.span())}” still has a TK",
                "Show it",
                quote=match.group(),
            )


def double_spaces(subject: Subject) -> Iterator[CheckResult]:
    """Find doubled spaces between words."""
    if not _is_wanted(subject, "doubled-spaces"):
        return
    for field, text in texts(subject):
        # What is taken out leaves a mark, or the spaces around it would meet.
        prose = _TABLE_ROW.sub("", _CODE.sub("`", text))
        matches = list(_DOUBLE_SPACE.finditer(prose))
        if matches:
            count = "a doubled space" if len(matches) == 1 else f"{len(matches)} doubled spaces"
            yield CheckResult(
                "double_space",
                "warn",
                field,
                f"The {field} has {count}",
                "Fix it",
                quote=around(prose, *matches[0].span()),
            )


def notes(subject: Subject) -> Iterator[CheckResult]:
    """Point at notes that nobody has resolved."""
    if subject.open_notes:
        count = "1 note is" if subject.open_notes == 1 else f"{subject.open_notes} notes are"
        yield CheckResult("notes_open", subject.later, "notes", f"{count} unresolved", "Read")


def suggestions(subject: Subject) -> Iterator[CheckResult]:
    """Point at suggestions that nobody has decided."""
    if subject.open_suggestions:
        count = subject.open_suggestions
        said = "1 suggestion is" if count == 1 else f"{count} suggestions are"
        yield CheckResult(
            "suggestions_open", subject.later, "suggestions", f"{said} undecided", "Decide"
        )


def _is_wanted(subject: Subject, rule_id: str) -> bool:
    """Whether the newsroom has not switched a rule off in its house style."""
    return subject.style is None or subject.style.has(rule_id)
