"""Word's HTML, also Outlook's: lists that are paragraphs become lists, styles become elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString, Tag

from editorial.stories.text.pasting.styles import classes_of, style_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_LEVEL = re.compile(r"(l\d+)?\s*level(\d+)(?:\s*(lfo\d+))?")
_NUMBER = re.compile(r"[(\[]?(?:(\d{1,4})|[a-zA-Z]{1,5})[.)\]:]+")
_STYLES = {
    "MsoTitle": "h1",
    "MsoHeading7": "h6",
    "MsoHeading8": "h6",
    "MsoHeading9": "h6",
    **{f"MsoHeading{level}": f"h{level}" for level in range(1, 7)},
}
_POINTS = re.compile(r"([\d.]+)pt")
_BULLETS = frozenset("·•▪§◦o\uf0b7\uf0a7\uf0d8\uf0fc")
_SYMBOL_FONT = re.compile(r"symbol|wingdings|courier new")
_QUOTES = frozenset({"MsoQuote", "MsoIntenseQuote", "MsoBlockText"})
_COMMENTS = frozenset({"MsoCommentReference", "msocomanchor", "msocomoff"})


def tidy_word(soup: BeautifulSoup) -> list[str]:
    """Change the tree into plain HTML; return sentences about what was left out."""
    comments = _drop_comments(soup)
    paragraphs = soup.find_all("p")
    for paragraph in paragraphs:
        for name in classes_of(paragraph):
            if name in _STYLES:
                paragraph.name = _STYLES[name]
            elif name in _QUOTES:
                paragraph.wrap(soup.new_tag("blockquote"))
    _join_quotes(soup)
    _make_lists(soup, paragraphs)
    if not comments:
        return []
    return [f"{comments} of Word’s comments {'was' if comments == 1 else 'were'} left out."]


def _drop_comments(soup: BeautifulSoup) -> int:
    lists = [t for t in soup.find_all(["div", "hr"]) if _element_kind(t).startswith("comment")]
    references = [t for t in soup.find_all(["span", "a"]) if _COMMENTS & set(classes_of(t))]
    count = sum(1 for t in lists if _element_kind(t) == "comment")
    for tag in lists + references:
        tag.extract()
    return count


def _element_kind(tag: Tag) -> str:
    return style_of(tag).get("mso-element", "")


def _join_quotes(soup: BeautifulSoup) -> None:
    """Make one quote of paragraphs that are each quoted, one after the other."""
    for quote in soup.find_all("blockquote"):
        before = _before(quote)
        if before is not None and before.name == "blockquote":
            for child in list(quote.children):
                before.append(child.extract())
            quote.extract()


def _before(tag: Tag) -> Tag | None:
    """Return the element before ``tag`` if only blanks are between."""
    before = tag.previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    return before if isinstance(before, Tag) else None


def _make_lists(soup: BeautifulSoup, paragraphs: list[Tag]) -> None:
    outer: Tag | None = None
    chain: list[Tag] = []
    last: Tag | None = None
    name = ""
    for paragraph in paragraphs:
        level, list_name = _list_place(paragraph)
        if not level or paragraph.parent is None:
            continue
        ordered, start = _take_label(paragraph)
        follows = last is not None and outer is not None and _before(paragraph) is outer
        if not follows or (list_name and name and list_name != name and level == 1):
            chain = []
        name = list_name or name
        del chain[level:]
        if chain and len(chain) == level and (chain[-1].name == "ol") != ordered:
            chain.pop()
            if not chain:
                follows = False
        if not chain:
            outer = _new_list(soup, ordered, start)
            paragraph.insert_before(outer)
            chain = [outer]
        while len(chain) < level:
            items = [child for child in chain[-1].children if isinstance(child, Tag)]
            if not items:
                items = [soup.new_tag("li")]
                chain[-1].append(items[0])
            inner = _new_list(soup, ordered, start)
            items[-1].append(inner)
            chain.append(inner)
        item = soup.new_tag("li")
        chain[-1].append(item)
        item.append(paragraph.extract())
        last = paragraph


def _new_list(soup: BeautifulSoup, ordered: bool, start: int) -> Tag:
    made = soup.new_tag("ol" if ordered else "ul")
    if ordered and start > 1:
        made["start"] = str(start)
    return made


def _list_place(paragraph: Tag) -> tuple[int, str]:
    """Return the list level from 1 (0: no list item) and which list."""
    if paragraph.name != "p":
        return 0, ""
    stated = style_of(paragraph).get("mso-list", "")
    if stated and stated not in {"none", "ignore"} and (match := _LEVEL.search(stated)):
        return min(int(match[2]), 9), f"{match[1]} {match[3]}"
    if _typed_bullet(paragraph) is not None:
        inset = _POINTS.match(style_of(paragraph).get("margin-left", ""))
        return min(max(round(float(inset[1]) / 36), 1), 9) if inset else 1, "typed"
    if any(name.startswith("MsoListBullet") for name in classes_of(paragraph)):
        return 1, "bullet"
    return 0, ""


def _typed_bullet(paragraph: Tag) -> Tag | None:
    """Return the element that holds a bullet and nothing else, at the front of a list paragraph.

    Mail programs drop ``mso-list`` in replies; the sign in a symbol font is what is left.
    """
    if not any(name.startswith("MsoListParagraph") for name in classes_of(paragraph)):
        return None
    first = paragraph.find(string=re.compile(r"\S"))
    holder = first.find_parent("span") if first is not None else None
    if holder is None or holder.get_text().replace("\xa0", " ").strip() not in _BULLETS:
        return None
    while holder is not None and holder is not paragraph:
        if _SYMBOL_FONT.search(style_of(holder).get("font-family", "")):
            return holder
        holder = holder.parent
    return None


def _take_label(paragraph: Tag) -> tuple[bool, int]:
    """Take the bullet or number that Word wrote out; return whether it counts, and from where."""
    for span in paragraph.find_all("span"):
        if style_of(span).get("mso-list", "") == "ignore":
            label = span.get_text().replace("\xa0", " ").strip()
            match = _NUMBER.fullmatch(label)
            span.extract()
            return match is not None, int(match[1]) if match and match[1] else 1
    if (bullet := _typed_bullet(paragraph)) is not None:
        bullet.extract()
    return False, 1
