"""Reading saved web pages and documents that were exported as HTML."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from editorial.stories.text.documents.shaping import shape
from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.stories.text.documents.document import Document

LARGEST = 60_000_000
"""Bytes; pictures may be inside."""
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LOOK = 4096


def read_html(path: Path) -> Document:
    """Return what an .html file says; its pictures may lie beside it. Raises `BadFile`."""
    html = _text_of(path)
    head = BeautifulSoup(html[:_TOP], "html.parser", multi_valued_attributes=None)
    metadata: dict[str, str] = {}
    if head.title is not None and head.title.get_text().strip():
        metadata["title"] = " ".join(head.title.get_text().split())
    author = head.find("meta", attrs={"name": re.compile("^author$", re.IGNORECASE)})
    if author is not None and str(author.get("content") or "").strip():
        metadata["author"] = " ".join(str(author["content"]).split())
    root = head.find("html")
    if root is not None and root.get("lang"):
        metadata["language"] = str(root["lang"])
    return shape(html, files={}, metadata=metadata, pictures_beside=True)


_TOP = 20_000
"""Characters in which the head of a page is looked for."""


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _bad(path, "is far too large for a story", "Check that it is the right file.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _bad(path, "does not exist", "Check the name.") from error
    except OSError as error:
        raise _bad(path, f"cannot be read ({error.strerror})", "Allow reading it.") from error
    if not data.strip():
        raise _bad(path, "is empty", "Check that it was saved.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:_LOOK]:
        raise _bad(path, "is a binary file, not a page", "Save the page as HTML.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        stated = _CHARSET.search(data[:_LOOK])
        name = stated[1].decode("ascii") if stated else "cp1252"
        try:
            return data.decode(name, errors="replace")
        except LookupError:
            return data.decode("cp1252", errors="replace")


def _bad(path: Path, what: str, next_step: str) -> BadFile:
    return BadFile(f"{path.name} {what}.", safe="Nothing was imported.", next_step=next_step)
