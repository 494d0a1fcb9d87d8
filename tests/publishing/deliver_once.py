"""A courier in a process of its own: ``deliver_once.py HOME FOLDER KILL_POINT``.

It sends everything that is due to a `FakeEndpoint`, and dies at the point where it is told to.
Pieces are read from the story's own rows, so that no picture has to be made here.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from editorial.publishing.courier import Courier
from editorial.storage.store import Store
from editorial.system.paths import Home
from tests.publishing.fake_endpoint import FakeEndpoint
from tests.publishing.plain import plain_piece


def main(home: str, folder: str, kill: str) -> None:
    """Send what is due."""
    store = Store.open(Home(Path(home)))
    endpoint = FakeEndpoint(Path(folder), kill=kill)

    def assemble(story_id, version_number, *, address_of):
        return plain_piece(story_id, version_number)

    Courier(store, endpoint, assemble).run_once()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
