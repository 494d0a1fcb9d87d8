"""The piece as a ninjs 3.1 item (https://iptc.org/std/ninjs/).

ninjs has no property for a credit line or an alt text: both are descriptions with a role of their
own. Photos and related stories are associations, photos under ``featuremedia`` and ``editor_0``,
``editor_1`` …, as Superdesk names them.

Only what the published schema knows is written. The same piece gives the same item, except for
``version`` and ``versionCreated``, which `numbered` adds.
"""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING, Any

from editorial.publishing import readback
from editorial.publishing.endpoints.ninjs import terms
from editorial.publishing.endpoints.ninjs.options import Options, uri_of
from editorial.publishing.endpoints.ninjs.photo import photo_item
from editorial.publishing.endpoints.web import article
from editorial.publishing.markup import parse
from editorial.publishing.page_dates import long_date
from editorial.publishing.page_words import words_in
from editorial.stories.text.words import count_words

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from editorial.publishing.endpoints.ninjs.media import Sent
    from editorial.publishing.endpoints.protocol import Held
    from editorial.publishing.piece import Picture, Piece, RelatedPiece

Item = dict[str, Any]
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
HERO, INLINE, RELATED = "featuremedia", "editor_", "related_"


def item_of(
    piece: Piece,
    uri: str,
    places: Mapping[uuid.UUID, list[Sent]],
    options: Options,
    *,
    asked_at: dt.datetime,
    first_created: str = "",
) -> Item:
    """Return the item of a piece, without its version.

    ``places`` holds the files of each picture as the receiver has them, by the photo's id;
    ``asked_at`` is when this delivery was asked for: what is published later is embargoed until
    then. ``first_created`` is what an earlier item said.
    """
    newsroom = piece.newsroom
    html = html_of(piece, places, options)
    return _filled(
        {
            "uri": uri,
            "type": "text",
            "representationType": "full",
            "profile": "text-photo" if piece.pictures else "text-only",
            "standard": dict(STANDARD),
            "firstCreated": first_created or moment(min(piece.published_at, asked_at)),
            "embargoedUntil": moment(piece.published_at) if piece.published_at > asked_at else "",
            "pubStatus": "usable",
            "urgency": int(options.urgency) if options.urgency else None,
            "language": piece.language,
            "title": piece.headline,
            "slugline": piece.slug,
            "headlines": _texts(("main", piece.headline)),
            "descriptions": _texts(("summary", piece.dek)),
            "bodies": _bodies(piece, html),
            "by": byline(piece),
            "edNote": note_of(piece),
            "subjects": terms.subjects(piece),
            "genres": terms.genres(piece),
            "infoSources": [{"name": newsroom.title, "role": "provider"}] if newsroom.title else [],
            "copyrightHolder": newsroom.title,
            "copyrightNotice": options.copyright_notice,
            "usageTerms": options.usage_terms,
            "altIds": [
                {"role": "story", "value": str(piece.story_id)},
                {"role": "storyVersion", "value": str(piece.version)},
            ],
            "associations": [
                *_photos(piece, places, options),
                *(_related(piece, places, options) if options.related else ()),
            ],
        }
    )


def withdrawn_item(uri: str, before: Held | None, status: str, note: str) -> Item:
    """Return what takes an item back: ``canceled`` for a kill, ``withheld`` until further word."""
    return _filled(
        {
            "uri": uri,
            "type": "text",
            "representationType": "full",
            "standard": dict(STANDARD),
            "firstCreated": str(before.extra.get("first_created", "")) if before else "",
            "pubStatus": status,
            "headlines": _texts(("main", before.headline if before else "")),
            "slugline": before.slug if before else "",
            "edNote": note or "Withdrawn by the newsroom; do not use it.",
        }
    )


def numbered(item: Item, version: int) -> Item:
    """Return the item as a version: its number is the second in which it was made."""
    made = dt.datetime.fromtimestamp(version, dt.UTC)
    return {**item, "version": str(version), "versionCreated": moment(made)}


def html_of(piece: Piece, places: Mapping[uuid.UUID, list[Sent]], options: Options) -> str:
    """Return the text as HTML, with its photos, their captions and credits."""
    words = words_in(piece.language)

    def image(picture: Picture) -> str:
        files = places.get(picture.photo_id)
        if not files:
            return ""
        return (
            f'<img src="{escape(files[0].href)}" alt="{escape(picture.alt)}" '
            f'width="{files[0].width}" height="{files[0].height}">'
        )

    parts = [
        article.byline(piece, words) if options.byline_in_content else "",
        article.body(piece, piece.body_html, image),
        article.corrections(piece, words),
    ]
    return "\n".join(filter(None, parts))


def plain_of(piece: Piece) -> str:
    """Return the text as plain words, a blank line between two paragraphs."""
    blocks = (
        " ".join(child.split()) if isinstance(child, str) else readback.text_of(child)
        for child in parse(piece.body_html).children
    )
    return "\n\n".join(filter(None, blocks))


def byline(piece: Piece) -> str:
    """Return the authors' names in one line, without “By”."""
    names = [author.name for author in piece.authors]
    return str(words_in(piece.language).join_names(names).unescape()) if names else ""


def note_of(piece: Piece) -> str:
    """Return the notes of corrections and updates for the receiver's desk, the newest first."""
    words = words_in(piece.language)
    lines = []
    for note in piece.notes:
        head = str(words.note_date(note.kind, long_date(note.at, piece.newsroom, words)).unescape())
        lines.append(f"{head}: {note.text}" if note.text else f"{head}.")
    return "\n".join(lines)


def moment(at: dt.datetime) -> str:
    """Return a time as ninjs has it, in UTC and whole seconds."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bodies(piece: Piece, html: str) -> list[Item]:
    counts = {"charCount": len(piece.body_text), "wordCount": count_words(piece.body_text)}
    return [
        {"role": "main", "contentType": "text/html", **counts, "value": html},
        {"role": "main", "contentType": "text/plain", **counts, "value": plain_of(piece)},
    ]


def _photos(piece: Piece, places: Mapping[uuid.UUID, list[Sent]], options: Options) -> list[Item]:
    found = []
    if piece.hero:
        files = places.get(piece.hero.photo_id, [])
        found.append(photo_item(piece.hero, files, piece.language, options, HERO, "featured"))
    for number, picture in enumerate(piece.inline):
        files = places.get(picture.photo_id, [])
        name = f"{INLINE}{number}"
        found.append(photo_item(picture, files, piece.language, options, name, "inline"))
    return found


def _related(piece: Piece, places: Mapping[uuid.UUID, list[Sent]], options: Options) -> list[Item]:
    return [
        _related_item(entry, number, piece, places, options)
        for number, entry in enumerate(article.shown_related(piece), 1)
    ]


def _related_item(
    entry: RelatedPiece,
    number: int,
    piece: Piece,
    places: Mapping[uuid.UUID, list[Sent]],
    options: Options,
) -> Item:
    picture = entry.picture
    address = terms.as_uri(entry.url)
    return _filled(
        {
            "uri": uri_of(entry.story_id, options) if entry.story_id else address,
            "name": f"{RELATED}{number}",
            "rel": "related",
            "type": "text",
            "representationType": "partial",
            "headlines": _texts(("main", entry.title)),
            "descriptions": _texts(("summary", entry.excerpt)),
            "altIds": [{"role": "page", "value": address}],
            "subjects": [{"name": entry.section, "rel": terms.SECTION}] if entry.section else [],
            "associations": [
                photo_item(
                    picture, places.get(picture.photo_id, []), piece.language, options, HERO,
                    "featured",
                )
            ]
            if picture
            else [],
        }
    )  # fmt: skip


def _texts(*pairs: tuple[str, str]) -> list[Item]:
    return [
        {"role": role, "contentType": "text/plain", "value": words}
        for role, words in pairs
        if words
    ]


def _filled(facts: Item) -> Item:
    return {name: value for name, value in facts.items() if value not in ("", None, [])}
