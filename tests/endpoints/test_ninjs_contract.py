"""ninjs over HTTP push: what every kind must do."""

from __future__ import annotations

import pytest

from tests.endpoints.contract import OnlineContract
from tests.endpoints.ninjs.remote import NinjsRemote
from tests.endpoints.ninjs.server import NinjsServer


@pytest.fixture
def remote(store):
    server = NinjsServer()
    made = NinjsRemote(store, server)
    yield made
    made.close()
    server.close()


class TestNinjs(OnlineContract):
    """With an address for reading back."""
