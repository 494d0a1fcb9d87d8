"""The command line's root: parser, dispatch, and how an error becomes an exit code."""

from __future__ import annotations

import argparse
import logging
import sys
import textwrap
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.console import Console
from editorial.system.errors import EditorialError
from editorial.system.paths import Home

if TYPE_CHECKING:
    from editorial.app import Newsroom
    from editorial.storage.backup import Progress

Command = Callable[[argparse.Namespace, Console], int]
NewsroomCommand = Callable[["Newsroom", argparse.Namespace, Console], int]

_ABOUT = """
Editorial, the desktop newsroom. Without a command it opens the desk.

A story from file to page:
  editorial story import story.md        take in Markdown with front matter and pictures
  editorial story check SLUG             what is still missing
  editorial story submit SLUG            hand it to the editors
  editorial story approve SLUG           let it go out
  editorial push SLUG --to site          publish it, read it back, compare
  editorial site serve                   look at it

A story is named by its slug, its id, or six or more digits of its id.
Exit codes: 0 done, 1 refused by a rule, 2 wrong usage, 3 this computer or the network.
"""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    command: Command = getattr(options, "run", open_desk)
    console = Console(as_json=getattr(options, "json", False))
    try:
        return command(options, console)
    except EditorialError as error:
        return console.refuse(error)
    except KeyboardInterrupt:
        console.aside("editorial: stopped.")
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`).
        sys.stderr.close()
        return 0
    except Exception as error:
        # Our bug: the log has the whole of it, the person a sentence and the place.
        logging.getLogger("editorial").exception("a command failed")
        console.aside(f"editorial: something went wrong that should not: {error!r}")
        console.aside(f"  Your stories are safe. Details: {Home.locate(options.home).log}")
        if options.debug:
            raise
        console.value({"error": {"kind": "Bug", "message": repr(error)}})
        return 70


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    from editorial.cli import (
        after_publication,
        checks,
        endpoints,
        exporting,
        keeping,
        language,
        outbox,
        pages,
        photos,
        planning,
        queues,
        reading,
        record,
        steps,
        stories,
        suggesting,
    )

    parser = argparse.ArgumentParser(
        prog="editorial",
        description=textwrap.dedent(_ABOUT),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the data folder (else EDITORIAL_HOME, else the system's place for it)",
    )
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=version())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    story_commands = stories.add_commands(commands)
    queues.add_commands(commands, story_commands)
    steps.add_commands(story_commands)
    suggesting.add_commands(story_commands)
    after_publication.add_commands(story_commands)
    reading.add_commands(story_commands)
    record.add_commands(story_commands)
    planning.add_story_commands(story_commands)
    exporting.add_commands(story_commands)
    language.add_story_commands(story_commands)
    language.add_commands(commands)
    checks.add_commands(commands)
    photos.add_commands(commands)
    pages.add_commands(commands)
    endpoints.add_commands(commands)
    outbox.add_commands(commands)
    planning.add_commands(commands)
    keeping.add_commands(commands)
    return parser


def open_desk(options: argparse.Namespace, console: Console) -> int:
    """Open the desk."""
    from editorial.desk.shell.run import run as run_desk

    def open_in_background(home: Home) -> Newsroom:
        # What this imports takes a second: the window is on screen by then.
        from editorial.app import open_newsroom

        return open_newsroom(home, what="its window")

    def restore_backup(home: Home, file: Path, *, progress: Progress | None = None) -> Path | None:
        from editorial.storage.backup import restore

        return restore(home, file, progress=progress)

    return run_desk(Home.locate(options.home), open_in_background, restore_backup)


def in_newsroom(command: NewsroomCommand) -> Command:
    """Return ``command`` with the newsroom opened for it and closed after it."""

    def run_command(options: argparse.Namespace, console: Console) -> int:
        from editorial.app import open_newsroom

        what = f"the command “{options.command}”"
        with closing(open_newsroom(Home.locate(options.home), what=what)) as newsroom:
            return command(newsroom, options, console)

    return run_command


def version() -> str:
    """Return the program's name and version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return f"Editorial {version_of('editorial')}"
    except PackageNotFoundError:
        return "Editorial"
