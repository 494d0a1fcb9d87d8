"""Exactly once under every kind of trouble: seeded runs on a real WordPress.

``EDITORIAL_FAULT_RUNS`` says how many (one of each kind by itself); ``-s`` shows the table.
"""

from __future__ import annotations

import os

import pytest

from tests.endpoints.wordpress.trouble import TROUBLES, Bench, table

RUNS = int(os.environ.get("EDITORIAL_FAULT_RUNS", len(TROUBLES)))
FIRST = int(os.environ.get("EDITORIAL_FAULT_SEED", 0))


@pytest.fixture(scope="module")
def bench(wordpress, tmp_path_factory):
    from tests.endpoints.conftest import SmallPictures

    folder = tmp_path_factory.mktemp("trouble")
    wordpress.start_web()
    return Bench(folder, wordpress, SmallPictures(folder))


@pytest.fixture(scope="module")
def runs():
    found = []
    yield found
    print("\n" + table(found))  # noqa: T201


@pytest.mark.parametrize("seed", range(FIRST, FIRST + RUNS))
def test_one_post_and_one_of_each_picture(bench, runs, seed):
    run = bench.run(seed)
    runs.append(run)
    assert run.is_good, run
