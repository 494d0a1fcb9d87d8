"""A courier in a process of its own, that dies: ``deliver_once.py HOME URL WHEN POINT``.

``WHEN`` is ``before`` or ``after`` the ``POINT``-th line of the journal is on the disk, or
``seconds`` after the start.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from editorial.publishing import outbox
from editorial.publishing.endpoints.wordpress.client import Client
from editorial.publishing.endpoints.wordpress.endpoint import WordPressEndpoint
from editorial.publishing.endpoints.wordpress.options import read_options
from editorial.publishing.journal import DeliveryJournal
from editorial.storage.store import Store
from editorial.system.paths import Home
from tests.publishing.newsroom import Sender


def die() -> None:
    """End at once, as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(home: str, url: str, when: str, point: str) -> None:
    """Send what is due."""
    store = Store.open(Home(Path(home)))
    piece = pickle.loads(Path(home, "piece").read_bytes())
    if when == "seconds":
        timer = threading.Timer(float(point), die)
        timer.daemon = True
        timer.start()
    else:
        _die_at(when, int(point))

    def client(_row: object) -> WordPressEndpoint:
        password = os.environ["EDITORIAL_TEST_PASSWORD"]
        return WordPressEndpoint(Client(url, "admin", password), read_options({}), settle=2.0)

    (row,) = outbox.deliveries(store)
    Sender(store, client, piece).courier.deliver(row.id)
    store.close()


def _die_at(when: str, point: int) -> None:
    real, count = DeliveryJournal._write, [0]

    def write(self: DeliveryJournal, step: str, phase: str, data: dict[str, object]) -> None:
        count[0] += 1
        if count[0] == point and when == "before":
            die()
        real(self, step, phase, data)
        if count[0] == point:
            die()

    DeliveryJournal._write = write  # type: ignore[method-assign]


if __name__ == "__main__":
    main(*sys.argv[1:])
