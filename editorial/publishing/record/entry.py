"""One line of a story's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what when."""

    at: dt.datetime
    """Aware, UTC."""
    who: str
    """Empty where the program did it by itself."""
    source: str
    """``event``, ``version``, ``photo``, ``delivery`` or ``receipt``."""
    kind: str
    """The event's kind, the version's, and so on; for filters and scripts."""
    words: str
    """What was done, as the end of “Ida Holm …”."""
    version: int | None = None
    status_from: str = ""
    status_to: str = ""
    details: tuple[tuple[str, str], ...] = ()
    """More, as label and text: a note's words, a credit before and after."""

    @property
    def sentence(self) -> str:
        """The whole sentence: ``Ida Holm approved it (v5)``."""
        words = f"{self.who} {self.words}" if self.who else self.words
        return words[:1].upper() + words[1:]

    @property
    def searched(self) -> str:
        """All its words, for a search."""
        details = " ".join(f"{label} {text}" for label, text in self.details)
        return f"{self.sentence} {details} {self.kind}".casefold()
