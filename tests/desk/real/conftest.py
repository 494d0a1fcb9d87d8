"""A real screen for the whole folder, and on it a desk in a home of the test's own."""

from __future__ import annotations

import pytest

from tests.desk.real import screen as screens
from tests.desk.real.desk_process import DeskProcess


@pytest.fixture(scope="session")
def screen(tmp_path_factory):
    screens.provide()
    made = screens.Screen(tmp_path_factory.mktemp("screen"))
    yield made
    made.close()


@pytest.fixture
def desk(screen, home):
    made = DeskProcess(screen, home)
    yield made
    made.put_away()


@pytest.fixture
def writing(desk):
    """Return a desk at its first start, a new story open, the cursor in its headline."""
    desk.start()
    desk.screen.press("Return")
    desk.wait_for_title("No headline yet")
    return desk
