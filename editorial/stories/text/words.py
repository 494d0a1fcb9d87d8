"""Counting and cutting words of a Markdown manuscript."""

from __future__ import annotations

import re
import unicodedata

READING_SPEED = 230
"""Words a minute: the mean for adults reading English silently (Brysbaert 2019, 238, rounded)."""

_WORD = re.compile(r"[^\W_]+(?:[’'\-‐][^\W_]+)*")
# What is in the source but is not read: addresses, pictures, HTML, attribute lists, rules.
_UNREAD = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)"
    r"|(?<=\])\([^)\n]*\)"
    r"|^\[[^\]\n]+\]:[ \t]*\S+.*$"
    r"|<[^>\n]{1,500}>"
    r"|\{:[^}\n]*\}",
    re.MULTILINE,
)


def count_words(markdown: str) -> int:
    """Return how many words a reader would read in ``markdown``."""
    return sum(1 for _ in _WORD.finditer(_UNREAD.sub(" ", markdown)))


def reading_minutes(words: int) -> int:
    """Return whole minutes of reading, at least 1."""
    return max(1, round(words / READING_SPEED))


def slug_of(text: str, *, limit: int = 80) -> str:
    """Return the words of ``text`` as a slug: ASCII where it can be, hyphens, lower case.

    Scripts without an ASCII form keep their own letters. Cut at a word, at most ``limit``
    characters. Empty for a text without letters or digits.
    """
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    folded = unicodedata.normalize("NFC", re.sub(r"[’'ʼ`]", "", folded))
    slug = "-".join(re.findall(r"[^\W_]+", folded))
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1].rpartition("-")[0]
    return cut or slug[:limit]


_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l",
     "Ł": "L", "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i"}
)  # fmt: skip


def plain_text(markdown: str) -> str:
    """Return the words of a manuscript without its marks, for excerpts and comparison.

    An approximation for lists; what readers get is rendered by `editorial.publishing.body`.
    """
    text = _UNREAD.sub("", markdown)
    text = re.sub(
        r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)", "", text, flags=re.M
    )
    text = re.sub(r"\[\^[^\]]+\]:?", "", text)
    text = re.sub(r"\[([^\]]*)\]", r"\1", text)
    text = re.sub(r"(\*\*|__|\*|~~|`)", "", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", "", text)
    return re.sub(r"\s+", " ", text).strip()


def excerpt(markdown: str, *, limit: int = 180) -> str:
    """Return the beginning of a manuscript as plain words, cut at a word."""
    text = plain_text(markdown)
    if len(text) <= limit:
        return text
    return text[: limit + 1].rpartition(" ")[0].rstrip(",;:–—-") + "…"
