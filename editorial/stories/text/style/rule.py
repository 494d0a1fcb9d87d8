"""What every rule has, whatever it looks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.stories.text.style.finding import StyleLevel
    from editorial.stories.text.style.passage import Passage


class Hit(NamedTuple):
    """A place that a rule found: positions, a few words for it, what to write instead."""

    start: int
    end: int
    message: str
    fix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of house style.

    ``level`` ``block`` keeps a story from going out, ``warn`` only points. ``languages`` are
    BCP 47 tags (none: every language; ``en`` means every English). ``in_quotes``: whether it
    holds for quoted words too, ``in_headlines`` for headlines, ``live`` while one writes.
    """

    id: str
    why: str = ""
    level: StyleLevel = "warn"
    languages: tuple[str, ...] = ()
    in_quotes: bool = True
    in_headlines: bool = True
    live: bool = True

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """Yield what is against the rule."""
        raise TypeError(f"the rule {self.id} looks for nothing")

    def is_for(self, language: str) -> bool:
        """Whether the rule holds for a language."""
        tag = language.replace("_", "-").lower()
        return not self.languages or any(
            tag == own.lower() or tag.startswith(own.lower() + "-") for own in self.languages
        )


def keep_case(found: str, wanted: str) -> str:
    """Return ``wanted`` written as ``found`` is: in capitals, with a capital, or as it is."""
    letters = [c for c in found if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return wanted.upper()
    if found[:1].isupper() and wanted[:1].islower():
        return wanted[0].upper() + wanted[1:]
    return wanted
