"""Lists of a Word document: levels that nest, and a count of its own for each list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

_BULLETS = "•◦▪"
_INDENT = 360
"""Twentieths of a point per level."""


def element(name: str, **attributes: str) -> Any:
    """Return a new element such as ``w:p`` with attributes in the ``w`` namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


class Numbering:
    """Gives out numbers of lists for one document."""

    def __init__(self, document: Document) -> None:
        self._root: Any = document.part.numbering_part.element
        self._abstract = {ordered: self._define(ordered) for ordered in (False, True)}

    def new_list(self, *, ordered: bool, start: int = 1) -> str:
        """Return the id of a list that counts from ``start``."""
        ids = [int(num.get(qn("w:numId"))) for num in self._root.findall(qn("w:num"))]
        num = element("w:num", numId=str(max(ids, default=0) + 1))
        num.append(element("w:abstractNumId", val=self._abstract[ordered]))
        for level in range(9):
            override = element("w:lvlOverride", ilvl=str(level))
            override.append(element("w:startOverride", val=str(start if level == 0 else 1)))
            num.append(override)
        self._root.append(num)
        return str(num.get(qn("w:numId")))

    def _define(self, ordered: bool) -> str:
        known = self._root.findall(qn("w:abstractNum"))
        ids = [int(found.get(qn("w:abstractNumId"))) for found in known]
        abstract = element("w:abstractNum", abstractNumId=str(max(ids, default=0) + 1))
        abstract.append(element("w:multiLevelType", val="hybridMultilevel"))
        for level in range(9):
            abstract.append(_level(level, ordered))
        # All definitions come before the first list.
        self._root.insert(len(known), abstract)
        return str(abstract.get(qn("w:abstractNumId")))


def _level(level: int, ordered: bool) -> Any:
    made = element("w:lvl", ilvl=str(level))
    made.append(element("w:start", val="1"))
    made.append(element("w:numFmt", val="decimal" if ordered else "bullet"))
    text = f"%{level + 1}." if ordered else _BULLETS[level % len(_BULLETS)]
    made.append(element("w:lvlText", val=text))
    made.append(element("w:lvlJc", val="left"))
    properties = element("w:pPr")
    left = str(_INDENT * (level + 1) * 2)
    properties.append(element("w:ind", left=left, hanging=str(_INDENT)))
    made.append(properties)
    return made


def set_list(paragraph: Any, list_id: str, level: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (python-docx has no other way)
    number = element("w:numPr")
    number.append(element("w:ilvl", val=str(min(level, 8))))
    number.append(element("w:numId", val=list_id))
    properties.append(number)
