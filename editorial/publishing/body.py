"""A story's Markdown as safe HTML, its words, its links and its pictures.

After sanitising, the body is taken as a tree and put in order: headings start at ``h2`` without
a gap, a picture is the marker ``<figure data-photo="UUID"></figure>`` at a place where a figure
may stand, a link to ``story:UUID`` leads to that story's address, and no blank is doubled.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from editorial.publishing.markdown_extensions import to_html
from editorial.publishing.markup import Element, parse, write
from editorial.publishing.readback import links_of, text_of
from editorial.publishing.sanitise import printable, sanitise

StoryAddress = Callable[[uuid.UUID], "str | None"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS = frozenset({"", "blockquote", "div", "li", "dd", "td", "th"})
"""Elements in which a figure may stand."""
_FRAMES = frozenset({"ol", "ul", "dl", "table", "thead", "tbody", "tfoot", "tr"})
_BLANKS = re.compile(r"[ \t\r\n\u00a0\u2000-\u200a]{2,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body: ``level`` 2 to 6, its words, and the id to jump to."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """What a body's Markdown came to."""

    html: str
    """Sanitised; pictures are markers."""
    text: str
    """The words with single spaces, without captions and footnote marks."""
    links: tuple[str, ...]
    photo_ids: tuple[uuid.UUID, ...]
    """In order of first appearance."""
    overrides: dict[uuid.UUID, tuple[str, str]]
    """Alt text and caption as written with the picture; empty where none was."""
    story_ids: tuple[uuid.UUID, ...]
    """Stories linked to, found or not, in order of first appearance."""
    headings: tuple[Heading, ...]
    foreign_images: tuple[str, ...]
    """Addresses of pictures that are no photos of ours; they were left out."""


def render_body(
    markdown: str, *, story_address: StoryAddress, language: str = "en"
) -> RenderedBody:
    """Render a body.

    ``story_address`` gives the public address of a story, or None when it has none: then the
    link becomes plain text. ``language`` (BCP 47) picks the quotation marks.
    """
    root = parse(printable(sanitise(to_html(printable(markdown), language))))
    work = _Work(story_address)
    work.mend_links(root)
    work.arrange(root)
    work.number_footnotes(root)
    headings = _order_headings(root)
    _tidy(root, as_typed=False)
    _wrap_tables(root)
    return RenderedBody(
        html=write(root).strip(),
        text=text_of(root),
        links=tuple(links_of(root)),
        photo_ids=tuple(work.overrides),
        overrides=work.overrides,
        story_ids=tuple(work.stories),
        headings=headings,
        foreign_images=tuple(work.foreign),
    )


@dataclass(slots=True)
class _Work:
    """What is gathered while the tree is put in order."""

    story_address: StoryAddress
    overrides: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)
    stories: dict[uuid.UUID, None] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)

    def mend_links(self, element: Element) -> None:
        """Resolve links to stories; a link that leads nowhere becomes its words."""
        children: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element):
                self.mend_links(child)
                if child.name == "a" and not self._set_address(child):
                    children.extend(child.children)
                    continue
            children.append(child)
        element.children = children

    def _set_address(self, link: Element) -> bool:
        address = link.attributes.get("href", "")
        if address[:6].lower() == "story:":
            story_id = _uuid(address[6:])
            if story_id is None:
                return False
            self.stories.setdefault(story_id)
            address = self.story_address(story_id) or ""
            link.attributes["href"] = address
        elif address.lower().startswith(("http:", "https:", "//")):
            link.attributes["rel"] = "noopener"
        return bool(address)

    def arrange(self, holder: Element) -> None:
        """Put each picture where a figure may stand: after the paragraph that named it."""
        children: list[Element | str] = []
        for child in holder.children:
            if isinstance(child, str):
                children.append(child)
            elif child.name == "img":
                children.extend(self._marker(child))
            elif child.name in _HOLDERS or child.name in _FRAMES:
                self.arrange(child)
                children.append(child)
            else:
                pictures = _take_pictures(child)
                if not pictures or not _is_empty(child):
                    children.append(child)
                for picture in pictures:
                    children.extend(self._marker(picture))
        holder.children = children

    def _marker(self, picture: Element) -> list[Element | str]:
        address = picture.attributes.get("src", "")
        photo_id = _uuid(address[6:]) if address[:6].lower() == "photo:" else None
        if photo_id is None:
            self.foreign.append(address)
            return []
        words = (picture.attributes.get("alt", ""), picture.attributes.get("title", ""))
        alt, caption = (" ".join(text.split()) for text in words)
        self.overrides.setdefault(photo_id, (alt, caption))
        return [Element("figure", {"data-photo": str(photo_id)})]

    def number_footnotes(self, root: Element) -> None:
        """Give footnotes ids that any page and any label allows: ``fn-1``, ``fnref-1``."""
        names: dict[str, str] = {}
        numbers: dict[str, int] = {}
        for element in root.walk():
            if name := element.attributes.pop("id", ""):
                kind, _, label = name.partition(":")
                number = numbers.setdefault(label, len(numbers) + 1)
                repeat = re.sub(r"\D", "", kind)
                new = f"{'fnref' if 'ref' in kind else 'fn'}-{number}"
                new += f"-{repeat}" if repeat else ""
                if name not in names:
                    names[name] = element.attributes["id"] = new
        for element in root.walk():
            address = element.attributes.get("href", "")
            if address.startswith("#") and address[1:] in names:
                element.attributes["href"] = f"#{names[address[1:]]}"


def _take_pictures(element: Element) -> list[Element]:
    found: list[Element] = []
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.name == "img":
                found.append(child)
                continue
            inside = _take_pictures(child)
            found += inside
            if inside and _is_empty(child):
                continue
        children.append(child)
    element.children = children
    return found


def _is_empty(element: Element) -> bool:
    return all(isinstance(child, str) and not child.strip() for child in element.children)


def _order_headings(root: Element) -> tuple[Heading, ...]:
    """Let headings start at ``h2`` and go down one step at a time; name them."""
    above: list[int] = []
    found: list[Heading] = []
    taken: set[str] = set()
    for element in root.walk():
        if element.name not in _HEADINGS:
            continue
        level = int(element.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        new_level = min(len(above) + 1, 6)
        text = text_of(element)
        anchor = _anchor(text, taken)
        element.name = f"h{new_level}"
        element.attributes["id"] = anchor
        found.append(Heading(new_level, text, anchor))
    return tuple(found)


def _anchor(text: str, taken: set[str]) -> str:
    """Name a heading; the prefix keeps it from meeting an id of the page around it."""
    stem = "h-" + ("-".join(re.findall(r"\w+", text.lower()))[:60].strip("-") or "part")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def _tidy(element: Element, *, as_typed: bool) -> None:
    """Collapse doubled blanks, except in code; drop paragraphs with nothing in them."""
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            if children and isinstance(before := children[-1], str):
                children.pop()
                child = before + child
            children.append(child if as_typed else _BLANKS.sub(_blank, child))
            continue
        _tidy(child, as_typed=as_typed or child.name in {"pre", "code"})
        if align := child.attributes.pop("align", ""):
            child.attributes["class"] = f"align-{align}"
        if child.name not in {"p", *_HEADINGS} or not _is_empty(child):
            children.append(child)
    element.children = children


def _blank(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else " "


def _wrap_tables(element: Element) -> None:
    """Put each table into a box that scrolls by itself on a phone."""
    for index, child in enumerate(element.children):
        if isinstance(child, Element):
            if child.name == "table":
                element.children[index] = Element("div", {"class": "table"}, [child])
            else:
                _wrap_tables(child)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text.strip())
    except ValueError:
        return None
