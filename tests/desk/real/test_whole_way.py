"""From the first key to a page that readers can open, by the keyboard alone."""

from __future__ import annotations

import contextlib

from editorial.publishing.outbox import deliveries
from editorial.stories.workflow import Status
from tests.desk.real.screen import DidNotCome, wait_for


def test_from_the_first_key_to_a_published_page(writing):
    keys = writing.screen
    keys.type("Pilots strike")
    keys.press("Return", "Return")
    keys.type("The harbour stood still at noon.")
    writing.wait_for_story(headline="Pilots strike", body="The harbour stood still at noon.")

    # On to the filing. A newsroom without types and sections begins with naming one.
    for name, field in (("QiOSK", "type"), ("Harbour", "section")):
        tab_to_the_question(writing)
        keys.type(name)
        keys.press("Return")
        writing.wait_for_story(**{field: name})
        wait_for("the answer to be taken", lambda: len(keys.windows()) == 1)

    keys.press("ctrl+Return")
    writing.wait_for_story(status=Status.SUBMITTED)
    press_until(writing, ("ctrl+Return",), Status.READY)
    # To the tab of publishing, whose button has the focus then.
    # Nothing leaves for ten seconds: the decision can be undone.
    press_until(writing, ("ctrl+Return", "Return"), Status.PUBLISHED, patience=15)
    page = writing.home.site / "stories" / writing.story().slug / "index.html"
    assert "The harbour stood still at noon." in page.read_text("utf-8")
    with writing.store() as store:
        (sent,) = deliveries(store, story_id=writing.story().id)
    assert (sent.state, sent.differences) == ("verified", ())
    assert writing.close_window() == 0
    assert writing.said == ""


def tab_to_the_question(desk) -> None:
    """Go from field to field until a choice, opened, asks for the name of what is not there yet."""
    for _ in range(25):
        desk.screen.press("Tab", "Down")
        with contextlib.suppress(DidNotCome):
            wait_for("the question", lambda: len(desk.screen.windows()) == 2, patience=0.8)
            return
    raise DidNotCome("no field asked for a name")


def press_until(desk, keys: tuple[str, ...], status: Status, *, patience: float = 5) -> None:
    """Press keys, and again where they came too early, until the story stands where it should."""
    for _ in range(8):
        desk.screen.press(*keys)
        with contextlib.suppress(DidNotCome):
            wait_for(status.label, lambda: desk.story().status is status, patience=patience)
            return
    raise DidNotCome(f"{status.label} did not come after {keys}; it is {desk.story().status.label}")
