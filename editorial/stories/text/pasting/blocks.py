"""What a document is made of, wherever it came from: runs of text in blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Mark = Literal["strong", "em", "del", "code", "sup", "sub"]
Marks = frozenset[Mark]
NO_MARKS: Marks = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one look.

    A line break is a run of its own. ``note`` is the number of a footnote referred to here.
    """

    text: str
    marks: Marks = NO_MARKS
    link: str = ""
    note: int = 0

    def with_text(self, text: str) -> Run:
        """Return other text with the same look."""
        return Run(text, self.marks, self.link, self.note)

    def without(self, mark: Mark) -> Run:
        """Return the same text with one mark less."""
        return Run(self.text, self.marks - {mark}, self.link, self.note)


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or with ``level`` 1 to 6 a heading.

    ``figure`` numbers the figure whose caption it is; 0 when it is no caption.
    """

    runs: list[Run]
    level: int = 0
    figure: int = 0


@dataclass(slots=True)
class Image:
    """A picture that stands by itself. ``address`` is what Markdown will say."""

    address: str
    alt: str
    caption: str = ""
    figure: int = 0


@dataclass(slots=True)
class ListBlock:
    """A list; each item is a list of blocks."""

    ordered: bool
    start: int = 1
    items: list[list[Block]] = field(default_factory=list)
    implied: bool = False
    """Made for items that stood in no list."""


@dataclass(slots=True)
class Quote:
    """A block quote."""

    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Code:
    """Preformatted text, as typed."""

    text: str


@dataclass(slots=True)
class Table:
    """Rows of cells, all of one length; the first row is the head."""

    rows: list[list[list[Run]]]


@dataclass(slots=True)
class Rule:
    """A line across."""


Block = Paragraph | Image | ListBlock | Quote | Code | Table | Rule
