"""The fault of PySide6 6.12 on Python 3.11: ordinary calls lose references to None, then abort."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

CALLS = 500
# Other threads and the collector move the count a little.
NOISE = 50


def drift(value: object, work) -> int:
    work()
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        work()
    return abs(sys.getrefcount(value) - before)


def test_ordinary_calls_lose_no_references(qapp) -> None:
    timer = QTimer()
    for value in (None, True, False):
        assert drift(value, lambda: timer.setInterval(7)) < NOISE
        assert drift(value, lambda: timer.setSingleShot(True)) < NOISE
        assert drift(value, timer.isActive) < NOISE


def test_the_drift_would_be_seen() -> None:
    kept = []
    assert drift(None, lambda: kept.append(None)) >= CALLS - NOISE
