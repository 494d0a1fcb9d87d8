"""Ids that sort by their time of making."""

from __future__ import annotations

import datetime as dt
import time
import uuid

from editorial.system import clock


def test_the_moment_is_aware_and_in_utc() -> None:
    assert clock.utc_now().tzinfo is dt.UTC


def test_an_id_is_a_version_7_uuid_of_its_variant() -> None:
    for made in (clock.uuid7() for _ in range(200)):
        assert made.version == 7
        assert made.variant == uuid.RFC_4122


def test_ids_carry_the_milliseconds_of_their_making(monkeypatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_795_453_200_123_456_789)
    assert clock.uuid7().int >> 80 == 1_795_453_200_123


def test_ids_sort_by_time_as_numbers_as_text_and_as_bytes(monkeypatch) -> None:
    moments = iter(range(1_795_453_200_000, 1_795_453_260_000, 300))
    monkeypatch.setattr(time, "time_ns", lambda: next(moments) * 1_000_000)
    made = [clock.uuid7() for _ in range(200)]
    assert made == sorted(made)
    assert [str(each) for each in made] == sorted(str(each) for each in made)
    assert [each.bytes for each in made] == sorted(each.bytes for each in made)


def test_ids_of_one_moment_differ(monkeypatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_795_453_200_123_456_789)
    assert len({clock.uuid7() for _ in range(5000)}) == 5000
