"""The courier and the site folder together."""

from __future__ import annotations

import pytest

from editorial.publishing import outbox
from editorial.publishing.addresses import endpoints
from editorial.publishing.endpoints.registry import clients
from editorial.system.secrets import Secrets
from tests.publishing.newsroom import Sender, add_endpoint, add_story, queue
from tests.publishing.pieces import later


@pytest.fixture
def send(store, home, piece):
    endpoint_id = add_endpoint(store)
    add_story(store, piece)
    made = clients(home, Secrets("test"))

    def push(version):
        delivery_id = queue(store, version, endpoint_id, revision=version.version)
        Sender(store, made, version).courier.deliver(delivery_id)
        return outbox.delivery(store, delivery_id)

    return push


def test_a_piece_and_its_update_are_verified(send, piece, home):
    first = send(piece)
    assert first.verified, (first.message, first.differences)
    second = send(later(piece, headline="Another headline"))
    assert second.verified, (second.message, second.differences)
    assert second.url == first.url
    assert "Another headline" in (home.site / "stories" / piece.slug / "index.html").read_text()


def test_a_page_changed_by_hand_is_not_overwritten_unasked(send, store, piece, home):
    send(piece)
    page = home.site / "stories" / piece.slug / "index.html"
    page.write_text(page.read_text().replace(piece.headline, "Changed by hand"))

    row = send(later(piece))

    assert row.state == "needs_person"
    assert "Changed by hand" in page.read_text()
    assert {"field": "headline", "expected": piece.headline, "found": "Changed by hand"} in (
        row.differences
    )
    assert [each.kind for each in endpoints(store)] == ["site"]
