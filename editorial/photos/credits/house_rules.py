"""How suppliers want to be named: the shipped rules, then the newsroom's own over them.

``resources/credits/house_rules.toml`` explains the form of both files. What is wrong in the
newsroom's file is said, and everything else in it holds.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from editorial.system.errors import HomeUnusable
from editorial.system.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.system.paths import Home


@dataclass(frozen=True, slots=True)
class HouseRule:
    """What one supplier asks for; ``forms`` have slots for creators and givers."""

    name: str
    houses: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True)
class HouseRules:
    """All rules in force, by each name of a supplier; ``problems`` are sentences."""

    rules: dict[str, HouseRule] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def load_rules(home: Home | None = None) -> HouseRules:
    """Return the rules in force; the same object until a file changes.

    Raises `HomeUnusable` where the newsroom's file is there and cannot be read.
    """
    own = home.credit_rules if home is not None else None
    return _load(own, _stamp(own))


def parse_rules(shipped: str, own: str = "", *, name: str = "credit_rules.toml") -> HouseRules:
    """Return the rules of two texts in TOML, the second over the first."""
    problems: list[str] = []
    merged = _read(shipped, "house_rules.toml", problems) | _read(own, name, problems)
    known: dict[str, HouseRule] = {}
    for rule in merged.values():
        if rule is not None:
            known |= dict.fromkeys((rule.name, *rule.houses), rule)
    return HouseRules(known, tuple(problems))


@functools.lru_cache(maxsize=8)
def _load(own: Path | None, _stamped: tuple[int, int] | None) -> HouseRules:
    shipped = resource("credits", "house_rules.toml").read_text("utf-8")
    if own is None or _stamped is None:
        return parse_rules(shipped)
    try:
        text = own.read_text("utf-8")
    except UnicodeDecodeError:
        rules = parse_rules(shipped)
        return HouseRules(rules.rules, (f"{own.name} is no UTF-8 text; save it as UTF-8.",))
    except OSError as error:
        raise HomeUnusable(
            f"{own} cannot be read ({error.strerror or error}).",
            safe="Your stories and photos are untouched.",
            next_step="Allow reading it, or move it away.",
        ) from error
    return parse_rules(shipped, text, name=own.name)


def _stamp(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _read(text: str, file: str, problems: list[str]) -> dict[str, HouseRule | None]:
    """Return the rules of one text by name; None for one that is switched off."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{file} cannot be read: {error}.")
        return {}
    found: dict[str, HouseRule | None] = {}
    for name, table in tables.items():
        wrong = _wrong(table)
        if wrong:
            problems.append(f"{file}, “{name}”: {wrong}")
        elif table.get("off"):
            found[name] = None
        else:
            values: dict[str, Any] = {
                key: value if key == "ask" else tuple(value)
                for key, value in table.items()
                if key != "off"
            }
            found[name] = HouseRule(name, **values)
    return found


def _wrong(table: Any) -> str:
    """Return what is wrong with one entry; "" for nothing."""
    if not isinstance(table, dict):
        return "it is no table; begin it with [" + '"Name"].'
    known = {entry.name for entry in fields(HouseRule)} - {"name"}
    for key, value in table.items():
        if key == "off":
            if not isinstance(value, bool):
                return "off is true or false."
        elif key not in known:
            return f"{key} is none of {', '.join(sorted(known))}, off."
        elif key == "ask":
            if not isinstance(value, str):
                return "ask is a sentence in quotes."
        elif not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return f'{key} is a list of texts, such as ["{key}"].'
    for form in table.get("forms", ()):
        try:
            form.format(creator="", giver="")
        except (KeyError, ValueError, IndexError):
            return f"the form “{form}” has braces other than {{creator}} and {{giver}}."
    return ""
