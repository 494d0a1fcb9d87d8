"""How long to wait before the next attempt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

SHORTEST = 5.0
"""Seconds; likewise `LONGEST`."""
LONGEST = 15 * 60.0
_LONGEST_ASKED = 24 * 3600.0


def wait(attempts: int, random: Random, retry_after: float | None = None) -> dt.timedelta:
    """Return the wait after ``attempts`` failed attempts (1 for the first).

    Full jitter: anywhere between the shortest wait and a ceiling that doubles each time, so
    that many computers don't come back in step. A wait that the endpoint asked for is kept,
    up to a day.
    """
    ceiling = min(LONGEST, SHORTEST * 2 ** min(attempts, 16))
    seconds = random.uniform(SHORTEST, ceiling)
    if retry_after is not None:
        seconds = max(seconds, min(retry_after, _LONGEST_ASKED))
    return dt.timedelta(seconds=seconds)
