"""Files dragged from another program onto the running desk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.real.drag_source import TITLE
from tests.desk.real.screen import wait_for
from tests.generate.photos import agency_jpeg
from tests.stories.documents.word_files import paragraph, run, word_file

# In a window of 1440 by 900: the rows of the list, and the words of the manuscript.
LIST, MANUSCRIPT = (350, 500), (800, 560)


@pytest.fixture
def drag(screen):
    """Drag files from a window of another program to a place on the screen."""

    def go(path: Path, place: tuple[int, int]) -> None:
        source = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("drag_source.py")), str(path)],
            env=screen.env | {"QT_QPA_PLATFORM": "xcb"},
        )
        try:
            wait_for("the files", lambda: any(TITLE in title for _, _, title in screen.windows()))
            screen.run("xdotool", "mousemove", "1240", "110", "mousedown", "1")
            for x, y in ((1230, 120), (1200, 200), (1000, 400), (place[0] + 9, place[1]), place):
                screen.run("xdotool", "mousemove", "--sync", str(x), str(y), "sleep", "0.15")
            screen.run("xdotool", "mouseup", "1")
            wait_for("the end of the drag", lambda: source.poll() is not None)
        finally:
            source.kill()
            source.wait()

    return go


def test_files_dropped_on_list_and_manuscript(writing, drag, tmp_path):
    screen = writing.screen
    screen.type("Pilots strike")
    screen.press("Return", "Return")
    screen.type("The harbour stood still.")
    own = writing.wait_for_story(headline="Pilots strike", body="The harbour stood still.").id
    words = paragraph(run("Slack water"), style="Titel") + paragraph(run("Nobody sails."))
    document = word_file(tmp_path / "slack.docx", words)

    drag(document, LIST)
    rows = wait_for("the draft", lambda: [r for r in writing.stories() if r.id != own])
    assert [row.headline for row in rows] == ["Slack water"]
    assert writing.story(rows[0].id).body == "Nobody sails."

    drag(agency_jpeg(tmp_path / "quay.jpg"), MANUSCRIPT)
    photos = wait_for("the photo", lambda: writing.story(rows[0].id).photos)
    assert [placed.role for placed in photos] in (["hero"], ["inline"])
    assert writing.story(own).body == "The harbour stood still."
    assert writing.said == ""
