"""The piece as WordPress content: one HTML block, so that WordPress adds no paragraphs.

Everything that themes don't print is in it: the hero's caption and credit, the byline,
corrections, related stories. Only what an author's account may write is used (no ``srcset``,
no ``picture``: WordPress adds sizes itself to images with a ``wp-image-`` class).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.web import article
from editorial.publishing.endpoints.web.marks import mark
from editorial.publishing.page_words import words_in
from editorial.publishing.structured_data import as_script, news_article

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from editorial.publishing.endpoints.wordpress.media import Placed
    from editorial.publishing.endpoints.wordpress.options import Options
    from editorial.publishing.piece import Picture, Piece

    Places = Mapping[uuid.UUID, Placed]

_ALIGNED = re.compile(r'class="align-(left|center|right)"')
_FIGURE, _SMALL = "wp-block-image size-large", "wp-block-image"
DATA_SCRIPT = '<script type="application/ld+json">'


def content_of(
    piece: Piece, key: str, places: Places, options: Options, *, site: str, scripts: bool
) -> str:
    """Return the content. ``places`` holds where each picture lies, by the photo's id.

    ``scripts`` says whether the account may write a ``script`` element.
    """
    words = words_in(piece.language)

    def image(picture: Picture) -> str:
        placed = places.get(picture.photo_id)
        return _image(picture, placed) if placed else ""

    hero = piece.hero if options.hero_in_content else None
    related = article.shown_related(piece) if options.related_in_content else ()
    parts = [
        mark(key, **_facts(piece, options)),
        article.dek(piece) if options.dek_in_content else "",
        article.byline(piece, words) if options.byline_in_content else "",
        article.figure(hero, image, _FIGURE, part="hero") if hero else "",
        article.body(piece, _for_themes(piece.body_html), image, _FIGURE),
        article.corrections(piece, words),
        article.related(related, image, words, _SMALL),
        _data(piece, places, site) if scripts and options.structured_data else "",
    ]
    return "<!-- wp:html -->\n" + "\n".join(filter(None, parts)) + "\n<!-- /wp:html -->"


def pictures_of(piece: Piece, options: Options) -> tuple[Picture, ...]:
    """Return the pictures to bring to the site, each photo once, the hero first."""
    return article.pictures_of(piece, with_related=options.related_in_content)


def _for_themes(body_html: str) -> str:
    """Return the body with the classes that WordPress' themes know.

    The arrow back from a footnote is marked as text, else WordPress makes a picture of it.
    """
    return _ALIGNED.sub(r'class="has-text-align-\1"', body_html).replace("\u21a9", "\u21a9\ufe0e")


def _facts(piece: Piece, options: Options) -> dict[str, str]:
    """Return what reading back must know: the type's term, and that no section was asked for."""
    facts = {}
    same = {"tag": piece.tags, "category": piece.terms, "none": ()}[options.type_as]
    if piece.type and options.type_as != "none":
        if piece.type.slug not in {term.slug for term in same}:
            facts["type"] = piece.type.slug
        if options.type_as == "category":
            return facts
    if not piece.terms:
        facts["sections"] = "none"
    return facts


def _image(picture: Picture, placed: Placed) -> str:
    return (
        f'<img src="{escape(placed.url)}" alt="{escape(picture.alt)}" '
        f'class="wp-image-{placed.id}" width="{placed.width}" height="{placed.height}"/>'
    )


def _data(piece: Piece, places: Places, site: str) -> str:
    data = news_article(
        piece,
        # WordPress settles the address when it publishes.
        url="",
        site_url=site,
        picture_address=lambda picture, _: places[picture.photo_id].url,
        author_address=lambda _: "",
    )
    return f"{DATA_SCRIPT}{as_script(data)}</script>"
