"""A dressed application without a screen, and jobs that are closed again."""

from __future__ import annotations

import gc

import pytest

# As the composition root does before any thread reads: a mapper that is configured while another
# thread still imports its module does not find its neighbours.
import editorial.publishing.models
import editorial.review.models  # noqa: F401
from editorial.desk.kit.jobs import Jobs
from editorial.desk.kit.theme import Theme, load_fonts
from editorial.desk.shell.closing import let_go_of_clipboard
from editorial.storage.changes import Changes

NO_SCREEN = (
    "This plugin does not support",
    # The page view, on a computer without a graphics card.
    "QRhi|RHI|Vulkan|GPUInfo|GBM",
)


def pytest_collection_modifyitems(items):
    """Let the screenless platform say what it cannot do: raise, grab, draw with a card."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(*NO_SCREEN))


@pytest.fixture(autouse=True)
def collected_on_this_thread():
    """Collect garbage here alone, as the running desk does (`editorial.desk.kit.collector`).

    On a worker thread Python's collector would destroy widgets away from their own thread.
    """
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def asks_no_links(monkeypatch, request):
    """No test of the desk asks the web, but those of links, which ask their own server."""
    if "outside_server" not in request.fixturenames:
        monkeypatch.setattr(
            "editorial.review.link_answers.ask_links", lambda *_args, **_words: Changes()
        )


@pytest.fixture(autouse=True)
def emptied_clipboard(qapp):
    """What a test copied is gone before the next, and before Python ends."""
    yield
    let_go_of_clipboard()


@pytest.fixture(scope="session")
def fonts(qapp):
    load_fonts()


@pytest.fixture
def theme(qapp, fonts):
    made = Theme("light")
    made.apply(qapp)
    yield made
    qapp.styleHints().colorSchemeChanged.disconnect(made._system_changed)
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def jobs(qapp):
    made = Jobs("the store")
    yield made
    made.close()
    made.deleteLater()
