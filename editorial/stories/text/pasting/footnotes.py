"""Footnotes: a link to a note that links back, however the program wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editorial.stories.text.pasting.styles import style_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

NOTE = "editorial-note"
"""Name of the element that is put where a note is referred to; ``number`` says which."""

_HOLDER_ID = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote|fn|footnote|endnote)[-:_]?\d+$")
_HOLDERS = frozenset({"div", "li", "aside", "section", "dd", "p"})
_NOTE_ELEMENTS = frozenset({"footnote", "endnote"})
_LISTS = re.compile(r"(?:foot|end)note-list")
_LABEL = re.compile(r"[\s\[\](){}*†‡§¶#^↑↩\ufe0e\ufe0f⤴.,:;]*(?:\d{1,4}|[ivxlc]{1,6}|[a-z]{1,2})?"
                    r"[\s\[\](){}*†‡§¶#^↑↩\ufe0e\ufe0f⤴.,:;]*", re.IGNORECASE)  # fmt: skip
_UP = 3


def take_footnotes(soup: BeautifulSoup, first: int) -> list[tuple[int, Tag]]:
    """Take the notes out of the tree and return them with their numbers, from ``first`` on.

    Each reference becomes an element `NOTE`. A link whose note is not there is left alone.
    """
    links = [a for a in soup.find_all("a", href=True) if str(a["href"]).startswith("#")]
    if not links:
        return []
    places: dict[str, Tag] = {}
    for tag in soup.find_all(True):
        for key in ("id", "name"):
            if name := tag.attrs.get(key):
                places.setdefault(str(name), tag)
    numbers: dict[int, int] = {}
    notes: list[tuple[int, Tag]] = []
    inside: set[int] = set()
    for link in links:
        if id(link) in inside:
            continue
        target = places.get(str(link["href"])[1:])
        holder = _holder(target) if target is not None else None
        if holder is None or _is_within(link, holder):
            continue
        back = _links_back(holder, link, places)
        if not back and id(holder) not in numbers:
            continue
        if id(holder) not in numbers:
            numbers[id(holder)] = first + len(notes)
            notes.append((numbers[id(holder)], holder))
            inside.update(id(a) for a in holder.find_all("a", href=True))
            _drop_labels(back)
        _refer(soup, link, numbers[id(holder)])
    for _, holder in notes:
        holder.extract()
    if notes:
        _drop_separators(soup)
    return notes


def _holder(target: Tag) -> Tag | None:
    """Return the block that is the note."""
    block: Tag | None = None
    for tag in (target, *target.parents):
        if tag.name in _HOLDERS and _HOLDER_ID.match(str(tag.attrs.get("id", ""))):
            return tag
        if style_of(tag).get("mso-element") in _NOTE_ELEMENTS:
            return tag
        if tag.name in {"li", "aside", "dd"}:
            return tag
        if block is None and tag.name in {"p", "div"}:
            block = tag
    return block


def _is_within(tag: Tag, holder: Tag) -> bool:
    return any(parent is holder for parent in tag.parents)


def _links_back(holder: Tag, link: Tag, places: dict[str, Tag]) -> list[Tag]:
    """Return the links inside the note that lead back to ``link`` or close around it."""
    near: list[Tag] = [link, *link.find_all(True)]
    for up, parent in enumerate(link.parents):
        near.append(parent)
        if up == _UP:
            break
    before = link.find_previous(True)
    if before is not None:
        near.append(before)
    found = []
    for back in holder.find_all("a", href=True):
        place = places.get(str(back["href"])[1:]) if str(back["href"]).startswith("#") else None
        if place is not None and any(place is tag for tag in near):
            found.append(back)
    return found


def _drop_labels(back: list[Tag]) -> None:
    """Take out ``[1]`` and ``↑``: the note gets a number of its own. Words stay."""
    for link in back:
        if _LABEL.fullmatch(link.get_text()):
            sup = link.find_parent("sup")
            alone = sup is not None and sup.get_text().strip() == link.get_text().strip()
            (sup if sup is not None and alone else link).extract()


def _refer(soup: BeautifulSoup, link: Tag, number: int) -> None:
    note = soup.new_tag(NOTE, attrs={"number": str(number)})
    text = link.get_text()
    if not _LABEL.fullmatch(text):
        # A link in words that leads to a note: the words stay.
        link.insert_after(note)
        link.unwrap()
        return
    sup = link.find_parent("sup")
    if sup is not None and sup.get_text().strip() == text.strip():
        sup.replace_with(note)
    else:
        link.replace_with(note)


def _drop_separators(soup: BeautifulSoup) -> None:
    """Take out the line above the notes, now that they are gone."""
    for tag in soup.find_all("div"):
        if _LISTS.search(style_of(tag).get("mso-element", "")) and not tag.get_text().strip():
            tag.extract()
    rules = soup.find_all("hr")
    if rules and not "".join(text for text in rules[-1].find_all_next(string=True)).strip():
        rules[-1].extract()
