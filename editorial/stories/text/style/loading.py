"""Reads the rules of house style: the shipped file, then the newsroom's own over it.

``resources/style/house.toml`` explains the form. What is wrong in the newsroom's file is said
with its line, and everything else in it holds.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from typing import TYPE_CHECKING, Any

from editorial.stories.text.style import marks, numbers, spacing
from editorial.stories.text.style.engine import StyleRules
from editorial.stories.text.style.patterns import PatternRule, compile_pattern
from editorial.stories.text.style.terms import Term, TermRule
from editorial.system.errors import HomeUnusable
from editorial.system.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from editorial.stories.text.style.rule import Rule
    from editorial.system.paths import Home

BUILT_IN: Mapping[str, type[Rule]] = {
    "doubled-words": spacing.DoubledWords,
    "doubled-spaces": spacing.DoubledSpaces,
    "space-before-punctuation": spacing.SpaceBeforePunctuation,
    "to-come": spacing.ToCome,
    "straight-quotes": marks.StraightQuotes,
    "unclosed-quotes": marks.UnclosedQuotes,
    "dashes": marks.Dashes,
    "ellipsis": marks.Ellipsis,
    "numbers": numbers.Numbers,
    "per-cent": numbers.PerCent,
    "date-ordinals": numbers.DateOrdinals,
    "times": numbers.Times,
}
_FORMS = {
    "dashes": ("auto", "spaced-en", "closed-em", "spaced-em"),
    "ellipsis": ("…", "..."),
    "per-cent": ("%", "percent", "per cent"),
    "times": ("auto", "pm", "p.m."),
}
_KINDS = ("builtin", "preferred", "banned", "pattern")
_SHARED = ("why", "level", "languages", "in_quotes", "in_headlines", "live")
_OWN = {
    "preferred": ("from", "to", "exact"),
    "banned": ("words", "instead", "exact"),
    "pattern": ("find", "replace", "ignore_case"),
}
_HEADER = re.compile(
    r"^[ \t]*\[[ \t]*(?P<kind>[\w-]+)[ \t]*\.[ \t]*[\"']?(?P<id>[^\"'\]]+?)[\"']?[ \t]*\]"
)


class _Wrong(Exception):
    """What is wrong with one rule, in a few words."""


@dataclasses.dataclass(slots=True)
class _File:
    """Tables of one file by rule id: kind, values, line."""

    name: str
    tables: dict[str, tuple[str, dict[str, Any], int]] = dataclasses.field(default_factory=dict)
    off: dict[str, int] = dataclasses.field(default_factory=dict)
    problems: list[str] = dataclasses.field(default_factory=list)

    def complain(self, line: int, words: str) -> None:
        self.problems.append(f"{self.name}, line {line}: {words}")


def load_style(home: Home | None = None) -> StyleRules:
    """Return the rules in force; the same object until a file changes. Raises `HomeUnusable`."""
    own = home.style if home is not None else None
    return _load(own, _stamp(own))


def parse_style(shipped: str, own: str = "", *, name: str = "style.toml") -> StyleRules:
    """Return the rules of two texts in TOML, the second over the first."""
    files = [_read(shipped, "house.toml"), _read(own, name)]
    switched_off: set[str] = set()
    merged: dict[str, tuple[str, dict[str, Any], int, _File]] = {}
    for file in files:
        for rule_id, (kind, values, line) in file.tables.items():
            old = merged.get(rule_id)
            if old is not None and old[0] == kind:
                values = old[1] | values
            switched_off.discard(rule_id)
            merged[rule_id] = (kind, values, line, file)
        switched_off |= set(file.off)
    rules: list[Rule] = []
    for rule_id, (kind, values, line, file) in merged.items():
        if rule_id in switched_off or values.get("on") is False:
            continue
        try:
            rules.append(_rule(rule_id, kind, values))
        except _Wrong as error:
            file.complain(line, f"the rule “{rule_id}” is left out: {error}")
    for file in files:
        for rule_id, line in file.off.items():
            if rule_id not in merged:
                file.complain(line, f"there is no rule “{rule_id}” to switch off")
    kept = _without_circles(rules, merged)
    return StyleRules(kept, [problem for file in files for problem in file.problems])


@functools.lru_cache(maxsize=4)
def _load(own: Path | None, stamp: tuple[int, int, int] | None) -> StyleRules:
    shipped = resource("style", "house.toml")
    try:
        text = shipped.read_text("utf-8")
    except FileNotFoundError as error:
        raise HomeUnusable(
            "The shipped rules of house style (house.toml) are missing.",
            safe="Your stories are untouched.",
            next_step="Install Editorial again.",
        ) from error
    if own is None or stamp is None:
        return parse_style(text)
    try:
        return parse_style(text, own.read_bytes().decode("utf-8-sig"), name=own.name)
    except OSError as error:
        words = f"{own.name} cannot be read ({error}); its rules are not used"
        return StyleRules(parse_style(text).rules, [words])
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        rules = parse_style(text)
        return StyleRules(
            rules.rules, [f"{own.name}, line {line}: not in UTF-8; none of its rules are used"]
        )


def _stamp(path: Path | None) -> tuple[int, int, int] | None:
    try:
        found = path.stat() if path is not None else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size, found.st_ino)


def _read(text: str, name: str) -> _File:
    file = _File(name)
    text = text.replace("\r\n", "\n")
    try:
        _take(file, tomllib.loads(text), text, 1)
    except tomllib.TOMLDecodeError:
        # One slip must not cost all other rules: read it table by table.
        lines = text.splitlines(keepends=True)
        starts = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
        for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
            part = "".join(lines[start:end])
            try:
                _take(file, tomllib.loads(part), part, start + 1)
            except tomllib.TOMLDecodeError as error:
                at = re.search(r"\(at line (\d+)", str(error))
                words = str(error).partition(" (at")[0]
                line = start + int(at.group(1)) if at else start + 1
                file.complain(line, f"cannot be read ({words}); the rules around it hold")
    return file


def _take(file: _File, tables: dict[str, Any], text: str, first: int) -> None:
    lines = {
        (match["kind"], match["id"]): first + number
        for number, line in enumerate(text.split("\n"))
        if (match := _HEADER.match(line))
    }
    for kind, entries in tables.items():
        if kind == "off":
            line = _line_of_key(text, "off", first)
            if isinstance(entries, list) and all(isinstance(one, str) for one in entries):
                file.off |= dict.fromkeys(entries, line)
            else:
                file.complain(line, 'off is a list of rule ids, like off = ["ellipsis"]')
        elif kind not in _KINDS or not isinstance(entries, dict):
            line = min((at for (name, _), at in lines.items() if name == kind), default=first)
            file.complain(line, f"“{kind}” is no kind of rule; there are {', '.join(_KINDS)}")
        else:
            for rule_id, values in entries.items():
                line = lines.get((kind, rule_id)) or _line_of_key(text, rule_id, first)
                if not isinstance(values, dict):
                    file.complain(line, f"“{rule_id}” must be a table, [{kind}.{rule_id}]")
                elif rule_id in file.tables:
                    file.complain(line, f"there is a second rule “{rule_id}”; this one is left out")
                else:
                    file.tables[rule_id] = (kind, values, line)


def _line_of_key(text: str, key: str, first: int) -> int:
    found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.]", text, re.MULTILINE)
    return first + (text.count("\n", 0, found.start()) if found else 0)


def _rule(rule_id: str, kind: str, values: dict[str, Any]) -> Rule:
    """Return one rule. Raises `_Wrong`."""
    values = {name: value for name, value in values.items() if name != "on"}
    shared = {name: _shared(name, values.pop(name)) for name in _SHARED if name in values}
    shared["id"] = rule_id
    if kind == "builtin":
        return _built_in(rule_id, values, shared)
    if unknown := set(values) - set(_OWN[kind]):
        raise _Wrong(f"it does not know “{min(unknown)}”")
    if kind == "pattern":
        return _pattern(values, shared)
    return _terms(kind, values, shared)


def _built_in(rule_id: str, values: dict[str, Any], shared: dict[str, Any]) -> Rule:
    kind = BUILT_IN.get(rule_id)
    if kind is None:
        raise _Wrong(f"built in are only {', '.join(BUILT_IN)}")
    options = {
        entry.name: entry
        for entry in dataclasses.fields(kind)
        if entry.name not in (*_SHARED, "id")
    }
    for name, value in values.items():
        if name not in options:
            raise _Wrong(f"it does not know “{name}”")
        default = options[name].default
        if isinstance(default, tuple):
            values[name] = tuple(word.lower() for word in _texts(name, value))
        elif type(value) is not type(default):
            raise _Wrong(f"“{name}” is {value!r}")
        elif name == "form" and value not in _FORMS[rule_id]:
            raise _Wrong(f"“form” is one of {', '.join(_FORMS[rule_id])}")
    return kind(**values, **shared)


def _terms(kind: str, values: dict[str, Any], shared: dict[str, Any]) -> Rule:
    source, target = ("from", "to") if kind == "preferred" else ("words", "instead")
    if source not in values:
        raise _Wrong(f"“{source}” is missing")
    forms = _texts(source, values[source])
    to = values.get(target)
    if kind == "preferred" and to is None:
        raise _Wrong("“to” is missing")
    if isinstance(to, list) and len(to) != len(forms):
        raise _Wrong(f"“{target}” must have as many forms as “{source}”, or be one")
    targets = list(_texts(target, to)) if isinstance(to, list) else [to] * len(forms)
    if any(one is not None and not isinstance(one, str) for one in targets):
        raise _Wrong(f"“{target}” is {to!r}")
    exact = values.get("exact", False)
    if not isinstance(exact, bool):
        raise _Wrong("“exact” is true or false")
    if any(not re.search(r"[^\W_]", form) for form in forms):
        raise _Wrong(f"a form in “{source}” has no letter")
    banned = kind == "banned"
    if banned:
        # Other people's words stay theirs, unless the rule says otherwise.
        shared = {"in_quotes": False} | shared
    terms = tuple(
        Term(form=form.strip(), to=one, exact=exact)
        for form, one in zip(forms, targets, strict=True)
    )
    return TermRule(terms=terms, banned=banned, **shared)


def _pattern(values: dict[str, Any], shared: dict[str, Any]) -> Rule:
    find, replace = values.get("find"), values.get("replace")
    ignore_case = values.get("ignore_case", False)
    if not isinstance(find, str) or not find:
        raise _Wrong("“find” must be a regular expression")
    if replace is not None and not isinstance(replace, str):
        raise _Wrong("“replace” must be a text")
    try:
        pattern = compile_pattern(find, replace, ignore_case=ignore_case is True)
    except ValueError as error:
        raise _Wrong(f"its pattern cannot be read ({error})") from error
    return PatternRule(pattern=pattern, replace=replace, **shared)


def _shared(name: str, value: object) -> object:
    if name == "languages":
        return _texts(name, value)
    if name == "level":
        if value not in ("warn", "block"):
            raise _Wrong("“level” is warn or block")
        return value
    wanted: type = str if name == "why" else bool
    if not isinstance(value, wanted):
        raise _Wrong(f"“{name}” is {value!r}")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or (not texts and name != "allowed"):
        raise _Wrong(f"“{name}” must be a text or a list of texts")
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise _Wrong(f"“{name}” must be a text or a list of texts")
    return tuple(texts)


def _without_circles(
    rules: list[Rule], merged: Mapping[str, tuple[str, dict[str, Any], int, _File]]
) -> list[Rule]:
    """Leave out rules that lead back to a form which another one replaces."""
    kept: list[Rule] = []
    leads: dict[str, str] = {}
    for rule in rules:
        if isinstance(rule, TermRule):
            new = {t.form.lower(): t.to.lower() for t in rule.terms if t.to and not t.exact}
            if circle := _circle(leads | new, new):
                file, line = merged[rule.id][3], merged[rule.id][2]
                file.complain(
                    line, f"the rule “{rule.id}” is left out: “{circle}” leads back to itself"
                )
                continue
            leads |= new
        kept.append(rule)
    return kept


def _circle(leads: Mapping[str, str], starts: Mapping[str, str]) -> str:
    for start in starts:
        seen, at = {start}, leads[start]
        while at in leads and at not in seen:
            seen.add(at)
            at = leads[at]
        if (at in seen and at != start) or (at == start and len(seen) > 1):
            return start
    return ""
