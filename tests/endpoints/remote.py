"""The tests' side of one endpoint: a courier that sends to it, and eyes at the far end.

A kind's tests subclass `Remote` and say how a client is made and what is seen at the far end;
`tests.endpoints.contract` does the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import select

from editorial.publishing import outbox
from editorial.stories.models import Story
from tests.publishing.newsroom import Sender, add_endpoint, add_story, queue

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store


class Lossy(httpx.HTTPTransport):
    """The network, losing what a test plans; calls that only read are not counted."""

    READING = frozenset({"GET", "HEAD", "OPTIONS"})

    def __init__(self) -> None:
        super().__init__()
        self.written = 0
        """Calls so far that may have changed something at the far end."""
        self._plan: dict[int, str] = {}

    def lose(self, number: int, how: str) -> None:
        """Lose the ``number``-th writing call from now (0: the next).

        ``how`` is ``before`` (it never arrives), ``after`` (its answer never comes back) or
        ``half`` (the connection breaks while the call is on its way).
        """
        self._plan[self.written + number] = how

    @property
    def is_over(self) -> bool:
        """Whether everything that was planned has happened."""
        return not self._plan

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method in self.READING:
            return super().handle_request(request)
        how = self._plan.pop(self.written, "")
        self.written += 1
        if how == "before":
            raise httpx.ConnectError("planned", request=request)
        if how == "half":
            body = request.read()
            cut = httpx.Request(
                request.method,
                request.url,
                headers=request.headers,
                content=_broken(body[: len(body) // 2]),
                extensions=request.extensions,
            )
            super().handle_request(cut)
        answer = super().handle_request(request)
        if how == "after":
            answer.read()
            answer.close()
            raise httpx.ReadError("planned", request=request)
        return answer


def _broken(start: bytes):
    yield start
    raise httpx.WriteError("planned")


class Remote:
    """One endpoint's row, and the courier that sends to it."""

    kind = ""
    user = ""
    online = True

    def __init__(self, store: Store, address: str, **options: Any) -> None:
        self.store, self.address = store, address
        self.options: dict[str, Any] = options
        self.network = Lossy()
        self.endpoint_id = add_endpoint(
            store, self.kind.title(), kind=self.kind, address=address, user=self.user
        )

    # What a kind's tests say.

    def client(self, row: Any = None, *, address: str = "") -> EndpointClient:
        """Return a client of this endpoint, or of what is said to be one at ``address``."""
        raise NotImplementedError

    def copies(self, piece: Piece) -> int:
        """Return how many copies of the story there are at the far end, public or not."""
        raise NotImplementedError

    def picture_files(self, piece: Piece) -> int:
        """Return how many pictures of the story there are at the far end, each size once."""
        raise NotImplementedError

    def seen(self, piece: Piece) -> str:
        """Return what readers get of the story, as HTML or text; empty when they get nothing."""
        raise NotImplementedError

    def edit(self, piece: Piece, headline: str) -> None:
        """Change the headline of the live copy, as somebody at the far end would."""
        raise NotImplementedError

    def forget_pictures(self) -> None:
        """Lose what was sent of pictures, where one file there serves every story."""

    # What is alike for all.

    def push(self, piece: Piece, *, attempts: int = 1, **values: Any) -> DeliveryRow:
        """Queue a piece and send it, up to ``attempts`` times while it waits."""
        row = self.send(piece, self.queue(piece, **values))
        for _ in range(attempts - 1):
            if row.state not in ("waiting", "published"):
                break
            row = self.send(piece, row.id)
        return row

    def withdraw(self, piece: Piece, *, attempts: int = 1) -> DeliveryRow:
        """Take the story out of the public's sight."""
        return self.push(piece, attempts=attempts, action="withdraw", revision=piece.version + 1000)

    def queue(self, piece: Piece, **values: Any) -> uuid.UUID:
        """Queue a piece, whose story is put into the store first where it is not there."""
        with self.store.read() as session:
            known = session.scalar(select(Story.pk).where(Story.id == piece.story_id))
        if known is None:
            add_story(self.store, piece)
        values = {"revision": piece.version} | values
        return queue(self.store, piece, self.endpoint_id, **values)

    def send(self, piece: Piece, delivery_id: uuid.UUID, **more: Any) -> DeliveryRow:
        """Send a delivery once and return how it stands."""
        # A connection that a fault killed stays with the transport that opened it.
        self.network.close()
        sender = Sender(self.store, self.client, piece)
        sender.courier.deliver(delivery_id, **more)
        return outbox.delivery(self.store, delivery_id)

    def decide(self, piece: Piece, row: DeliveryRow, decision: outbox.Decision) -> DeliveryRow:
        """Answer a delivery that asks, and send it again where that is the answer."""
        made = outbox.decide(self.store, row.id, decision, who="Ada").created
        return self.send(piece, made) if made is not None else outbox.delivery(self.store, row.id)

    def close(self) -> None:
        """Let go of connections."""
        self.network.close()
