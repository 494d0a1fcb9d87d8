"""What machines read in a page: schema.org JSON-LD, Open Graph, description.

Types and names: https://schema.org/NewsArticle and ImageObject; the rights of pictures as search
engines read them (``creditText``, ``creator``, ``copyrightNotice``, ``license``).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from editorial.publishing.page_dates import iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.photos.prepared import PreparedFile
    from editorial.publishing.piece import Picture, Piece

    PictureAddress = Callable[[Picture, PreparedFile], str]

HEADLINE_LIMIT = 110
"""Characters that search engines take of a headline."""
DESCRIPTION_LIMIT = 200


def news_article(
    piece: Piece,
    *,
    url: str,
    site_url: str,
    picture_address: PictureAddress,
    author_address: Callable[[Any], str],
) -> dict[str, Any]:
    """Return the NewsArticle; addresses should be absolute. Empty facts are left out."""
    newsroom = piece.newsroom
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shorten(piece.headline, HEADLINE_LIMIT),
        "description": description(piece),
        "mainEntityOfPage": {"@type": "WebPage", "@id": url} if url else None,
        "url": url,
        "image": [
            image_object(picture, file, picture_address)
            for picture in piece.pictures
            for file in (picture.largest_jpeg, *picture.shapes)
        ],
        "datePublished": iso(piece.published_at, newsroom),
        "dateModified": iso(max(piece.modified_at, piece.published_at), newsroom),
        "author": [
            _filled({"@type": "Person", "name": author.name, "url": author_address(author)})
            for author in piece.authors
        ],
        "articleSection": [term.name for term in piece.terms],
        "keywords": [term.name for term in piece.tags],
        "about": [
            {"@type": "Thing", "name": term.name, "sameAs": term.media_topic}
            for term in piece.tags
            if term.media_topic.startswith("http")
        ],
        "genre": piece.type.name if piece.type else "",
        "publisher": _filled(
            {"@type": "NewsMediaOrganization", "name": newsroom.title, "url": site_url}
        ),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": note.text,
                "datePublished": iso(note.at, newsroom),
            }
            for note in piece.notes
            if note.kind == "correction"
        ],
        "isAccessibleForFree": True,
        "inLanguage": piece.language,
        "wordCount": piece.word_count,
        "timeRequired": f"PT{piece.reading_minutes}M",
    }
    return _filled(facts)


def image_object(
    picture: Picture, file: PreparedFile, picture_address: PictureAddress
) -> dict[str, Any]:
    """Return the ImageObject of one file of a picture with all that is known of its rights."""
    # The Web Statement of Rights says under which terms; where to buy a licence is not known.
    statement = picture.web_statement if picture.web_statement.startswith("http") else ""
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": picture_address(picture, file),
            "width": file.width,
            "height": file.height,
            "caption": picture.caption,
            "creator": [{"@type": "Person", "name": name} for name in picture.creators],
            "creditText": picture.credit,
            "copyrightNotice": picture.copyright,
            "license": statement,
            "usageInfo": picture.usage_terms if picture.usage_terms.startswith("http") else "",
        }
    )


def open_graph(
    piece: Piece, *, url: str, picture_address: PictureAddress
) -> tuple[tuple[str, str, str], ...]:
    """Return the ``meta`` elements as attribute name, its value, and content."""
    newsroom = piece.newsroom
    found = [
        ("property", "og:type", "article"),
        ("property", "og:title", piece.headline),
        ("property", "og:description", description(piece)),
        ("property", "og:url", url),
        ("property", "og:site_name", newsroom.title),
        ("property", "og:locale", _locale(piece.language)),
        ("property", "article:published_time", iso(piece.published_at, newsroom)),
        ("property", "article:modified_time", iso(piece.modified_at, newsroom)),
        ("property", "article:section", piece.section.name if piece.section else ""),
        *(("property", "article:tag", tag.name) for tag in piece.tags),
        *(("name", "author", author.name) for author in piece.authors),
    ]
    if piece.hero:
        largest = piece.hero.largest_jpeg
        found += [
            ("property", "og:image", picture_address(piece.hero, largest)),
            ("property", "og:image:type", largest.media_type),
            ("property", "og:image:width", str(largest.width)),
            ("property", "og:image:height", str(largest.height)),
            ("property", "og:image:alt", piece.hero.alt),
        ]
    found.append(("name", "twitter:card", "summary_large_image" if piece.hero else "summary"))
    return tuple(entry for entry in found if entry[2])


def description(piece: Piece) -> str:
    """Return the dek, else the beginning of the body, short enough for a search result."""
    return shorten(piece.dek or piece.body_text, DESCRIPTION_LIMIT)


def shorten(text: str, limit: int) -> str:
    """Return ``text`` cut at a word, with an ellipsis, to at most ``limit`` characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:–—-") + "…"


def as_script(data: Any) -> str:
    """Return JSON that may stand in a ``script`` element, whatever the texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in ("", None, [], 0)}


def _locale(language: str) -> str:
    primary, _, region = language.partition("-")
    return f"{primary}_{region.upper()}" if len(region) == 2 else primary
