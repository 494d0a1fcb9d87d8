"""Pictures that a program laid into the temporary folder beside the HTML it copied."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import unquote, urlsplit

from editorial.photos.formats import sniff

LARGEST = 60_000_000
"""Bytes of one picture."""
_SOURCE = re.compile(r"""<(?:img|v:imagedata)\b[^>]*?\bsrc\s*=\s*["']?(file:[^"'>\s]+)""", re.I)


def local_pictures(html: str) -> dict[str, bytes]:
    """Return the bytes of the ``file:`` pictures in ``html``, by their address.

    Word and LibreOffice put them into the temporary folder. Nothing outside it is read, so that
    a web page cannot make the desk take in a private file by naming it.
    """
    folder = Path(gettempdir()).resolve()
    found = {}
    for written in dict.fromkeys(_SOURCE.findall(html)):
        address = unescape(written)
        path = Path(_path_of(address))
        # Gone, or not to be read: then the text says that the picture was left out.
        with suppress(OSError, ValueError):
            path = path.resolve()
            if not path.is_relative_to(folder) or path.stat().st_size > LARGEST:
                continue
            data = path.read_bytes()
            if sniff(data[:32]):
                found[address] = data
    return found


def _path_of(address: str) -> str:
    path = unquote(urlsplit(address).path)
    # file:///C:/Users … has a slash before the drive.
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path
