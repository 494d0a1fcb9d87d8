"""A static site in git: what every kind must do, for each generator, pushed and not."""

from __future__ import annotations

import pytest

from tests.endpoints.contract import Contract
from tests.endpoints.static_site.remote import GitRemote
from tests.endpoints.static_site.repositories import Repositories


class TestHugo(Contract):
    @pytest.fixture
    def remote(self, store, tmp_path):
        return GitRemote(store, Repositories(tmp_path / "site", "hugo"))


class TestJekyll(Contract):
    @pytest.fixture
    def remote(self, store, tmp_path):
        return GitRemote(store, Repositories(tmp_path / "site", "jekyll"))


class TestEleventy(Contract):
    """Committed and left for someone else to push."""

    @pytest.fixture
    def remote(self, store, tmp_path):
        return GitRemote(store, Repositories(tmp_path / "site", "eleventy"), push=False)
