"""A store with a story and an endpoint in it, for tests that send."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from editorial.publishing import outbox
from editorial.publishing.courier import Courier
from editorial.publishing.models import Delivery, DeliveryStep, Endpoint, Receipt
from editorial.stories.models import Event, Section, Story, StoryBody, StoryType

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.piece import Piece
    from editorial.storage.store import Store

NOW = dt.datetime(2026, 11, 23, 9, 40, tzinfo=dt.UTC)


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self, moment: dt.datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += dt.timedelta(**span)


def add_story(store: Store, piece: Piece) -> None:
    """Put the story of a piece into the store, as far as the outbox reads it."""
    with store.write() as session:
        terms: dict[Any, Any] = {}
        for model, term in ((StoryType, piece.type), (Section, piece.section)):
            if term is not None:
                known = session.scalar(select(model).where(model.slug == term.slug))
                terms[model] = known or model(name=term.name, slug=term.slug)
        story = Story(
            id=piece.story_id,
            slug=piece.slug,
            headline=piece.headline,
            status="ready",
            created_at=NOW,
            updated_at=NOW,
            type=terms.get(StoryType),
            section=terms.get(Section),
            body=StoryBody(text=piece.body_text),
        )
        session.add(story)


def add_endpoint(store: Store, name: str = "Main site", **values: Any) -> uuid.UUID:
    """Put an endpoint's row into the store and return its id."""
    with store.write() as session:
        endpoint = Endpoint(**{"name": name, "kind": "site", "created_at": NOW} | values)
        session.add(endpoint)
        session.flush()
        return endpoint.id


def queue(store: Store, piece: Piece, endpoint_id: uuid.UUID, **values: Any) -> uuid.UUID:
    """Queue a piece as the release of a story does."""
    with store.write() as session:
        return outbox.queue(
            session,
            **{
                "story_id": piece.story_id,
                "endpoint_id": endpoint_id,
                "version_number": piece.version,
                "revision": 1,
                "who": "Ada Editor",
                "now": store.now(),
            }
            | values,
        )


class Sender:
    """A courier whose pieces a test hands out."""

    def __init__(self, store: Store, clients, *pieces: Piece, clock=None, **more: Any) -> None:
        self.store = store
        self.pieces = {(piece.story_id, piece.version): piece for piece in pieces}
        clock = clock or store.now
        self.courier = Courier(store, clients, self.assemble, clock, Random(7), **more)

    def assemble(self, story_id, version_number, *, address_of):
        return self.pieces[story_id, version_number]


def steps(store: Store, delivery_id: uuid.UUID) -> list[tuple[str, str]]:
    """Return name and phase of each step of a delivery, progress left out."""
    with store.read() as session:
        found = session.scalars(
            select(DeliveryStep)
            .join(Delivery, Delivery.pk == DeliveryStep.delivery_pk)
            .where(Delivery.id == delivery_id, DeliveryStep.name != "progress")
            .order_by(DeliveryStep.pk)
        )
        return [(step.name, step.phase) for step in found]


def events(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Event.what).order_by(Event.pk)))


def receipts(store: Store) -> int:
    with store.read() as session:
        return len(session.scalars(select(Receipt)).all())
