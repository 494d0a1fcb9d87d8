"""What every kind of endpoint must do, for the site folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
from tests.endpoints.contract import Contract
from tests.endpoints.remote import Remote
from tests.publishing.pieces import NEWSROOM

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.publishing.piece import Piece


class Folder(Remote):
    """A site folder; who edits it opens the page in an editor."""

    kind = "site"
    online = False

    def client(self, row: Any = None, *, address: str = "") -> SiteEndpoint:
        return SiteEndpoint(self.folder, NEWSROOM, "http://127.0.0.1:8050/")

    @property
    def folder(self) -> Path:
        from pathlib import Path

        return Path(self.address)

    def page(self, piece: Piece) -> Path:
        return self.folder / "stories" / piece.slug / "index.html"

    def copies(self, piece: Piece) -> int:
        own = self.folder / "stories"
        return len([*own.glob(f"{piece.slug}/index.html"), *own.glob(f"{piece.slug}-[0-9]/*.html")])

    def picture_files(self, piece: Piece) -> int:
        # Each size of a picture ends in its width and a part of its hash.
        return len({path.name.rsplit("-", 2)[0] for path in self.page(piece).parent.glob("*.jpg")})

    def seen(self, piece: Piece) -> str:
        return self.page(piece).read_text("utf-8") if self.page(piece).exists() else ""

    def edit(self, piece: Piece, headline: str) -> None:
        page = self.page(piece)
        page.write_text(page.read_text("utf-8").replace(piece.headline, headline), "utf-8")


class TestSite(Contract):
    @pytest.fixture
    def remote(self, store, tmp_path):
        return Folder(store, str(tmp_path / "site"))
