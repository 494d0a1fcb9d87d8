"""The newsroom's own words: ``words.txt`` in the home, one a line, ``#`` before a comment."""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING

from editorial.system.errors import NotFound, WrongUsage
from editorial.system.files import disk_errors, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_HEADING = (
    "# Words of this newsroom that are spelt right: one a line, in UTF-8.\n"
    "# A word in small letters may be written with a capital; one with a capital may not lose it.\n"
)
_LONGEST = 80


class WordList:
    """The words, read again whenever the file has changed, by whoever.

    A word in small letters also stands for the same with a capital; one with a capital only for
    itself. Possessives need no line of their own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.revision = 0
        """Goes up whenever the words change."""
        self.problems: tuple[str, ...] = ()
        """Lines that could not be read, as sentences."""
        self._stamp: tuple[int, int, int] | None = None
        self._words: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def words(self) -> frozenset[str]:
        """Return the words as the file holds them now. Raises `HomeUnusable`."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            with self._lock, disk_errors(self.path):
                self._read(stamp)
        return self._words

    def listed(self) -> tuple[str, ...]:
        """Return the words in alphabetical order."""
        return tuple(sorted(self.words(), key=lambda word: (word.casefold(), word)))

    def holds(self, word: str) -> bool:
        """Whether ``word`` is among them, as it is or with a capital at the start of a sentence."""
        words = self.words()
        if not words:
            return False
        return word in words or (word[:1].isupper() and word[0].lower() + word[1:] in words)

    def add(self, word: str) -> bool:
        """Append a word; return whether it is new. On the disk when this returns.

        Raises `WrongUsage` for what is no single word, `DiskFull` or `HomeUnusable`.
        """
        return bool(self.add_all([word]))

    def add_all(self, words: Iterable[str]) -> tuple[str, ...]:
        """Append words in one go; return those that are new. Raises as `add` does."""
        known = self.words()
        new = tuple(dict.fromkeys(word for word in map(_clean, words) if word not in known))

        def append(old: bytes) -> bytes:
            gap = b"" if not old or old.endswith(b"\n") else b"\n"
            return (old or _HEADING.encode()) + gap + "".join(f"{word}\n" for word in new).encode()

        if new:
            self._change(append)
        return new

    def remove(self, word: str) -> None:
        """Take a word out; the rest of the file stays as it is. Raises `NotFound`."""
        word = _clean(word)

        def drop(old: bytes) -> bytes:
            lines = old.splitlines(keepends=True)
            kept = [line for line in lines if not _is(line, word)]
            if len(kept) == len(lines):
                raise NotFound(
                    f"“{word}” is not among the newsroom's words.",
                    next_step="`editorial words list` names them.",
                )
            return b"".join(kept)

        self._change(drop)

    def _change(self, change: Callable[[bytes], bytes]) -> None:
        with self._lock, disk_errors(self.path):
            old = self.path.read_bytes() if self.path.exists() else b""
            write_atomically(self.path, change(old))
            self._read(self._stamp_now())

    def _read(self, stamp: tuple[int, int, int] | None) -> None:
        words: set[str] = set()
        problems: list[str] = []
        lines = self.path.read_bytes().splitlines() if stamp is not None else []
        for number, line in enumerate(lines, 1):
            try:
                word = _word_of(line)
            except UnicodeDecodeError:
                problems.append(f"{self.path.name}, line {number}: not in UTF-8, left out")
                continue
            if word:
                words.add(word)
                # A name of several words is right in each of them.
                words.update(word.split())
        self.problems = tuple(problems)
        self._words, self._stamp = frozenset(words), stamp
        self.revision += 1

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _word_of(line: bytes) -> str:
    """Return the word on a line, or nothing. Raises `UnicodeDecodeError`."""
    text = line.decode("utf-8-sig").partition("#")[0]
    return unicodedata.normalize("NFC", text.strip().replace("’", "'"))


def _is(line: bytes, word: str) -> bool:
    try:
        return _word_of(line) == word
    except UnicodeDecodeError:
        return False


def _clean(word: str) -> str:
    word = unicodedata.normalize("NFC", word.strip().replace("’", "'"))
    if word.endswith("'s"):
        # The possessive comes with the word.
        word = word[:-2]
    if not word or len(word) > _LONGEST or "#" in word or any(c.isspace() for c in word):
        raise WrongUsage(
            f"“{word[:40]}” is not one word.",
            next_step="Give a single word of letters, without spaces or #.",
        )
    return word
