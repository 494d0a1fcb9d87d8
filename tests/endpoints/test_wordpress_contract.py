"""What every kind of endpoint must do, on a real WordPress."""

from __future__ import annotations

import pytest

from tests.endpoints.contract import OnlineContract


@pytest.mark.usefixtures("fresh_workers")
class TestWordPress(OnlineContract):
    @pytest.fixture
    def remote(self, site):
        site.settle = 1.0
        return site
