"""Deliveries as rows, and a room on a real newsroom."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from editorial.publishing.outbox_rows import DeliveryRow

NOW = dt.datetime(2026, 11, 22, 10, 42, tzinfo=dt.UTC)


@pytest.fixture
def delivery():
    def make(**fields) -> DeliveryRow:
        values = {
            "id": uuid.uuid4(),
            "story_id": uuid.uuid4(),
            "headline": "What the relief convoys found on the coast road",
            "kicker": "Reporting · Global Crises · 3 photos",
            "endpoint_id": uuid.uuid4(),
            "endpoint_name": "Main site",
            "endpoint_kind": "wordpress",
            "action": "publish",
            "version_number": 3,
            "revision": 9,
            "state": "queued",
            "state_words": "Queued",
            "message": "Queued 10:40. Goes out by itself; nothing to do.",
            "url": "",
            "remote_id": "",
            "differences": (),
            "attempts": 0,
            "queued_by": "Ana",
            "created_at": NOW,
            "updated_at": NOW,
            "not_before": None,
            "progress": (0, 0),
        }
        return DeliveryRow(**{**values, **fields})

    return make
