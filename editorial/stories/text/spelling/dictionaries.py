"""Spelling dictionaries: which there are, and one of them opened.

A dictionary is a pair of Hunspell files, ``TAG.aff`` and ``TAG.dic``. Those of English ship with
the program; more go into the folder ``dictionaries`` of the home.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.system.errors import BadFile, HomeUnusable
from editorial.system.paths import resource

if TYPE_CHECKING:
    from editorial.system.paths import Home

SHIPPED = ("en-US", "en-GB")
_NAMES = {
    "en-US": "English (United States)", "en-GB": "English (United Kingdom)",
    "en-AU": "English (Australia)", "en-CA": "English (Canada)", "en-IE": "English (Ireland)",
    "en-ZA": "English (South Africa)", "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "de-AT": "German (Austria)",
    "de-CH": "German (Switzerland)", "de-DE": "German (Germany)", "el": "Greek", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian",
    "hu": "Hungarian", "is": "Icelandic", "it": "Italian", "lt": "Lithuanian", "lv": "Latvian",
    "nb": "Norwegian (Bokmål)", "nl": "Dutch", "nn": "Norwegian (Nynorsk)", "pl": "Polish",
    "pt": "Portuguese", "pt-BR": "Portuguese (Brazil)", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip
_COUNT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+")


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be checked. ``path`` is the ``.dic``; the ``.aff`` lies beside it."""

    tag: str
    name: str
    path: Path

    @property
    def primary(self) -> str:
        """The language without its region: ``en`` of ``en-GB``."""
        return primary(self.tag)


def primary(tag: str) -> str:
    """Return a BCP 47 tag's language alone, in lower case."""
    return tag.replace("_", "-").partition("-")[0].lower()


def languages(home: Home | None = None) -> tuple[Language, ...]:
    """Return the languages that can be checked: the shipped ones, then those in ``home``.

    A pair in the home with a shipped one's tag takes its place. Raises `HomeUnusable` where a
    shipped dictionary is missing.
    """
    found: dict[str, Language] = {}
    for tag in SHIPPED:
        path = resource("dictionaries", f"{tag}.dic")
        _insist(path)
        found[tag] = Language(tag, _NAMES[tag], path)
    if home is not None and home.dictionaries.is_dir():
        for path in sorted(home.dictionaries.glob("*.dic")):
            if path.with_suffix(".aff").is_file():
                tag = _tag(path.stem)
                name = _NAMES.get(tag) or _NAMES.get(primary(tag)) or tag
                found[tag] = Language(tag, name, path)
    return tuple(found.values())


class Dictionary:
    """The words of one language; read at the first question, which takes about 0.1 s.

    Every question holds Python's global lock, and so needs no lock of its own.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._quick: Any = None
        self._whole: Any = None
        self._opening = threading.Lock()

    def load(self) -> None:
        """Read the files. Raises `HomeUnusable` or `BadFile`."""
        with self._opening:
            if self._quick is None:
                self._quick = _open_quick(self.language.path)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is right as it is written. Raises as `load` does."""
        if self._quick is None:
            self.load()
        return _spell(self._quick, word)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return likely words, the likeliest first: 3 to 40 ms.

        Where a quick look finds none, a thorough one follows (200 ms). For a background thread.
        """
        if self._quick is None:
            self.load()
        found = _suggest(self._quick, word)
        if found:
            return found
        with self._opening:
            if self._whole is None:
                self._whole = _open(self.language.path.parent, self.language.path.stem)
        return _suggest(self._whole, word)


def _spell(opened: Any, word: str) -> bool:
    try:
        return bool(opened.spell(word))
    except UnicodeEncodeError:
        # The dictionary is in an old encoding that has not even these letters.
        return False


def _suggest(opened: Any, word: str) -> tuple[str, ...]:
    try:
        return tuple(found for found in opened.suggest(word) if found)
    except UnicodeEncodeError:
        return ()


def _open_quick(path: Path) -> Any:
    """Open a dictionary without its search by likeness of letters, which takes most of the time."""
    _insist(path)
    with tempfile.TemporaryDirectory(prefix="editorial-words-") as folder:
        # Hunspell reads both files whole when it opens them, so they may go afterwards.
        quick = Path(folder) / "quick.dic"
        shutil.copyfile(path, quick)
        lines = path.with_suffix(".aff").read_bytes().splitlines()
        kept = [line for line in lines if not line.startswith(b"MAXNGRAMSUGS")]
        quick.with_suffix(".aff").write_bytes(b"\n".join([*kept, b"MAXNGRAMSUGS 0", b""]))
        return _open(quick.parent, quick.stem)


def _open(folder: Path, name: str) -> Any:
    import hunspell

    # On Windows this lets a path hold any letter; elsewhere paths are UTF-8 anyway.
    encoding = "utf-8" if os.name == "nt" else None
    try:
        return hunspell.Hunspell(name, hunspell_data_dir=str(folder), system_encoding=encoding)
    except OSError as error:
        raise HomeUnusable(
            f"The dictionary {name} cannot be read ({error}).",
            safe="Your stories are untouched; spelling is not checked.",
        ) from error


def _insist(path: Path) -> None:
    """Raise unless both files of a dictionary are there and look like one."""
    shipped = path.parent == resource("dictionaries")
    for part in (path, path.with_suffix(".aff")):
        if not part.is_file():
            raise HomeUnusable(
                f"The spelling dictionary {part.name} is missing.",
                safe="Your stories are untouched; spelling is not checked.",
                next_step="Install Editorial again." if shipped else f"Put it back: {part}",
            )
    with path.open("rb") as stream:
        if not _COUNT.match(stream.readline()):
            raise BadFile(
                f"{path.name} is no Hunspell dictionary: its first line is not a number of words.",
                safe="Your stories are untouched; spelling is not checked.",
                next_step=f"Replace it or take it out: {path}",
            )


def _tag(stem: str) -> str:
    """Return ``de-AT`` for a file called ``de_AT`` or ``de-at``."""
    parts = re.split(r"[-_]", stem)
    tag = [parts[0].lower()]
    tag += [part.upper() if len(part) == 2 else part for part in parts[1:]]
    return "-".join(tag)
