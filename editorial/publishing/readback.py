"""Compare what an endpoint holds with what it should hold.

Shared by all endpoints and the courier. `expected` says what readers must find of a piece,
`parts_of_html` reads the same out of a page or a fragment of one, `differences` lists where the
two part. Systems rewrite blanks, quotation marks, dashes and entities in passing (WordPress'
``wptexturize``); that is forgiven. A lost or changed word, credit or link never is.

How the HTML is read, so that every endpoint can write it likewise:

- The body is the element with ``data-part="body"``; without one, the whole fragment. Elements
  with any other ``data-part`` (corrections, author lines, related stories), figures, and
  ``script`` or ``style`` are not part of the body's words and links.
- A picture is an ``img`` in a ``figure``; those below ``data-part="related"`` do not count.
- A credit is an element with class ``credit``; inside it, ``credit-label`` (``Photo:``) is not
  part of the line. Those below ``data-part="related"`` belong to other stories.
- Footnote marks (links to ``#fn…`` without a letter in them) are neither words nor links.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.figures import marked_photos
from editorial.publishing.markup import INLINE, Element, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from editorial.publishing.endpoints.protocol import Held
    from editorial.publishing.piece import Piece

_UNREAD = frozenset({"script", "style", "template", "noscript", "figure", "head"})
_WINDOW = 12


@dataclass(frozen=True, slots=True)
class Parts:
    """What readers must find of a piece; the names are those of `Held`."""

    headline: str
    body_text: str
    """Plain text with single spaces."""
    credits: tuple[str, ...]
    """Credit lines without label: the hero's first, then in the order of the body."""
    links: tuple[str, ...]
    """Addresses in the body, in order; repeated ones too."""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: int | None = None
    """In how many places a picture stands, those of related stories left out; None: not told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be.

    ``field`` is ``headline``, ``body``, ``credit``, ``link``, ``section``, ``tag`` or
    ``photos``; for what is missing ``found`` is empty, for what is too much ``expected`` is.
    """

    field: str
    expected: str
    found: str


def expected(piece: Piece) -> Parts:
    """Return what readers must find of ``piece`` wherever it was pushed to."""
    return Parts(
        headline=piece.headline,
        body_text=piece.body_text,
        credits=credits_of(piece),
        links=piece.links,
        sections=tuple(term.name for term in piece.terms),
        tags=tuple(term.name for term in piece.tags),
        images=(piece.hero is not None) + len(marked_photos(piece.body_html)),
    )


def credits_of(piece: Piece) -> tuple[str, ...]:
    """Return the credit lines in reading order, one for each place where a picture stands."""
    by_id = {picture.photo_id: picture.credit for picture in piece.pictures}
    shown = [piece.hero.credit] if piece.hero else []
    shown += [by_id.get(photo_id, "") for photo_id in marked_photos(piece.body_html)]
    return tuple(line for line in shown if line)


def parts_of_html(html: str) -> Parts:
    """Read body text, credits and links out of a page or fragment.

    The headline is the page's ``h1``, empty where there is none; sections and tags are the
    texts of the elements with ``data-part="section"`` and ``data-part="tag"``.
    """
    page = parse(html)
    named = list(page.walk())
    bodies = [element for element in named if element.attributes.get("data-part") == "body"]
    body = bodies[0] if bodies else page
    heading = page.find("h1")

    def terms(part: str) -> tuple[str, ...]:
        found = (text_of(e) for e in named if e.attributes.get("data-part") == part)
        return tuple(dict.fromkeys(found))

    return Parts(
        headline=text_of(heading) if heading else "",
        body_text=text_of(body),
        credits=tuple(_credits(page)),
        links=tuple(links_of(body)),
        sections=terms("section"),
        tags=terms("tag"),
        images=sum(1 for _ in _images(page, inside=False)),
    )


def text_of(element: Element) -> str:
    """Return the words of an element as plain text with single spaces."""
    pieces: list[str] = []
    _gather(element, pieces, top=True)
    return " ".join("".join(pieces).split())


def differences(expected: Parts, held: Parts | Held) -> tuple[Difference, ...]:
    """Return where the endpoint's copy is not what it should be; empty when it is."""
    found: list[Difference] = []
    if normal(expected.headline) != normal(held.headline):
        found.append(Difference("headline", expected.headline, held.headline))
    if normal(expected.body_text) != normal(held.body_text):
        found.append(_first_change(expected.body_text, held.body_text))
    if None not in (expected.images, held.images) and expected.images != held.images:
        found.append(Difference("photos", str(expected.images), str(held.images)))
    found += _unlike("credit", expected.credits, held.credits)
    found += _unlike("link", expected.links, held.links, form=str.strip)
    # A site that has the term in other capitals keeps its own.
    found += _unlike("section", _once(expected.sections), _once(held.sections), form=_folded)
    found += _unlike("tag", _once(expected.tags), _once(held.tags), form=_folded)
    return tuple(found)


_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "™": "(tm)",
        # Soft hyphen, zero-width space and joiner, byte order mark: seen by nobody.
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    }
)


def normal(text: str) -> str:
    """Return ``text`` as it compares: one form for blanks, quotation marks and dashes."""
    text = unicodedata.normalize("NFC", text).translate(_ALIKE).replace("''", '"')
    text = re.sub(r"(?<=\d)×(?=\d)", "x", re.sub(r"-{2,3}", "-", text))
    return " ".join(text.replace("(TM)", "(tm)").split())


def _gather(element: Element, pieces: list[str], *, top: bool = False) -> None:
    if not top and _is_apart(element):
        if element.name != "a":
            pieces.append(" ")
        return
    parting = element.name not in INLINE
    if parting:
        pieces.append(" ")
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        else:
            _gather(child, pieces)
    if parting:
        pieces.append(" ")


def _is_apart(element: Element) -> bool:
    return (
        element.name in _UNREAD or "data-part" in element.attributes or _is_footnote_mark(element)
    )


def _is_footnote_mark(element: Element) -> bool:
    """Tell a number or an arrow; a link with words in it is text, wherever it leads."""
    return (
        element.name == "a"
        and element.attributes.get("href", "").startswith("#fn")
        and all(
            isinstance(child, str) and not any(char.isalpha() for char in child)
            for child in element.children
        )
    )


def links_of(element: Element) -> Iterator[str]:
    """Yield the addresses linked to in the words of an element, in order, without ``#…``."""
    for child in element.children:
        if isinstance(child, Element) and not _is_apart(child):
            address = child.attributes.get("href", "").strip()
            if child.name == "a" and address and not address.startswith("#"):
                yield address
            yield from links_of(child)


def _credits(element: Element) -> Iterator[str]:
    if element.attributes.get("data-part") == "related":
        return
    if "credit" in element.classes:
        bare = Element("", {}, [c for c in element.children if not _is_label(c)])
        if line := text_of(bare):
            yield line
        return
    for child in element.children:
        if isinstance(child, Element):
            yield from _credits(child)


def _images(element: Element, *, inside: bool) -> Iterator[Element]:
    if element.attributes.get("data-part") == "related":
        return
    for child in element.children:
        if isinstance(child, Element):
            if child.name == "img" and inside:
                yield child
            yield from _images(child, inside=inside or child.name == "figure")


def _is_label(child: Element | str) -> bool:
    return isinstance(child, Element) and "credit-label" in child.classes


def _first_change(expected: str, held: str) -> Difference:
    """Return the passage around the first changed word, both ways."""
    ours, theirs = normal(expected).split(), normal(held).split()
    start = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1

    def passage(words: list[str]) -> str:
        first, last = max(0, start - 3), min(len(words), len(words) - end + 3)
        shown = words[first : min(last, first + 2 * _WINDOW)]
        text = " ".join(shown)
        if first > 0:
            text = f"… {text}"
        return f"{text} …" if first + len(shown) < len(words) else text

    return Difference("body", passage(ours), passage(theirs))


def _unlike(
    field: str,
    ours: Iterable[str],
    theirs: Iterable[str],
    *,
    form: Callable[[str], str] = normal,
) -> Iterator[Difference]:
    """Yield what only one side has, in its own spelling; ``form`` says what counts as alike."""
    ours, theirs = tuple(ours), tuple(theirs)
    wanted, there = Counter(map(form, ours)), Counter(map(form, theirs))
    for text in _spelt(wanted - there, ours, form):
        yield Difference(field, text, "")
    for text in _spelt(there - wanted, theirs, form):
        yield Difference(field, "", text)


def _spelt(
    found: Counter[str], texts: tuple[str, ...], form: Callable[[str], str]
) -> Iterator[str]:
    spellings = {form(text): normal(text) if form is _folded else form(text) for text in texts}
    for each in found.elements():
        yield spellings[each]


def _folded(text: str) -> str:
    return normal(text).casefold()


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
