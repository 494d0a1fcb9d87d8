"""Makes the page's files, off the GUI thread: for the screen, and as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.desk.writing import use_cases
from editorial.desk.writing.preview.paper import on_paper
from editorial.system.files import disk_errors

if TYPE_CHECKING:
    import uuid
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PreviewFiles:
    """One story's page as readers see it, and as it comes out of a printer."""

    page: Path
    paper: Path


def make_preview(store: Any, story_id: uuid.UUID, folder: Path, **words: Any) -> PreviewFiles:
    """Write the page of a story into ``folder``. Raises `DiskFull`, `HomeUnusable`, `NotFound`."""
    page: Path = use_cases.render_preview(store, story_id, folder / "page.html", **words)
    paper = folder / "paper.html"
    with disk_errors(paper):
        css = (folder / "page-files" / "style.css").read_text("utf-8")
        paper.write_text(on_paper(page.read_text("utf-8"), css), "utf-8")
    return PreviewFiles(page, paper)
