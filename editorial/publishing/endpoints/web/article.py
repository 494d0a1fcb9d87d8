"""A piece as HTML inside of a page that another system makes, with what its themes don't print.

Read back by `editorial.publishing.readback`; hence the ``data-part`` attributes and the
``credit`` classes. Only what an author's account may write is used: no ``srcset``, no ``picture``.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from editorial.publishing.figures import caption_element, credit_element, fill_figures
from editorial.publishing.page_dates import long_date
from editorial.publishing.page_words import fill, is_right_to_left

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from editorial.publishing.page_words import PageWords
    from editorial.publishing.piece import CorrectionNote, Picture, Piece, RelatedPiece

Image = Callable[["Picture"], str]
"""Returns the ``img`` element of a picture; empty where the system does not hold it."""


def dek(piece: Piece) -> str:
    """Return the dek as a paragraph; empty without one."""
    return f'<p class="dek" data-part="dek">{text(piece.dek)}</p>' if piece.dek else ""


def byline(piece: Piece, words: PageWords) -> str:
    """Return “By A and B” as a paragraph; empty without authors."""
    if not piece.authors:
        return ""
    names = words.join_names([author.name for author in piece.authors])
    line = text(str(fill(words.by, names=names).unescape()))
    return f'<p class="byline" data-part="byline">{line}</p>'


def figure(picture: Picture, image: Image, css_class: str = "", part: str = "") -> str:
    """Return a picture with caption and credit; empty where ``image`` has none."""
    element = image(picture)
    if not element:
        return ""
    attributes = f' class="{css_class}"' if css_class else ""
    attributes += f' data-part="{part}"' if part else ""
    return f"<figure{attributes}>{element}{caption_element(picture)}</figure>"


def body(piece: Piece, body_html: str, image: Image, css_class: str = "") -> str:
    """Return the body with its pictures, in its own direction where that is the other one."""
    by_id = {picture.photo_id: picture for picture in piece.pictures}

    def inline(photo_id: uuid.UUID) -> str:
        picture = by_id.get(photo_id)
        return figure(picture, image, css_class) if picture else ""

    # The theme runs in the site's own direction.
    turned = (
        f' lang="{escape(piece.language)}" dir="rtl"' if is_right_to_left(piece.language) else ""
    )
    return f'<div data-part="body"{turned}>\n{fill_figures(body_html, inline)}\n</div>'


def corrections(piece: Piece, words: PageWords) -> str:
    """Return the notes of corrections; empty without any."""
    if not piece.corrections:
        return ""
    title = text(words.notes_heading([note.kind for note in piece.corrections]))
    notes = "".join(_note(note, piece, words) for note in piece.notes)
    return f'<section class="corrections" data-part="corrections"><h2>{title}</h2>{notes}</section>'


def _note(note: CorrectionNote, piece: Piece, words: PageWords) -> str:
    date = words.note_date(note.kind, long_date(note.at, piece.newsroom, words))
    if not note.text:
        return f"<p><strong>{date}.</strong></p>"
    return f"<p><strong>{date}:</strong> {text(note.text)}</p>"


def shown_related(piece: Piece) -> tuple[RelatedPiece, ...]:
    """Return the related stories that readers can open."""
    return tuple(entry for entry in piece.related if entry.url)


def related(
    entries: Iterable[RelatedPiece], image: Image, words: PageWords, css_class: str = ""
) -> str:
    """Return the related stories, each with its own photo and credit; empty without any."""
    items = "\n".join(_related_item(entry, image, words, css_class) for entry in entries)
    title = text(words.related)
    if not items:
        return ""
    return f'<section class="related" data-part="related"><h2>{title}</h2>\n{items}\n</section>'


def pictures_of(piece: Piece, *, with_related: bool) -> tuple[Picture, ...]:
    """Return the pictures to bring along, each photo once, the hero first."""
    found = {picture.photo_id: picture for picture in piece.pictures}
    if with_related:
        for entry in shown_related(piece):
            if entry.picture:
                found.setdefault(entry.picture.photo_id, entry.picture)
    return tuple(found.values())


def text(words: str) -> str:
    """Escape words that stand between tags."""
    return escape(words, quote=False)


def _related_item(entry: RelatedPiece, image: Image, words: PageWords, css_class: str) -> str:
    keep_reading = text(words.keep_reading)
    url, title = escape(entry.url), text(entry.title)
    parts = []
    if entry.picture and (element := image(entry.picture)):
        credit = credit_element(entry.picture) if entry.picture.credit else ""
        caption = f"<figcaption>{credit}</figcaption>" if credit else ""
        opening = f'<figure class="{css_class}">' if css_class else "<figure>"
        parts.append(f"{opening}{element}{caption}</figure>")
    if entry.section:
        parts.append(f'<p class="kicker">{text(entry.section)}</p>')
    parts.append(f'<h3><a href="{url}">{title}</a></h3>')
    if entry.excerpt:
        parts.append(f"<p>{text(entry.excerpt)}</p>")
    parts.append(
        f'<p class="keep-reading"><a href="{url}" aria-label="{keep_reading}: '
        f'{escape(entry.title)}">{keep_reading}</a></p>'
    )
    return f"<article>{''.join(parts)}</article>"
