"""A photo as a ninjs item of its own, with all that is known of its rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.photos import source_types
from editorial.publishing.endpoints.ninjs.options import Options, uri_of
from editorial.publishing.endpoints.ninjs.terms import as_uri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.publishing.endpoints.ninjs.media import Sent
    from editorial.publishing.piece import Picture

Item = dict[str, Any]
CAPTION, CREDIT, ALT = "caption", "credit", "alt"
"""Roles of a photo's descriptions: ninjs 3.1 has no properties of these names."""


def photo_item(
    picture: Picture,
    files: Sequence[Sent],
    language: str,
    options: Options,
    name: str,
    rel: str,
) -> Item:
    """Return a photo as an association: ``name`` is its place, ``rel`` what it is to the story."""
    roles = ((CAPTION, picture.caption), (CREDIT, picture.credit), (ALT, picture.alt))
    sources = [{"name": creator, "role": "creator"} for creator in picture.creators]
    if picture.source:
        sources.append({"name": picture.source, "role": "source"})
    facts: Item = {
        "uri": uri_of(picture.photo_id, options),
        "name": name,
        "rel": rel,
        "type": "picture",
        "representationType": "full",
        "language": language,
        "descriptions": [
            {"role": role, "contentType": "text/plain", "value": words}
            for role, words in roles
            if words
        ],
        "by": ", ".join(picture.creators),
        "infoSources": sources,
        "copyrightNotice": picture.copyright,
        "usageTerms": picture.usage_terms,
        "renditions": [_rendition(picture, file) for file in files],
    }
    if picture.web_statement.startswith("http"):
        facts["rightsInfo"] = {"linkedRights": as_uri(picture.web_statement)}
    if picture.digital_source_type:
        code = picture.digital_source_type
        facts["digitalSourceType"] = {
            "name": source_types.words_of(code),
            "uri": source_types.address_of(code),
        }
    return {key: value for key, value in facts.items() if value not in ("", [])}


def _rendition(picture: Picture, file: Sent) -> Item:
    facts: Item = {
        "name": file.name,
        "href": as_uri(file.href),
        "contentType": file.media_type,
        "width": file.width,
        "height": file.height,
        "sizeInBytes": file.size,
    }
    if picture.focus is not None:
        x, y = picture.focus
        facts["poi"] = {"x": round(x * file.width), "y": round(y * file.height)}
    return facts
