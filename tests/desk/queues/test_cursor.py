"""The place in a queue outlives the story that stood there."""

from __future__ import annotations

from array import array

import pytest

from editorial.desk.queues.cursor import Cursor

KEYS = array("q", [5, 3, 9, 1])


@pytest.fixture
def cursor():
    made = Cursor()
    made.move_to(3)
    return made


def test_it_steps_both_ways_and_stops_at_the_ends(cursor):
    assert cursor.step(KEYS, 1) == 2
    assert cursor.step(KEYS, -1) == 0
    cursor.move_to(1)
    assert cursor.step(KEYS, 1) == -1
    cursor.move_to(5)
    assert cursor.step(KEYS, -1) == -1


def test_without_a_place_it_begins_at_the_top():
    assert Cursor().step(KEYS, 1) == 0
    assert Cursor().step(array("q"), 1) == -1


def test_a_story_that_left_is_followed_by_the_one_after_it(cursor):
    after = array("q", [5, 9, 1])
    cursor.follow(KEYS, after)
    assert cursor.key is None
    assert after[cursor.step(after, 1)] == 9
    assert after[cursor.step(after, -1)] == 5


def test_the_one_after_it_may_have_left_too(cursor):
    cursor.follow(KEYS, array("q", [5, 1]))
    later = array("q", [5])
    cursor.follow(array("q", [5, 1]), later)
    assert cursor.step(later, 1) == -1
    assert later[cursor.step(later, -1)] == 5


def test_the_last_one_that_left_has_nothing_after_it(cursor):
    cursor.move_to(1)
    after = array("q", [5, 3, 9])
    cursor.follow(KEYS, after)
    assert cursor.step(after, 1) == -1
    assert after[cursor.step(after, -1)] == 9


def test_a_change_elsewhere_leaves_the_place(cursor):
    after = array("q", [7, 3, 5])
    cursor.follow(KEYS, after)
    assert cursor.key == 3
    assert cursor.step(after, 1) == 2
