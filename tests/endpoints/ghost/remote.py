"""The tests' side of a Ghost: the stand-in, or a real one named by ``EDITORIAL_TEST_GHOST``.

The variable names a JSON file with ``url`` and ``admin_api_key``.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import httpx

from editorial.publishing.endpoints.ghost import posts
from editorial.publishing.endpoints.ghost.client import Client
from editorial.publishing.endpoints.ghost.endpoint import GhostEndpoint
from editorial.publishing.endpoints.ghost.options import read_options
from editorial.publishing.endpoints.ghost.reading import image_addresses
from editorial.publishing.endpoints.web.client import SECONDS
from tests.endpoints.remote import Remote

if TYPE_CHECKING:
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store


class GhostRemote(Remote):
    """One Ghost's row, and the courier that sends to it."""

    kind = "ghost"

    def __init__(self, store: Store, url: str, key: str) -> None:
        super().__init__(store, url)
        self.key = key
        self.settle = 1.0
        self.admin = Client(url, key)

    def client(self, row: Any = None, *, address: str = "") -> GhostEndpoint:
        client = Client(
            address or self.address,
            self.key,
            transport=None if address else self.network,
            seconds=1.5 if address else SECONDS,
        )
        return GhostEndpoint(client, read_options(self.options), settle=self.settle)

    def posts_of(self, piece: Piece) -> list[dict[str, Any]]:
        return posts.find(self.admin, piece.story_id.hex)

    def copies(self, piece: Piece) -> int:
        return len(self.posts_of(piece))

    def picture_files(self, piece: Piece) -> int:
        """Return how many files there are of the story's pictures, twins with a number too."""
        count = 0
        for url in {url for post in self.posts_of(piece) for url in image_addresses(post)}:
            stem, _, ending = url.rpartition(".")
            each = (url, f"{stem}-1.{ending}", f"{stem}-2.{ending}")
            count += sum(self.admin.is_there(address) for address in each)
        return count

    def seen(self, piece: Piece) -> str:
        for post in self.posts_of(piece):
            if post["status"] == "published":
                answer = httpx.get(post["url"], trust_env=False)
                return html.unescape(answer.text) if answer.is_success else ""
        return ""

    def edit(self, piece: Piece, headline: str) -> None:
        (post,) = self.posts_of(piece)
        values = {"title": headline, "updated_at": post["updated_at"]}
        self.admin.save("PUT", "posts", f"{post['id']}/", values, formats="html")

    def close(self) -> None:
        self.admin.close()
        super().close()
