"""Inline styles of HTML, as far as they carry meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

    from editorial.stories.text.pasting.blocks import Mark, Marks

_MARK_OF_TAG: dict[str, Mark] = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "s": "del",
    "strike": "del",
    "del": "del",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sup": "sup",
    "sub": "sub",
}
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*([^;]*)")
_BOLD = 600


@lru_cache(maxsize=2048)
def _parsed(style: str) -> dict[str, str]:
    return {
        match[1].lower(): match[2].strip().lower().removesuffix("!important").strip()
        for match in _DECLARATION.finditer(style)
    }


def style_of(tag: Tag) -> dict[str, str]:
    """Return the declarations of the ``style`` attribute, in lower case."""
    style = tag.attrs.get("style")
    return _parsed(str(style)) if style else {}


def is_hidden(tag: Tag) -> bool:
    """Return whether a reader could not see the element where it came from."""
    if "hidden" in tag.attrs:
        return True
    style = style_of(tag)
    return bool(style) and (style.get("display") == "none" or style.get("mso-hide") == "all")


def marks_within(tag: Tag, marks: Marks) -> Marks:
    """Return the marks of text inside ``tag``, where those outside it are ``marks``."""
    if mark := _MARK_OF_TAG.get(tag.name):
        marks |= {mark}
    style = style_of(tag)
    return _styled(marks, style) if style else marks


def _styled(marks: Marks, style: dict[str, str]) -> Marks:
    if weight := style.get("font-weight"):
        bold = weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= _BOLD)
        marks = marks | {"strong"} if bold else marks - {"strong"}
    if slant := style.get("font-style"):
        slanted = slant.startswith(("italic", "oblique"))
        marks = marks | {"em"} if slanted else marks - {"em"}
    if "line-through" in (style.get("text-decoration", "") + style.get("text-decoration-line", "")):
        marks |= {"del"}
    align = style.get("vertical-align")
    if align == "super":
        marks = marks - {"sub"} | {"sup"}
    elif align == "sub":
        marks = marks - {"sup"} | {"sub"}
    return marks


def classes_of(tag: Tag) -> list[str]:
    """Return the element's classes; Outlook on the web puts ``x_`` before those of a mail."""
    classes = tag.attrs.get("class") or ""
    words: list[str] = classes.split() if isinstance(classes, str) else list(classes)
    return [re.sub(r"^(?:x_)+", "", word) for word in words]
