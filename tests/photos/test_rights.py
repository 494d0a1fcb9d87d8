"""May a photo run: at which moment, how often, and in which words."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from editorial.photos.rights import rights_words

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def words(at=NOW, uses=0, **facts):
    plain = {
        "rights_expire_at": None,
        "embargo_until": None,
        "use_limit": None,
        "rating": 0,
        "web_only": False,
        "territory": "",
    }
    found = rights_words(SimpleNamespace(**(plain | facts)), at, uses)
    return [(word.code, word.forbids) for word in found]


@pytest.mark.parametrize(
    ("facts", "uses", "found"),
    [
        ({}, 9, []),
        ({"rights_expire_at": NOW}, 0, [("rights_expired", True)]),
        ({"rights_expire_at": NOW + DAY}, 0, [("rights_expiring", False)]),
        ({"rights_expire_at": NOW + 30 * DAY}, 0, []),
        ({"embargo_until": NOW + DAY}, 0, [("photo_embargo", True)]),
        ({"embargo_until": NOW}, 0, []),
        ({"use_limit": 1}, 0, []),
        ({"use_limit": 1}, 1, [("rights_used_up", True)]),
        ({"use_limit": 3}, 2, []),
        ({"rating": -1}, 0, [("photo_rejected", True)]),
        (
            {"web_only": True, "territory": "UK only"},
            0,
            [("rights_web_only", False), ("rights_territory", False)],
        ),
    ],
)
def test_each_right(facts, uses, found) -> None:
    assert words(uses=uses, **facts) == found


def test_rights_are_read_at_the_moment_of_publication() -> None:
    ends = NOW + 3 * DAY
    assert words(NOW + 4 * DAY, rights_expire_at=ends) == [("rights_expired", True)]
    assert words(NOW + 4 * DAY, embargo_until=ends) == []
