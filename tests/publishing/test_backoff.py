"""Waits between attempts."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from editorial.publishing.backoff import LONGEST, SHORTEST, wait


@given(st.integers(1, 10_000), st.randoms(use_true_random=False))
def test_waits_stay_between_five_seconds_and_a_quarter_of_an_hour(attempts, random):
    seconds = wait(attempts, random).total_seconds()
    assert SHORTEST <= seconds <= LONGEST


def test_the_ceiling_doubles():
    random = Random(1)
    most = [max(wait(n, random).total_seconds() for _ in range(500)) for n in (1, 2, 3, 4)]
    for number, seconds in enumerate(most, 1):
        assert 0.8 * SHORTEST * 2**number < seconds <= SHORTEST * 2**number


@given(st.floats(0, 1e9), st.randoms(use_true_random=False))
def test_what_the_endpoint_asks_for_is_kept_up_to_a_day(asked, random):
    seconds = wait(1, random, asked).total_seconds()
    assert seconds >= min(asked, 86_400.0) - 1e-6
    assert seconds <= 86_400.0
