"""The YAML that a page begins with: what its generator, its theme and Editorial read.

Every text is double-quoted. So none is taken for a date, a number, a switch or the end of the
front matter by any of the YAML readers in use (PyYAML, libyaml, go-yaml, js-yaml).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from editorial.publishing.page_dates import iso, local_time, long_date
from editorial.publishing.page_words import words_in
from editorial.publishing.structured_data import description

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editorial.publishing.endpoints.static_site.layout import Layout
    from editorial.publishing.piece import CorrectionNote, Picture, Piece, RelatedPiece

    Address = Callable[[Picture], str]

ID = "editorial_id"
"""Names the story for ever: 32 hexadecimal digits."""
_PARTS = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class _Quoted(yaml.SafeDumper):
    """Double quotes around every text that is a value."""


class _Key(str):
    __slots__ = ()


_Quoted.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
_Quoted.add_representer(
    _Key, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text))
)


def write(values: Mapping[str, Any]) -> str:
    """Return the front matter with its lines of dashes."""
    text = yaml.dump(
        _keyed(dict(values)),
        Dumper=_Quoted,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
    )
    return f"---\n{text}---\n"


def split(text: str) -> tuple[dict[str, Any] | None, str]:
    """Return front matter and body of a page; None for front matter that cannot be read."""
    found = _PARTS.match(text)
    if found is None:
        return None, text
    try:
        values = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        values = None
    return (values if isinstance(values, dict) else None), text[found.end() :]


def of_piece(
    piece: Piece,
    layout: Layout,
    *,
    key: str,
    path: str,
    old_paths: tuple[str, ...],
    address: Address,
) -> dict[str, Any]:
    """Return the front matter of a piece.

    ``path`` is its address below the site's root, ``old_paths`` are those that it had before.
    The story type is ``story_type``: to Hugo, ``type`` chooses templates.
    """
    values: dict[str, Any] = {
        "layout": layout.layout,
        "title": piece.headline,
        "description": description(piece),
        "dek": piece.dek,
        "date": iso(piece.published_at, piece.newsroom),
        **_changed(piece, layout),
        "slug": piece.slug,
        **place(layout, path, old_paths),
        **({"author": [a.name for a in piece.authors]} if layout.generator == "jekyll" else {}),
        "authors": [author.name for author in piece.authors],
        "categories": [term.name for term in piece.terms],
        "tags": [term.name for term in piece.tags],
        "story_type": piece.type.name if piece.type else "",
        _language(layout): piece.language,
        **_image(piece.hero, layout, address),
        "corrections": [_correction(note, piece) for note in piece.notes],
        "related": [_related(entry, address) for entry in piece.related if entry.url],
    }
    return {name: value for name, value in values.items() if value not in ("", [])} | {
        "draft": False,
        ID: key,
        "editorial_version": piece.version,
    }


def place(layout: Layout, path: str, old_paths: tuple[str, ...]) -> dict[str, Any]:
    """Return where the page stands, in the generator's own words."""
    if layout.generator == "hugo":
        return {"url": path, "aliases": list(old_paths)}
    # jekyll-redirect-from; Eleventy's sites read it with a template of their own.
    return {"permalink": path, "redirect_from": list(old_paths)}


def language_of(values: Mapping[str, Any]) -> str:
    """Return the language of a page's words."""
    return str(values.get("lang") or values.get("language") or "en")


def _language(layout: Layout) -> str:
    # To Hugo, `lang` is a language of the site.
    return "language" if layout.generator == "hugo" else "lang"


def _changed(piece: Piece, layout: Layout) -> dict[str, str]:
    names = {"hugo": "lastmod", "jekyll": "last_modified_at", "eleventy": "lastmod"}
    moment = max(piece.modified_at, piece.published_at)
    return {names[layout.generator]: iso(moment, piece.newsroom)}


def _image(picture: Picture | None, layout: Layout, address: Address) -> dict[str, Any]:
    if picture is None:
        return {}
    where = address(picture)
    words = {"alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
    if layout.generator == "jekyll":
        # As jekyll-seo-tag reads it.
        size = {"width": picture.largest_jpeg.width, "height": picture.largest_jpeg.height}
        return {"image": {"path": where, **_filled(words), **size}}
    named = {f"image_{name}": text for name, text in words.items()}
    # Hugo's own Open Graph template reads `images`.
    return {"image": where, **({"images": [where]} if layout.generator == "hugo" else {}), **named}


def _correction(note: CorrectionNote, piece: Piece) -> dict[str, str]:
    words = words_in(piece.language)
    day = long_date(note.at, piece.newsroom, words)
    return _filled(
        {
            "date": local_time(note.at, piece.newsroom).isoformat(timespec="seconds"),
            "kind": note.kind,
            "line": str(words.note_date(note.kind, day).unescape()),
            "text": note.text,
        }
    )


def _related(entry: RelatedPiece, address: Address) -> dict[str, str]:
    values = {
        "title": entry.title,
        "url": entry.url,
        "section": entry.section,
        "excerpt": entry.excerpt,
    }
    if entry.picture:
        values |= {
            "image": address(entry.picture),
            "image_alt": entry.picture.alt,
            "image_credit": entry.picture.credit,
        }
    return _filled(values)


def _filled(values: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text}


def _keyed(value: Any) -> Any:
    if isinstance(value, dict):
        return {_Key(name): _keyed(each) for name, each in value.items()}
    return [_keyed(each) for each in value] if isinstance(value, list) else value
