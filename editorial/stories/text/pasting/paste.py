"""What another program put on the clipboard, as a manuscript's Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.stories.text.pasting.footnotes import take_footnotes
from editorial.stories.text.pasting.fragment import parse
from editorial.stories.text.pasting.google_docs import tidy_google_docs
from editorial.stories.text.pasting.pasted import Pasted
from editorial.stories.text.pasting.pictures import Pictures
from editorial.stories.text.pasting.reading import Reader
from editorial.stories.text.pasting.sources import source_of
from editorial.stories.text.pasting.word import tidy_word
from editorial.stories.text.pasting.writing import note_definition, write

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff]")


def markdown_from_html(
    html: str,
    *,
    plain: str = "",
    first_footnote: int = 1,
    files: Mapping[str, bytes] | None = None,
    pictures_beside: bool = False,
) -> Pasted:
    """Return the Markdown of HTML from Google Docs, Word, Outlook, LibreOffice or a web page.

    ``plain`` is the plain text that came with it, taken when the HTML holds no word. Footnotes
    are numbered from ``first_footnote`` on. ``files`` holds bytes of pictures by the address
    that the HTML gives them. ``pictures_beside`` keeps relative addresses of pictures.

    Every word that could be seen is kept; addresses that lead nowhere for a reader
    (``blob:``, ``file:``, ``cid:``, ``javascript:``) are not.
    """
    if not html.strip():
        return Pasted(plain_markdown(plain), (), (), "plain")
    source = source_of(html)
    soup = parse(html)
    warnings: list[str] = []
    if source == "google_docs":
        warnings += tidy_google_docs(soup)
    elif source in {"word", "outlook"}:
        warnings += tidy_word(soup)
    pictures = Pictures(files or {}, pictures_beside)
    notes = take_footnotes(soup, first_footnote)
    parts = [write(Reader(pictures).read(soup))]
    parts += [note_definition(number, Reader(pictures).read(holder)) for number, holder in notes]
    markdown = "\n\n".join(part for part in parts if part)
    if not markdown and plain.strip():
        return Pasted(plain_markdown(plain), (), tuple(pictures.warnings), "plain")
    found = tuple(pictures.found)
    return Pasted(markdown, found, (*warnings, *pictures.warnings), source)


def plain_markdown(text: str) -> str:
    """Return plain text as it is, with line ends, hard blanks and unseen characters put right."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    text = text.replace("\u2028", "\n").replace("\u00a0", " ")
    return _UNPRINTED.sub("", text).strip("\n")
