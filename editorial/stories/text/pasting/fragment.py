"""From the clipboard's or a file's HTML to a tree of what a reader could see."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning

from editorial.stories.text.pasting.styles import is_hidden

if TYPE_CHECKING:
    from bs4 import Tag

_START, _END = "<!--StartFragment", "<!--EndFragment"
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_CLIPBOARD_HEADER = re.compile(r"\A\ufeff?Version:\d.*?(?=<)", re.DOTALL)
# Word shows `<![if !supportLists]>` parts to browsers: the marks go, what is between them stays.
_CONDITIONAL = re.compile(r"<!--\[if\b[^>]*\]>.*?<!\[endif\]-->", re.DOTALL)
_CONDITION_MARKS = re.compile(r"<!\[(?!CDATA\[)[^>]*>")
UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "nav", "button"}
    | {"select", "datalist", "svg", "canvas", "object", "embed", "iframe", "audio", "video", "map"}
    | {"input", "textarea", "xml", "math", "base", "area", "source", "track"}
)
"""Elements whose content is no text of the document."""


def parse(html: str) -> BeautifulSoup:
    """Return the tree of the selected part of ``html``, without what could not be seen."""
    html = _CONDITIONAL.sub("", _selected(html.replace("\0", "")))
    html = _CONDITION_MARKS.sub("", html)
    with warnings.catch_warnings():
        # A text such as "www.example.org" is a text here, not a mistaken address.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        # Classes stay one string and no line is counted: a third of the time saved.
        soup = BeautifulSoup(
            html, "html.parser", multi_valued_attributes=None, store_line_numbers=False
        )
    unwanted: list[Tag] = [
        tag
        for tag in soup.find_all(True)
        if tag.name in UNSEEN or (len(tag.attrs) > 0 and is_hidden(tag))
    ]
    for found in unwanted:
        found.extract()
    return soup


def _selected(html: str) -> str:
    """Cut the clipboard's envelope off: CF_HTML header, head, everything around the fragment."""
    html = _CLIPBOARD_HEADER.sub("", html, count=1)
    start = html.find(_START)
    if start >= 0:
        begin = html.find("-->", start) + 3
        end = html.find(_END, begin)
        return html[begin : end if end >= 0 else len(html)]
    if body := _BODY.search(html):
        return html[body.end() :]
    return html
