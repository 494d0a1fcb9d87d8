"""A newsroom with real stories, real site folders and a real courier."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from editorial.publishing import outbox, release
from editorial.publishing.addresses import add_endpoint, endpoint
from editorial.publishing.assemble import build_piece
from editorial.publishing.courier import Courier
from editorial.publishing.endpoints.registry import clients
from editorial.review.decisions import take_step
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.stories.workflow import Status, Step
from editorial.system.secrets import Secrets
from editorial.system.settings import NewsroomSettings

if TYPE_CHECKING:
    import uuid
    from pathlib import Path

    from editorial.photos.workbench import Workbench
    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.storage.store import Store
    from editorial.stories.rows import StoryDetail
    from tests.publishing.newsroom import Clock

IDA = Person("Ida Holm")
BODY = "Forty-one ships ride at anchor in sight of the town. " * 4


class House:
    """Everything that a test of releases needs."""

    def __init__(self, store: Store, workbench: Workbench, clock: Clock) -> None:
        self.store, self.workbench, self.clock = store, workbench, clock
        self._secrets = Secrets("house")
        self.courier = Courier(
            store,
            clients(store.home, self._secrets),
            functools.partial(build_piece, store, workbench=workbench, newsroom=NewsroomSettings()),
            clock,
            on_published=release.on_published,
        )

    def endpoint(self, name: str) -> uuid.UUID:
        """Add a site folder of its own, and return the endpoint's id."""
        folder = self.folder(name)
        add_endpoint(
            self.store, self._secrets, name=name, kind="site", address=str(folder), who="Ida"
        )
        return endpoint(self.store, name).id

    def folder(self, name: str) -> Path:
        return self.store.home.root / "sites" / name

    def story(self, headline: str = "A short note", **fields: Any) -> uuid.UUID:
        """Start a short post: it needs no photo."""
        values = {"type": "QiOSK", "section": "World", "body": BODY} | fields
        made = drafts.new_story(self.store, who=IDA, headline=headline, **values)
        assert made.created is not None
        return made.created

    def step(self, story_id: uuid.UUID, *steps: Step, **more: Any) -> None:
        for step in steps:
            self.clock.forward(minutes=1)
            take_step(self.store, story_id, step, who=IDA, **more)

    def ready(self, headline: str = "A short note", **fields: Any) -> uuid.UUID:
        story_id = self.story(headline, **fields)
        self.step(story_id, Step.SUBMIT, Step.APPROVE)
        return story_id

    def published(self, headline: str, *endpoints: uuid.UUID) -> uuid.UUID:
        story_id = self.ready(headline)
        for endpoint_id in endpoints:
            self.push(story_id, endpoint_id)
        return story_id

    def push(self, story_id: uuid.UUID, endpoint_id: uuid.UUID) -> DeliveryRow:
        self.clock.forward(minutes=1)
        queued = release.queue_push(self.store, story_id, endpoint_id, who=IDA)
        return self.deliver(queued.created)

    def withdraw(self, story_id: uuid.UUID, endpoint_id: uuid.UUID) -> DeliveryRow:
        self.clock.forward(minutes=1)
        queued = release.queue_withdrawal(self.store, story_id, endpoint_id, who=IDA)
        return self.deliver(queued.created)

    def deliver(self, delivery_id: uuid.UUID | None) -> DeliveryRow:
        assert delivery_id is not None
        self.clock.forward(minutes=1)
        row = self.courier.deliver(delivery_id)
        assert row.verified, (row.state, row.message, row.differences)
        return row

    def edit(self, story_id: uuid.UUID, **words: str) -> None:
        """Save other words."""
        self.clock.forward(minutes=1)
        now = self.open(story_id)
        values = {"headline": now.headline, "dek": now.dek, "body": now.body} | words
        drafts.save_text(self.store, story_id, who=IDA, base=now.text_revision, **values)

    def open(self, story_id: uuid.UUID) -> StoryDetail:
        return drafts.open_story(self.store, story_id)

    def status(self, story_id: uuid.UUID) -> Status:
        return self.open(story_id).status

    def states(self, story_id: uuid.UUID) -> list[str]:
        """The states of a story's deliveries, oldest first."""
        rows = outbox.deliveries(self.store, story_id=story_id)
        return [row.state for row in sorted(rows, key=lambda row: row.created_at)]

    def page(self, name: str, story_id: uuid.UUID) -> str:
        """The page as it stands on a site."""
        slug = self.open(story_id).slug
        return (self.folder(name) / "stories" / slug / "index.html").read_text("utf-8")
