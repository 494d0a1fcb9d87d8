"""The tree in the docstring is the tree in the code, and each branch has its exit code."""

from __future__ import annotations

import re

import pytest

from editorial.system import errors
from editorial.system.errors import ChecksFailed, EditorialError


def drawn() -> dict[str, tuple[str, int]]:
    """Return what the docstring draws: name -> (parent, exit code)."""
    found: dict[str, tuple[str, int]] = {"EditorialError": ("Exception", 1)}
    stack = ["EditorialError"]
    for line in errors.__doc__.splitlines():
        match = re.match(r"    ([│ ]*)[├└]── (\w+)(?:.*exit (\d))?", line)
        if match is None:
            continue
        depth = len(match[1]) // 4 + 1
        del stack[depth:]
        code = int(match[3]) if match[3] else found[stack[-1]][1]
        found[match[2]] = (stack[-1], code)
        stack.append(match[2])
    return found


def written() -> dict[str, tuple[str, int]]:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, EditorialError)
    ]
    return {kind.__name__: (kind.__base__.__name__, kind.exit_code) for kind in kinds}


def test_the_docstring_draws_exactly_the_classes() -> None:
    assert drawn() == written()
    assert len(written()) == 20


def test_the_branches_have_the_exit_codes_of_the_command_line() -> None:
    codes = {name: code for name, (_, code) in written().items()}
    assert codes["WrongUsage"] == 2
    assert codes["RuleRefused"] == codes["StaleStory"] == codes["BadFile"] == 1
    assert codes["EnvironmentProblem"] == codes["DiskFull"] == codes["NetworkDown"] == 3


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        ({}, "It broke."),
        ({"safe": "All is kept."}, "It broke. All is kept."),
        ({"next_step": "Try again."}, "It broke. Try again."),
        ({"safe": "All is kept.", "next_step": "Try."}, "It broke. All is kept. Try."),
    ],
)
def test_an_error_says_what_is_safe_before_what_to_do(sentences, said) -> None:
    assert str(EditorialError("It broke.", **sentences)) == said


def test_failed_checks_carry_their_findings() -> None:
    error = ChecksFailed("Not ready.", ("one", "two"), next_step="Mend it.")
    assert error.findings == ("one", "two")
    assert str(error) == "Not ready. Mend it."
