"""``editorial page`` and ``editorial site``: the page as readers will see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editorial.cli.wiring import Commands, add, add_group, add_plain
from editorial.system.paths import Home

if TYPE_CHECKING:
    import argparse

    from editorial.app import Newsroom
    from editorial.cli.console import Console

PORT = 8765


def add_commands(commands: Commands) -> None:
    """Add the commands."""
    page = add(commands, "page", _page, "write a story's page as a file to look at")
    page.add_argument("story")
    page.add_argument("--out", type=Path, required=True, metavar="FILE", help="an .html file")
    group = add_group(commands, "site", "look at the site that Editorial makes by itself")
    serve = add_plain(group, "serve", _serve, "serve the site on this computer until Ctrl+C")
    serve.add_argument("--port", type=int, default=PORT)
    serve.add_argument("--folder", type=Path, help="the site's folder, if it is elsewhere")


def _page(newsroom: Newsroom, options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.preview import render_preview
    from editorial.stories.drafts import open_story

    story = open_story(newsroom.store, options.story)
    out = render_preview(
        newsroom.store,
        story.id,
        options.out,
        workbench=newsroom.workbench,
        newsroom=newsroom.settings.newsroom,
    )
    console.say(f"The page is in {out}.")
    console.value({"id": str(story.id), "slug": story.slug, "file": str(out)})
    return 0


def _serve(options: argparse.Namespace, console: Console) -> int:
    from editorial.publishing.endpoints.site.serve import serve

    folder = options.folder or Home.locate(options.home).site

    def ready(address: str) -> None:
        console.aside(f"The site is at {address} (Ctrl+C ends it)")
        console.value({"url": address, "folder": str(folder)})

    serve(folder, options.port, ready=ready)
    return 0
