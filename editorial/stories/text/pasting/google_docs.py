"""Google Docs' HTML: titles that are only large, comments, check boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.stories.text.pasting.styles import style_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_POINTS = re.compile(r"([\d.]+)pt")
_TITLE_POINTS = 26.0
"""The size of the style “Title” in a new document; “Heading 1” is an ``h1`` of 20."""
_COMMENT = re.compile(r"#cmnt\d+$")
_COMMENT_NAME = re.compile(r"cmnt\d+$")


def tidy_google_docs(soup: BeautifulSoup) -> list[str]:
    """Change the tree into plain HTML; return sentences about what was left out."""
    for paragraph in soup.find_all("p"):
        if _is_title(paragraph):
            paragraph.name = "h1"
    for box in soup.find_all("img", attrs={"aria-roledescription": True}):
        if "checkbox" in str(box["aria-roledescription"]):
            box.extract()
    return _drop_comments(soup)


def _is_title(paragraph: Tag) -> bool:
    spans = [span for span in paragraph.find_all("span") if span.get_text().strip()]
    if not spans or paragraph.find_parent("li") is not None:
        return False
    sizes = [_POINTS.fullmatch(style_of(span).get("font-size", "")) for span in spans]
    return all(size is not None and float(size[1]) >= _TITLE_POINTS for size in sizes)


def _drop_comments(soup: BeautifulSoup) -> list[str]:
    count = 0
    for anchor in soup.find_all("a", id=_COMMENT_NAME):
        holder = anchor.find_parent("div") or anchor.find_parent("p")
        if holder is not None:
            holder.extract()
            count += 1
    for anchor in soup.find_all("a", href=_COMMENT):
        sup = anchor.find_parent("sup")
        (sup or anchor).extract()
    if not count:
        return []
    return [f"{count} of the document’s comments {'was' if count == 1 else 'were'} left out."]
