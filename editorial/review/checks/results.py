"""What a check says: well, worth a look, to be reasoned or in the way; and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["pass", "note", "warn", "block"]
"""A note is only said; a warning is passed for a reason; what blocks has to be mended."""

MENDING = frozenset({"Fix it", "Move it", "Mend it"})
"""Words on a press that puts a thing right: in the text, in a caption, in a credit."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One line of "Ready to submit?".

    ``field`` names the place to jump to: ``headline``, ``dek``, ``body``, ``byline``,
    ``section``, ``type``, ``slug``, ``hero``, ``hero.caption``, ``hero.alt``, ``hero.credit``,
    ``photo:<id>.alt`` (and ``.caption``, ``.credit``), ``related`` or ``notes``. ``fix`` is the
    word on the jump, such as ``Write it``; ``quote`` the passage in the body that is meant.
    """

    code: str
    level: Level
    field: str
    message: str
    fix: str = ""
    quote: str = ""

    @property
    def mends(self) -> bool:
        """Whether the press on `fix` can put it right by itself; else it jumps to the field."""
        return self.fix in MENDING

    def to_json(self) -> dict[str, str]:
        """Return the finding as scripts read it."""
        values = {
            "code": self.code,
            "level": self.level,
            "field": self.field,
            "message": self.message,
        }
        return values | ({"quote": self.quote} if self.quote else {})
