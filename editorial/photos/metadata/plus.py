"""The few terms of the PLUS vocabulary (Picture Licensing Universal System, 2.0) that we keep.

Programs write a term as its address, as its code, or as the address of an older edition; we
keep releases as codes and data mining as an address.
"""

from __future__ import annotations

import re
from typing import Any

from editorial.photos.metadata.xmp import first_text

VOCABULARY = "http://ns.useplus.org/ldf/vocab/"

_RELEASES = {
    "MR": frozenset({"MR-NON", "MR-NAP", "MR-UMR", "MR-LMR"}),
    "PR": frozenset({"PR-NON", "PR-NAP", "PR-UPR", "PR-LPR"}),
}
_MOST_LICENSORS = 20


def release_of(text: str, kind: str) -> str:
    """Return the code in a release status, such as ``MR-UMR``; ``""`` for what is none.

    ``kind`` is ``MR`` (model) or ``PR`` (property).
    """
    code = text.strip().rpartition("/")[2].upper()
    return code if code in _RELEASES[kind] else ""


def data_mining_of(text: str) -> str:
    """Return the address of a data mining term; another text only where it is an address."""
    text = text.strip()
    if re.fullmatch(r"DMI-[A-Z-]+", text):
        return VOCABULARY + text
    return text if re.fullmatch(r"https?://\S{3,500}", text) else ""


def licensors_of(value: Any) -> tuple[tuple[str, str], ...]:
    """Return name and address of each PLUS Licensor of a parsed XMP property."""
    found: list[tuple[str, str]] = []
    for one in (value if isinstance(value, list) else [value])[:_MOST_LICENSORS]:
        if not isinstance(one, dict):
            continue
        name = _line(one.get("plus.LicensorName"))
        address = _line(one.get("plus.LicensorURL"))
        url = address if re.fullmatch(r"https?://\S+", address) else ""
        if name or url:
            found.append((name, url))
    return tuple(found)


def _line(value: Any) -> str:
    return " ".join(first_text(value).split())[:2_000]
