"""Blocks as Markdown, in the dialect that the page is made from (lists indent by four)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.stories.text.pasting.blocks import (
    Block,
    Code,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from editorial.stories.text.pasting.runs import tidy, to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENT = "    "


def write(blocks: Sequence[Block], *, nested: bool = False) -> str:
    """Return blocks as Markdown, with an empty line between any two.

    ``nested`` blocks stand in a list, quote or note, where code is told by its indent only.
    """
    parts: list[str] = []
    before: Block | None = None
    for block in _joined(_captioned(blocks)):
        if nested and isinstance(block, Code) and isinstance(before, ListBlock):
            # Its indent would make it a part of that list's last item.
            text = write(_as_text(block), nested=True)
        else:
            text = _block(block, nested=nested)
        if not text:
            continue
        if (
            isinstance(block, ListBlock)
            and isinstance(before, ListBlock)
            and (block.ordered and before.ordered)
        ):
            # Else its numbers would go on from the list before.
            parts.append("<!-- -->")
        parts.append(text)
        before = block
    return "\n\n".join(parts)


def note_definition(number: int, blocks: Sequence[Block]) -> str:
    """Return the text of a footnote."""
    text = write(blocks, nested=True)
    return f"[^{number}]: " + text.replace("\n", "\n" + _INDENT).replace("\n    \n", "\n\n")


def plain_words(runs: Sequence[Run]) -> str:
    """Return the text of runs in one line, without marks."""
    return " ".join("".join(run.text for run in tidy(runs)).split())


def _captioned(blocks: Sequence[Block]) -> list[Block]:
    """Join each picture with the caption of its figure, if the caption is plain words."""
    joined = list(blocks)
    by_figure: dict[int, list[Image]] = {}
    for block in joined:
        if isinstance(block, Image) and block.figure:
            by_figure.setdefault(block.figure, []).append(block)
    for block in list(joined):
        if not isinstance(block, Paragraph) or len(by_figure.get(block.figure, [])) != 1:
            continue
        image = by_figure[block.figure][0]
        words = _title(block.runs)
        if words and not image.caption:
            image.caption = words
            joined.remove(block)
    return joined


def _title(runs: Sequence[Run]) -> str:
    """Return a caption as the title of a picture; empty when it holds more than that can say."""
    if any(run.link or run.note for run in runs):
        return ""
    words = re.sub(r'(?<!\S)"|(?<=[(\[])"', "“", plain_words(runs)).replace('"', "”")
    return "" if re.search(r"[\\`*_<>&\[\]]", words) else words


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Join bullet lists that follow each other: they would be read as one anyway."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(block, ListBlock)
            and isinstance(before, ListBlock)
            and not (block.ordered or before.ordered)
        ):
            joined[-1] = ListBlock(ordered=False, items=before.items + block.items)
        else:
            joined.append(block)
    return joined


def _block(block: Block, *, nested: bool) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Image):
        title = f' "{block.caption}"' if block.caption else ""
        return f"![{block.alt}]({block.address}{title})"
    if isinstance(block, ListBlock):
        return _list(block)
    if isinstance(block, Quote):
        inner = write(block.blocks, nested=True)
        return "\n".join(f"> {line}".rstrip() if not line.endswith("  ") else f"> {line}"
                         for line in inner.split("\n")) if inner else ""  # fmt: skip
    if isinstance(block, Code):
        if nested:
            return "\n".join(_INDENT + line if line else "" for line in block.text.split("\n"))
        fence = "`" * max(3, *(len(t) + 1 for t in re.findall(r"`+", block.text) or [""]))
        return f"{fence}\n{block.text}\n{fence}"
    if isinstance(block, Table):
        return _table(block)
    assert isinstance(block, Rule)
    return "---"


def _paragraph(block: Paragraph) -> str:
    if not block.level:
        return to_markdown(block.runs)
    text = to_markdown(block.runs, breaks=False, heading=True)
    if not text:
        return ""
    return f"{'#' * block.level} {_open_ended(text)}"


def _open_ended(text: str) -> str:
    """Escape signs at the end, which would be taken for the heading's end."""
    front = text.rstrip("#")
    count = len(text) - len(front)
    backslashes = len(front) - len(front.rstrip("\\"))
    if count and backslashes % 2:
        front = front[:-1]
    return front + "\\#" * count


def _list(block: ListBlock) -> str:
    settled = list(_settled_items(block))
    loose = any(_is_loose(item) for item in settled)
    lines: list[str] = []
    for item in settled:
        text = write(item, nested=True)
        if not text:
            continue
        label = f"{block.start + len(lines)}. " if block.ordered else "- "
        if not loose:
            text = text.replace("\n\n", "\n")
        lines.append(label + text.replace("\n", "\n" + _INDENT).replace("\n    \n", "\n\n"))
    return ("\n\n" if loose else "\n").join(lines)


def _settled_items(block: ListBlock) -> Iterator[list[Block]]:
    """Give the items, each with text at its front: nothing else can follow a bullet."""
    for item in block.items:
        rest = [inner for inner in item if not isinstance(inner, Paragraph) or inner.runs]
        while rest and not isinstance(rest[0], (Paragraph, Image)):
            first = rest.pop(0)
            if isinstance(first, ListBlock):
                yield from _settled_items(first)
            else:
                rest[:0] = _as_text(first)
        if rest:
            yield rest


def _as_text(block: Block) -> list[Block]:
    if isinstance(block, Quote):
        return list(block.blocks)
    if isinstance(block, Code):
        lines = [" ".join(line.split()) for line in block.text.split("\n")]
        return [Paragraph([Run(line, frozenset({"code"}))]) for line in lines if line]
    if isinstance(block, Table):
        rows = [[run for cell in row for run in (*cell, Run(" "))] for row in block.rows]
        return [Paragraph(row) for row in rows if plain_words(row)]
    return []


def _is_loose(item: Sequence[Block]) -> bool:
    """Return whether an item is more than one paragraph and lists below it."""
    if not item:
        return False
    first, *rest = item
    if not isinstance(first, Paragraph) or first.level:
        return True
    return any(not isinstance(block, ListBlock) or _holds_loose(block) for block in rest) or (
        sum(isinstance(block, ListBlock) for block in rest) > 1
    )


def _holds_loose(block: ListBlock) -> bool:
    return any(_is_loose(item) for item in block.items)


def _table(block: Table) -> str:
    # The head is bold already.
    head = [[run.without("strong") for run in cell] for cell in block.rows[0]]
    rows = [[_cell(cell) for cell in row] for row in (head, *block.rows[1:])]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    keep = [index for index in range(len(rows[0])) if any(row[index] for row in rows)]
    rows = [[row[index] for index in keep] for row in rows]
    if len(keep) == 1:
        return "\n\n".join(row[0] for row in rows if row[0])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(keep))
    return "\n".join(lines)


def _cell(runs: Sequence[Run]) -> str:
    # Code keeps every sign as typed, so there is no way to write a bar in it here.
    runs = [run.without("code") if "|" in run.text else run for run in runs]
    return to_markdown(runs, breaks=False).replace("|", "\\|")
