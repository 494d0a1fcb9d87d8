"""``editorial photo export`` and ``photo write``: the library's words in files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.wiring import Commands, add
from editorial.system.errors import WrongUsage

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(group: Commands) -> None:
    """Join the ``photo`` group."""
    export = add(
        group,
        "export",
        _export,
        "save copies of photos with caption, credit and rights inside",
        description="Write a copy of each photo into a folder. A copy in full size is the "
        "original with the library's words in it (XMP and IPTC-IIM), no pixel coded anew. With "
        "--size it is a JPEG of at most so many pixels of width, cropped as for a page. Nothing "
        "is overwritten.",
    )
    export.add_argument("photos", nargs="+", metavar="PHOTO", help="id, part of it, or file name")
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--size", type=int, metavar="PIXELS", help="width; without it, full size")
    write = add(
        group,
        "write",
        _write,
        "write the library's words into the file a photo was imported from",
        description="FILE must be, byte for byte, what was imported; the library keeps that, so "
        "that nothing can be lost. --confirm says that you mean it.",
    )
    write.add_argument("photo")
    write.add_argument("file", type=Path, metavar="FILE")
    write.add_argument("--confirm", action="store_true", help="do change the file")


def _export(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.copies import save_copies
    from editorial.photos.queries import photo

    ids = [photo(newsroom.store, ref).id for ref in options.photos]
    results = save_copies(
        newsroom.store,
        list(dict.fromkeys(ids)),
        options.to.absolute(),
        workbench=newsroom.workbench,
        width=options.size,
        private=newsroom.settings.newsroom.private_out,
        progress=console.progress,
    )
    for result in results:
        console.say(f"refused  {result.error}" if result.file is None else f"{result.file}")
        if result.note:
            console.say(f"{'':<9}note: {result.note}")
    console.value([result.to_json() for result in results])
    return 1 if any(result.file is None for result in results) else 0


def _write(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.photos.copies import write_into_file
    from editorial.photos.queries import photo

    row = photo(newsroom.store, options.photo)
    if not options.confirm:
        raise WrongUsage(
            f"This would change {options.file} itself.",
            safe="Nothing was changed.",
            next_step="Say --confirm to do it, or save a copy with `editorial photo export`.",
        )
    row = write_into_file(
        newsroom.store, row.id, options.file.absolute(), workbench=newsroom.workbench
    )
    console.say(f"{options.file} now holds the words of {row.file_name}.")
    console.value({"id": str(row.id), "file": str(options.file)})
    return 0
