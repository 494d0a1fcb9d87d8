"""The tests' side of a static site in git."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.static_site.endpoint import GitSiteEndpoint
from editorial.publishing.endpoints.static_site.git import Git
from editorial.publishing.endpoints.static_site.options import read_options
from editorial.publishing.endpoints.static_site.reading import page_html, stored_page
from tests.endpoints.remote import Remote
from tests.endpoints.static_site.repositories import Repositories, git
from tests.publishing.pieces import NEWSROOM

if TYPE_CHECKING:
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store


class GitRemote(Remote):
    """A working copy; readers get what its remote's branch holds."""

    kind = "git"
    online = False

    def __init__(self, store: Store, repositories: Repositories, **options: Any) -> None:
        super().__init__(store, str(repositories.copy), **options)
        self.repositories = repositories
        self.patience = 0.3

    def client(self, row: Any = None, *, address: str = "") -> GitSiteEndpoint:
        options = read_options(self.options)
        names = {"user.name": options.author_name, "user.email": options.author_email}
        copy = Git(self.repositories.copy, settings=names, patience=self.patience)
        return GitSiteEndpoint(copy, options, NEWSROOM)

    @property
    def far_end(self):
        return (
            self.repositories.remote if self.options.get("push", True) else (self.repositories.copy)
        )

    def pages(self, piece: Piece) -> list[str]:
        found = git(
            self.far_end, "grep", "-l", f"editorial_id: .*{piece.story_id.hex}", "main", check=False
        )
        return [line.partition(":")[2] for line in found.splitlines()]

    def text(self, piece: Piece) -> str:
        (path,) = self.pages(piece)
        return self.repositories.read(path, self.far_end)

    def copies(self, piece: Piece) -> int:
        return len(self.pages(piece))

    def picture_files(self, piece: Piece) -> int:
        files = self.repositories.files(self.far_end)
        return len([name for name in files if f"/{piece.slug}/" in name and name.endswith(".jpg")])

    def seen(self, piece: Piece) -> str:
        if not self.pages(piece):
            return ""
        return html.unescape(page_html(stored_page("", self.text(piece).encode(), {})))

    def edit(self, piece: Piece, headline: str) -> None:
        (path,) = self.pages(piece)
        text = self.text(piece).replace(piece.headline, headline)
        if self.options.get("push", True):
            self.repositories.someone_pushes(path, f"{text}\n")
        else:
            copy = self.repositories.copy
            (copy / path).write_text(f"{text}\n", "utf-8")
            git(copy, "commit", "--quiet", "--all", "--message=By hand")
