"""Read HTML into a small tree, as far as finding text, links and credits needs it.

It reads what we or a publishing system wrote, so it forgives what such systems do (unclosed
paragraphs, stray end tags) and never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = "area base br col embed hr img input link meta param source track wbr"
_INLINE = """
    a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span
    strike strong sub sup time tt u var wbr
"""
_PARTING = """
    address article aside blockquote details div dl fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul
"""
VOID = frozenset(_VOID.split())
INLINE = frozenset(_INLINE.split())
"""Elements that do not part two words; every other one does."""
_CLOSES_PARAGRAPH = frozenset(_PARTING.split())


@dataclass(slots=True)
class Element:
    """An element with its attributes (``None`` values become ``""``) and children in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> tuple[str, ...]:
        """The class names, in order."""
        return tuple(self.attributes.get("class", "").split())

    def walk(self) -> Iterator[Element]:
        """Yield this element and those inside it, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(
                child for child in reversed(element.children) if isinstance(child, Element)
            )

    def find(self, name: str) -> Element | None:
        """Return the first element of that name at or below this one."""
        return next((element for element in self.walk() if element.name == name), None)


_DEPTH = 200
"""Elements nested deeper become neighbours, so that reading a tree may recurse."""
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
# HTMLParser raises on marked sections that it does not know.
_MARKED_SECTION = re.compile(r"<!\[[^>]*>?")


def parse(html: str) -> Element:
    """Return the tree of ``html`` below a nameless root; comments are left out."""
    builder = _Builder()
    builder.feed(_MARKED_SECTION.sub("", _COMMENT.sub("", html)))
    builder.close()
    return builder.root


def write(element: Element) -> str:
    """Return the HTML of what is inside ``element``, every text and attribute escaped."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: Element, pieces: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            pieces.append(escape(child, quote=False).replace("\u00a0", "&nbsp;"))
            continue
        attributes = "".join(
            f' {name}="{escape(value)}"' for name, value in child.attributes.items()
        )
        pieces.append(f"<{child.name}{attributes}>")
        if child.name not in VOID:
            _write(child, pieces)
            pieces.append(f"</{child.name}>")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSES_PARAGRAPH and any(element.name == "p" for element in self._open):
            self.handle_endtag("p")
        if tag in {"li", "dt", "dd", "tr", "td", "th"} and self._open[-1].name == tag:
            self._open.pop()
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) < _DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].name == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
