"""A queue of 100,000 stories is never painted with a row that has no words."""

from __future__ import annotations

import datetime as dt
import uuid
from array import array

import pytest
from PySide6.QtCore import Qt

from editorial.desk.kit import paged_model
from editorial.desk.kit.paged_model import PagedModel
from editorial.desk.shell.story_view import StoryView
from editorial.stories.rows import StoryRow
from editorial.stories.workflow import Status
from tests.desk.queues.scrolling import drag, press, watch, wheel

COUNT = 100_000
AT = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


def row(key):
    return StoryRow(
        id=uuid.UUID(int=key), slug=f"story-{key}", status=Status.SUBMITTED,
        headline=f"Story {key}", type="Analysis", section="Europe", word_count=800,
        author="Ana Ruiz", assigned_to="", due_at=None, publish_at=None, published_at=None,
        updated_at=AT, open_notes=0, revision=1,
    )  # fmt: skip


@pytest.fixture
def view(theme, jobs, qtbot, monkeypatch):
    # However busy the computer is: the test is about waiting at all, not about how long.
    monkeypatch.setattr(paged_model, "PAINT_WAIT_MS", 30_000)
    model = PagedModel(jobs, lambda _store, keys: tuple(map(row, keys)), lambda each: each.headline)
    made = StoryView(theme, lambda: "Ana Ruiz", "Stories")
    qtbot.addWidget(made)
    made.setModel(model)
    made.resize(306, 800)
    made.show()
    model.set_keys(array("q", range(COUNT)))
    return made


def test_the_wheel_the_bar_and_the_keys_never_show_a_blank_row(view, jobs):
    seen = watch(view)
    wheel(view, seen, 150)
    drag(view, seen, 60)
    press(view, seen, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_End)
    press(view, seen, *[Qt.Key.Key_PageUp] * 20, *[Qt.Key.Key_Up] * 10)
    assert seen.blank == 0
    assert seen.full > 2_000
    assert jobs.wait_idle()


def test_the_count_would_see_a_blank_row(view, jobs, monkeypatch):
    monkeypatch.setattr(PagedModel, "make_ready", lambda *_: False)
    seen = watch(view)
    drag(view, seen, 6)
    assert seen.blank > 0
    assert jobs.wait_idle()


def test_a_key_into_rows_not_read_yet_opens_their_story(view, jobs):
    opened = []
    view.chosen.connect(opened.append)
    press(view, watch(view), Qt.Key.Key_End)
    assert opened == [uuid.UUID(int=COUNT - 1)]
    view.setCurrentIndex(view.model().index(50_000, 0))
    assert opened[-1] == uuid.UUID(int=50_000)
    assert jobs.wait_idle()


def test_a_letter_does_not_read_the_whole_queue(view, jobs):
    assert jobs.wait_idle()
    before = set(view.model()._pages)
    press(view, watch(view), Qt.Key.Key_Q)
    assert jobs.wait_idle()
    assert set(view.model()._pages) == before
