"""The piece as a Ghost post: what goes into its fields, and what into the HTML.

Ghost's themes print title, excerpt and the feature image with its caption; everything else that
readers are owed stands in one HTML card. Ghost knows tags only: the sections come first, then the
story type, then the tags, and the mark in the HTML says which are which.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.ghost.posts import card, internal_tag
from editorial.publishing.endpoints.web import article
from editorial.publishing.endpoints.web.marks import mark
from editorial.publishing.figures import credit_element
from editorial.publishing.page_words import words_in
from editorial.publishing.structured_data import as_script, news_article

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from editorial.publishing.endpoints.ghost.options import Options
    from editorial.publishing.piece import Picture, Piece, Term

TITLE, EXCERPT, ALT, CAPTION = 255, 300, 191, 65_535
"""Characters that Ghost takes."""


def values_of(
    piece: Piece, key: str, places: Mapping[uuid.UUID, str], options: Options, *, site: str
) -> dict[str, Any]:
    """Return a post's fields; ``places`` holds the address of each picture by the photo's id."""
    hero = piece.hero
    return {
        "title": piece.headline,
        "custom_excerpt": cut(piece.dek, EXCERPT) or None,
        "html": card(_html(piece, key, places, options)),
        "feature_image": places[hero.photo_id] if hero else None,
        "feature_image_alt": (cut(hero.alt, ALT) or None) if hero else None,
        "feature_image_caption": (_caption(hero) or None) if hero else None,
        "codeinjection_head": _data(piece, places, site) if options.structured_data else None,
    }


def terms_of(piece: Piece, options: Options) -> list[Term]:
    """Return what becomes tags, each name once: sections, then the type, then the tags."""
    wanted = [*piece.terms, *([piece.type] if piece.type and options.type_as_tag else [])]
    found: dict[str, Term] = {}
    for term in (*wanted, *piece.tags):
        found.setdefault(term.name.casefold(), term)
    return list(found.values())


def own_tags(key: str) -> list[dict[str, str]]:
    """Return the tags that are ours alone."""
    return [internal_tag(key)]


def cut(words: str, most: int) -> str:
    """Return the words, cut at a blank and marked so where they are longer than Ghost takes."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _html(piece: Piece, key: str, places: Mapping[uuid.UUID, str], options: Options) -> str:
    words = words_in(piece.language)

    def image(picture: Picture) -> str:
        url = places.get(picture.photo_id)
        if not url:
            return ""
        return (
            f'<img src="{escape(url)}" alt="{escape(picture.alt)}" class="kg-image" '
            f'width="{picture.width}" height="{picture.height}" loading="lazy">'
        )

    related = article.shown_related(piece) if options.related_in_content else ()
    parts = [
        mark(key, **_facts(piece, options)),
        article.byline(piece, words) if options.byline_in_content else "",
        article.body(piece, piece.body_html, image, "kg-card kg-image-card"),
        article.corrections(piece, words),
        article.related(related, image, words, "kg-card kg-image-card"),
    ]
    return "\n".join(filter(None, parts))


def _facts(piece: Piece, options: Options) -> dict[str, str]:
    """Return which of the tags are sections, and which one is the type and no tag besides."""
    facts = {"sections": str(len({term.name.casefold() for term in piece.terms}))}
    both = {term.slug for term in (*piece.terms, *piece.tags)}
    if piece.type and options.type_as_tag and piece.type.slug not in both:
        facts["type"] = piece.type.slug
    return facts


def _caption(hero: Picture) -> str:
    parts = [article.text(hero.caption), credit_element(hero) if hero.credit else ""]
    return " ".join(filter(None, parts))


def _data(piece: Piece, places: Mapping[uuid.UUID, str], site: str) -> str:
    data = news_article(
        piece,
        # Ghost settles the address when it publishes.
        url="",
        site_url=site,
        picture_address=lambda picture, _: places[picture.photo_id],
        author_address=lambda _: "",
    )
    return f'<script type="application/ld+json">{as_script(data)}</script>'
