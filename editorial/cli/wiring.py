"""How a command joins the parser: one line for its help, its options, and what it runs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from editorial.system.errors import WrongUsage
from editorial.system.time_words import END_OF_DAY, parse
from editorial.system.zones import newsroom_zone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from editorial.app import Newsroom
    from editorial.cli.console import Console

Commands = Any
"""What `argparse.ArgumentParser.add_subparsers` gives."""


def add(
    commands: Commands,
    name: str,
    run: Callable[[Newsroom, argparse.Namespace, Console], int],
    help: str,
    **extra: Any,
) -> argparse.ArgumentParser:
    """Add a command that works in an opened newsroom; return its parser for its options."""
    from editorial.cli.main import in_newsroom

    return add_plain(commands, name, in_newsroom(run), help, **extra)


def add_plain(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace, Console], int],
    help: str,
    **extra: Any,
) -> argparse.ArgumentParser:
    """Add a command that opens what it needs by itself."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=extra.pop("description", help),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        **extra,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON value, nothing else")
    parser.set_defaults(run=run, command=parser.prog)
    return parser


def add_group(commands: Commands, name: str, help: str) -> Commands:
    """Add a command that has commands of its own; alone it shows its help."""
    parser = commands.add_parser(name, help=help, description=help, allow_abbrev=False)

    def show_help(options: argparse.Namespace, console: Console) -> int:
        parser.print_help()
        return 2

    parser.set_defaults(run=show_help)
    return parser.add_subparsers(title="commands", metavar="COMMAND")


def pairs(items: list[str]) -> dict[str, str]:
    """Return ``FIELD=VALUE`` words as a dict. Raises `WrongUsage`."""
    values = {}
    for item in items:
        name, sign, value = item.partition("=")
        if not sign or not name:
            raise WrongUsage(
                f"“{item}” is not of the form FIELD=VALUE.",
                next_step='Write it like headline="Why the pilots strike".',
            )
        values[name.strip().replace("-", "_")] = value
    return values


def moment(
    newsroom: Newsroom, text: str, *, hour: dt.time | None = END_OF_DAY
) -> dt.datetime | None:
    """Return words as a moment in UTC; without a zone they are on the newsroom's clock.

    Empty is None; ``hour`` is what a day alone means, None asks for one. Raises `WrongUsage`.
    """
    return parse(text, planning_now(newsroom), hour=hour)


def planning_now(newsroom: Newsroom) -> dt.datetime:
    """Return the present moment on the newsroom's clock. Raises `WrongUsage` for no such zone."""
    return newsroom.store.now().astimezone(newsroom_zone(newsroom.settings.newsroom))
