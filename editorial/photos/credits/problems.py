"""What is wrong with a credit line as somebody typed it."""

from __future__ import annotations

import re

from editorial.photos.credits.agencies import find_house
from editorial.photos.credits.cleaning import clean, mend_mojibake, pair_brackets
from editorial.photos.credits.labels import has_label
from editorial.photos.credits.parts import Kind
from editorial.photos.credits.sorting import is_file_name, is_placeholder
from editorial.photos.credits.statements import read_draft

_JUNK_END = re.compile(r"[|/\\,;:：*_#~+=<>\-–—]\s*$")
_JUNK_START = re.compile(r"^\s*[|/\\,;:：*_#~+=>.\-–—]")
_DOUBLED_COLON = re.compile(r"[:：]\s*[:：]")
_PIPES = re.compile(r"\|\s*\|")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});", re.IGNORECASE)
_FILE_IN_LINE = re.compile(
    r"(?:^|\s)\S+\.(?:jpe?g|png|gif|tiff?|webp|avif|heic)(?:\s|$)", re.IGNORECASE
)
_CAMERA_NAME = re.compile(r"(?:IMG|DSC[FN]?|DJI|P\d{3}|MVI|PXL)[_-]?\d{3,}\S*", re.IGNORECASE)


def credit_problems(line: str) -> tuple[str, ...]:
    """Return in plain words what must be mended before ``line`` may be printed; () when clean."""
    if not line.strip():
        return ("The credit is empty.",)
    found = [
        ("It has two colons in a row.", _DOUBLED_COLON.search(line)),
        ("It has two strokes (||) in a row.", _PIPES.search(line)),
        ("It ends with a stray mark.", _JUNK_END.search(line)),
        ("It begins with a stray mark.", _JUNK_START.search(line)),
        ("A label is left in it; the page adds its own.", has_label(line.strip())),
        ("A bracket has no partner.", pair_brackets(line) != line),
        ("It has two spaces in a row.", "  " in line or "\t" in line),
        ("It has a space at its start or end.", line != line.strip()),
        ("It has a line break in it.", "\n" in line or "\r" in line),
        ("Some letters are garbled (Â©, Ã©).", mend_mojibake(line) != line or "\ufffd" in line),
        ("It has web code in it (&amp;, <a>).", _MARKUP.search(line)),
        ("It is a file name, not a credit.", _is_file(line.strip())),
        *_from_reading(line),
    ]
    return tuple(words for words, holds in found if holds)


def _is_file(line: str) -> bool:
    return bool(is_file_name(line) or _FILE_IN_LINE.search(line) or _CAMERA_NAME.fullmatch(line))


def _from_reading(line: str) -> list[tuple[str, bool]]:
    """Return the problems that only show when the line is read."""
    draft = read_draft(clean(line))
    named = [part for part in draft.parts if part.kind is not Kind.FLAG]
    flags = {part.role for part in draft.parts if part.kind is Kind.FLAG}
    placeholder = is_placeholder(line) and not find_house(line)
    nobody = not named and not draft.licence and not flags & {"handout", "courtesy"}
    notes = [phrase for phrase in draft.restrictions if phrase != "MANDATORY CREDIT"]
    if placeholder or (nobody and not _is_file(line.strip())):
        return [("It names nobody: only a placeholder.", True)]
    return [("A note to editors is left in it.", bool(notes))]
