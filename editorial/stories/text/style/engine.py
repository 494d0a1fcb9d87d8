"""Finds what is against the house style, and puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.stories.text.prose import COVER
from editorial.stories.text.style.finding import StyleFinding, apply_fix
from editorial.stories.text.style.passage import Passage
from editorial.stories.text.style.patterns import PatternRule
from editorial.stories.text.style.terms import TermIndex, TermRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editorial.stories.text.style.rule import Hit, Rule

_ROUNDS = 6


class StyleRules:
    """The rules of a newsroom that are in force, with what was wrong in their files."""

    def __init__(self, rules: Sequence[Rule] = (), problems: Sequence[str] = ()) -> None:
        self.rules = tuple(rules)
        self._problems = tuple(problems)
        self._by_language: dict[str, tuple[tuple[Rule, ...], TermIndex]] = {}

    @property
    def problems(self) -> tuple[str, ...]:
        """Rules that are left out, each as a sentence with its line."""
        stopped = (
            f"Rule “{rule.id}”: {rule.trouble}"
            for rule in self.rules
            if isinstance(rule, PatternRule) and rule.trouble
        )
        return (*self._problems, *stopped)

    def has(self, rule_id: str) -> bool:
        """Whether a rule is in force."""
        return any(rule.id == rule_id for rule in self.rules)

    def hits(self, passage: Passage) -> Iterator[tuple[Rule, Hit]]:
        """Yield what each rule finds, quoted words and all."""
        rules, terms = self._for(passage.language)
        for rule in rules:
            for hit in rule.hits(passage):
                yield rule, hit
        yield from terms.hits(passage)

    def _for(self, language: str) -> tuple[tuple[Rule, ...], TermIndex]:
        known = self._by_language.get(language)
        if known is None:
            fitting = [rule for rule in self.rules if rule.is_for(language)]
            terms = TermIndex(rule for rule in fitting if isinstance(rule, TermRule))
            others = tuple(rule for rule in fitting if not isinstance(rule, TermRule))
            known = self._by_language[language] = (others, terms)
        return known


def find(
    text: str,
    rules: StyleRules,
    language: str,
    *,
    following: str = "",
    is_headline: bool = False,
) -> tuple[StyleFinding, ...]:
    """Return what in some Markdown is against the rules, in the order of the text.

    ``text`` is a manuscript, or one block of it that is no code; then ``following`` is the next
    block that is not empty, so that a quotation over several paragraphs is understood.
    ``language`` is BCP 47. A block of 100 words takes under 1 ms.
    """
    if not text:
        return ()
    passage = Passage(text, language, following=following, is_headline=is_headline)
    found: dict[tuple[int, int, str], StyleFinding] = {}
    for rule, hit in rules.hits(passage):
        if is_headline and not rule.in_headlines:
            continue
        if not rule.in_quotes and passage.in_quotation(hit.start):
            continue
        if COVER in passage.covered[hit.start : hit.end]:
            continue
        there = text[hit.start : hit.end]
        if hit.fix != there:
            found[hit.start, hit.end, rule.id] = StyleFinding(
                start=hit.start,
                end=hit.end,
                rule_id=rule.id,
                message=hit.message,
                explanation=rule.why,
                fix=hit.fix,
                level=rule.level,
                found=there,
                is_live=rule.live,
            )
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.rule_id)))


def fix_all(
    text: str, rules: StyleRules, language: str, *, is_headline: bool = False
) -> tuple[str, int]:
    """Return ``text`` with all that has a fix put right, and how many places that were.

    Repeated until nothing is left to do: a second call changes nothing, unless two rules of the
    newsroom are at odds with each other, which ends after a few rounds.
    """
    count = 0
    for _ in range(_ROUNDS):
        chosen = _without_overlaps(find(text, rules, language, is_headline=is_headline))
        if not chosen:
            break
        for finding in reversed(chosen):
            text = apply_fix(text, finding)
        count += len(chosen)
    return text, count


def fixes(
    text: str, rules: StyleRules, language: str, rule_id: str, *, is_headline: bool = False
) -> tuple[StyleFinding, ...]:
    """Return what one rule finds and can put right, in the order of the text, none overlapping."""
    found = find(text, rules, language, is_headline=is_headline)
    return tuple(_without_overlaps([one for one in found if one.rule_id == rule_id]))


def _without_overlaps(findings: Sequence[StyleFinding]) -> list[StyleFinding]:
    chosen: list[StyleFinding] = []
    for finding in findings:
        if finding.fix is not None and (not chosen or finding.start >= chosen[-1].end):
            chosen.append(finding)
    return chosen
