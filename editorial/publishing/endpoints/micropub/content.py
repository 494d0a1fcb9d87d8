"""The piece as an h-entry: what goes into its properties, and what into the HTML.

Sites print name, summary, photo and categories; everything else that readers are owed stands in
the HTML. A photo property has an alt text and no credit, so the hero's caption and credit stand at
the head of the text. Categories are the sections first, then the story type, then the tags; the
mark in the HTML says which are which. Nothing is ever asked to be syndicated.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.web import article
from editorial.publishing.endpoints.web.marks import mark
from editorial.publishing.figures import credit_element
from editorial.publishing.page_dates import iso
from editorial.publishing.page_words import words_in

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from editorial.publishing.endpoints.micropub.options import Options
    from editorial.publishing.piece import Picture, Piece

OPTIONAL = ("summary", "category", "photo")
"""Properties that a piece may lack: an update takes them away."""


def properties_of(
    piece: Piece, key: str, places: Mapping[uuid.UUID, str], options: Options
) -> dict[str, list[Any]]:
    """Return a post's properties; ``places`` holds the address of each picture by the photo's id.

    Those of `OPTIONAL` are missing where the piece lacks them.
    """
    found: dict[str, list[Any]] = {
        "name": [piece.headline],
        "content": [{"html": _html(piece, key, places, options)}],
        "published": [iso(piece.published_at, piece.newsroom)],
        "post-status": ["published"],
        "summary": [piece.dek] if piece.dek else [],
        "category": categories(piece, options),
    }
    if piece.hero and options.hero == "photo":
        found["photo"] = [{"value": places[piece.hero.photo_id], "alt": piece.hero.alt}]
    return {name: values for name, values in found.items() if values or name not in OPTIONAL}


def categories(piece: Piece, options: Options) -> list[str]:
    """Return each name once: sections, then the type, then the tags."""
    kind = [piece.type] if piece.type and options.type_as_category else []
    found: dict[str, str] = {}
    for term in (*piece.terms, *kind, *piece.tags):
        found.setdefault(term.name.casefold(), term.name)
    return list(found.values())


def _html(piece: Piece, key: str, places: Mapping[uuid.UUID, str], options: Options) -> str:
    words = words_in(piece.language)

    def image(picture: Picture) -> str:
        url = places.get(picture.photo_id)
        if not url:
            return ""
        return (
            f'<img src="{escape(url)}" alt="{escape(picture.alt)}" width="{picture.width}" '
            f'height="{picture.height}" loading="lazy">'
        )

    related = article.shown_related(piece) if options.related_in_content else ()
    parts = [
        mark(key, **_facts(piece, options)),
        _hero(piece, image, options),
        article.byline(piece, words) if options.byline_in_content else "",
        article.body(piece, piece.body_html, image),
        article.corrections(piece, words),
        article.related(related, image, words),
    ]
    return "\n".join(filter(None, parts))


def _hero(piece: Piece, image: article.Image, options: Options) -> str:
    hero = piece.hero
    if hero is None:
        return ""
    if options.hero == "content":
        return article.figure(hero, image, part="hero")
    credit = credit_element(hero) if hero.credit else ""
    words = " ".join(filter(None, (article.text(hero.caption), credit)))
    return f'<p class="caption" data-part="hero">{words}</p>' if words else ""


def _facts(piece: Piece, options: Options) -> dict[str, str]:
    """Return how many categories are sections, and which one is the type and no tag besides."""
    facts = {"sections": str(len({term.name.casefold() for term in piece.terms}))}
    both = {term.name.casefold() for term in (*piece.terms, *piece.tags)}
    if piece.type and options.type_as_category and piece.type.name.casefold() not in both:
        facts["type"] = "yes"
    return facts
