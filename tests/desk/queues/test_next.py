"""The next story of the queue, by one key, also after a decision."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from editorial.review.decisions import take_step
from editorial.review.handing import claim
from editorial.stories.workflow import Step


@pytest.fixture
def three(submit, show):
    stories = [submit(headline) for headline in ("First", "Second", "Third")]
    show("submitted")
    return stories


def on_page(desk):
    assert desk.jobs.wait_idle()
    return desk.rooms["stories"].current()


def go(desk, name="next"):
    desk.window.actions_[f"story.{name}"].trigger()
    return on_page(desk)


def test_one_key_goes_through_the_queue_and_back(desk, three):
    assert desk.window.actions_["story.next"].shortcut().toString() == "Ctrl+J"
    assert on_page(desk) == three[0]
    assert go(desk) == three[1]
    assert go(desk) == three[2]
    assert go(desk) == three[2]
    assert desk.window.notices.text == "That was the last one in Submitted."
    assert go(desk, "previous") == three[1]
    assert go(desk, "previous") == three[0]
    assert go(desk, "previous") == three[0]
    assert desk.window.notices.text == "This is the first one in Submitted."


def test_after_a_story_left_the_queue_the_one_after_it_is_next(desk, three, newsroom):
    go(desk)
    desk.jobs.write(desk, claim, [three[1]], who=newsroom.person)
    assert on_page(desk) == three[1]
    assert desk.list.model.rowCount() == 2
    assert go(desk) == three[2]
    desk.jobs.write(desk, claim, [three[2]], who=newsroom.person)
    assert on_page(desk) == three[2]
    go(desk)
    assert desk.window.notices.text == "That was the last one in Submitted."
    assert go(desk, "previous") == three[0]


def test_a_decision_offers_the_next_story(desk, three, newsroom, qtbot):
    desk.jobs.write(desk, claim, three, who=newsroom.person)
    assert desk.jobs.wait_idle()
    desk.window.actions_["view.go_in_edit"].trigger()
    assert on_page(desk) == three[0]
    review = desk.rooms["stories"].review
    review._return("Who says so?")
    assert desk.jobs.wait_idle()
    assert "Ctrl+J" in desk.window.notices.text
    assert go(desk) == three[1]
    assert desk.list.view.current_story == three[1]


def test_in_an_empty_queue_there_is_nothing_next(desk, show):
    show("ready")
    go(desk)
    assert desk.window.notices.text == "That was the last one in Ready."


def test_a_long_queue_is_walked_past_the_first_page(desk, newsroom, show, write, qtbot):
    for number in range(140):
        write(f"Story {number:03}")
    show("all")
    desk.list.view.setFocus()
    qtbot.keyClick(desk.list.view, Qt.Key.Key_End)
    assert on_page(desk) is not None
    assert desk.list.model.row(139).headline == "Story 000"
    assert desk.rooms["stories"].title == "Story 000"
    assert go(desk, "previous") == desk.list.model.row(138).id


def test_who_is_led_to_a_story_deep_in_a_queue_stands_on_it(desk, write, show):
    deep = write("Deep down")
    for number in range(200):
        write(f"Story {number:03}")
    show("all")
    desk.list.select_story(deep)
    assert desk.jobs.wait_idle()
    assert desk.list.view.currentIndex().row() == 200
    assert desk.list.view.current_story == deep


def test_spiked_stories_leave_the_queue_and_the_next_is_at_hand(desk, three, newsroom):
    desk.jobs.write(desk, take_step, three[0], Step.SPIKE, who=newsroom.person)
    assert desk.jobs.wait_idle()
    assert go(desk) == three[1]
