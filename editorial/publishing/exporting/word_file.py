"""A piece as a Word document: styles that mean something, pictures with caption and credit."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from editorial.publishing.exporting.word_numbering import Numbering, element, set_list
from editorial.publishing.markup import Element, parse

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

    from editorial.publishing.piece import Picture, Piece

_WIDTH = Inches(6)
_LINK_BLUE = RGBColor(0x05, 0x63, 0xC1)
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr"}
    | {"figure", "div", "dl", "dt", "dd"}
)
_MARKS = {
    "strong": "bold", "b": "bold", "em": "italic", "i": "italic", "cite": "italic",
    "del": "strike", "s": "strike", "sup": "superscript", "sub": "subscript",
    "code": "code", "kbd": "code", "samp": "code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """How the next words look, and where a link around them leads."""

    marks: frozenset[str] = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next paragraph stands: its style, or its list and level."""

    style: str = "Normal"
    list_id: str = ""
    level: int = 0


def word_document(piece: Piece) -> bytes:
    """Return the bytes of a .docx of ``piece``.

    Footnotes are a list at the end, linked both ways.
    """
    return _Writer(piece).write()


@dataclass(slots=True)
class _Writer:
    piece: Piece
    document: Any = field(default_factory=docx.Document)
    numbering: Numbering = field(init=False)
    pictures: dict[str, Picture] = field(init=False)
    bookmarks: int = 0

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.document)
        self.pictures = {str(picture.photo_id): picture for picture in self.piece.inline}
        for name in ("Byline", "Photo Credit"):
            style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.document.styles["Normal"]
            style.font.size = Pt(9)

    def write(self) -> bytes:
        piece = self.piece
        properties = self.document.core_properties
        properties.title, properties.language = piece.headline, piece.language
        properties.author = ", ".join(author.name for author in piece.authors)
        properties.comments = ""
        self.document.add_paragraph(piece.headline, style="Title")
        if piece.dek:
            self.document.add_paragraph(piece.dek, style="Subtitle")
        if piece.authors:
            names = [author.name for author in piece.authors]
            first = ", ".join(names[:-1])
            byline = f"{first} and {names[-1]}" if first else names[-1]
            self.document.add_paragraph(f"By {byline}", style="Byline")
        if piece.hero is not None:
            self._picture(piece.hero)
        self._blocks(parse(piece.body_html), _Place())
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _blocks(self, holder: Element, place: _Place) -> None:
        """Write what is inside an element; words between blocks are paragraphs."""
        loose: list[Element | str] = []
        for child in [*holder.children, Element("hr-end")]:
            if isinstance(child, str) or child.name not in _BLOCKS | {"hr-end"}:
                loose.append(child)
                continue
            if any(not isinstance(part, str) or part.strip() for part in loose):
                self._words(self._paragraph(place), loose, _Look())
                place = _continued(place)
            loose = []
            if child.name != "hr-end":
                self._block(child, place)
                place = _continued(place)

    def _block(self, block: Element, place: _Place) -> None:
        name = block.name
        if name in {"ul", "ol"}:
            self._list(block, place)
        elif name == "blockquote":
            self._blocks(block, _Place("Quote"))
        elif name == "table":
            self._table(block)
        elif name == "figure":
            if (picture := self.pictures.get(block.attributes.get("data-photo", ""))) is not None:
                self._picture(picture)
        elif name == "hr":
            self._rule()
        elif name in {"div", "dl"}:
            self._blocks(block, place)
        else:
            style = f"Heading {name[1]}" if name[0] == "h" else place.style
            paragraph = self._paragraph(replace(place, style=style))
            self._words(paragraph, block.children, _Look(), as_typed=name == "pre")

    def _paragraph(self, place: _Place) -> Paragraph:
        paragraph: Paragraph = self.document.add_paragraph(style=place.style)
        if place.list_id:
            set_list(paragraph, place.list_id, place.level)
        elif place.level:
            paragraph.paragraph_format.left_indent = Inches(0.5 * place.level)
        return paragraph

    def _list(self, block: Element, place: _Place) -> None:
        start = block.attributes.get("start", "1")
        ordered = block.name == "ol"
        list_id = self.numbering.new_list(
            ordered=ordered, start=int(start) if start.isdecimal() else 1
        )
        level = place.level + 1 if place.list_id or place.level else 0
        for item in block.children:
            if not isinstance(item, Element):
                continue
            if target := item.attributes.get("id", ""):
                paragraph = self._paragraph(_Place("List Paragraph", list_id, level))
                self._bookmark(paragraph, target)
                self._words(paragraph, _of_note(item), _Look())
            else:
                self._blocks(item, _Place("List Paragraph", list_id, level))

    def _table(self, block: Element) -> None:
        rows = [
            [cell for cell in row.children if isinstance(cell, Element)]
            for row in block.walk()
            if row.name == "tr"
        ]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        table = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for target, cell in zip(row.cells, cells, strict=False):
                marks = frozenset({"bold"}) if cell.name == "th" else frozenset[str]()
                self._words(target.paragraphs[0], cell.children, _Look(marks))

    def _picture(self, picture: Picture) -> None:
        run = self.document.add_paragraph().add_run()
        shape = run.add_picture(str(picture.largest_jpeg.path), width=_WIDTH)
        shape._inline.docPr.set("descr", picture.alt)  # noqa: SLF001 (there is no other way)
        if picture.caption:
            self.document.add_paragraph(picture.caption, style="Caption")
        if picture.credit:
            self.document.add_paragraph(picture.credit_line, style="Photo Credit")

    def _rule(self) -> None:
        properties = self.document.add_paragraph()._p.get_or_add_pPr()  # noqa: SLF001
        border = element("w:pBdr")
        border.append(element("w:bottom", val="single", sz="6", space="1", color="auto"))
        properties.append(border)

    def _words(
        self,
        paragraph: Paragraph,
        parts: list[Element | str],
        look: _Look,
        *,
        as_typed: bool = False,
    ) -> None:
        for part in parts:
            if isinstance(part, str):
                text = part if as_typed else " ".join(part.replace("\n", " ").split(" "))
                if text:
                    self._run(paragraph, text.strip("\n"), look)
            elif part.name == "br":
                paragraph.add_run().add_break()
            else:
                inner = look
                if mark := _MARKS.get(part.name):
                    inner = replace(inner, marks=inner.marks | {mark})
                if part.name == "a":
                    inner = replace(inner, link=part.attributes.get("href", ""))
                if target := part.attributes.get("id", ""):
                    self._bookmark(paragraph, target)
                self._words(paragraph, part.children, inner, as_typed=as_typed)

    def _run(self, paragraph: Paragraph, text: str, look: _Look) -> None:
        note = look.link.startswith("#fn-")
        run = paragraph.add_run(f"[{text}]" if note else text)
        for mark in look.marks - {"bold", "italic", "code"}:
            setattr(run.font, mark, True)
        run.bold = True if "bold" in look.marks else None
        run.italic = True if "italic" in look.marks else None
        if "code" in look.marks:
            run.font.name = "Courier New"
        if look.link:
            if not look.link.startswith("#"):
                run.font.underline, run.font.color.rgb = True, _LINK_BLUE
            self._link(paragraph, run, look.link)

    def _link(self, paragraph: Paragraph, run: Any, address: str) -> None:
        if address.startswith("#"):
            link = element("w:hyperlink", anchor=address[1:])
        else:
            link = element("w:hyperlink")
            relation = paragraph.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link.set(qn("r:id"), relation)
        run._r.addprevious(link)  # noqa: SLF001 (python-docx only reads links)
        link.append(run._r)  # noqa: SLF001

    def _bookmark(self, paragraph: Paragraph, name: str) -> None:
        self.bookmarks += 1
        number = str(self.bookmarks)
        start = element("w:bookmarkStart", id=number)
        start.set(qn("w:name"), name)
        paragraph._p.append(start)  # noqa: SLF001
        paragraph._p.append(element("w:bookmarkEnd", id=number))  # noqa: SLF001


def _continued(place: _Place) -> _Place:
    """Return the place of what follows the first paragraph of an item: inset, no bullet."""
    if not place.list_id:
        return place
    return _Place("List Paragraph", level=place.level + 1)


def _of_note(item: Element) -> list[Element | str]:
    """Return the words of a footnote as one paragraph."""
    parts: list[Element | str] = []
    for child in item.children:
        if isinstance(child, Element) and child.name == "p":
            parts += [*child.children, " "]
        else:
            parts.append(child)
    return parts
