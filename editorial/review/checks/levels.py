"""What each check says at each gate: the shipped file, then the newsroom's own over it.

``resources/checks/house.toml`` explains the form. What is wrong in the newsroom's file is said
in words, and everything else in it holds.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from editorial.stories.workflow import Gate
from editorial.system.errors import HomeUnusable
from editorial.system.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.review.checks.results import Level
    from editorial.system.paths import Home

LEVELS = ("block", "warn", "note", "off")
PROTECTED = frozenset(
    {
        "headline_missing", "body_missing", "byline_missing", "photo_unknown", "image_outside",
        "caption_file_name", "alt_file_name", "credit_missing", "credit_unclean",
        "credit_in_caption", "photo_rejected", "photo_embargo", "rights_expired",
        "rights_used_up", "embargo_broken",
    }
)  # fmt: skip
"""What blocks at approve and publish whatever a file says: a credit survives every step."""
_CLOSED = frozenset({Gate.APPROVE, Gate.PUBLISH})
_STYLE = "house_style"

_Row = Mapping[Gate, str]
_Rows = Mapping[str, _Row]


@dataclass(frozen=True, slots=True)
class CheckLevels:
    """The levels in force; ``problems`` says what in the newsroom's file was left out."""

    checks: _Rows
    types: Mapping[str, _Rows]
    problems: tuple[str, ...] = ()

    def level(self, code: str, gate: Gate, story_type: str, own: Level) -> Level | None:
        """Return what a finding is at a gate; None where it is not said.

        ``own`` is the level that the rule itself gives, for codes that no file names and for
        rules of house style that block.
        """
        key = _STYLE if code.startswith("style:") else code
        if own == "pass" or (key == _STYLE and own == "block"):
            return own
        row = self.types.get(story_type, {}).get(key) or self.checks.get(key)
        if row is None:
            return own
        word = row[gate]
        return None if word == "off" else cast("Level", word)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every check that has a level, in the order of the file."""
        return tuple(self.checks)


def load_levels(home: Home | None = None) -> CheckLevels:
    """Return the levels in force; the same object until the file changes.

    Raises `HomeUnusable` where the shipped file is missing.
    """
    own = home.checks if home is not None else None
    return _load(own, _stamp(own))


def parse_levels(shipped: str, own: str = "", *, name: str = "checks.toml") -> CheckLevels:
    """Return the levels of two texts in TOML, the second over the first.

    The first raises `ValueError` when it cannot be read; what is wrong in the second becomes a
    problem.
    """
    problems: list[str] = []
    base = tomllib.loads(shipped)
    checks = {code: _row(value) for code, value in base["checks"].items()}
    types = {
        slug: {code: _row(value, checks[code]) for code, value in rows.items()}
        for slug, rows in base.get("types", {}).items()
    }
    try:
        wanted = tomllib.loads(own)
    except tomllib.TOMLDecodeError as error:
        return CheckLevels(checks, types, (f"{name} cannot be read ({error}); it is not used",))
    problems += [
        f"{name}: “{table}” is no table here; there are checks and types.SLUG"
        for table in sorted(set(wanted) - {"checks", "types"})
    ]
    _take(wanted.get("checks", {}), checks, checks, f"{name}, checks", problems)
    own_types = wanted.get("types", {})
    for slug, rows in own_types.items() if isinstance(own_types, dict) else ():
        _take(rows, types.setdefault(slug, {}), checks, f"{name}, types.{slug}", problems)
    return CheckLevels(checks, types, tuple(problems))


def _take(
    wanted: object,
    rows: dict[str, dict[Gate, str]],
    known: Mapping[str, _Row],
    where: str,
    problems: list[str],
) -> None:
    if not isinstance(wanted, dict):
        problems.append(f"{where}: it must be a table, like [checks]")
        return
    for code, value in wanted.items():
        if code not in known:
            problems.append(f"{where}: there is no check “{code}”")
            continue
        try:
            row = _row(value, rows.get(code) or known[code])
        except ValueError as error:
            problems.append(f"{where}, {code}: {error}")
            continue
        if code in PROTECTED and any(row[gate] != "block" for gate in _CLOSED):
            problems.append(
                f"{where}, {code}: it stays “block” at approve and publish, so that nothing goes "
                "out without it"
            )
            row |= dict.fromkeys(_CLOSED, "block")
        rows[code] = row


def _row(value: Any, base: _Row | None = None) -> dict[Gate, str]:
    """Return the level at each gate. Raises `ValueError` with a few words."""
    if isinstance(value, str):
        value = {gate.value: value for gate in Gate}
    if not isinstance(value, dict):
        raise ValueError("write a level, or { submit = …, approve = …, publish = … }")
    row = dict(base or {})
    for gate, word in value.items():
        if gate not in list(Gate):
            raise ValueError(f"“{gate}” is no gate; there are {', '.join(Gate)}")
        if word not in LEVELS:
            raise ValueError(f"“{word}” is no level; there are {', '.join(LEVELS)}")
        row[Gate(gate)] = word
    if len(row) < len(Gate):
        raise ValueError("name all three gates")
    return row


@functools.lru_cache(maxsize=4)
def _load(own: Path | None, stamp: tuple[int, int] | None) -> CheckLevels:
    try:
        shipped = resource("checks", "house.toml").read_text("utf-8")
    except FileNotFoundError as error:
        raise HomeUnusable(
            "The shipped levels of checks (house.toml) are missing.",
            safe="Your stories are untouched.",
            next_step="Install Editorial again.",
        ) from error
    if own is None or stamp is None:
        return parse_levels(shipped)
    try:
        return parse_levels(shipped, own.read_bytes().decode("utf-8-sig"), name=own.name)
    except (OSError, UnicodeDecodeError) as error:
        levels = parse_levels(shipped)
        problem = f"{own.name} cannot be read ({error}); it is not used"
        return CheckLevels(levels.checks, levels.types, (problem,))


def _stamp(path: Path | None) -> tuple[int, int] | None:
    try:
        found = path.stat() if path is not None else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size)
