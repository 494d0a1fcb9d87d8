"""Reading a story file: Markdown with YAML front matter, or plain text.

Pure: takes a path, gives a value; says in plain words what is wrong with a file.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 10_000_000
"""Bytes; a story of a million words is smaller."""

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
TEXT = frozenset({".txt", ".text", ""})
KEYS = frozenset(
    {"title", "dek", "type", "section", "also_in", "tags", "byline", "date", "slug", "language"}
    | {"hero", "hero_caption", "hero_credit", "hero_alt", "related"}
)
LOADER_KEYS = frozenset({"status", "note"})
"""Keys that only the loader of a sample newsroom heeds."""

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"\A#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """One entry of ``related``: a slug, or a page with its words and picture."""

    slug: str = ""
    title: str = ""
    url: str = ""
    section: str = ""
    excerpt: str = ""
    image: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class StoryFile:
    """What a story file says; addresses of pictures are as written."""

    path: Path
    title: str
    body: str
    dek: str = ""
    type: str = ""
    section: str = ""
    also_in: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    date: dt.datetime | None = None
    slug: str = ""
    language: str = ""
    hero: str = ""
    hero_caption: str | None = None
    hero_credit: str = ""
    hero_alt: str | None = None
    related: tuple[RelatedEntry, ...] = ()
    status: str = ""
    note: str = ""
    warnings: tuple[str, ...] = field(default=())
    pictures: Mapping[str, Path] = field(default_factory=dict)
    """Where pictures from inside a document lie, by what the body calls them."""
    credits: Mapping[str, str] = field(default_factory=dict)
    """Credit lines that a document prints with those pictures."""


def read_story_file(path: Path, *, time_zone: str = "") -> StoryFile:
    """Return what ``path`` says. A date without a time means noon in ``time_zone`` (IANA; UTC).

    Raises `BadFile` for a file that is missing, empty, binary, too large, of another kind, or
    whose front matter cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in MARKDOWN | TEXT:
        raise BadFile(
            f"{path.name} is not a story file that Editorial can read.",
            safe="Nothing was imported.",
            next_step="Give a .md or .txt file.",
        )
    text, warnings = _text_of(path)
    if ending in MARKDOWN:
        return _markdown(path, text, warnings, time_zone)
    first, _, rest = text.strip().partition("\n")
    return StoryFile(path, " ".join(first.split()), rest.strip("\n"), warnings=tuple(warnings))


def _text_of(path: Path) -> tuple[str, list[str]]:
    try:
        if path.is_dir():
            raise _bad(path, "is a folder", "Give the files in it.")
        if path.stat().st_size > LARGEST:
            raise _bad(path, "is far too large for a story", "Check that it is the right file.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _bad(path, "does not exist", "Check the name.") from error
    except OSError as error:
        raise _bad(path, f"cannot be read ({error.strerror})", "Allow reading it.") from error
    warnings: list[str] = []
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
    elif b"\0" in data:
        raise _bad(path, "is a binary file, not text", "Save the story as Markdown or plain text.")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            warnings.append(
                f"{path.name} is not in UTF-8; it was read as Windows text. Check the accents."
            )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise _bad(path, "is empty", "Check that it was saved.")
    return text, warnings


def _markdown(path: Path, text: str, warnings: list[str], time_zone: str) -> StoryFile:
    fence = _FENCE.match(text)
    if fence is None:
        if re.match(r"---[ \t]*\n", text) and re.search(r"^\w+:", text.split("\n", 2)[1]):
            raise _bad(path, "has front matter without an end", "Close it with a line ---.")
        title, body = _headed(text)
        return StoryFile(path, title, body, warnings=tuple(warnings))
    values = _front_matter(path, fence.group(1))
    body = text[fence.end() :].strip("\n")
    title = _word(values.get("title"))
    if not title:
        title, body = _headed(body)
    warnings += [
        f"The key “{key}” is not known and was left out."
        for key in values
        if key not in KEYS | LOADER_KEYS
    ]
    return StoryFile(
        path=path,
        title=title,
        body=body,
        dek=_word(values.get("dek")),
        type=_word(values.get("type")),
        section=_word(values.get("section")),
        also_in=_words(values.get("also_in")),
        tags=_words(values.get("tags")),
        byline=_byline(values.get("byline")),
        date=_date(path, values.get("date"), time_zone),
        slug=_word(values.get("slug")),
        language=_word(values.get("language")),
        hero=_word(values.get("hero")),
        hero_caption=_word(values["hero_caption"]) if "hero_caption" in values else None,
        hero_credit=_word(values.get("hero_credit")),
        hero_alt=_word(values["hero_alt"]) if "hero_alt" in values else None,
        related=_related(path, values.get("related")),
        status=_word(values.get("status")),
        note=str(values.get("note") or "").strip(),
        warnings=tuple(warnings),
    )


def _front_matter(path: Path, block: str) -> dict[str, Any]:
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark is not None else ""
        raise _bad(
            path,
            f"has front matter that cannot be read{where}",
            "Put a text with a colon in it into quotation marks, and keep lists in one form.",
        ) from error
    except RecursionError as error:
        raise _bad(path, "has front matter nested far too deep", "Make it plain.") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise _bad(
            path, "has front matter that is no list of keys", "Write it as lines of “key: value”."
        )
    return {str(key).strip().lower().replace("-", "_"): value for key, value in values.items()}


def _headed(text: str) -> tuple[str, str]:
    stripped = text.lstrip("\n")
    match = _HEADING.match(stripped)
    if match:
        return " ".join(match.group(1).split()), stripped[match.end() :].strip("\n")
    return "", text.strip("\n")


def _word(value: Any) -> str:
    if value is None or isinstance(value, (list, dict)):
        return ""
    return " ".join(str(value).split())


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    items = value if isinstance(value, list) else str(value).split(",")
    return tuple(word for item in items if (word := _word(item)))


def _byline(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return _words(value)
    return names_of(_word(value))


def names_of(byline: str) -> tuple[str, ...]:
    """Return the names in a byline such as ``By Ida Holm, Jo Brandt and Mia Lund``."""
    text = re.sub(r"^by\s+", "", byline, flags=re.IGNORECASE)
    return tuple(
        name.strip() for name in re.split(r",\s*and\s+|,|\s+and\s+|\s*&\s*", text) if name.strip()
    )


def _date(path: Path, value: Any, time_zone: str) -> dt.datetime | None:
    if value is None or value == "":
        return None
    try:
        zone: dt.tzinfo = ZoneInfo(time_zone) if time_zone else dt.UTC
    except (ZoneInfoNotFoundError, ValueError):
        zone = dt.UTC
    if isinstance(value, str):
        try:
            value = (
                dt.date.fromisoformat(value)
                if len(value) == 10
                else dt.datetime.fromisoformat(value)
            )
        except ValueError as error:
            raise _bad(
                path, f"has a date that cannot be read (“{value}”)", "Write it like 2026-11-22."
            ) from error
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, dt.date):
        # Noon: the day stays the same day wherever it is read.
        return dt.datetime.combine(value, dt.time(12), tzinfo=zone)
    raise _bad(path, f"has a date that cannot be read (“{value}”)", "Write it like 2026-11-22.")


def _related(path: Path, value: Any) -> tuple[RelatedEntry, ...]:
    if value is None:
        return ()
    entries = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            known = {name: _word(item.get(name)) for name in RelatedEntry.__slots__}
            entries.append(RelatedEntry(**known))
        elif _word(item):
            entries.append(RelatedEntry(slug=_word(item)))
    return tuple(entries)


def _bad(path: Path, what: str, next_step: str) -> BadFile:
    return BadFile(f"{path.name} {what}.", safe="Nothing was imported.", next_step=next_step)
