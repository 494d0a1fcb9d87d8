"""The shapes of WordPress' own answers, as far as we read them (developer.wordpress.org/rest-api).

With ``context=edit`` texts come raw; without it they don't, and then only what is read is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.web.shapes import fits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editorial.publishing.endpoints.web.shapes import Shape

_RAW: Shape = {"raw": str}
_POST: Shape = {
    "id": int,
    "status": str,
    "slug": str,
    "link": str,
    "date_gmt": (str, type(None)),
    "modified_gmt": str,
    "title": _RAW,
    "content": {"raw": str, "rendered": str},
    "excerpt": _RAW,
    "author": int,
    "featured_media": int,
    "categories": [int],
    "tags": [int],
}
_MEDIA: Shape = {"id": int, "slug": str, "source_url": str}
_MEDIA_TEXTS: Shape = {"id": int, "slug": str, "alt_text": str, "caption": _RAW}
_TERM: Shape = {"id": int, "name": str, "slug": str}
_ITEM = re.compile(r"/wp/v2/(posts|media|categories|tags|users)(?:/(\d+|me))?$")


def is_own(method: str, route: str, params: Mapping[str, Any], data: Any) -> bool:
    """Return whether ``data`` can be WordPress' answer to such a call."""
    found = _ITEM.match(route)
    if found is None or method == "DELETE":
        return isinstance(data, dict | list)
    name, one = found.groups()
    edit = params.get("context") == "edit"
    shapes: dict[str, Shape] = {
        "posts": _POST if edit else {"id": int, "slug": str},
        "media": _MEDIA_TEXTS if edit else _MEDIA,
        "categories": _TERM,
        "tags": _TERM,
        "users": {"id": int, "name": str},
    }
    shape = shapes[name]
    return fits(data, [shape] if method == "GET" and one is None else shape)
