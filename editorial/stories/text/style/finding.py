"""What a rule of house style found, and how it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editorial.system.errors import RuleRefused

StyleLevel = Literal["warn", "block"]


@dataclass(frozen=True, slots=True)
class StyleFinding:
    """A passage that is against a rule; positions are in the text that was searched.

    ``message`` names the passage in a few words, ``explanation`` says the rule in a sentence,
    ``fix`` is what to write instead (None: that is for a person to decide), ``found`` what
    stands there, and ``is_live`` whether the rule wants to be shown while one writes.
    """

    start: int
    end: int
    rule_id: str
    message: str
    explanation: str
    fix: str | None
    level: StyleLevel
    found: str
    is_live: bool = True


def apply_fix(text: str, finding: StyleFinding) -> str:
    """Return ``text`` with one finding put right.

    Raises `RuleRefused` where the text has changed at that place, or there is no fix.
    """
    if finding.fix is None:
        raise RuleRefused(
            f"{finding.message}: only a person can decide what to write there.",
            safe="Nothing was changed.",
        )
    if text[finding.start : finding.end] != finding.found:
        raise RuleRefused(
            f"“{finding.found}” is no longer where it was.",
            safe="Nothing was changed.",
            next_step="Check the text again.",
        )
    return text[: finding.start] + finding.fix + text[finding.end :]
