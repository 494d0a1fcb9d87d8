"""A story as a file to send or keep: Markdown, Word or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.assemble import build_piece
from editorial.publishing.exporting.markdown_file import write_markdown_file
from editorial.publishing.preview import public_addresses, render_preview
from editorial.system.errors import WrongUsage
from editorial.system.files import write_atomically

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.storage.store import Store
    from editorial.system.settings import NewsroomSettings

ENDINGS = (".md", ".docx", ".html")
"""What a story can be exported as, by the ending of the file's name."""


def export_story(
    store: Store,
    story_id: uuid.UUID,
    out: Path,
    *,
    workbench: Workbench,
    newsroom: NewsroomSettings,
) -> Path:
    """Write a story as it is now to ``out``; its ending says as what. Return where it lies.

    ``.md`` has front matter and pictures beside it, and can be imported again. ``.docx`` holds
    all in one file. ``.html`` is the page, its files beside it. A file there is replaced.

    Raises `WrongUsage` for another ending, `NotFound`, `BadFile` for a photo whose original is
    gone, `DiskFull` or `HomeUnusable`.
    """
    ending = out.suffix.lower()
    if ending in {".md", ".markdown"}:
        return write_markdown_file(store, story_id, out, workbench=workbench)
    if ending in {".html", ".htm"}:
        return render_preview(store, story_id, out, workbench=workbench, newsroom=newsroom)
    if ending == ".docx":
        # Takes a third of a second to load, and few need it.
        from editorial.publishing.exporting.word_file import word_document

        piece = build_piece(
            store,
            story_id,
            address_of=public_addresses(store),
            workbench=workbench,
            newsroom=newsroom,
        )
        write_atomically(out, word_document(piece))
        return out
    raise WrongUsage(
        f"{out.name} has no ending that a story can be exported as.",
        next_step=f"End the name in one of {', '.join(ENDINGS)}.",
    )
