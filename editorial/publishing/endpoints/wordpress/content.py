"""The piece as WordPress content: one HTML block, so that WordPress adds no paragraphs.

Everything that themes don't print is in it: the hero's caption and credit, the byline,
corrections, related stories. Only what an author's account may write is used (no ``srcset``,
no ``picture``: WordPress adds sizes itself to images with a ``wp-image-`` class).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.wordpress.marks import mark
from editorial.publishing.figures import caption_element, credit_element, fill_figures
from editorial.publishing.page_dates import long_date
from editorial.publishing.page_words import fill, is_right_to_left, words_in
from editorial.publishing.structured_data import as_script, news_article

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from editorial.publishing.endpoints.wordpress.media import Placed
    from editorial.publishing.endpoints.wordpress.options import Options
    from editorial.publishing.page_words import PageWords
    from editorial.publishing.piece import Picture, Piece, RelatedPiece

    Places = Mapping[uuid.UUID, Placed]

_ALIGNED = re.compile(r'class="align-(left|center|right)"')
DATA_SCRIPT = '<script type="application/ld+json">'


def content_of(
    piece: Piece, key: str, places: Places, options: Options, *, site: str, scripts: bool
) -> str:
    """Return the content. ``places`` holds where each picture lies, by the photo's id.

    ``scripts`` says whether the account may write a ``script`` element.
    """
    by_id = {picture.photo_id: picture for picture in piece.pictures}
    words = words_in(piece.language)

    def inline(photo_id: uuid.UUID) -> str:
        picture = by_id.get(photo_id)
        return _figure(picture, places[photo_id]) if picture else ""

    parts = [mark(key, **_facts(piece, options))]
    if options.dek_in_content and piece.dek:
        parts.append(f'<p class="dek" data-part="dek">{escape(piece.dek, quote=False)}</p>')
    if options.byline_in_content and piece.authors:
        names = words.join_names([author.name for author in piece.authors])
        line = escape(fill(words.by, names=names).unescape(), quote=False)
        parts.append(f'<p class="byline" data-part="byline">{line}</p>')
    if options.hero_in_content and piece.hero:
        figure = _figure(piece.hero, places[piece.hero.photo_id], part="hero")
        parts.append(figure)
    body = fill_figures(_for_themes(piece.body_html), inline)
    # The theme runs in the site's own direction.
    turned = (
        f' lang="{escape(piece.language)}" dir="rtl"' if is_right_to_left(piece.language) else ""
    )
    parts.append(f'<div data-part="body"{turned}>\n{body}\n</div>')
    if piece.corrections:
        parts.append(_corrections(piece, words))
    shown = [entry for entry in piece.related if entry.url]
    if options.related_in_content and shown:
        parts.append(_related(shown, places, words))
    if scripts and options.structured_data:
        parts.append(_data(piece, places, site))
    return "<!-- wp:html -->\n" + "\n".join(parts) + "\n<!-- /wp:html -->"


def pictures_of(piece: Piece, options: Options) -> tuple[Picture, ...]:
    """Return the pictures to bring to the site, each photo once, the hero first."""
    found = {picture.photo_id: picture for picture in piece.pictures}
    if options.related_in_content:
        for entry in piece.related:
            if entry.picture and entry.url:
                found.setdefault(entry.picture.photo_id, entry.picture)
    return tuple(found.values())


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


def _figure(picture: Picture, placed: Placed, part: str = "") -> str:
    attribute = f' data-part="{part}"' if part else ""
    return (
        f'<figure class="wp-block-image size-large"{attribute}>{_image(picture, placed)}'
        f"{caption_element(picture)}</figure>"
    )


def _image(picture: Picture, placed: Placed) -> str:
    return (
        f'<img src="{escape(placed.url)}" alt="{escape(picture.alt)}" '
        f'class="wp-image-{placed.id}" width="{placed.width}" height="{placed.height}"/>'
    )


def _corrections(piece: Piece, words: PageWords) -> str:
    title = escape(words.corrections if piece.corrections[1:] else words.correction, quote=False)
    notes = "".join(
        f"<p><strong>{long_date(note.at, piece.newsroom, words)}:</strong> "
        f"{escape(note.text, quote=False)}</p>"
        for note in piece.corrections
    )
    return f'<section class="corrections" data-part="corrections"><h2>{title}</h2>{notes}</section>'


def _related(entries: list[RelatedPiece], places: Places, words: PageWords) -> str:
    items = "\n".join(_related_item(entry, places, words) for entry in entries)
    title = escape(words.related, quote=False)
    return f'<section class="related" data-part="related"><h2>{title}</h2>\n{items}\n</section>'


def _related_item(entry: RelatedPiece, places: Places, words: PageWords) -> str:
    keep_reading = escape(words.keep_reading, quote=False)
    url, title = escape(entry.url), escape(entry.title, quote=False)
    parts = []
    if entry.picture and entry.picture.photo_id in places:
        image = _image(entry.picture, places[entry.picture.photo_id])
        credit = credit_element(entry.picture) if entry.picture.credit else ""
        caption = f"<figcaption>{credit}</figcaption>" if credit else ""
        parts.append(f'<figure class="wp-block-image">{image}{caption}</figure>')
    if entry.section:
        parts.append(f'<p class="kicker">{escape(entry.section, quote=False)}</p>')
    parts.append(f'<h3><a href="{url}">{title}</a></h3>')
    if entry.excerpt:
        parts.append(f"<p>{escape(entry.excerpt, quote=False)}</p>")
    parts.append(
        f'<p class="keep-reading"><a href="{url}" aria-label="{keep_reading}: '
        f'{escape(entry.title)}">{keep_reading}</a></p>'
    )
    return f"<article>{''.join(parts)}</article>"


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
