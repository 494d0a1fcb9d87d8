"""A courier in a process of its own, that dies: ``deliver_once.py HOME COPY WHEN POINT``.

``WHEN`` is ``before`` or ``during`` its ``POINT``-th git command: then git is left running alone,
as when the desk is killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from editorial.publishing import outbox
from editorial.publishing.endpoints.static_site.endpoint import GitSiteEndpoint
from editorial.publishing.endpoints.static_site.git import Answer, Git
from editorial.publishing.endpoints.static_site.options import Options
from editorial.storage.store import Store
from editorial.system.paths import Home
from tests.publishing.newsroom import Sender
from tests.publishing.pieces import NEWSROOM


class Deadly(Git):
    """Counts its commands, and dies at one."""

    def __init__(self, folder: Path, when: str, point: int) -> None:
        super().__init__(folder)
        self._when, self._left = when, point

    def run(self, *arguments: str, **more: Any) -> Answer:
        self._left -= 1
        if self._left == 0:
            if self._when == "during":
                given = more.get("given", b"")
                left = subprocess.Popen(
                    ["git", *arguments],
                    cwd=self.folder,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **(more.get("variables") or {})},
                    start_new_session=True,
                )
                assert left.stdin is not None
                left.stdin.write(given)
                left.stdin.close()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().run(*arguments, **more)


def main(home: str, copy: str, when: str, point: str) -> None:
    """Send what is due."""
    store = Store.open(Home(Path(home)))
    piece = pickle.loads(Path(home, "piece").read_bytes())

    def client(_row: object) -> GitSiteEndpoint:
        return GitSiteEndpoint(Deadly(Path(copy), when, int(point)), Options(), NEWSROOM)

    (row,) = outbox.deliveries(store)
    Sender(store, client, piece).courier.deliver(row.id)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
