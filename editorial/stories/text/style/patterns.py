"""Rules that an editor writes as regular expressions, kept from running away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from editorial.stories.text.prose import COVER
from editorial.stories.text.style.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.stories.text.style.passage import Passage

TIME_LIMIT = 0.25
"""Seconds of computing after which a pattern is given up: a good one takes a thousandth."""

_AROUND = 60


@dataclass(slots=True)
class _State:
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRule(Rule):
    """A regular expression, with what to write instead (``replace`` may name its groups)."""

    pattern: regex.Pattern[str]
    replace: str | None = None
    state: _State = field(default_factory=_State, compare=False)

    @property
    def trouble(self) -> str:
        """Why the pattern is no longer tried, as a sentence; else empty."""
        return self.state.trouble

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield what matches. A pattern that takes too long is not tried again."""
        if self.state.trouble:
            return
        try:
            found = list(self.pattern.finditer(passage.covered, timeout=TIME_LIMIT))
            for match in found:
                start, end = match.span()
                if start < end and COVER not in match.group():
                    yield Hit(start, end, f"“{_short(match.group())}”", self._fix(passage, match))
        except TimeoutError:
            self.state.trouble = "its pattern takes too long, so the rule is left out"
        except (regex.error, IndexError) as error:
            self.state.trouble = f"its replacement does not fit its pattern ({error})"

    def _fix(self, passage: Passage, match: regex.Match[str]) -> str | None:
        """Return the replacement, unless the rule would find fault with that as well."""
        if self.replace is None:
            return None
        fix: str = match.expand(self.replace)
        start, end = match.span()
        before = passage.covered[max(0, start - _AROUND) : start]
        whole = before + fix + passage.covered[end : end + _AROUND]
        for again in self.pattern.finditer(whole, timeout=TIME_LIMIT):
            inside = again.end() > len(before) and again.start() < len(before) + len(fix)
            if inside or (not fix and again.start() <= len(before) <= again.end()):
                return None
        return fix


def compile_pattern(find: str, replace: str | None, *, ignore_case: bool) -> regex.Pattern[str]:
    """Return a pattern. Raises `ValueError` with what is wrong in it, or in its replacement."""
    flags = regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0)
    try:
        pattern = regex.compile(find, flags)
        if replace is not None:
            # A template is read only where something matches: here nothing does, so all fits.
            regex.compile(f"(?:{find})|", flags).sub(replace, "", timeout=TIME_LIMIT)
    except (regex.error, IndexError, TimeoutError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return pattern


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 48 else text[:45] + "…"
