"""What spelling and house style find in a line of the manuscript, remembered by the line.

Pure but for the files behind the speller and the rules; opened and warmed up on a worker thread,
then asked on the GUI thread, where the line that is written takes well under a millisecond.
Offsets are UTF-16 units, as Qt's documents count them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from editorial.desk.writing.finding.pattern import units, whole
from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editorial.stories.text.spelling.speller import Speller
    from editorial.stories.text.style.engine import StyleRules
    from editorial.system.paths import Home

_REMEMBERED = 8000
"""Lines; then all are forgotten and found anew as they are met."""


class Concern(IntEnum):
    """What is wrong with a passage."""

    SPELLING = 1
    STYLE = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of a line that is underlined.

    ``message`` names it in a few words, ``explanation`` is a sentence or nothing, ``fix`` what to
    write instead where that is known, ``rule_id`` the rule of house style.
    """

    start: int
    end: int
    concern: Concern
    found: str
    message: str
    explanation: str = ""
    fix: str | None = None
    rule_id: str = ""

    @property
    def about(self) -> str:
        """What a tooltip says."""
        return f"{self.message}.\n{self.explanation}" if self.explanation else f"{self.message}."


class Proof:
    """The speller and the rules for stories of one language; either may be None: not wanted."""

    def __init__(self, language: str, speller: Speller | None, rules: StyleRules | None) -> None:
        self.language = language
        self.speller = speller
        self.rules = rules
        self._known: dict[tuple[str, str, bool], tuple[Mark, ...]] = {}
        self._revision = -1
        self.trouble: EditorialError | None = None
        """Why the newsroom's words cannot be read now; spelling waits until they can."""

    @property
    def notice(self) -> str:
        """A sentence where spelling cannot be checked, else nothing."""
        return self.speller.notice if self.speller is not None else ""

    def marks(
        self, line: str, following: str = "", *, is_headline: bool = False
    ) -> tuple[Mark, ...]:
        """Return the marks of a line that is no code; where two overlap, spelling comes first.

        ``following`` is the next line that is not empty: a quotation may go on there.
        """
        if not line or line.isspace():
            return ()
        self.refresh()
        if not any(sign in line for sign in '“„«"”»'):
            following = ""
        key = (line, following, is_headline)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._find(units(line), following, is_headline=is_headline)
        return known

    def warm_up(self, lines: Iterable[str]) -> None:
        """Find what is in lines of a body ahead of their being shown. For a worker."""
        waiting = ""
        for line in lines:
            if line and not line.isspace():
                self.marks(waiting, line)
                waiting = line
        self.marks(waiting)

    def refresh(self) -> bool:
        """Forget what was found where the newsroom's words are others now; say whether."""
        if self.speller is None:
            return False
        try:
            self.speller.own_words.words()
        except EditorialError as error:
            self.trouble = error
            return False
        self.trouble = None
        revision = self.speller.own_words.revision
        changed = revision != self._revision
        if changed:
            self._revision = revision
            self._known = {}
        return changed

    def _find(self, line: str, following: str, *, is_headline: bool) -> tuple[Mark, ...]:
        found: list[Mark] = []
        if self.speller is not None and self.trouble is None:
            found += [
                Mark(
                    one.start,
                    one.end,
                    Concern.SPELLING,
                    whole(one.word),
                    f"“{whole(one.word)}” is not in the dictionary",
                )
                for one in self.speller.check_text(line)
            ]
        if self.rules is not None:
            from editorial.stories.text.style.engine import find

            hits = find(
                line, self.rules, self.language, following=following, is_headline=is_headline
            )
            found += [
                Mark(
                    one.start,
                    one.end,
                    Concern.STYLE,
                    whole(one.found),
                    whole(one.message),
                    one.explanation,
                    None if one.fix is None else whole(one.fix),
                    one.rule_id,
                )
                for one in hits
                if one.is_live and one.start < one.end
            ]
        return tuple(sorted(found, key=lambda mark: (mark.start, mark.concern, mark.end)))


def open_proof(
    home: Home, language: str, lines: tuple[str, ...], *, spelling: bool, style: bool
) -> Proof:
    """Read dictionaries and rules, and look through a body. For a worker: 0.2 s and more.

    Raises `HomeUnusable` or `BadFile` where their files cannot be used.
    """
    from editorial.stories.text.spelling.speller import open_speller
    from editorial.stories.text.style.loading import load_style

    speller = open_speller(home, language) if spelling else None
    if speller is not None:
        speller.load()
    proof = Proof(language, speller, load_style(home) if style else None)
    proof.warm_up(lines)
    return proof
