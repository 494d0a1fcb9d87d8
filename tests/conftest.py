"""What every test starts from: no screen, a home of its own, no real keyring."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_foreign_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test does may touch the data of the person who runs it."""
    monkeypatch.setenv("EDITORIAL_HOME", str(tmp_path / "default-home"))


@pytest.fixture
def home(tmp_path: Path):
    from editorial.system.paths import Home

    return Home(tmp_path / "home")


@pytest.fixture
def store(home):
    from editorial.storage.store import Store

    opened = Store.open(home)
    yield opened
    opened.close()
