"""The tests' side of a receiver of ninjs."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import httpx

from editorial.publishing.endpoints.ninjs.client import Client
from editorial.publishing.endpoints.ninjs.endpoint import NinjsEndpoint
from editorial.publishing.endpoints.ninjs.options import read_options
from editorial.publishing.endpoints.web.client import SECONDS
from tests.endpoints.ninjs.server import KEY, NinjsServer
from tests.endpoints.remote import Remote

if TYPE_CHECKING:
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store


class NinjsRemote(Remote):
    """One receiver's row, and the courier that sends to it."""

    kind = "ninjs"

    def __init__(self, store: Store, server: NinjsServer, *, reads: bool = True) -> None:
        super().__init__(store, f"{server.url}/push")
        self.server = server
        self.seconds = SECONDS
        self.key = KEY
        if reads:
            self.options |= {
                "read_url": f"{server.url}/items?uri={{uri}}",
                "page_url": f"{server.url}/read/{{slug}}",
            }

    def client(self, row: Any = None, *, address: str = "") -> NinjsEndpoint:
        options = read_options({} if address else self.options)
        client = Client(
            address or self.address,
            self.key,
            options,
            transport=None if address else self.network,
            seconds=1.5 if address else self.seconds,
        )
        return NinjsEndpoint(client, options)

    def items_of(self, piece: Piece) -> list[dict[str, Any]]:
        """Return every item that names the story, under whatever uri."""
        return [
            item
            for item in self.server.items.values()
            if item["uri"].endswith(str(piece.story_id))
            or {"role": "story", "value": str(piece.story_id)} in item.get("altIds", [])
        ]

    def item(self, piece: Piece) -> dict[str, Any]:
        (item,) = self.items_of(piece)
        return item

    def copies(self, piece: Piece) -> int:
        return len(self.items_of(piece))

    def picture_files(self, piece: Piece) -> int:
        return sum(
            href.split("/")[-1] in self.server.media for href in set(_hrefs(self.items_of(piece)))
        )

    def seen(self, piece: Piece) -> str:
        answer = httpx.get(f"{self.server.url}/read/{piece.slug}", trust_env=False)
        return html.unescape(answer.text) if answer.is_success else ""

    def edit(self, piece: Piece, headline: str) -> None:
        item = self.item(piece)
        item["headlines"][0]["value"] = headline
        item["version"] = str(int(item["version"]) + 1)

    def forget_pictures(self) -> None:
        self.server.media.clear()


def _hrefs(found: Any):
    """Yield the address of each file in items."""
    if isinstance(found, list):
        for each in found:
            yield from _hrefs(each)
    elif isinstance(found, dict):
        yield from ([found["href"]] if "href" in found else [])
        for each in found.values():
            yield from _hrefs(each)
