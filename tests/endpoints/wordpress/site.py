"""A newsroom before a real WordPress: send pieces, break calls, look at the site as its admin."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import select

from editorial.publishing import outbox
from editorial.publishing.endpoints.wordpress import posts
from editorial.publishing.endpoints.wordpress.client import Client
from editorial.publishing.endpoints.wordpress.endpoint import WordPressEndpoint
from editorial.publishing.endpoints.wordpress.options import read_options
from editorial.stories.models import Story
from tests.publishing.newsroom import Sender, add_endpoint, add_story, queue

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store
    from tests.endpoints.wordpress.server import WordPressServer

SHORT = 1.5
"""Seconds that a client in these tests waits for an answer when the call is to be late."""


class Faults(httpx.HTTPTransport):
    """The network, with a fault on the first call that matches."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._planned: list[tuple[str, str]] = []

    def plan(self, call: str, fault: str) -> None:
        """Break the next ``call``: ``create``, ``media``, ``words``, ``update`` or ``publish``."""
        self._planned.append((call, fault))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        name = name_of(request)
        self.seen.append(name)
        for planned in self._planned:
            if planned[0] == name:
                self._planned.remove(planned)
                request.headers["X-Test-Fault"] = planned[1]
                if "sleep" in planned[1]:
                    request.extensions["timeout"]["read"] = SHORT
                break
        return super().handle_request(request)


def name_of(request: httpx.Request) -> str:
    """Return what a call is for."""
    path = request.url.path
    if request.method != "POST":
        return f"{request.method} {path}"
    if path.endswith("/wp/v2/posts"):
        return "create"
    if path.endswith("/wp/v2/media"):
        return "media"
    if re.search(r"/wp/v2/media/\d+$", path):
        return "words"
    if re.search(r"/wp/v2/posts/\d+$", path):
        values = json.loads(request.content)
        # A piece that readers see already is updated and published in one call.
        return "publish" if values.get("status") != "draft" else "update"
    return f"POST {path}"


class Site:
    """One endpoint's row, and the courier that sends to it."""

    def __init__(self, store: Store, server: WordPressServer) -> None:
        self.store, self.server = store, server
        self.faults = Faults()
        self.user = "admin"
        self.options: dict[str, Any] = {}
        self.settle = 6.0
        self.endpoint_id = add_endpoint(
            store, "WordPress", kind="wordpress", address=server.url, user="admin"
        )
        self.admin = Client(server.url, "admin", server.passwords["admin"])

    def client(self, row: Any = None) -> WordPressEndpoint:
        password = self.server.passwords[self.user]
        client = Client(self.server.url, self.user, password, transport=self.faults)
        return WordPressEndpoint(client, read_options(self.options), settle=self.settle)

    def push(self, piece: Piece, *, attempts: int = 1) -> DeliveryRow:
        """Queue a piece and send it, up to ``attempts`` times while the network fails."""
        row = self.send(piece, self.queue(piece))
        for _ in range(attempts - 1):
            if row.state not in ("waiting", "published"):
                break
            row = self.send(piece, row.id)
        return row

    def queue(self, piece: Piece, **values: Any) -> uuid.UUID:
        with self.store.read() as session:
            known = session.scalar(select(Story.pk).where(Story.id == piece.story_id))
        if known is None:
            add_story(self.store, piece)
        values = {"revision": piece.version} | values
        return queue(self.store, piece, self.endpoint_id, **values)

    def send(self, piece: Piece, delivery_id: uuid.UUID) -> DeliveryRow:
        # A connection that a fault killed stays with the transport that opened it.
        self.faults.close()
        sender = Sender(self.store, self.client, piece)
        sender.courier.deliver(delivery_id)
        return outbox.delivery(self.store, delivery_id)

    def post(self, row: DeliveryRow) -> dict[str, Any]:
        """Return the post as the site's administrator sees it."""
        found = posts.read(self.admin, row.remote_id)
        assert found is not None
        return found

    def posts_of(self, piece: Piece) -> list[dict[str, Any]]:
        return posts.find(self.admin, piece.story_id.hex)

    def media_of(self, piece: Piece) -> list[dict[str, Any]]:
        mark = f"editorial-{piece.story_id.hex}"
        found = self.admin.get("/wp/v2/media", per_page=100, context="edit").data
        return [media for media in found if media["slug"].startswith(mark)]

    def page(self, row: DeliveryRow) -> str:
        """Return the page that readers get."""
        answer = httpx.get(row.url, trust_env=False)
        assert answer.status_code == 200
        return answer.text

    def close(self) -> None:
        self.admin.close()
        self.faults.close()
