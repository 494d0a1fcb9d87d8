"""A look into a zipped document before anything reads it: whole, of sane size, no traps."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST_FILE = 500_000_000
MOST_ENTRIES = 5_000
LARGEST_TOTAL = 1_000_000_000
LARGEST_XML = 60_000_000
"""Bytes of one part that is XML: a novel has 5 million."""
HIGHEST_RATIO = 150
_RATIO_COUNTS_FROM = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
"""What a package raises that is no zip, or whose bytes are spoilt."""


@contextmanager
def opened(
    path: Path,
    *,
    kind: str,
    main_part: str,
    encrypted: Callable[[zipfile.ZipFile], bool] | None = None,
) -> Iterator[zipfile.ZipFile]:
    """Open the package at ``path`` once it has been found harmless.

    ``kind`` is what to call it (``"Word document"``), ``main_part`` the entry that it must hold.
    ``encrypted`` tells a package whose kind has its own way to hide its parts. Raises `BadFile`.
    """
    _look_at(path, kind)
    try:
        with zipfile.ZipFile(path) as package:
            if encrypted is not None and encrypted(package):
                raise _encrypted(path)
            _check_entries(path, package, kind, main_part)
            _check_xml(path, package, kind)
            yield package
    except _UNREADABLE as error:
        raise damaged(path, kind) from error
    except OSError as error:
        # Spoilt bytes packed by bzip2: the system has no part in it, so there is no number.
        if error.errno is not None:
            raise
        raise damaged(path, kind) from error


def damaged(path: Path, kind: str) -> BadFile:
    """Return the error for a document that does not hold together."""
    return _bad(
        path,
        f"is damaged, or is no {kind}",
        "Open it in its own program, save it again, and import that.",
    )


def _look_at(path: Path, kind: str) -> None:
    try:
        if path.is_dir():
            raise _bad(path, "is a folder", "Give the files in it.")
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(8)
            if head == _OLE:
                # An encrypted package is wrapped into the old format.
                wrapped = "EncryptedPackage".encode("utf-16-le") in head + stream.read(4_000_000)
                raise _encrypted(path) if wrapped else _old_word(path)
    except FileNotFoundError as error:
        raise _bad(path, "does not exist", "Check the name.") from error
    except OSError as error:
        raise _bad(path, f"cannot be read ({error.strerror})", "Allow reading it.") from error
    if not size:
        raise _bad(path, "is empty", "Check that it was saved.")
    if size > LARGEST_FILE:
        raise _bad(path, "is far too large for a story", "Check that it is the right file.")


def _check_entries(path: Path, package: zipfile.ZipFile, kind: str, main_part: str) -> None:
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise _encrypted(path)
    if main_part not in package.namelist():
        raise damaged(path, kind)
    too_much = (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > LARGEST_TOTAL
        or any(_is_xml(entry) and entry.file_size > LARGEST_XML for entry in entries)
        or any(
            entry.file_size > _RATIO_COUNTS_FROM
            and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)
            for entry in entries
        )
    )
    if too_much:
        raise _bad(
            path,
            "unpacks to far more than a document holds; it may be made to do harm",
            "Ask its sender what it is. If you trust it, save it again in its own program.",
        )


def _check_xml(path: Path, package: zipfile.ZipFile, kind: str) -> None:
    """Read every part that is XML once, strictly: no entities, no outside parts."""
    for entry in package.infolist():
        # LibreOffice leaves an empty part for key bindings, which nobody reads.
        if not _is_xml(entry) or entry.filename.startswith("Configurations2/"):
            continue
        with package.open(entry) as stream:
            _parse(path, stream, kind)


def _parse(path: Path, stream: IO[bytes], kind: str) -> None:
    try:
        defusedxml.sax.parse(stream, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise _bad(
            path,
            "holds definitions that no word processor writes; it may be made to do harm",
            "Ask its sender what it is. If you trust it, save it again in its own program.",
        ) from error
    except (SAXParseException, ValueError, LookupError) as error:
        raise damaged(path, kind) from error


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)


def _encrypted(path: Path) -> BadFile:
    return _bad(
        path,
        "is protected by a password",
        "Open it in its own program, take the password off, and import it then.",
    )


def _old_word(path: Path) -> BadFile:
    return _bad(
        path,
        "is in Word’s format from before 2007",
        "Open it in Word or LibreOffice, save it as .docx, and import that.",
    )


def _bad(path: Path, what: str, next_step: str) -> BadFile:
    return BadFile(f"{path.name} {what}.", safe="Nothing was imported.", next_step=next_step)
