"""The words that a page says itself ("Keep reading", the months), in the language of its story.

One plain file for each language, ``resources/page/words/TAG.toml``; ``en.toml`` says how to add
one. Formats of dates follow the Unicode CLDR ("dateFormats, long").
"""

from __future__ import annotations

import string
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from editorial.system.errors import BadFile
from editorial.system.paths import resource
from editorial.system.settings import NewsroomSettings, clean_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FALLBACK = "en"
_HOUSE = NewsroomSettings()
_MONTHS = 12

# Languages and scripts that run from right to left (CLDR, "characterOrder").
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn"}
    | {"nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language. What each entry is for stands in ``resources/page/words/en.toml``."""

    language: str
    """The tag of the file that holds most of it: ``pt`` for a story in ``pt-MZ``."""
    date: str
    months: tuple[str, ...]
    first_day: str
    by: str
    comma: str
    names: str
    names_before_i: str
    minutes: str
    corrected: str
    correction: str
    corrections: str
    updated: str
    updates: str
    about_author: str
    about_authors: str
    filed_under: str
    related: str
    keep_reading: str
    photo: str
    picture: str
    back_to_text: str
    skip: str
    sections: str
    follow_us: str
    more_from: str
    latest: str
    newsletter: str
    sign_up: str
    feed: str
    lead: str
    more_stories: str
    earlier: str
    stories: str
    nothing: str
    section: str
    format: str
    tag: str
    author: str
    withdrawn: str
    withdrawn_heading: str
    withdrawn_text: str
    withdrawn_on: str
    missing: str
    missing_heading: str
    missing_text: str
    to_front: str
    moved: str

    def join_names(self, names: Sequence[str]) -> Markup:
        """Join names as a sentence does: ``A, B and C``. Plain texts are escaped."""
        safe = [escape(name) for name in names]
        if len(safe) < 2:
            return Markup("").join(safe)
        pattern = self.names_before_i if _begins_with_i(safe[-1]) else self.names
        return fill(pattern, names=escape(self.comma).join(safe[:-1]), last=safe[-1])

    def note_date(self, kind: str, date: str) -> Markup:
        """Return when a note was made: ``Corrected on 27 November 2026``."""
        return fill(self.updated if kind == "update" else self.corrected, date=date)

    def notes_heading(self, kinds: Sequence[str]) -> str:
        """Return what stands above the notes of corrections and updates."""
        updates = "update" in kinds
        corrections = [kind for kind in kinds if kind != "update"]
        heads = [self.corrections if corrections[1:] else self.correction] if corrections else []
        return " · ".join([*heads, *([self.updates] if updates else [])])

    def newsletter_heading(self, newsroom: NewsroomSettings) -> str:
        """Return the heading that the newsroom chose, else the language's."""
        chosen = newsroom.newsletter_heading
        return chosen if chosen not in {"", _HOUSE.newsletter_heading} else self.newsletter


def credit_label(language: str, newsroom: NewsroomSettings) -> str:
    """Return what stands before a credit line in a story of that language.

    A label that the newsroom chose holds in the newsroom's own language; choosing none, in all.
    """
    chosen = clean_label(newsroom.credit_label)
    is_own = _primary(language) == _primary(newsroom.language)
    if not chosen or (is_own and chosen != _HOUSE.credit_label):
        return chosen
    return words_in(language).photo


def fill(pattern: str, **values: Any) -> Markup:
    """Return ``pattern`` as HTML with its braces filled in; what is no markup is escaped."""
    return escape(pattern).format(**values)


def is_right_to_left(language: str) -> bool:
    """Return whether ``language`` (BCP 47) is written from right to left."""
    first, *rest = language.replace("_", "-").lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return script in _SCRIPTS
    return first in _RIGHT_TO_LEFT


@lru_cache(maxsize=64)
def words_in(language: str) -> PageWords:
    """Return the words for pages in ``language`` (BCP 47), English where there are none.

    Raises `BadFile` for a file that holds something else than ``en.toml``.
    """
    first, *rest = language.replace("_", "-").split("-")
    region = next((part for part in rest if len(part) == 2), "")
    found = {path.stem for path in _folder().glob("*.toml")}
    tags = [f"{first.lower()}-{region.upper()}", first.lower()]
    return _read(next((tag for tag in tags if tag in found), FALLBACK))


@cache
def _read(tag: str) -> PageWords:
    values = _checked(FALLBACK)
    if tag != FALLBACK:
        shared = tag.partition("-")[0]
        if shared not in {tag, FALLBACK} and (_folder() / f"{shared}.toml").is_file():
            values |= _checked(shared)
        values |= _checked(tag)
    return PageWords(language=tag, **values)


def _checked(tag: str) -> dict[str, Any]:
    """Return what one file holds, each entry of the form that ``en.toml`` gives it."""
    path = _folder() / f"{tag}.toml"
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise _bad(path, str(error)) from error
    wanted = {field.name for field in fields(PageWords)} - {"language"}
    if strange := sorted(set(values) - wanted):
        raise _bad(path, f"“{strange[0]}” is no word of a page")
    if tag == FALLBACK:
        if lacking := sorted(wanted - set(values)):
            raise _bad(path, f"“{lacking[0]}” is missing")
        english = values
    else:
        english = _checked(FALLBACK)
    for name, value in values.items():
        if name == "months":
            if not _is_months(value):
                raise _bad(path, "“months” is no list of twelve names")
            values[name] = tuple(value)
        elif not isinstance(value, str):
            raise _bad(path, f"“{name}” is no text")
        elif _braces(value) != _braces(english[name]):
            braces = ", ".join(sorted(f"{{{brace}}}" for brace in _braces(english[name])))
            raise _bad(path, f"“{name}” must hold {braces or 'no braces'}")
    return values


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _is_months(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == _MONTHS
        and all(isinstance(name, str) for name in value)
    )


def _braces(text: str) -> set[str]:
    """Return the names in braces; a stray brace counts as one that nobody knows."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _begins_with_i(name: str) -> bool:
    """Tell a name that begins with the sound of i: Inés, Hilario; not Iago, not Hierro."""
    plain = unicodedata.normalize("NFD", Markup(name).striptags()).casefold()
    plain = plain.removeprefix("h")
    return plain.startswith("i") and plain[1:2] not in tuple("aeou")


def _bad(path: Path, problem: str) -> BadFile:
    return BadFile(
        f"The page words in {path.name} cannot be used: {problem}.",
        safe="Nothing was published.",
        next_step=f"Mend {path}; en.toml beside it shows the form.",
    )


def _folder() -> Path:
    return resource("page", "words")
