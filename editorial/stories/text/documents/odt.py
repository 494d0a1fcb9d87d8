"""Reading OpenDocument texts: odfdo opens them, their elements become HTML, cleaned like a paste.

Styles are read by their names and their ancestors' names, as Word's are; tracked deletions,
comments and scripts are not read.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import odfdo

from editorial.stories.text.documents.packages import damaged, opened
from editorial.stories.text.documents.properties import core_properties
from editorial.stories.text.documents.shaping import BYLINE, CAPTION, CREDIT, DEK, TITLE, shape

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from editorial.stories.text.documents.document import Document

KIND = "OpenDocument text"
_PARAGRAPHS = {
    "title": f'h1 class="{TITLE}"',
    "subtitle": f'p class="{DEK}"',
    "byline": f'p class="{BYLINE}"',
    "author": f'p class="{BYLINE}"',
    "caption": f'p class="{CAPTION}"',
    "illustration": f'p class="{CAPTION}"',
    "figure": f'p class="{CAPTION}"',
    "photo credit": f'p class="{CREDIT}"',
    "quotations": "blockquote",
    "quote": "blockquote",
    "intense quote": "blockquote",
    "block text": "blockquote",
    **{f"heading {level}": f"h{level}" for level in range(1, 7)},
    "preformatted text": "pre",
}
"""Names of LibreOffice's own styles, which are English in the file in every language."""
_SKIPPED = {
    "text:tracked-changes",
    "text:sequence-decls",
    "text:variable-decls",
    "text:user-field-decls",
    "office:forms",
    "office:annotation",
    "office:annotation-end",
    "text:table-of-content",
    "office:event-listeners",
    "svg:desc",
    "svg:title",
}
_MANIFEST = 1_000_000
"""Bytes of a manifest that are looked at."""
_BOLD = {"bold", "600", "700", "800", "900"}


def read_odt(path: Path) -> Document:
    """Return what an .odt says.

    Raises `BadFile` for a file that is broken, protected by a password, or made to do harm.
    """
    with opened(path, kind=KIND, main_part="content.xml", encrypted=_is_encrypted) as package:
        metadata = core_properties(package, "meta.xml")
        try:
            writer = _Writer(odfdo.Document(str(path)), package)
            html = writer.html()
        except (
            RecursionError,
            SyntaxError,
            KeyError,
            ValueError,
            AttributeError,
            TypeError,
        ) as error:
            # Sound XML that is no sound document ends in one of these.
            raise damaged(path, KIND) from error
    return shape(html, files=writer.pictures, metadata=metadata)


def _is_encrypted(package: zipfile.ZipFile) -> bool:
    """Tell by the manifest, which is never encrypted itself (OpenDocument 1.3, part 2, 4.4)."""
    names = package.namelist()
    if "encrypted-package" in names:
        return True
    if "META-INF/manifest.xml" not in names:
        return False
    with package.open("META-INF/manifest.xml") as manifest:
        return b"encryption-data" in manifest.read(_MANIFEST)


class _Writer:
    """Writes one document's body as HTML, notes at its end."""

    def __init__(self, document: odfdo.Document, package: zipfile.ZipFile) -> None:
        self._document, self._package = document, package
        self._entries = set(package.namelist())
        self._known: dict[tuple[str, str], list[Any]] = {}
        self._notes: list[str] = []
        self.pictures: dict[str, bytes] = {}

    def html(self) -> str:
        """Return the whole body."""
        body = self._blocks(self._document.body.children)
        if self._notes:
            body += f"<ol>{''.join(self._notes)}</ol>"
        return body

    def _blocks(self, elements: Iterable[Any]) -> str:
        # LibreOffice has a paragraph for each line of what is preformatted.
        return "".join(self._block(element) for element in elements).replace("</pre><pre>", "\n")

    def _block(self, element: Any) -> str:
        tag = element.tag
        if tag in _SKIPPED:
            return ""
        if tag == "text:h":
            level = min(int(element.get_attribute("text:outline-level") or 1), 6)
            return f"<h{level}>{self._inline(element)}</h{level}>"
        if tag == "text:p":
            return self._paragraph(element)
        if tag == "text:list":
            return self._list(element, element.get_attribute("text:style-name") or "", 1)
        if tag == "table:table":
            return self._table(element)
        if tag.startswith("draw:"):
            return f"<p>{self._drawing(element)}</p>"
        return self._blocks(element.children)

    def _paragraph(self, element: Any) -> str:
        names = self._names("paragraph", element.get_attribute("text:style-name") or "")
        kind = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), "p")
        inner = self._inline(element)
        if kind == "p":
            properties = self._text_properties("paragraph", element)
            inner = _dressed(inner, properties)
        if kind == "blockquote":
            return f"<blockquote><p>{inner}</p></blockquote>"
        return f"<{kind}>{inner}</{kind.partition(' ')[0]}>"

    def _list(self, element: Any, style: str, level: int) -> str:
        headings = element.get_elements("descendant::text:h")
        if headings and not element.get_elements("descendant::text:p"):
            # The numbers of headings are lists around each of them, one for each level.
            return self._blocks(headings)
        tag = "ol" if self._is_numbered(style, level) else "ul"
        items = []
        for item in element.children:
            if item.tag not in {"text:list-item", "text:list-header"}:
                continue
            inner = "".join(
                self._list(child, child.get_attribute("text:style-name") or style, level + 1)
                if child.tag == "text:list"
                else self._block(child)
                for child in item.children
            )
            items.append(f"<li>{inner}</li>")
        return f"<{tag}>{''.join(items)}</{tag}>"

    def _is_numbered(self, name: str, level: int) -> bool:
        style = self._document.get_style("list", name) if name else None
        if style is None:
            return False
        numbered = style.get_elements("text:list-level-style-number")
        return any(
            each.get_attribute("text:level") == str(level)
            and bool(each.get_attribute("style:num-format"))
            for each in numbered
        )

    def _table(self, element: Any) -> str:
        rows = []
        for row, tag in _rows(element, "td"):
            cells = []
            for cell in row.children:
                if cell.tag == "table:table-cell":
                    cells.append(f"<{tag}>{self._blocks(cell.children)}</{tag}>")
                elif cell.tag == "table:covered-table-cell":
                    # Under a merged one: empty, but the columns stay where they are.
                    cells.append(f"<{tag}></{tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _inline(self, element: Any) -> str:
        parts = [escape(element.text or "")]
        for child in element.children:
            parts.append(self._run(child))
            parts.append(escape(child.tail or ""))
        return "".join(parts)

    def _run(self, element: Any) -> str:
        tag = element.tag
        if tag in _SKIPPED:
            return ""
        if tag == "text:line-break":
            return "<br>"
        if tag == "text:tab":
            return " "
        if tag == "text:s":
            return " " * min(int(element.get_attribute("text:c") or 1), 100)
        if tag == "text:span":
            return _dressed(self._inline(element), self._text_properties("text", element))
        if tag == "text:a":
            address = escape(element.get_attribute("xlink:href") or "", quote=True)
            return f'<a href="{address}">{self._inline(element)}</a>'
        if tag == "text:note":
            return self._note(element)
        if tag.startswith("draw:"):
            return self._drawing(element)
        return self._inline(element)

    def _note(self, element: Any) -> str:
        bodies = element.get_elements("text:note-body")
        number = len(self._notes) + 1
        self._notes.append("")
        words = "".join(self._blocks(body.children) for body in bodies)
        back = f' <a href="#footnote-ref-{number}">↑</a>'
        self._notes[number - 1] = f'<li id="footnote-{number}">{words}{back}</li>'
        return f'<sup><a href="#footnote-{number}" id="footnote-ref-{number}">[{number}]</a></sup>'

    def _drawing(self, element: Any) -> str:
        """Return the picture of a frame, or the words in a box, a shape or a group of them."""
        parts = []
        has_image = False
        for child in element.children:
            if child.tag == "draw:image":
                # A frame may offer one picture in several formats; the first is the best.
                parts += [] if has_image else [self._image(child, element)]
                has_image = True
            elif child.tag == "draw:text-box":
                # A picture with its caption lies in a frame of its own.
                parts.append(f"</p>{self._blocks(child.children)}<p>")
            elif child.tag.startswith("draw:"):
                parts.append(self._drawing(child))
            elif child.tag in {"text:p", "text:h", "text:list", "table:table"}:
                parts.append(f"</p>{self._block(child)}<p>")
        return "".join(parts)

    def _image(self, image: Any, frame: Any) -> str:
        place = image.get_attribute("xlink:href") or ""
        described = frame.get_elements("svg:desc") or frame.get_elements("svg:title")
        alt = escape(described[0].text_recursive if described else "", quote=True)
        if place not in self._entries:
            return f'<img src="file:linked-picture" alt="{alt}">'
        address = f"document:{len(self.pictures) + 1}"
        self.pictures[address] = self._package.read(place)
        return f'<img src="{address}" alt="{alt}">'

    def _names(self, family: str, name: str) -> list[str]:
        """Return the names of a style and those that it builds on, in lower case."""
        found = [
            words.replace("_20_", " ").lower()
            for style in self._chain(family, name)
            for key in ("style:display-name", "style:name")
            if (words := style.get_attribute(key))
        ]
        return found or [name.replace("_20_", " ").lower()]

    def _text_properties(self, family: str, element: Any) -> dict[str, str]:
        """Return what automatic styles say of the letters; named ones are told by their names."""
        properties: dict[str, str] = {}
        for style in reversed(self._chain(family, element.get_attribute("text:style-name") or "")):
            if family == "paragraph" and style.parent.tag != "office:automatic-styles":
                continue
            if style.get_attribute("style:name") in {"Emphasis", "Strong_20_Emphasis"}:
                is_strong = style.get_attribute("style:name") != "Emphasis"
                properties["fo:font-weight" if is_strong else "fo:font-style"] = (
                    "bold" if is_strong else "italic"
                )
            properties |= style.get_properties(area="text") or {}
        return properties

    def _chain(self, family: str, name: str) -> list[Any]:
        key = (family, name)
        if key not in self._known:
            chain: list[Any] = []
            seen: set[str] = set()
            while name and name not in seen:
                seen.add(name)
                style = self._document.get_style(family, name)
                if style is None:
                    break
                chain.append(style)
                name = str(style.get_attribute("style:parent-style-name") or "")
            self._known[key] = chain
        return self._known[key]


def _rows(table: Any, tag: str) -> Iterator[tuple[Any, str]]:
    """Yield the rows of a table, not of those inside it, each with the tag of its cells."""
    for child in table.children:
        if child.tag == "table:table-row":
            yield child, tag
        elif child.tag == "table:table-header-rows":
            yield from _rows(child, "th")
        elif child.tag in {"table:table-rows", "table:table-row-group"}:
            yield from _rows(child, tag)


def _dressed(inner: str, properties: dict[str, str]) -> str:
    if not inner.strip():
        return inner
    if properties.get("fo:font-weight", "") in _BOLD:
        inner = f"<strong>{inner}</strong>"
    if properties.get("fo:font-style", "") in {"italic", "oblique"}:
        inner = f"<em>{inner}</em>"
    if properties.get("style:text-line-through-style", "none") != "none":
        inner = f"<del>{inner}</del>"
    position = properties.get("style:text-position", "").partition(" ")[0]
    if position in {"super", "sub"}:
        tag = "sup" if position == "super" else "sub"
        inner = f"<{tag}>{inner}</{tag}>"
    return inner
