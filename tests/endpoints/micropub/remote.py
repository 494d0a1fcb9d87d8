"""The tests' side of a site with Micropub."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import httpx

from editorial.publishing.endpoints.micropub.client import Client
from editorial.publishing.endpoints.micropub.endpoint import MicropubEndpoint
from editorial.publishing.endpoints.micropub.options import read_options
from editorial.publishing.endpoints.web.client import SECONDS
from tests.endpoints.micropub.server import TOKEN, MicropubServer
from tests.endpoints.remote import Remote

if TYPE_CHECKING:
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store


class MicropubRemote(Remote):
    """One site's row, and the courier that sends to it."""

    kind = "micropub"

    def __init__(self, store: Store, server: MicropubServer) -> None:
        super().__init__(store, server.url)
        self.server = server
        self.token = TOKEN
        self.settle = 1.0
        self.seconds = SECONDS

    def client(self, row: Any = None, *, address: str = "") -> MicropubEndpoint:
        options = read_options({} if address else self.options)
        client = Client(
            address or self.address,
            self.token,
            options,
            transport=None if address else self.network,
            seconds=1.5 if address else self.seconds,
        )
        return MicropubEndpoint(client, options, settle=self.settle)

    def posts_of(self, piece: Piece) -> dict[str, dict[str, Any]]:
        """Return path and properties of every post of the story that is not deleted."""
        return {
            path: post
            for path, post in self.server.posts.items()
            if piece.story_id.hex in str(post.get("content")) and not post.get("deleted")
        }

    def copies(self, piece: Piece) -> int:
        return len(self.posts_of(piece))

    def picture_files(self, piece: Piece) -> int:
        """Return how many files there are of the story's pictures, twins too."""
        shown = str(self.posts_of(piece))
        names = {path.partition("-")[2] for path in self.server.media if path in shown}
        return sum(path.partition("-")[2] in names for path in self.server.media)

    def seen(self, piece: Piece) -> str:
        for path in self.posts_of(piece):
            answer = httpx.get(self.server.url + path, trust_env=False)
            if answer.is_success:
                return html.unescape(answer.text)
        return ""

    def edit(self, piece: Piece, headline: str) -> None:
        (post,) = self.posts_of(piece).values()
        post["name"] = [headline]

    def forget_pictures(self) -> None:
        self.server.media.clear()
