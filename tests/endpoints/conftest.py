"""A real WordPress for the tests of its endpoint; see `tests.real` for where there is none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from tests import real
from tests.endpoints.wordpress.server import PACKAGES, WordPressServer, missing
from tests.endpoints.wordpress.site import Site
from tests.publishing.pieces import PieceFactory


@pytest.fixture(scope="session")
def wordpress():
    """A running WordPress, installed for this run of the tests."""
    if missing() and real.may_install() and (trouble := real.install(*PACKAGES)):
        real.require("wordpress", f"its packages could not be installed: {trouble}")
    if lacking := missing():
        command = f"apt-get install --no-install-recommends {' '.join(PACKAGES)}"
        real.require("wordpress", f"{', '.join(lacking)} missing; on Debian, as root: {command}")
    # The path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="ed-wp-"))
    server = WordPressServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh_workers(wordpress):
    """A dropped connection costs the server a worker."""
    wordpress.start_web()


@pytest.fixture
def site(store, wordpress):
    made = Site(store, wordpress)
    yield made
    made.close()


class SmallPictures(PieceFactory):
    """Pieces whose pictures WordPress resizes in no time."""

    def picture(self, name: str = "harbour-pilots-strike-hero", **changes):
        return super().picture(name, **({"size": (640, 360)} | changes))


@pytest.fixture
def pieces(tmp_path: Path) -> PieceFactory:
    return SmallPictures(tmp_path)


@pytest.fixture
def piece(pieces, request):
    """A piece of a story that no other test pushes."""
    slug = request.node.name.replace("_", "-").replace("[", "-").replace("]", "").lower()
    return pieces.piece(slug=slug.replace("=", "-").replace(".", "-"))
