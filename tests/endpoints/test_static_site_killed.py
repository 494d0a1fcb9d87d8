"""kill -9 while a story goes into git; the git that was running goes on alone.

``EDITORIAL_KILLS=88`` kills at so many points instead of a few.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from editorial.publishing import outbox
from tests.endpoints.static_site import deliver_once
from tests.endpoints.static_site.remote import GitRemote
from tests.endpoints.static_site.repositories import Repositories, git

COMMANDS = 44
"""As many as a first push takes."""
EVERY = [(when, point) for when in ("before", "during") for point in range(1, COMMANDS + 1)]
SOME = Random(7).sample(EVERY, int(os.environ.get("EDITORIAL_KILLS", "6")))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(("when", "point"), SOME)
def test_one_commit_one_page_and_nothing_left_over(store, tmp_path, piece, when, point):
    place = Repositories(tmp_path / "site", "hugo")
    remote = GitRemote(store, place)
    # The git that is left alone may hold the index for a moment.
    remote.patience = 20.0
    delivery = remote.queue(piece)
    (store.home.root / "piece").write_bytes(pickle.dumps(piece))

    killed = subprocess.run(
        [sys.executable, deliver_once.__file__, store.home.root, place.copy, when, str(point)],
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    assert killed.returncode in (0, -signal.SIGKILL), killed.stderr.decode()
    row = outbox.delivery(store, delivery)
    for _ in range(4):
        if row.state not in ("queued", "waiting", "sending", "published"):
            break
        row = remote.send(piece, delivery)

    assert row.verified, (row.state, row.message, row.differences)
    ours = [s for s in place.commits() if s.startswith(("Publish", "Update"))]
    assert ours == [f"Publish: {piece.headline}"]
    assert remote.copies(piece) == 1
    assert remote.picture_files(piece) == 3
    assert git(place.copy, "status", "--porcelain") == ""
