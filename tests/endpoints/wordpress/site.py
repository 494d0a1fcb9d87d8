"""A newsroom before a real WordPress: send pieces, break calls, look at the site as its admin."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import httpx

from editorial.publishing.endpoints.web.client import SECONDS
from editorial.publishing.endpoints.wordpress import posts
from editorial.publishing.endpoints.wordpress.client import Client
from editorial.publishing.endpoints.wordpress.endpoint import WordPressEndpoint
from editorial.publishing.endpoints.wordpress.options import read_options
from tests.endpoints.remote import Lossy, Remote

if TYPE_CHECKING:
    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store
    from tests.endpoints.wordpress.server import WordPressServer

SHORT = 1.5
"""Seconds that a client in these tests waits for an answer when the call is to be late."""


class Faults(Lossy):
    """The network, with a fault of the server's on the first call that matches."""

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
        return "publish" if values.get("status") in ("publish", "future") else "update"
    return f"POST {path}"


class Site(Remote):
    """One endpoint's row, and the courier that sends to it."""

    kind = "wordpress"
    user = "admin"

    def __init__(self, store: Store, server: WordPressServer) -> None:
        super().__init__(store, server.url)
        self.server = server
        self.network = self.faults = Faults()
        self.settle = 6.0
        self.admin = Client(server.url, "admin", server.passwords["admin"])

    def client(self, row: Any = None, *, address: str = "") -> WordPressEndpoint:
        """Return a client; one for another address is impatient."""
        client = Client(
            address or self.server.url,
            self.user,
            self.server.passwords[self.user],
            transport=None if address else self.faults,
            seconds=1.5 if address else SECONDS,
        )
        return WordPressEndpoint(client, read_options(self.options), settle=self.settle)

    def copies(self, piece: Piece) -> int:
        """Return how many posts bear the story's mark."""
        return len(self.posts_of(piece))

    def picture_files(self, piece: Piece) -> int:
        """Return how many attachments the story has."""
        return len(self.media_of(piece))

    def seen(self, piece: Piece) -> str:
        """Return the page that readers get."""
        found = [post for post in self.posts_of(piece) if post["status"] == "publish"]
        answer = httpx.get(found[0]["link"], trust_env=False) if found else None
        return answer.text if answer is not None and answer.is_success else ""

    def edit(self, piece: Piece, headline: str) -> None:
        """Change the headline as the site's administrator."""
        (post,) = self.posts_of(piece)
        self.admin.post(f"/wp/v2/posts/{post['id']}", {"title": headline})

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
        super().close()
