"""Reading Word documents: mammoth gives HTML, which is cleaned like a paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mammoth
from mammoth.docx.files import InvalidFileReferenceError

from editorial.stories.text.documents.packages import damaged, opened
from editorial.stories.text.documents.properties import core_properties
from editorial.stories.text.documents.shaping import shape

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.stories.text.documents.document import Document

KIND = "Word document"
# Word keeps the English names of its own styles in every language.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.dek:fresh
p[style-name='Byline'] => p.byline:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Photo Credit'] => p.credit:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em > strong
r[style-name='Book Title'] => em
u =>
comment-reference =>
"""


def read_docx(path: Path) -> Document:
    """Return what a .docx says. Macros and comments are not read.

    Raises `BadFile` for a file that is broken, protected by a password, in the format of before
    2007, or made to do harm.
    """
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        try:
            with image.open() as stream:
                data = stream.read()
        except (InvalidFileReferenceError, KeyError):
            # Linked, not embedded: it is on the computer where the document was written.
            return {"src": "file:linked-picture"}
        address = f"document:{len(pictures) + 1}"
        pictures[address] = data
        return {"src": address}

    with opened(path, kind=KIND, main_part="word/document.xml") as package:
        metadata = core_properties(package, "docProps/core.xml")
        with path.open("rb") as stream:
            try:
                html = mammoth.convert_to_html(
                    stream,
                    style_map=_STYLES,
                    convert_image=mammoth.images.img_element(keep),
                    include_embedded_style_map=False,
                ).value
            except (RecursionError, KeyError, ValueError, AttributeError, TypeError) as error:
                # Sound XML that is no sound document ends in one of these inside mammoth.
                raise damaged(path, KIND) from error
    return shape(html, files=pictures, metadata=metadata)
