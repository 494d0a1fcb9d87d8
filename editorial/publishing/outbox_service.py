"""Sends the outbox for ever: for a desk computer on which nobody has to be signed in to a window.

It sleeps until something is due and looks now and then what others have queued. A stop is kept
between two steps of a push; what was under way goes on at the next start.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import Interrupted
from editorial.publishing.missed import missed_slots
from editorial.system.clock import utc_now
from editorial.system.errors import EditorialError
from editorial.system.one_instance import only_one

if TYPE_CHECKING:
    import datetime as dt
    import threading
    import uuid
    from collections.abc import Callable

    from editorial.publishing.courier import Courier
    from editorial.publishing.missed import MissedSlot
    from editorial.publishing.outbox_rows import DeliveryRow
    from editorial.storage.store import Store
    from editorial.system.clock import Clock

LONGEST = 15.0
"""Seconds between two looks: somebody may have queued a story in another program."""
SHORTEST = 1.0
AFTER_TROUBLE = 60.0
"""Seconds after an error of this computer, such as a full disk."""
NAME = "outbox-service"
_log = logging.getLogger(__name__)


def run_forever(
    store: Store,
    courier: Courier,
    stop: threading.Event,
    *,
    told: Callable[[DeliveryRow], object],
    trouble: Callable[[EditorialError], object],
    missed: Callable[[MissedSlot], object] = lambda _: None,
    clock: Clock = utc_now,
    longest: float = LONGEST,
) -> None:
    """Send what is due until ``stop`` is set.

    ``told`` gets each delivery after it was handled, ``trouble`` what this computer could not
    do; then it tries again a minute later. ``missed`` gets each slot that was missed, once a run;
    the alarm itself is left to the desk, where somebody sees it. Raises `RuleRefused` where
    another service sends for this data folder already.
    """

    def watch(_delivery: uuid.UUID, _done: int, _total: int, _what: str) -> None:
        if stop.is_set():
            raise Interrupted

    known: set[tuple[uuid.UUID, dt.datetime]] = set()
    with only_one(store.home.root, NAME, "the outbox service"):
        while not stop.is_set():
            try:
                for row in courier.run_once(progress=watch):
                    told(row)
                for slot in missed_slots(store):
                    if (slot.story_id, slot.slot) not in known:
                        known.add((slot.story_id, slot.slot))
                        missed(slot)
                pause = _pause(courier, clock, longest)
            except Interrupted:
                break
            except EditorialError as error:
                _log.warning("the outbox service waits: %s", error)
                trouble(error)
                pause = AFTER_TROUBLE
            stop.wait(pause)


def _pause(courier: Courier, clock: Clock, longest: float) -> float:
    due = courier.next_due()
    if due is None:
        return longest
    return max(SHORTEST, min((due - clock()).total_seconds(), longest))
