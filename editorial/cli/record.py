"""``editorial story record``: all that was done with a story, to read, to keep, to check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.wiring import Commands, add
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console
    from editorial.publishing.record.story_record import Record


def add_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    record = add(
        group,
        "record",
        _record,
        "show, export or check the complete record of a story",
        description="Show who did what when with a story. --out writes it as .json, in which any "
        "change shows, or as .pdf. --verify checks such a .json file by itself and against the "
        "newsroom's own record.",
    )
    record.add_argument("story")
    record.add_argument("--out", type=Path, metavar="FILE", help="ends in .json or .pdf")
    record.add_argument("--verify", type=Path, metavar="FILE", help="a .json file to check")


def _record(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.record.sealed import as_json
    from editorial.publishing.record.story_record import story_record

    record = story_record(newsroom.store, options.story)
    if options.verify is not None:
        return _verify(record, options.verify, console)
    if options.out is not None:
        return _write(record, options.out, console)
    for entry in record.entries:
        version = f"  v{entry.version}" if entry.version is not None else ""
        console.say(f"{record.local(entry.at):%Y-%m-%d %H:%M:%S}  {entry.sentence}{version}")
        for label, text in entry.details:
            console.say(f"{'':21}{label}: {text}")
    console.value(as_json(record))
    return 0


def _write(record: Record, out: Path, console: Console) -> int:
    from editorial.publishing.record.sealed import as_json, write_record

    seal = as_json(record)["seal"]
    if out.suffix.lower() == ".json":
        write_record(record, out)
    elif out.suffix.lower() == ".pdf":
        # Without a screen: nothing is shown, a page is drawn.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from editorial.desk.reviewing.record_pdf import print_without_desk

        print_without_desk(record, seal, out)
    else:
        raise WrongUsage(
            f"{out.name} ends in neither .json nor .pdf.", next_step="Give it one of the two."
        )
    console.say(f"The record of “{record.headline}” is in {out}.")
    console.say(f"Seal: {seal}")
    console.value({"file": str(out), "entries": len(record.entries), "seal": seal})
    return 0


def _verify(record: Record, path: Path, console: Console) -> int:
    from editorial.publishing.record.sealed import differs, flaw, read_record

    values = read_record(path)
    if values.get("story", {}).get("id") != str(record.story_id):
        problem = f"It is the record of another story than “{record.headline}”."
    else:
        problem = flaw(values) or differs(values, record)
    if problem:
        console.say(f"{path.name} is not to be trusted. {problem}")
    else:
        console.say(f"{path.name} is whole, and as the newsroom's own record. Nothing was changed.")
    console.value({"file": str(path), "whole": not problem, "problem": problem})
    return 1 if problem else 0
