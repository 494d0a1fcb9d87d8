"""Tables of publishing: where pieces go, what is on its way, and what arrived."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from editorial.storage.base import Base
from editorial.storage.types import Json, Moment, PrimaryKey, PublicId
from editorial.stories.models import Story

OPEN_STATES = ("queued", "waiting", "sending", "published", "needs_person")
"""Delivery states in which more is to come; verified, failed and cancelled are ends.

A delivery is verified as well when its endpoint accepted it and cannot be read: its receipt has
no fingerprint then, and `DeliveryRow` calls it accepted.
"""


class Endpoint(Base):
    """A place that pieces are pushed to. Its secret is in the keyring, never here."""

    __tablename__ = "endpoint"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    """site, wordpress …: the name of a module in `editorial.publishing.endpoints`."""
    address: Mapped[str] = mapped_column(default="")
    """A URL, or for a site the folder (empty: the home's own)."""
    user: Mapped[str] = mapped_column(default="")
    options: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    paused: Mapped[bool] = mapped_column(default=False)
    """Nothing leaves for it until a person lets it go on."""
    created_at: Mapped[dt.datetime] = mapped_column(Moment)


class Delivery(Base):
    """One piece on its way to one endpoint."""

    __tablename__ = "delivery"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="RESTRICT"))
    endpoint_pk: Mapped[int] = mapped_column(ForeignKey("endpoint.pk", ondelete="RESTRICT"))
    action: Mapped[str] = mapped_column(String(8))
    version_number: Mapped[int]
    """The snapshot that is sent; later edits need a later delivery."""
    revision: Mapped[int]
    """The story's revision at queueing."""
    state: Mapped[str] = mapped_column(String(12), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[dt.datetime | None] = mapped_column(Moment)
    leased_by: Mapped[str] = mapped_column(default="")
    leased_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    message: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    remote_id: Mapped[str] = mapped_column(default="")
    differences: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    queued_by: Mapped[str] = mapped_column(default="")
    held: Mapped[bool] = mapped_column(default=False)
    """A person holds it back; it waits in its state."""
    position: Mapped[int] = mapped_column(default=0)
    """Lower ones go first among those that are due; then the older one."""
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    updated_at: Mapped[dt.datetime] = mapped_column(Moment)

    story: Mapped[Story] = relationship()
    endpoint: Mapped[Endpoint] = relationship()

    __table_args__ = (
        CheckConstraint("action IN ('publish','withdraw')", name="action"),
        CheckConstraint(
            "state IN ('queued','waiting','sending','published','verified',"
            "'needs_person','failed','cancelled')",
            name="state",
        ),
        # One delivery of a story to an endpoint at a time: the database holds it, not the code.
        Index(
            "uq_delivery_one_open",
            "story_pk",
            "endpoint_pk",
            unique=True,
            sqlite_where=text("state IN ('queued','waiting','sending','published','needs_person')"),
        ),
        Index("ix_delivery_state_not_before", "state", "not_before"),
        Index("ix_delivery_story_pk", "story_pk"),
    )


class DeliveryStep(Base):
    """The journal: each step is written down before it is called, and again when it is over.

    Append-only. A step that was begun and has no end is one whose outcome is unknown.
    """

    __tablename__ = "delivery_step"

    pk: Mapped[PrimaryKey]
    delivery_pk: Mapped[int] = mapped_column(ForeignKey("delivery.pk", ondelete="RESTRICT"))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(String(64))
    """What is done, such as ``media:<sha1>`` or ``create``."""
    phase: Mapped[str] = mapped_column(String(8))
    data: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)

    __table_args__ = (
        CheckConstraint("phase IN ('begun','done','failed','note')", name="phase"),
        Index("ix_delivery_step_delivery_pk", "delivery_pk"),
    )


class ClockWatch(Base):
    """One row: what is known of this computer's clock. See `publishing.clock_watch`."""

    __tablename__ = "clock_watch"

    pk: Mapped[PrimaryKey]
    seen_at: Mapped[dt.datetime] = mapped_column(Moment)
    """The latest time at which the clock was believed."""
    doubted_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    """The time to which the clock jumped, while nobody has said that it is right."""


class Receipt(Base):
    """What an endpoint held of a story when we last looked after a push."""

    __tablename__ = "receipt"

    pk: Mapped[PrimaryKey]
    id: Mapped[PublicId]
    story_pk: Mapped[int] = mapped_column(ForeignKey("story.pk", ondelete="RESTRICT"))
    endpoint_pk: Mapped[int] = mapped_column(ForeignKey("endpoint.pk", ondelete="RESTRICT"))
    delivery_pk: Mapped[int] = mapped_column(ForeignKey("delivery.pk", ondelete="RESTRICT"))
    remote_id: Mapped[str]
    url: Mapped[str]
    fingerprint: Mapped[str]
    """Hash of the endpoint's own copy, to see whether someone changed it since; empty where the
    endpoint accepted it and cannot be read."""
    held: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    """Headline, body hash, credit lines, links and taxonomy, as read back (or as accepted)."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    at: Mapped[dt.datetime] = mapped_column(Moment)

    __table_args__ = (
        UniqueConstraint("delivery_pk"),
        Index("ix_receipt_story_pk_endpoint_pk_at", "story_pk", "endpoint_pk", "at"),
    )
