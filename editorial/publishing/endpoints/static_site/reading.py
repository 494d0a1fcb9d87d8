"""Read a page of a static site back: from the bytes that git holds to what readers find."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from editorial.publishing import readback
from editorial.publishing.endpoints.protocol import Held
from editorial.publishing.endpoints.static_site import front_matter, pictures
from editorial.publishing.endpoints.static_site.page import PARTS
from editorial.publishing.markdown_extensions import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.publishing.endpoints.static_site.layout import Layout

_MARK = re.compile(rf"^\[//\]: # \(editorial: ({'|'.join(PARTS)})\)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page of ours as git holds it."""

    path: str
    raw: bytes
    values: Mapping[str, Any]
    """Its front matter; empty where it cannot be read."""
    body: str
    images: Mapping[str, str]
    """Name in git of the content of each picture that it shows, by path; empty: not there."""

    @property
    def withdrawn(self) -> bool:
        """Whether it is the notice in the place of a withdrawn story."""
        return bool(self.values.get("withdrawn"))

    @property
    def address(self) -> str:
        """The path of its address below the site's root; empty where it says none."""
        return _text(self.values.get("url") or self.values.get("permalink"))

    @property
    def old_addresses(self) -> tuple[str, ...]:
        """Those that it had before."""
        return _texts(self.values.get("aliases") or self.values.get("redirect_from"))

    @property
    def fingerprint(self) -> str:
        """Changes whenever the page or a picture in it does."""
        digest = hashlib.sha256(self.raw)
        for path, name in sorted(self.images.items()):
            digest.update(f"\0{path}\0{name}".encode())
        return digest.hexdigest()


def stored_page(path: str, raw: bytes, images: Mapping[str, str]) -> StoredPage:
    """Return a page from its bytes."""
    values, body = front_matter.split(raw.decode("utf-8", errors="replace"))
    return StoredPage(path, raw, values or {}, body, images)


def page_html(page: StoredPage) -> str:
    """Return what readers get of a page, as `readback.parts_of_html` reads it."""
    language = front_matter.language_of(page.values)
    title = escape(_text(page.values.get("title")), quote=False)
    pieces = [f"<h1>{title}</h1>"]
    for part, markdown in _parts(page.body):
        html = to_html(pictures.shortcodes_as_html(markdown), language)
        pieces.append(f'<div data-part="{part}">{html}</div>')
    return "\n".join(pieces)


def held_of(
    page: StoredPage, remote_id: str, layout: Layout, change: tuple[str, str] = ("", "")
) -> Held:
    """Return what a page holds; ``change`` is when it last changed, and by whom."""
    parts = readback.parts_of_html(page_html(page))
    values = page.values
    return Held(
        remote_id=remote_id,
        url=layout.url(page.address) if page.address else "",
        public=not page.withdrawn
        and values.get("draft") is not True
        and values.get("published") is not False,
        headline=_text(values.get("title")),
        body_text=parts.body_text,
        credits=_credits(page, parts.credits),
        links=parts.links,
        sections=_texts(values.get("categories")),
        tags=_texts(values.get("tags")),
        fingerprint=page.fingerprint,
        slug=_text(values.get("slug")),
        extra={
            "path": page.path,
            "dek": _text(values.get("dek")),
            "modified_gmt": change[0],
            "changed by": change[1],
        },
    )


def withdrawn(remote_id: str) -> Held:
    """Return what is held of a story that was taken away, with nothing in its place."""
    return Held(
        remote_id=remote_id,
        url="",
        public=False,
        headline="",
        body_text="",
        credits=(),
        links=(),
        sections=(),
        tags=(),
        fingerprint="withdrawn",
    )


def _parts(body: str) -> list[tuple[str, str]]:
    """Return the parts of a page; one without marks is all body."""
    pieces = _MARK.split(body)
    if len(pieces) == 1:
        return [("body", body)]
    # What someone put above the first mark is read as well.
    found = [("body", pieces[0])] if pieces[0].strip() else []
    found += list(zip(pieces[1::2], pieces[2::2], strict=True))
    bodies = [text for part, text in found if part == "body"]
    others = [(part, text) for part, text in found if part != "body"]
    body_part = ("body", "\n\n".join(bodies))
    heroes = [each for each in others if each[0] == "hero"]
    return [*heroes, body_part, *(each for each in others if each[0] != "hero")]


def _credits(page: StoredPage, shown: tuple[str, ...]) -> tuple[str, ...]:
    """Return the credits of a page; a theme prints the hero's where the page does not."""
    if "(editorial: hero)" in page.body:
        return shown
    image = page.values.get("image")
    credit = image.get("credit") if isinstance(image, dict) else page.values.get("image_credit")
    return (_text(credit), *shown) if credit else shown


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(each) for each in value if each is not None)
    return (_text(value),) if value else ()
