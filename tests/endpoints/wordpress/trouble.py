"""Pushes to a real WordPress under one kind of trouble each, told by a seed.

Every run pushes one piece with three pictures, brings the trouble about, and goes on as the
courier does until the delivery rests. Then the site is looked at with its administrator's eyes:
one public post, and one attachment for each picture, or the run has failed.
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from editorial.publishing import outbox
from editorial.publishing.lease import LENGTH
from editorial.storage.store import Store
from editorial.system.errors import DiskFull
from editorial.system.paths import Home
from tests.endpoints.wordpress.site import SHORT, Site
from tests.publishing.newsroom import Sender

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator

    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.publishing.piece import Piece
    from tests.endpoints.wordpress.server import WordPressServer
    from tests.publishing.pieces import PieceFactory

PICTURES = 3
CALLS = ("create", "media", "words", "update", "publish")
MOST_ATTEMPTS = 8
_SCRIPT = Path(__file__).with_name("deliver_once.py")
_OPEN = ("queued", "waiting", "sending", "published")


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one seed."""

    seed: int
    trouble: str
    detail: str
    state: str
    """How the delivery stands: ``verified``, or ``needs_person`` for a second desk."""
    posts: int
    public: int
    pictures: int
    attempts: int
    creates: int
    """Calls that asked for a post to be made."""
    message: str = ""

    @property
    def is_good(self) -> bool:
        """Whether there is one public post with one of each picture, and we say so."""
        once = (self.posts, self.public, self.pictures) == (1, 1, PICTURES)
        return once and self.state == "verified"


class Bench:
    """One store, one site, and pieces that no other run has."""

    def __init__(self, folder: Path, wordpress: WordPressServer, pieces: PieceFactory) -> None:
        self._folder, self._wordpress, self._pieces = folder, wordpress, pieces
        self._dropped = 0

    def run(self, seed: int) -> Run:
        """Carry out one seed."""
        name = tuple(TROUBLES)[seed % len(TROUBLES)]
        random = Random(seed)
        home = Home(self._folder / f"home-{seed}")
        store = Store.open(home)
        site = Site(store, self._wordpress)
        site.settle = 2.0
        piece = self._pieces.piece(slug=f"trouble-{seed}-{random.randrange(10**6)}")
        try:
            detail = TROUBLES[name](Bout(site, piece, random, self))
            row = outbox.deliveries(store)[0]
            posts = site.posts_of(piece)
            return Run(
                seed=seed,
                trouble=name,
                detail=detail,
                state="verified" if row.verified else row.state,
                posts=len(posts),
                public=sum(post["status"] == "publish" for post in posts),
                pictures=len(site.media_of(piece)),
                attempts=row.attempts,
                creates=site.faults.seen.count("create"),
                message=row.message if not row.verified else "",
            )
        finally:
            site.close()
            store.close()

    def dropped(self) -> None:
        """Count a worker of the web server that was killed; renew them before they run out."""
        self._dropped += 1
        if self._dropped % 15 == 0:
            self._wordpress.start_web()

    def second_desk(self, piece: Piece) -> tuple[Site, Store]:
        """Return another computer's store and site for the same story."""
        store = Store.open(Home(self._folder / f"second-{piece.slug}"))
        site = Site(store, self._wordpress)
        site.settle = 2.0
        return site, store


@dataclass(slots=True)
class Bout:
    """One push under trouble."""

    site: Site
    piece: Piece
    random: Random
    bench: Bench
    now: dt.datetime | None = None
    """The computer's clock, where it is not the right time."""

    def clock(self) -> dt.datetime:
        """Return the time by this computer's clock."""
        return self.now or self.site.store.now()

    def send(self, delivery_id: uuid.UUID) -> DeliveryRow:
        """Send once more, as the courier does when the delivery is due again."""
        self.site.network.close()
        sender = Sender(self.site.store, self.site.client, self.piece, clock=self.clock)
        return sender.courier.deliver(delivery_id)

    def go_on(self, delivery_id: uuid.UUID) -> DeliveryRow:
        """Send until the delivery rests."""
        row = outbox.delivery(self.site.store, delivery_id)
        for _ in range(MOST_ATTEMPTS):
            if row.state not in _OPEN:
                break
            row = self.send(delivery_id)
        return row

    def push(self) -> DeliveryRow:
        """Queue the piece and send it until it rests."""
        return self.go_on(self.site.queue(self.piece))


def _server(*faults: str, settle: float = 2.0) -> Callable[[Bout], str]:
    """Return the trouble in which the server misbehaves at one or two calls.

    ``settle`` is how long one goes on looking for what a slow server may still make.
    """

    def bring(bout: Bout) -> str:
        bout.site.settle = settle
        planned = []
        for call in bout.random.sample(CALLS, bout.random.choice((1, 1, 2))):
            fault = bout.random.choice(faults)
            bout.site.faults.plan(call, fault)
            planned.append(f"{call} {fault}")
            if "drop" in fault:
                bout.bench.dropped()
        bout.push()
        return ", ".join(planned)

    return bring


def _network(how: str) -> Callable[[Bout], str]:
    """Return the trouble in which the network loses calls."""

    def bring(bout: Bout) -> str:
        numbers = sorted(bout.random.sample(range(12), bout.random.choice((1, 1, 2, 3))))
        for number in numbers:
            bout.site.network.lose(number, how)
        bout.push()
        return f"calls {', '.join(map(str, numbers))}"

    return bring


def _killed(bout: Bout) -> str:
    """Kill the courier's process before or after it writes a line of its journal, or at a moment.

    Its successor is another process, which goes on by itself.
    """
    site, piece = bout.site, bout.piece
    delivery_id = site.queue(piece)
    when = bout.random.choice(("before", "after", "after", "seconds"))
    point = str(bout.random.uniform(0.2, 2.0) if when == "seconds" else bout.random.randint(1, 26))
    kept = site.store.home.root / "piece"
    kept.write_bytes(pickle.dumps(piece))
    environment = {
        **os.environ,
        "PYTHONWARNINGS": "error",
        "EDITORIAL_TEST_PASSWORD": site.server.passwords[site.user],
    }
    command = [sys.executable, str(_SCRIPT), str(site.store.home.root), site.server.url]
    killed = subprocess.run(
        [*command, when, point], env=environment, stderr=subprocess.PIPE, check=False
    )
    assert killed.returncode in (0, -signal.SIGKILL), killed.stderr.decode()
    bout.go_on(delivery_id)
    ended = "killed" if killed.returncode else "was done before"
    return f"{when} {point[:4]}: {ended}"


def _wrong_clock(bout: Bout) -> str:
    """Set the clock far forth or back between two attempts, one of which loses its answer."""
    jumps = [
        dt.timedelta(hours=bout.random.choice((-30, -3, -1, 1, 3, 30)))
        for _ in range(MOST_ATTEMPTS)
    ]
    bout.site.network.lose(bout.random.randrange(10), "after")
    delivery_id = bout.site.queue(bout.piece)
    for jump in jumps:
        bout.now = bout.site.store.now() + jump
        row = bout.send(delivery_id)
        if row.state not in _OPEN:
            break
    return (
        f"{jumps[0].total_seconds() / 3600:+.0f} h, then {jumps[1].total_seconds() / 3600:+.0f} h"
    )


def _full_disk(bout: Bout) -> str:
    """Let nothing more be written after so many writes; later there is room again."""
    store = bout.site.store
    delivery_id = bout.site.queue(bout.piece)
    last = bout.random.randint(1, 30)
    with _full_after(store, last):
        try:
            bout.send(delivery_id)
            ended = "was done before"
        except DiskFull:
            ended = "was full"
    # Its lease runs out: the process lives, but could not write that it gave up.
    bout.now = store.now() + LENGTH + dt.timedelta(seconds=1)
    bout.go_on(delivery_id)
    return f"after {last} writes: {ended}"


@contextmanager
def _full_after(store: Store, writes: int) -> Iterator[None]:
    real, left = store.write, [writes]

    def write() -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise DiskFull("The disk is full, so nothing more can be saved.")
        return real()

    store.write = write  # type: ignore[method-assign]
    try:
        yield
    finally:
        store.write = real  # type: ignore[method-assign]


def _two_desks(bout: Bout) -> str:
    """Let two computers of one newsroom push the same story at the same moment."""
    other, store = bout.bench.second_desk(bout.piece)
    late = bout.random.choice((0.0, 0.0, 0.2, 0.8))
    rival = Bout(other, bout.piece, bout.random, bout.bench)
    ended: list[DeliveryRow] = []

    def push() -> None:
        time.sleep(late)
        ended.append(rival.push())

    try:
        # Both stand in the books before either goes: only the network is shared.
        thread = threading.Thread(target=push)
        thread.start()
        mine = bout.push()
        thread.join()
        (theirs,) = ended
        # The one that found a copy that it did not make asks its person, who says: ours, again.
        for desk, row in ((bout, mine), (rival, theirs)):
            if row.state == "needs_person":
                made = outbox.decide(desk.site.store, row.id, "overwrite", who="Ada").created
                assert made is not None
                desk.go_on(made)
        states = sorted((mine.state, theirs.state))
        return f"{late} s apart: {' and '.join(states)}"
    finally:
        bout.site.faults.seen += other.faults.seen
        other.close()
        store.close()


TROUBLES: dict[str, Callable[[Bout], str]] = {
    "answer dropped after the work": _server("after-drop"),
    "server finishes after we gave up": _server(
        f"before-sleep={SHORT + 1.5}", f"after-sleep={SHORT + 1.5}", settle=6.0
    ),
    "500 after the work": _server("after-500"),
    "502 before or after the work": _server("before-502", "after-502"),
    "429 with Retry-After": _server("before-429"),
    "503 with Retry-After": _server("before-503"),
    "connection reset in mid-upload": _network("half"),
    "answer lost on the network": _network("after"),
    "nobody there": _network("before"),
    "kill -9 in the journal": _killed,
    "clock set wrong": _wrong_clock,
    "disk full": _full_disk,
    "two desks at once": _two_desks,
}


def table(runs: list[Run]) -> str:
    """Return one line for each trouble: runs, good ones, posts, pictures, attempts, creates."""
    lines = [
        f"{'trouble':<34}{'runs':>5}{'good':>6}{'posts':>7}{'pictures':>10}{'attempts':>10}"
        f"{'creates':>9}"
    ]
    for name in TROUBLES:
        of = [run for run in runs if run.trouble == name]
        if of:
            lines.append(_line(name, of))
    lines.append(_line("all", runs))
    lines += [f"NOT GOOD: {run}" for run in runs if not run.is_good]
    return "\n".join(lines)


def _line(name: str, runs: list[Run]) -> str:
    def span(values: list[int]) -> str:
        low, high = min(values), max(values)
        return str(low) if low == high else f"{low}-{high}"

    return (
        f"{name:<34}{len(runs):>5}{sum(run.is_good for run in runs):>6}"
        f"{span([run.posts for run in runs]):>7}{span([run.pictures for run in runs]):>10}"
        f"{span([run.attempts for run in runs]):>10}{span([run.creates for run in runs]):>9}"
    )
