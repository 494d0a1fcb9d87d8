"""From a tree of HTML to blocks, walked without recursion: no depth of nesting can stop it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4.element import NavigableString, PreformattedString, Tag

from editorial.stories.text.pasting.addresses import link_address
from editorial.stories.text.pasting.blocks import (
    NO_MARKS,
    Block,
    Code,
    Image,
    ListBlock,
    Marks,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from editorial.stories.text.pasting.footnotes import NOTE
from editorial.stories.text.pasting.styles import marks_within
from editorial.stories.text.pasting.tables import cells_of, is_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editorial.stories.text.pasting.pictures import Pictures

_BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "address", "figure"}
    | {"center", "form", "fieldset", "legend", "details", "summary", "dl", "dt", "dd", "hgroup"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "body", "html", "label"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "search", "dir", "menu", "option"}
)
_LISTS = {"ul": False, "ol": True, "menu": False, "dir": False}
_NOT_IN_CODE = ("img", "p", "ul", "ol", "li", "table", "blockquote", "pre", NOTE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MAX_DEPTH = 8
"""Lists and quotes nested deeper than this are flattened; no manuscript has them."""
_ITEM = "li"


@dataclass(slots=True)
class _Open:
    """An element that is open, with what held before it."""

    tag: Tag
    marks: Marks
    link: str
    level: int
    holders: int
    figure: int


@dataclass(slots=True)
class _Holder:
    """Where blocks go: the document, a quote, or a list's newest item."""

    blocks: list[Block]
    list_block: ListBlock | None = None


@dataclass(slots=True)
class Reader:
    """Reads one tree; notes and cells are read by readers of their own."""

    pictures: Pictures
    blocks: list[Block] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _waiting: list[Image] = field(default_factory=list)
    _marks: Marks = NO_MARKS
    _link: str = ""
    _level: int = 0
    _figure: int = 0
    _figures: int = 0
    _caption: bool = False
    _holders: list[_Holder] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)

    def read(self, root: Tag) -> list[Block]:
        """Return the blocks of everything inside ``root``."""
        self._holders = [_Holder(self.blocks)]
        skip: Tag | None = None
        for entering, node in _walk(root):
            if skip is not None:
                if node is skip and not entering:
                    skip = None
                continue
            if isinstance(node, NavigableString):
                self._text(node)
            elif isinstance(node, Tag):
                if not entering:
                    self._close()
                elif self._whole(node):
                    skip = node
                else:
                    self._open(node)
        self._flush()
        return self.blocks

    def _whole(self, tag: Tag) -> bool:
        """Take an element that is read as one thing; return whether it was one."""
        name = tag.name
        if name == "br":
            self._runs.append(Run("\n", self._marks, self._link))
        elif name == "img":
            self._image(tag)
        elif name == "hr":
            self._flush()
            self._here().append(Rule())
        elif name == NOTE:
            self._runs.append(Run("", note=int(str(tag["number"]))))
        elif name == "pre" and tag.find(_NOT_IN_CODE) is None:
            self._flush()
            for line_end in tag.find_all("br"):
                line_end.replace_with("\n")
            if code := tag.get_text().replace("\xa0", " ").strip("\n").rstrip():
                self._here().append(Code(code))
        elif name == "table" and is_data(tag):
            self._flush()
            self._table(tag)
        else:
            return False
        return True

    def _open(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS or name in _LISTS or name in {"blockquote", _ITEM}:
            self._flush()
        self._stack.append(
            _Open(tag, self._marks, self._link, self._level, len(self._holders), self._figure)
        )
        if name in _LISTS:
            self._open_list(tag)
        elif name == _ITEM:
            self._open_item()
        elif name == "blockquote":
            if len(self._holders) <= _MAX_DEPTH:
                quote = Quote()
                self._here().append(quote)
                self._holders.append(_Holder(quote.blocks))
        elif name == "figure":
            self._figures += 1
            self._figure = self._figures
        elif name == "figcaption":
            self._caption = True
        elif name in _HEADINGS:
            self._level = _HEADINGS[name]
        elif name == "a":
            self._link = link_address(str(tag.attrs.get("href") or "")) or self._link
        self._marks = marks_within(tag, self._marks)

    def _close(self) -> None:
        name = self._stack[-1].tag.name
        if name in _BLOCKS or name in _LISTS or name in {"blockquote", _ITEM}:
            self._flush()
            if name == "figcaption":
                self._caption = False
        closed = self._stack.pop()
        if name in _LISTS or name == "blockquote":
            del self._holders[closed.holders :]
        self._marks, self._link = closed.marks, closed.link
        self._level, self._figure = closed.level, closed.figure

    def _open_list(self, tag: Tag) -> None:
        if len(self._holders) > _MAX_DEPTH:
            return
        ordered = _LISTS[tag.name]
        start = str(tag.attrs.get("start") or "1")
        made = ListBlock(ordered, int(start) if re.fullmatch(r"\d{1,6}", start) else 1)
        # A list right inside a list (Google Docs) belongs to the item before it.
        self._here().append(made)
        self._holders.append(_Holder([], made))

    def _open_item(self) -> None:
        holder = self._holders[-1]
        made = holder.list_block
        if made is None:
            before = holder.blocks[-1] if holder.blocks else None
            if not (isinstance(before, ListBlock) and before.implied):
                before = ListBlock(ordered=False, implied=True)
                holder.blocks.append(before)
            self._holders.append(_Holder([], before))
            made = before
        made.items.append([])

    def _here(self) -> list[Block]:
        """Return the list that the next block goes to."""
        holder = self._holders[-1]
        made = holder.list_block
        if made is None:
            return holder.blocks
        if made.implied and not any(entry.tag.name == _ITEM for entry in self._stack):
            self._holders.pop()
            return self._here()
        if not made.items:
            made.items.append([])
        return made.items[-1]

    def _text(self, text: NavigableString) -> None:
        # Comments and declarations are not read; what stands in CDATA is text to some programs.
        if isinstance(text, PreformattedString) and text.PREFIX != "<![CDATA[":
            return
        self._runs.append(Run(str(text), self._marks, self._link))

    def _image(self, tag: Tag) -> None:
        image = self.pictures.take(tag)
        if isinstance(image, str):
            self._runs.append(Run(image, self._marks, self._link))
        elif image is not None:
            image.figure = self._figure
            self._waiting.append(image)

    def _flush(self) -> None:
        """End the paragraph; pictures that stood in it follow it."""
        runs, self._runs = self._runs, []
        waiting, self._waiting = self._waiting, []
        if any(run.text.strip() or run.note for run in runs):
            figure = self._figure if self._caption else 0
            self._here().extend(Paragraph(part, self._level, figure) for part in _parts(runs))
        if waiting:
            self._here().extend(waiting)

    def _table(self, tag: Tag) -> None:
        caption = tag.find("caption")
        if isinstance(caption, Tag):
            self._here().extend(Reader(self.pictures).read(caption))
            caption.extract()
        rows: list[list[list[Run]]] = []
        images: list[Block] = []
        for row in cells_of(tag):
            line: list[list[Run]] = []
            for cell in row:
                inner: list[Run] = []
                if cell is not None:
                    inner, pictures = one_line(Reader(self.pictures).read(cell))
                    images += pictures
                line.append(inner)
            rows.append(line)
        width = max((len(row) for row in rows), default=0)
        if width:
            padded = [row + [[] for _ in range(width - len(row))] for row in rows]
            self._here().append(Table(padded))
        self._here().extend(images)


def _walk(root: Tag) -> Iterator[tuple[bool, object]]:
    """Give every node below ``root``: elements twice, when entered (True) and when left."""
    stack: list[tuple[bool, object]] = [(True, node) for node in reversed(root.contents)]
    while stack:
        entering, node = stack.pop()
        yield entering, node
        if entering and isinstance(node, Tag):
            stack.append((False, node))
            stack.extend((True, child) for child in reversed(node.contents))


def _parts(runs: list[Run]) -> list[list[Run]]:
    """Split a paragraph where two line breaks or more stand together."""
    parts: list[list[Run]] = [[]]
    breaks: list[Run] = []
    for run in runs:
        if run.text == "\n":
            breaks.append(run)
        elif not run.note and not run.text.strip() and breaks:
            continue
        else:
            if len(breaks) > 1:
                parts.append([])
            elif breaks and parts[-1]:
                parts[-1].append(breaks[0])
            breaks = []
            parts[-1].append(run)
    return [part for part in parts if any(run.text.strip() or run.note for run in part)]


def one_line(blocks: list[Block]) -> tuple[list[Run], list[Block]]:
    """Return blocks as the runs of one line, as in a cell; pictures apart."""
    runs: list[Run] = []
    pictures: list[Block] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Image):
            pictures.append(block)
        elif isinstance(block, Paragraph):
            runs += [Run(" "), *block.runs]
        elif isinstance(block, Code):
            runs += [Run(" "), Run(" ".join(block.text.split()), frozenset({"code"}))]
        elif isinstance(block, Quote):
            waiting += reversed(block.blocks)
        elif isinstance(block, ListBlock):
            waiting += [inner for item in reversed(block.items) for inner in reversed(item)]
        elif isinstance(block, Table):
            runs += [run for row in block.rows for cell in row for run in (Run(" "), *cell)]
    return [Run(" ") if run.text == "\n" else run for run in runs], pictures
