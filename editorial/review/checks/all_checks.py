"""All rules in reading order, and the lines that say what is well."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editorial.review.checks import (
    credit_naming,
    figures,
    language,
    links,
    names,
    pictures,
    quotes,
    rights,
    twins,
    words,
)
from editorial.review.checks.results import CheckResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from editorial.review.checks.subject import Subject

_RANK = ("block", "warn", "note", "pass")

# Rules that share a line: where none of a group finds anything, its words are said once.
_GROUPS: tuple[
    tuple[str, str, str, tuple[Callable[[Subject], Iterable[CheckResult]], ...]], ...
] = (
    ("basics", "headline", "Headline, dek and section", (words.headline, words.dek, words.filing)),
    ("byline", "byline", "Byline", (words.byline,)),
    ("text", "body", "Text", (words.body_length, words.to_come, words.double_spaces)),
    ("quotes", "body", "Quotes and brackets closed", (quotes.quotes_closed,)),
    ("names", "body", "Names spelled alike", (names.names_alike,)),
    ("figures", "headline", "Numbers in headline and text agree", (figures.figures_agree,)),
    ("twins", "headline", "No headline like it published", (twins.twins,)),
    ("slug", "slug", "Address", (twins.slug,)),
    ("style", "body", "House style", (language.house_style,)),
    ("spelling", "body", "Spelling", (language.spelling,)),
    (
        "photos",
        "hero",
        "Photos: credit, caption and alt text",
        (
            pictures.hero,
            pictures.photos,
            pictures.related_pictures,
            pictures.strange_images,
            credit_naming.naming,
        ),
    ),
    ("rights", "hero", "Photo rights", (rights.rights, rights.story_embargo)),
    ("links", "body", "Links in the text", (links.body_links,)),
    ("web_links", "body", "Links to other sites", (links.web_links,)),
    ("related", "related", "Related stories", (links.related,)),
    ("notes", "notes", "No open notes", (words.notes,)),
    ("suggestions", "suggestions", "No open suggestions", (words.suggestions,)),
)


def check(subject: Subject) -> tuple[CheckResult, ...]:
    """Return every result in reading order: findings, and a ``pass`` for each group without."""
    results: list[CheckResult] = []
    for code, field, message, rules in _GROUPS:
        found = [
            levelled
            for rule in rules
            for result in rule(subject)
            if (levelled := _at_level(result, subject)) is not None
        ]
        if not found and not _is_silent(code, subject):
            found = [CheckResult(code, "pass", field, message)]
        results += found
    return tuple(results)


def findings(results: Iterable[CheckResult]) -> tuple[CheckResult, ...]:
    """Return what is to be mended: what blocks, then what asks for a reason, then the rest."""
    found = [result for result in results if result.level != "pass"]
    return tuple(sorted(found, key=lambda result: _RANK.index(result.level)))


def _at_level(result: CheckResult, subject: Subject) -> CheckResult | None:
    """Return a finding at the level that the newsroom gives it; None where it is not said."""
    if subject.levels is None:
        return result
    level = subject.levels.level(result.code, subject.gate, subject.type_slug, result.level)
    return None if level is None else replace(result, level=level)


def _is_silent(code: str, subject: Subject) -> bool:
    """Say nothing of photos and links that a story does not have, nor of what was not looked at."""
    if code == "style":
        return subject.style is None
    if code == "spelling":
        return subject.speller is None
    if code in {"twins", "slug", "suggestions"}:
        return True
    if code == "quotes":
        return not any(sign in subject.story.body for sign in '“”„«»"([')
    if code == "figures":
        return not any(sign.isdigit() for sign in subject.story.headline + subject.story.dek)
    if code == "names":
        return not subject.story.body.strip()
    if code == "rights":
        # Said where it matters; otherwise the line above speaks for the photos.
        return True
    if code == "photos":
        return not subject.story.photos
    if code == "web_links":
        return not subject.web_links
    if code == "links":
        return "story:" not in subject.story.body
    return code == "related" and not subject.story.links
