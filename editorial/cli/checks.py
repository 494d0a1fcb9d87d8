"""``editorial checks``: what each check says at each gate, and what is wrong in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.cli.wiring import Commands, add, add_group

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(commands: Commands) -> None:
    """Add the ``checks`` group."""
    group = add_group(commands, "checks", "what is asked of a story before each gate")
    listing = add(
        group,
        "list",
        _list,
        "list the checks with their level at submit, approve and publish",
        description="List the checks with their level at each gate: block, warn (passed for a "
        "reason), note, off. The newsroom's own levels go into checks.toml in its data; "
        "resources/checks/house.toml explains the form.",
    )
    listing.add_argument("--type", default="", help="a story type's slug")


def _list(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.review.checks.levels import load_levels
    from editorial.stories.workflow import Gate

    levels = load_levels(newsroom.home)
    rows = {
        code: {gate.value: levels.level(code, gate, options.type, "note") or "off" for gate in Gate}
        for code in levels.codes
    }
    console.say(f"{'check':<26}{'submit':<8}{'approve':<9}publish")
    for code, row in rows.items():
        console.say(f"{code:<26}{row['submit']:<8}{row['approve']:<9}{row['publish']}")
    for problem in levels.problems:
        console.say(f"note: {problem}.")
    console.value({"checks": rows, "problems": list(levels.problems)})
    return 0
