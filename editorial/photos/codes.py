"""Code replacements and variables, as photo desks know them from Photo Mechanic.

A code stands between two delimiters, ``=ab1=`` unless the newsroom chose another: it becomes
what a file of the newsroom's data says of it. Each line of such a file is a code, a tab, and its
replacement; further columns are asked for by number, ``=ab1#2=`` (the first replacement is
column 1). Codes are case-sensitive; where several files know a code, the last of them by name
wins. A variable such as ``{city}`` becomes the photo's own word for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editorial.system.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from editorial.photos.rows import PhotoRow

DELIMITER = "="
FOLDER = "codes"
"""In the newsroom's data: the files of codes, each ``.txt`` or ``.tsv`` in UTF-8."""
LARGEST = 20_000_000
"""Bytes of one file."""

_VARIABLE = re.compile(r"\{(\w+)(?::(\d))?\}")


@dataclass(frozen=True, slots=True)
class Codes:
    """What each code becomes, column by column, and what is wrong with the files."""

    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = DELIMITER
    problems: tuple[str, ...] = ()
    """Sentences that name file and line."""

    def expand(self, text: str) -> str:
        """Return ``text`` with its codes replaced; unknown ones stay as they are."""
        mark = re.escape(self.delimiter)
        inner = rf"{mark}([^{mark}\s#]{{1,64}})(?:#(\d))?{mark}"
        return re.sub(inner, self._one, text)

    def _one(self, match: re.Match[str]) -> str:
        columns = self.known.get(match[1], ())
        number = int(match[2] or 1)
        return columns[number - 1] if 0 < number <= len(columns) else match[0]


def load_codes(folder: Path, delimiter: str = DELIMITER) -> Codes:
    """Read the files of a folder, in the order of their names; a missing folder has no codes."""
    known: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in files:
        if file.suffix.lower() in {".txt", ".tsv"} and not file.name.startswith("."):
            try:
                found, slips = read_codes(file)
            except BadFile as error:
                problems.append(error.message)
                continue
            known |= found
            problems += slips
    return Codes(known, delimiter, tuple(problems))


def read_codes(file: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return what a file says, and a sentence for each line that cannot be used.

    Raises `BadFile` for a file that cannot be read, or is not UTF-8.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise BadFile(f"{file.name} is far too large for a file of codes.")
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{file.name} is not in UTF-8.", next_step="Save it as UTF-8, then try again."
        ) from error
    except OSError as error:
        raise BadFile(f"{file.name} cannot be read ({error.strerror}).") from error
    known: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("//"):
            continue
        code, *columns = (part.strip() for part in line.split("\t"))
        if not code or not any(columns):
            problems.append(f"{file.name}, line {number}: a code and its words need a tab between.")
        elif re.search(r"\s", code) or len(code) > 64:
            problems.append(f"{file.name}, line {number}: “{code[:40]}” is no code.")
        else:
            known[code] = tuple(columns)
    return known, problems


VARIABLES = {
    "caption": "caption",
    "headline": "headline",
    "title": "title",
    "creator": "creators",
    "photographer": "creators",
    "credit": "credit",
    "source": "source",
    "copyright": "copyright",
    "location": "sublocation",
    "city": "city",
    "state": "state",
    "country": "country",
    "countrycode": "country_code",
    "keywords": "keywords",
    "people": "people",
    "job": "job_id",
    "filename": "file_name",
    "filenamebase": "file_name",
    "date": "date_created",
    "year4": "date_created",
    "month": "date_created",
    "day": "date_created",
    "seq": "",
}
"""Names that stand between braces, with the field that they are taken from."""


def fill(text: str, photo: PhotoRow, codes: Codes | None = None, *, number: int = 1) -> str:
    """Return ``text`` with variables and codes replaced for one photo.

    ``number`` is its place in the selection, for ``{seq}`` (``{seq:3}`` gives 001). Unknown
    names stay as they are.
    """

    def one(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in VARIABLES:
            return match[0]
        return _value(photo, name, int(match[2] or 0), number)

    filled = _VARIABLE.sub(one, text)
    return codes.expand(filled) if codes is not None else filled


def _value(photo: PhotoRow, name: str, digits: int, number: int) -> str:
    if name == "seq":
        return str(number).zfill(digits)
    value = getattr(photo, VARIABLES[name])
    if name == "filenamebase":
        return str(value).rpartition(".")[0] or str(value)
    if name in {"date", "year4", "month", "day"}:
        day = str(value)[:10]
        parts = [*day.split("-"), "", ""][:3]
        return {"date": day, "year4": parts[0], "month": parts[1], "day": parts[2]}[name]
    return ", ".join(value) if isinstance(value, tuple) else str(value)
