"""From a document's HTML to headline, dek, byline, hero and body."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from editorial.stories.text.documents.document import Document, DocumentImage
from editorial.stories.text.pasting.paste import markdown_from_html
from editorial.stories.text.references import images as images_in

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE, DEK, BYLINE, CAPTION, CREDIT = "title", "dek", "byline", "caption", "credit"
"""Classes that readers of formats give to paragraphs with these styles."""

_NEAR_THE_TOP = 4
_WITH_WORDS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "pre"]


def shape(
    html: str,
    *,
    files: Mapping[str, bytes],
    metadata: Mapping[str, str],
    pictures_beside: bool = False,
) -> Document:
    """Return the document that ``html`` is. ``files`` holds pictures by their address in it."""
    soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    title = _take_title(soup)
    dek = _take(soup, DEK)
    byline = _take(soup, BYLINE)
    credits = _join_figures(soup)
    pasted = markdown_from_html(str(soup), files=files, pictures_beside=pictures_beside)
    by_data = {files[address]: credit for address, credit in credits.items() if address in files}
    marks = {mark.group(2): mark for mark in images_in(pasted.markdown)}
    images = tuple(
        DocumentImage(
            image.address,
            image.alt,
            image.data,
            caption=(marks[image.address].group(3) or "") if image.address in marks else "",
            credit=by_data.get(image.data, ""),
        )
        for image in pasted.images
        if image.data is not None
    )
    document = Document(
        title=title,
        body=pasted.markdown,
        dek=dek,
        byline=byline,
        images=images,
        metadata=dict(metadata),
        warnings=pasted.warnings,
    )
    return _with_hero(document)


def _with_hero(document: Document) -> Document:
    """Take a picture that stands before all text as the hero."""
    marks = images_in(document.body)
    if not marks or marks[0].start() != 0 or "\n" in marks[0].group(0):
        return document
    rest = document.body[marks[0].end() :]
    if rest and not rest.startswith("\n\n"):
        return document
    address = marks[0].group(2).strip("<>")
    image = next((image for image in document.images if image.address == address), None)
    if image is None or any(mark.group(2) == marks[0].group(2) for mark in marks[1:]):
        return document
    return dataclasses.replace(
        document, body=rest.lstrip("\n"), hero=image, hero_address=image.address
    )


def _take_title(soup: BeautifulSoup) -> str:
    """Return the words of the title paragraph, else of a first heading near the top."""
    if title := _take(soup, TITLE):
        return title
    heading = soup.find("h1")
    if heading is None:
        return ""
    before = [tag for tag in heading.find_all_previous(_WITH_WORDS) if tag.get_text().strip()]
    return _words(heading) if len(before) < _NEAR_THE_TOP else ""


def _take(soup: BeautifulSoup, name: str) -> str:
    found = soup.find(class_=name)
    return _words(found) if isinstance(found, Tag) else ""


def _words(tag: Tag) -> str:
    """Take a paragraph out and return its words; its pictures stay where it was."""
    for line_end in tag.find_all("br"):
        line_end.replace_with(" ")
    if tag.find("a", href=re.compile("^#")) is not None:
        # A footnote hangs on it: the words go up, the note must not be lost with them.
        for mark in tag.find_all("sup"):
            mark.extract()
    words = " ".join(tag.get_text().split())
    for image in tag.find_all("img"):
        tag.insert_before(image.extract())
    tag.extract()
    return words


def _join_figures(soup: BeautifulSoup) -> dict[str, str]:
    """Make a figure of each picture with the caption and credit below it; return the credits."""
    credits: dict[str, str] = {}
    for image in soup.find_all("img"):
        holder = image.find_parent("p") or image
        if holder is not image and holder.get_text().strip():
            continue
        below = [tag for tag in holder.find_next_siblings(limit=2) if isinstance(tag, Tag)]
        caption = below[0] if below and below[0].get("class") == CAPTION else None
        rest = below[1:] if caption is not None else below
        credit = rest[0] if rest and rest[0].get("class") == CREDIT else None
        if caption is None and credit is None:
            continue
        figure = soup.new_tag("figure")
        holder.insert_before(figure)
        figure.append(holder.extract())
        if caption is not None:
            caption.name = "figcaption"
            figure.append(caption.extract())
        if credit is not None:
            credits[str(image.get("src"))] = " ".join(credit.get_text().split())
            credit.extract()
    return credits
