"""Spelling of a manuscript: which words are not known, and what they may have been meant to be."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.stories.text.prose import cover
from editorial.stories.text.spelling.dictionaries import Dictionary, Language, languages, primary
from editorial.stories.text.spelling.word_list import WordList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editorial.system.paths import Home

# Letters with their marks, apostrophes inside; a digit anywhere makes it no word.
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+|[\u0300-\u036f]+[^\W_]*)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_NO_WORD = re.compile(r"\d")
_STRAIGHT = str.maketrans("’ʼ", "''")
# What stands before a hyphen in English without being a word of its own.
_PREFIXES = frozenset({
    "anti", "bi", "co", "counter", "de", "ex", "extra", "fore", "hyper", "infra", "inter",
    "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non",
    "omni", "pan", "para", "poly", "post", "pre", "pro", "proto", "pseudo", "quasi", "re",
    "semi", "socio", "sub", "super", "techno", "tele", "trans", "tri", "ultra", "un", "under",
    "uni", "vice",
})  # fmt: skip
_CACHE_LIMIT = 200_000
_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not known, as positions in the text that was checked."""

    start: int
    end: int
    word: str


class Speller:
    """Checks words of one language, with the newsroom's own words.

    ``language`` is a BCP 47 tag. One with a region is checked by that dictionary alone; one
    without (``en``) takes a word for right that any region's dictionary knows. Without a
    dictionary nothing is misspelt, and `notice` says why.

    Answers are remembered by word: a block of 100 known words takes well under 1 ms, so a
    highlighter can ask from the GUI thread after `load` has run in the background.
    """

    def __init__(
        self,
        language: str,
        own_words: WordList,
        known: Sequence[Language] | None = None,
        *,
        mixed_case: bool = False,
    ) -> None:
        self.language = language
        self.own_words = own_words
        self.mixed_case = mixed_case
        """Whether words like ``iPhone`` and ``McIlroy`` are checked too."""
        self._dictionaries = tuple(
            _dictionary(found)
            for found in _fitting(language, languages() if known is None else known)
        )
        self._is_english = primary(language) == "en"
        self._answers: dict[str, bool] = {}
        self._revision = -1

    @property
    def is_known(self) -> bool:
        """Whether there is a dictionary for the language."""
        return bool(self._dictionaries)

    @property
    def notice(self) -> str:
        """A sentence for a person where spelling cannot be checked; else empty."""
        if self._dictionaries:
            return ""
        return (
            f"Spelling is not checked: there is no dictionary for “{self.language}”. "
            "Put its .aff and .dic files into the folder “dictionaries” of your newsroom's data."
        )

    def load(self) -> None:
        """Read the dictionaries (0.1 s each). Raises `HomeUnusable` or `BadFile`."""
        for dictionary in self._dictionaries:
            dictionary.load()

    def check_text(self, text: str) -> tuple[Misspelling, ...]:
        """Return the unknown words of some Markdown, in order: a block or a whole manuscript.

        Code, addresses, marks, words with digits and acronyms are passed over. Raises as
        `load` does.
        """
        if not self._dictionaries:
            return ()
        answers = self._current_answers()
        covered = cover(text)
        found: list[Misspelling] = []
        for match in _TOKEN.finditer(covered):
            word = match.group()
            right = answers.get(word)
            if right is None:
                right = self._answer(word)
            if not right and not self._is_part(covered, match):
                found.append(
                    Misspelling(match.start(), match.end(), text[match.start() : match.end()])
                )
        return tuple(found)

    def check_word(self, word: str) -> bool:
        """Whether a word by itself is right."""
        if not self._dictionaries:
            return True
        right = self._current_answers().get(word)
        return self._answer(word) if right is None else right

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return up to eight words that may be meant, the likeliest first.

        3 to 200 ms during which no other Python runs: ask in the background, for one word.
        """
        plain = unicodedata.normalize("NFC", word.translate(_STRAIGHT))
        bare = _POSSESSIVE.sub("", plain)
        own = difflib.get_close_matches(bare, self.own_words.words(), n=3, cutoff=0.8)
        found = [name + plain[len(bare) :] for name in own]
        for dictionary in self._dictionaries:
            found += dictionary.suggest(plain)
        if "’" in word:
            found = [one.replace("'", "’") for one in found]
        return tuple(dict.fromkeys(one for one in found if one != word))[:_SUGGESTIONS]

    def add(self, word: str) -> bool:
        """Add to the newsroom's words (and so its possessive); return whether it is new.

        Raises `WrongUsage`, `DiskFull` or `HomeUnusable`.
        """
        return self.own_words.add(word)

    def _current_answers(self) -> dict[str, bool]:
        self.own_words.words()
        if self._revision != self.own_words.revision or len(self._answers) > _CACHE_LIMIT:
            self._answers, self._revision = {}, self.own_words.revision
        return self._answers

    def _answer(self, word: str) -> bool:
        right = self._judge(word)
        self._answers[word] = right
        return right

    def _judge(self, word: str) -> bool:
        if len(word) == 1 or _NO_WORD.search(word):
            return True
        plain = unicodedata.normalize("NFC", word.translate(_STRAIGHT))
        bare = _POSSESSIVE.sub("", plain)
        if bare.isupper() or (bare.endswith("s") and len(bare) > 2 and bare[:-1].isupper()):
            return True
        if not self.mixed_case and _is_mixed(bare):
            return True
        if any(self.own_words.holds(form) for form in {plain, bare}):
            return True
        return any(
            self._in_dictionary(dictionary, plain, bare) for dictionary in self._dictionaries
        )

    def _in_dictionary(self, dictionary: Dictionary, plain: str, bare: str) -> bool:
        if dictionary.knows(plain) or (bare != plain and dictionary.knows(bare)):
            return True
        if not self._is_english or plain.isascii():
            return False
        # The English dictionaries have no accents: naïve, café and rôle are right with them.
        folded = "".join(
            c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)
        )
        return folded.isascii() and dictionary.knows(folded)

    def _is_part(self, text: str, match: re.Match[str]) -> bool:
        """Whether a word is right as part of a word with hyphens: ``co-operate``, ``e-mail``."""
        start, end = match.span()
        after = text[end : end + 1] in ("-", "‐")
        before = start > 0 and text[start - 1] in "-‐"
        if not after and not before:
            return False
        if after and self._is_english and match.group().lower() in _PREFIXES:
            return True
        while start > 1 and text[start - 1] in "-‐" and text[start - 2].isalnum():
            start -= 2
            while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’"):
                start -= 1
        while end + 1 < len(text) and text[end] in "-‐" and text[end + 1].isalnum():
            end += 2
            while end < len(text) and (text[end].isalnum() or text[end] in "'’"):
                end += 1
        whole = text[start:end].replace("‐", "-")
        return whole != match.group() and self.check_word(whole)


def open_speller(home: Home, language: str) -> Speller:
    """Return the speller of a newsroom for a language; the same one each time.

    Dictionaries added to the home are seen at once. Raises `HomeUnusable`.
    """
    return _speller(own_words(home), language, languages(home))


@functools.lru_cache(maxsize=8)
def own_words(home: Home) -> WordList:
    """Return the word list of a newsroom; the same one each time."""
    return WordList(home.words)


@functools.lru_cache(maxsize=16)
def _speller(words: WordList, language: str, known: tuple[Language, ...]) -> Speller:
    return Speller(language, words, known)


@functools.lru_cache(maxsize=8)
def _dictionary(language: Language) -> Dictionary:
    return Dictionary(language)


def _fitting(tag: str, known: Sequence[Language]) -> tuple[Language, ...]:
    """Return the dictionary of a tag, else all of its language."""
    wanted = tag.replace("_", "-").lower()
    exact = tuple(one for one in known if one.tag.lower() == wanted)
    return exact or tuple(one for one in known if one.primary == primary(tag))


def _is_mixed(word: str) -> bool:
    return (
        not word[1:].islower()
        and any(c.isupper() for c in word[1:])
        and any(c.islower() for c in word)
    )
