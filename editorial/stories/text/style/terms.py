"""Rules about words: the form that the house prefers, and words that it does not print.

All words of all rules are looked up in one pass, by their first word: a list of a thousand
costs no more than one of ten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.stories.text.style.rule import Hit, Rule, keep_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editorial.stories.text.style.passage import Passage

_FIRST = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One form to look for. ``to`` is what to write (None: nothing is offered).

    With ``exact`` only this case is meant (``Internet``, not ``internet``), and ``to`` is taken
    as it is; else any case, and the case found is kept.
    """

    form: str
    to: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule(Rule):
    """A rule about some words; ``banned`` ones are named so."""

    terms: tuple[Term, ...] = ()
    banned: bool = False

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield what is against this rule alone."""
        for _, hit in TermIndex([self]).hits(passage):
            yield hit


class TermIndex:
    """The terms of many rules by their first word."""

    def __init__(self, rules: Iterable[TermRule]) -> None:
        self._entries: dict[str, list[tuple[TermRule, Term, re.Pattern[str]]]] = {}
        for rule in rules:
            for term in rule.terms:
                first = _FIRST.search(term.form)
                if first is not None:
                    entry = (rule, term, _pattern(term, first.start()))
                    self._entries.setdefault(first.group().lower(), []).append(entry)
        for entries in self._entries.values():
            # The longest form wins: “advisor in chief” before “advisor”.
            entries.sort(key=lambda entry: -len(entry[1].form))

    def hits(self, passage: Passage) -> Iterator[tuple[TermRule, Hit]]:
        """Yield what is against the rules, in the order of the text."""
        entries, done = self._entries, 0
        for number, word in enumerate(passage.lowered):
            if word not in entries:
                continue
            start = passage.words[number].start()
            if start < done:
                continue
            for rule, term, pattern in entries[word]:
                hit = _hit(passage, rule, term, pattern, start)
                if hit is not None:
                    done = hit.end
                    yield rule, hit
                    break


def _hit(
    passage: Passage, rule: TermRule, term: Term, pattern: re.Pattern[str], at: int
) -> Hit | None:
    match = pattern.match(passage.covered, at)
    if match is None or _is_wanted(passage.covered, match, term):
        return None
    found = match.group()
    fix = None
    if term.to is not None:
        fix = term.to if term.exact else keep_case(found, term.to)
        if term.exact and passage.starts_sentence(match.start()):
            fix = fix[:1].upper() + fix[1:]
        if fix == found:
            return None
    shown = " ".join(found.split())
    if rule.banned:
        message = f"“{shown}” is not used here"
    else:
        message = f"“{shown}”: here we write “{fix}”" if fix else f"“{shown}”"
    return Hit(match.start(), match.end(), message, fix)


def _is_wanted(text: str, match: re.Match[str], term: Term) -> bool:
    """Whether the form found is a piece of the very words that the rule wants."""
    if not term.to:
        return False
    found, wanted = match.group(), term.to
    if not term.exact:
        found, wanted = found.lower(), wanted.lower()
    offset = wanted.find(found)
    while offset >= 0:
        begin = match.start() - offset
        there = text[max(0, begin) : begin + len(wanted)]
        if (there if term.exact else there.lower()) == wanted:
            return True
        offset = wanted.find(found, offset + 1)
    return False


def _pattern(term: Term, lead: int) -> re.Pattern[str]:
    """Return the pattern of a form, to be matched at its first word."""
    parts = []
    for sign in re.findall(r"\s+|[^\W_]+|.", term.form[lead:]):
        if sign.isspace():
            # A line may end there, but not a paragraph.
            parts.append(r"[ \t\u00a0]*(?:[ \t\u00a0]|\n)[ \t\u00a0]*")
        elif sign in "'’":
            parts.append("['’]")
        elif sign in "-‐":
            parts.append("[-‐]")
        else:
            parts.append(re.escape(sign))
    before = r"(?<!\w)(?<!\w[-‐'’])" if not lead else f"(?<={re.escape(term.form[:lead])})"
    after = r"(?!\w)" if term.form[-1:].isalnum() else ""
    return re.compile(before + "".join(parts) + after, 0 if term.exact else re.IGNORECASE)
