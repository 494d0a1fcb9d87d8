"""``editorial story export``: a story as a file to send or keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.stories import brief
from editorial.cli.wiring import Commands, add

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console


def add_commands(group: Commands) -> None:
    """Join the ``story`` group."""
    export = add(
        group,
        "export",
        _export,
        "write a story as .md, .docx or .html",
        description="Write a story as it is now. A .md file has front matter and its pictures in "
        "a folder beside it, and can be imported again; a .docx file holds everything; an .html "
        "file is the page with its files beside it.",
    )
    export.add_argument("story")
    export.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .md, .docx or .html"
    )


def _export(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.exporting.export import export_story
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, options.story)
    out = export_story(
        newsroom.store,
        story.id,
        options.out,
        workbench=newsroom.workbench,
        newsroom=newsroom.settings.newsroom,
    )
    console.say(f"“{story.headline}” is in {out}.")
    console.value(brief(story) | {"file": str(out)})
    return 0
