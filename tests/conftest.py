"""What every test starts from: no screen, a home of its own, no real keyring."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium does not run as root with its sandbox on; tests in a container are root.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


def pytest_collection_modifyitems(items):
    """Keep each file in one process, and all that press keys on a real screen in the same one.

    Two window managers at once starve each other, and a test that counts the seconds until words
    are safe must not wait for another screen.
    """
    for item in items:
        file = item.nodeid.partition("::")[0]
        group = "real screen" if "desk/real/" in file else file
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(autouse=True)
def no_foreign_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a test does may touch the data of the person who runs it."""
    monkeypatch.setenv("EDITORIAL_HOME", str(tmp_path / "default-home"))


@pytest.fixture
def home(tmp_path: Path):
    from editorial.system.paths import Home

    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory):
    """Return a database as a first start makes it; copying it spares each test the migration."""
    from editorial.storage.store import Store
    from editorial.system.paths import Home

    home = Home(tmp_path_factory.mktemp("migrated"))
    Store.open(home).close()
    return home.database


@pytest.fixture
def store(home, migrated_database):
    from editorial.storage.store import Store

    home.prepare()
    shutil.copy(migrated_database, home.database)
    opened = Store.open(home)
    yield opened
    opened.close()


@pytest.fixture
def person():
    from editorial.stories.people import Person

    return Person("Ida Holm")


@pytest.fixture
def make_photo(store):
    """Add the row of a photo (no file): for rules that only read its words."""

    def make(**fields):
        import hashlib

        from editorial.photos.models import Photo

        number = next(make.numbers)
        values = {
            "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
            "file_name": f"photo-{number}.jpg",
            "format": "JPEG",
            "size_bytes": 1,
            "width": 2000,
            "height": 1333,
            "caption": "The outer harbour at first light.",
            "alt": "Pilot boats moored at a stone quay",
            "credit": "REUTERS/Ana Ruiz",
            "imported_at": store.now(),
            "updated_at": store.now(),
        }
        with store.write() as session:
            photo = Photo(**values | fields)
            session.add(photo)
            session.flush()
            return photo.id

    make.numbers = itertools.count(1)
    return make


@pytest.fixture
def outside_server():
    """Serve pages of another house on loopback."""
    from tests.outside_pages import OutsideServer

    server = OutsideServer()
    yield server
    server.close()
