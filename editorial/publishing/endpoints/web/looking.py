"""Looking again for what a call whose answer was lost may still bring about."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Sleep = Callable[[float], None]
SETTLE = 15.0
"""Seconds to look. A slow server can finish seconds after we gave up on it (3 s, measured)."""
_Found = TypeVar("_Found")


def keep_looking(
    look: Callable[[], list[_Found]], seconds: float, sleep: Sleep = time.sleep
) -> list[_Found]:
    """Look again each second until something is found or ``seconds`` are over."""
    waited = 0.0
    while waited < seconds:
        pause = min(1.0, seconds - waited)
        sleep(pause)
        waited += pause
        if found := look():
            return found
    return []
