"""Title, author and language as an office document states them (Dublin Core)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import defusedxml.ElementTree

if TYPE_CHECKING:
    import zipfile

_NAMES = {"title": "title", "creator": "author", "language": "language"}


def core_properties(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return ``title``, ``author`` and ``language``, as far as ``part`` holds them.

    The package was checked before (`packages.opened`).
    """
    if part not in package.namelist():
        return {}
    root = defusedxml.ElementTree.fromstring(package.read(part), forbid_dtd=True)
    found: dict[str, str] = {}
    for element in root.iter():
        name = _NAMES.get(str(element.tag).rpartition("}")[2])
        words = " ".join((element.text or "").split())
        if name and words:
            found.setdefault(name, words)
    return found
