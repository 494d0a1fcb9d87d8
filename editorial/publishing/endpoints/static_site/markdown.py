"""A body's HTML as Markdown that three generators and Editorial itself read alike.

Each paragraph is one line, so that a change of a word is one changed line in git. What Markdown
has no mark for becomes HTML where the generator lets it through; where it does not (Hugo, unless
told), the words stay and their dress is left off. No word is ever left out.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.static_site import escaping
from editorial.publishing.endpoints.static_site.inline import Inline
from editorial.publishing.markup import INLINE, Element, parse, write

if TYPE_CHECKING:
    from collections.abc import Callable

    Figure = Callable[[uuid.UUID], str]

_INDENT = "    "
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a generator's Markdown knows."""

    raw_html: bool
    footnotes: bool
    definitions: bool
    shortcodes: bool = False
    """``{{<`` and ``{{%`` mean something even in code, where no reference helps."""
    templates: bool = False
    """Any ``{{`` or ``{%`` does."""


def to_markdown(html: str, dialect: Dialect, figure: Figure) -> str:
    """Return the Markdown of a piece's ``body_html``.

    ``figure`` gives what stands in the place of a picture's marker: one line, or nothing.
    """
    return "\n\n".join(_Writer(dialect, figure).blocks(parse(html))).strip()


class _Writer:
    def __init__(self, dialect: Dialect, figure: Figure) -> None:
        self._dialect, self._figure = dialect, figure
        self._inline = Inline(
            raw_html=dialect.raw_html,
            footnotes=dialect.footnotes,
            guarded_code=re.compile(
                r"\{[{%#]|[}%#]\}"
                if dialect.templates
                else r"\{\{[<%]"
                if dialect.shortcodes
                else r"(?!)"
            ),
        )

    def blocks(self, holder: Element) -> list[str]:
        """Return each block inside ``holder``; loose words between them become paragraphs."""
        found: list[str] = []
        loose: list[Element | str] = []

        def flush() -> None:
            if text := self._inline.line(loose):
                found.append(text)
            loose.clear()

        for child in holder.children:
            if isinstance(child, str) or child.name in INLINE or child.name == "br":
                loose.append(child)
                continue
            flush()
            found += [block for block in self._block(child) if block]
        flush()
        return found

    def _block(self, element: Element) -> list[str]:
        name = element.name
        if name == "p":
            return [self._paragraph(element)]
        if name in _HEADINGS:
            return [self._heading(element)]
        if name == "figure":
            return [self._picture(element)]
        if name == "hr":
            return ["* * *"]
        if name == "blockquote":
            return [_quoted(self.blocks(element))]
        if name in {"ul", "ol"}:
            return [self._list(element)]
        if name == "pre":
            return [self._code(element)]
        if name == "table":
            return self._table(element)
        if name == "dl":
            return self._definitions(element)
        if name == "div" and "footnote" in element.classes:
            return self._footnotes(element)
        # A frame without a meaning of its own, such as the box around a table.
        return self.blocks(element)

    def _paragraph(self, element: Element) -> str:
        line = self._inline.line(element.children)
        if "pull-quote" not in element.classes or not line:
            return line
        return self._html(element) if self._dialect.raw_html else _quoted([line])

    def _heading(self, element: Element) -> str:
        words = self._inline.line(element.children, start=False, breaks=False)
        # Marks at the end would be taken for the heading's own.
        words = re.sub(r"#+$", lambda found: "&#35;" * len(found[0]), words)
        return f"{'#' * int(element.name[1])} {words}" if words else ""

    def _picture(self, element: Element) -> str:
        try:
            photo_id = uuid.UUID(element.attributes.get("data-photo", ""))
        except ValueError:
            return ""
        return self._figure(photo_id)

    def _list(self, element: Element) -> str:
        items = [child for child in element.children if isinstance(child, Element)]
        first = element.attributes.get("start", "")
        number = int(first) if first.isdigit() else 1
        written: list[str] = []
        loose = False
        for item in items:
            mark = f"{number}." if element.name == "ol" else "-"
            number += 1
            loose = loose or any(
                isinstance(child, Element) and child.name not in INLINE | {"ul", "ol", "br"}
                for child in item.children
            )
            between = "\n\n" if loose else "\n"
            text = between.join(self.blocks(item))
            if not text:
                continue
            written.append(f"{mark:<4}{_indented(text)}".rstrip())
        return ("\n\n" if loose else "\n").join(written)

    def _code(self, element: Element) -> str:
        if any(child.name not in {"", "pre", "code", "br"} for child in element.walk()):
            # A link in code is a link.
            return (
                self._html(element)
                if self._dialect.raw_html
                else self._inline.line(
                    [child for part in element.children for child in _inside(part)]
                )
            )
        text = "".join(_texts(element)).rstrip("\n")
        if not text.strip():
            return ""
        if self._inline.is_guarded(text):
            if self._dialect.raw_html:
                code = escaping.html(text).replace("\n", "&#10;")
                return f"<pre><code>{code}</code></pre>"
            # Code in which a shortcode would run: its words, line by line.
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            return "  \n".join(escaping.line_start(escaping.words(line)) for line in lines)
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text) or [""]))
        return f"{fence}\n{text}\n{fence}"

    def _table(self, table: Element) -> list[str]:
        rows = [element for element in table.walk() if element.name == "tr"]
        cells = [[c for c in row.children if isinstance(c, Element)] for row in rows]
        if self._dialect.raw_html and not _is_simple(table, cells):
            return self._html_with_pictures(table)
        if not cells:
            return []
        width = max(len(row) for row in cells)
        has_head = all(cell.name == "th" for cell in cells[0])
        lines = [
            [self._inline.line(_flat(cell), start=False, breaks=False) for cell in row]
            for row in cells
        ]
        if not has_head:
            lines.insert(0, [])
        rule = [_rule(cells[0][n] if n < len(cells[0]) else None) for n in range(width)]
        lines.insert(1, rule)
        written = "\n".join(
            f"| {' | '.join([*line, *[''] * (width - len(line))])} |" for line in lines
        )
        pictures = [self._picture(e) for e in table.walk() if e.name == "figure"]
        caption = table.find("caption")
        below = [self._inline.line(caption.children)] if caption else []
        return [*below, written, *pictures]

    def _definitions(self, element: Element) -> list[str]:
        if not self._dialect.definitions:
            return (
                self._html_with_pictures(element)
                if self._dialect.raw_html
                else [
                    block
                    for part in element.children
                    if isinstance(part, Element)
                    for block in self.blocks(part)
                ]
            )
        groups: list[str] = []
        for part in element.children:
            if not isinstance(part, Element):
                continue
            if part.name == "dt":
                term = self._inline.line(part.children, breaks=False)
                # Terms that share a definition stand on lines of their own.
                groups.append(term)
            else:
                text = "\n\n".join(self.blocks(part))
                line = f":   {_indented(text)}"
                groups[-1:] = [f"{groups[-1]}\n{line}"] if groups else [line]
        return groups

    def _footnotes(self, element: Element) -> list[str]:
        notes = [e for e in element.walk() if e.attributes.get("id", "").startswith("fn-")]
        if not self._dialect.footnotes:
            return (
                self._html_with_pictures(element)
                if self._dialect.raw_html
                else self.blocks(Element("", {}, [e for e in element.children if not _is_rule(e)]))
            )
        written = []
        for note in notes:
            number = note.attributes["id"].removeprefix("fn-")
            text = "\n\n".join(self.blocks(_without_arrows(note)))
            written.append(f"[^{number}]: {_indented(text)}")
        return written

    def _html_with_pictures(self, element: Element) -> list[str]:
        pictures = [self._picture(e) for e in element.walk() if e.name == "figure"]
        return [self._html(element), *pictures]

    def _html(self, element: Element) -> str:
        """Return an element as HTML on one line, so that nothing in it ends the block."""
        bare = Element("", {}, [_without_pictures(element)])
        html = "".join(_lines_kept(write(bare)))
        return escaping.markup(html)


def _quoted(blocks: list[str]) -> str:
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(
        f"> {line}".rstrip() if not line.endswith("  ") else f"> {line}" for line in lines
    )


def _indented(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{_INDENT}{line}" if line else "" for line in rest)])


def _inside(part: Element | str) -> list[Element | str]:
    return part.children if isinstance(part, Element) and part.name == "code" else [part]


def _texts(element: Element) -> list[str]:
    found: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            found.append(child)
        elif child.name == "br":
            found.append("\n")
        else:
            found += _texts(child)
    return found


def _is_simple(table: Element, rows: list[list[Element]]) -> bool:
    """Tell a table that a pipe table can hold."""
    if table.find("caption") or not rows or not all(cell.name == "th" for cell in rows[0]):
        return False
    cells = [cell for row in rows for cell in row]
    return not any(
        {"rowspan", "colspan"} & set(cell.attributes)
        or any(e.name not in INLINE for e in cell.walk() if e is not cell)
        for cell in cells
    ) and all(cell.name == "td" or number == 0 for number, row in enumerate(rows) for cell in row)


def _rule(cell: Element | None) -> str:
    classes = cell.classes if cell else ()
    return {"align-right": "---:", "align-center": ":---:", "align-left": ":---"}.get(
        next((name for name in classes if name.startswith("align-")), ""), "---"
    )


def _flat(cell: Element) -> list[Element | str]:
    """Return what is in a cell with blocks as words, one after the other."""
    found: list[Element | str] = []
    for child in cell.children:
        if isinstance(child, str) or child.name in INLINE:
            found.append(child)
        elif child.name != "figure":
            found += [" ", *_flat(child), " "]
    return found


def _without_pictures(element: Element) -> Element:
    children: list[Element | str] = [
        _without_pictures(child) if isinstance(child, Element) else child
        for child in element.children
        if isinstance(child, str) or child.name != "figure"
    ]
    return Element(element.name, element.attributes, children)


def _without_arrows(element: Element) -> Element:
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        elif "footnote-backref" not in child.classes:
            children.append(_without_arrows(child))
    copy = Element(element.name, element.attributes, children)
    if children and isinstance(last := children[-1], str):
        children[-1] = last.rstrip(" \u00a0")
    return copy


def _is_rule(child: Element | str) -> bool:
    return isinstance(child, Element) and child.name == "hr"


def _lines_kept(html: str) -> list[str]:
    """Return HTML in parts with line breaks as blanks; inside ``pre`` as references."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    return [
        part.replace("\n", "&#10;") if number % 2 else part.replace("\n", " ")
        for number, part in enumerate(parts)
    ]
