"""What the story tests share."""

from __future__ import annotations

import pytest

from editorial.photos.workbench import Workbench


@pytest.fixture(scope="session")
def workbench():
    # Patient: the machine that runs the tests may be busy.
    with Workbench(seconds=60) as bench:
        yield bench
