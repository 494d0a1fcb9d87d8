"""Whether a credit line names its supplier as the supplier asks, and the line that does."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.photos.credits.agencies import family
from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit

if TYPE_CHECKING:
    from editorial.photos.credits.house_rules import HouseRule, HouseRules
    from editorial.photos.credits.model import Credit

_SLASH = re.compile(r"\s*/\s*")
_FLAGS = ("pool", "handout", "stringer", "courtesy")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a supplier asks for, and the line that gives it; ``line`` is "" without a sure one."""

    house: str
    ask: str
    line: str


def naming_advice(line: str, rules: HouseRules, *, form: str = "supplier") -> Advice | None:
    """Return what is to be put right in a clean line; None where it follows the rules.

    ``form`` is the newsroom's: one that prints creators first answers to no one for order and
    capitals, but still names everybody. A line that is unclean is another matter: None.
    """
    if not line.strip() or credit_problems(line):
        return None
    credit = read_credit(line)
    ruled = [name for name in credit.chain if name in rules.rules]
    if not ruled:
        return None
    supplier = ruled[-1]
    loose = form == "creator"
    for name in ruled:
        rule = rules.rules[name]
        if not _follows(line, credit, rule, is_supplier=name == supplier, loose=loose):
            fix = _fixed(line, credit, rules, supplier, loose=loose)
            return Advice(rule.name, rule.ask, fix)
    return None


def _follows(line: str, credit: Credit, rule: HouseRule, *, is_supplier: bool, loose: bool) -> bool:
    if rule.write and not _has_any(line, rule.write, loose=loose):
        return False
    if not is_supplier or loose:
        return True
    others = _givers(credit, rule)
    wanted = rule.behind if others else rule.own
    # A supplier that is named alone has no one to be named with.
    if not wanted or not (others or credit.creators):
        return True
    return _has_any(line, wanted, loose=False)


def _fixed(line: str, credit: Credit, rules: HouseRules, supplier: str, *, loose: bool) -> str:
    """Return the line that follows every rule and names the same people and houses; else ""."""
    rule = rules.rules[supplier]
    for candidate in (*_by_form(credit, rules, rule), _respelt(line, credit, rules)):
        again = read_credit(candidate)
        ruled = [name for name in again.chain if name in rules.rules]
        if (
            candidate != line
            and again.line == candidate
            and not credit_problems(candidate)
            and _says_as_much(again, credit)
            and ruled
            and all(
                _follows(
                    candidate,
                    again,
                    rules.rules[name],
                    is_supplier=name == ruled[-1],
                    loose=loose,
                )
                for name in ruled
            )
        ):
            return candidate
    return ""


def _by_form(credit: Credit, rules: HouseRules, rule: HouseRule) -> list[str]:
    if credit.licence or credit.work_title or credit.client or credit.illustration:
        # A form has no place for them.
        return []
    givers = [_written(name, rules) for name in _givers(credit, rule)]
    needed = {flag for flag in _FLAGS if getattr(credit, flag)}
    needed |= {"creator"} if credit.creators else set()
    needed |= {"giver"} if givers else set()
    return [
        form.format(creator=_people(credit), giver="/".join(givers))
        for form in rule.forms
        if _slots(form) == needed
    ]


def _people(credit: Credit) -> str:
    names = list(credit.creators)
    if names and credit.creator_title:
        names[0] = f"{credit.creator_title} {names[0]}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _slots(form: str) -> set[str]:
    found = set(re.findall(r"\{(creator|giver)\}", form))
    return found | {flag for flag in _FLAGS if flag in re.sub(r"\{\w+\}", "", form).casefold()}


def _written(name: str, rules: HouseRules) -> str:
    """Return a house's name as it asks to be written."""
    rule = rules.rules.get(name)
    if rule is None or not rule.write or name in rule.write:
        return name
    return rule.write[0]


def _respelt(line: str, credit: Credit, rules: HouseRules) -> str:
    """Return the line with each supplier's name in its own letters, and nothing else changed."""
    for name in credit.chain:
        written = _written(name, rules)
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        line = re.sub(pattern, written.replace("\\", r"\\"), line, flags=re.IGNORECASE)
    return line


def _givers(credit: Credit, rule: HouseRule) -> list[str]:
    """Return the houses of the chain that are not the supplier under any of its names."""
    own = {family(name) for name in (rule.name, *rule.houses)} | {rule.name, *rule.houses}
    return [name for name in credit.chain if name not in own and family(name) not in own]


def _says_as_much(again: Credit, credit: Credit) -> bool:
    houses = {family(name) for name in credit.chain}
    return (
        tuple(name.casefold() for name in again.creators)
        == tuple(name.casefold() for name in credit.creators)
        and {_kin(name) for name in houses} <= {_kin(family(name)) for name in again.chain}
        and all(getattr(again, flag) >= getattr(credit, flag) for flag in _FLAGS)
        and (again.licence, again.client) == (credit.licence, credit.client)
    )


def _kin(name: str) -> str:
    return name.split()[0].casefold()


def _has_any(line: str, phrases: tuple[str, ...], *, loose: bool) -> bool:
    tight = _SLASH.sub("/", line)
    return any(_phrase(phrase, loose).search(tight) for phrase in phrases if phrase)


@functools.lru_cache(maxsize=512)
def _phrase(phrase: str, loose: bool) -> re.Pattern[str]:
    """Match a phrase as whole words; one that begins or ends with a mark may touch a word."""
    front = r"(?<!\w)" if phrase[0].isalnum() else ""
    back = r"(?!\w)" if phrase[-1].isalnum() else ""
    return re.compile(front + re.escape(phrase) + back, re.IGNORECASE if loose else 0)
