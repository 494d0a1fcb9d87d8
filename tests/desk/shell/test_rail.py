"""The rail: every place by keyboard, with live numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from editorial.desk.shell.places import (
    ELSEWHERE,
    FIXED,
    Heading,
    Place,
    filter_place,
    fixed_places,
)
from editorial.desk.shell.rail import Rail
from editorial.desk.shell.rail_model import RailModel
from editorial.review.queue_filter import QueueFilter
from editorial.review.saved_filters import save_filter
from editorial.stories.filing import file_story
from editorial.stories.vocabulary import add_section


def test_the_model_keeps_its_contract(qtmodeltester, theme):
    model = RailModel()
    model.set_sections([("Europe", "europe"), ("Asia", "asia")])
    model.set_counts({"my_drafts": 7})
    qtmodeltester.check(model)
    model.set_sections([("Europe", "europe")])
    qtmodeltester.check(model)
    assert model.index_of("section:asia").isValid() is False


def test_every_place_is_reached_by_the_arrow_keys(theme, qtbot):
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.model.set_sections([("Europe", "europe"), ("Asia", "asia")])
    rail.resize(216, 900)
    rail.show()
    rail.show_place("my_drafts")
    walked: list[str] = []
    rail.chosen.connect(lambda place: walked.append(place.key))
    for _ in range(30):
        qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    assert walked == [place.key for place in rail.model.places][1:]
    assert walked[-2:] == ["section:europe", "section:asia"]
    qtbot.keyClick(rail.list, Qt.Key.Key_Home)
    assert rail.current.key == "my_drafts"


def test_a_screen_reader_hears_place_and_count(theme):
    model = RailModel()
    model.set_counts({"submitted": 5, "photo_desk": 1, "outbox": 2})
    heard = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(len(FIXED))]
    assert "Submitted, 5 stories" in heard
    assert "Photo desk, 1 photo" in heard
    assert "Outbox, 2 deliveries" in heard
    assert "My drafts" in heard
    assert "Review" in heard


def test_headings_cannot_be_chosen():
    model = RailModel()
    for row, entry in enumerate(FIXED):
        enabled = bool(model.index(row).flags() & Qt.ItemFlag.ItemIsEnabled)
        assert enabled is isinstance(entry, Place)
    assert sum(isinstance(entry, Heading) for entry in FIXED) == 3


def test_the_numbers_follow_each_write(desk, write, qtbot):
    model = desk.window.rail.model
    assert model.count_of("my_drafts") == 0
    desk.new_story()
    assert desk.jobs.wait_idle()
    assert model.count_of("my_drafts") == 1


def test_sections_come_by_themselves(desk, newsroom):
    desk.jobs.write(desk, add_section, "Global Crises")
    assert desk.jobs.wait_idle()
    assert desk.window.rail.model.index_of("section:global-crises").isValid()


def test_the_places_have_shortcuts_and_the_others_a_command(desk):
    actions = desk.window.actions_
    numbered = [place for place in fixed_places() if place.key_number]
    assert [place.key_number for place in numbered] == list(range(1, 10))
    for place in numbered:
        shortcut = actions[f"view.go_{place.key}"].shortcut().toString()
        assert shortcut == f"Ctrl+{place.key_number}"
    actions["view.go_submitted"].trigger()
    assert desk.window.rail.current.key == "submitted"
    assert desk.list.place.key == "submitted"
    for place in ELSEWHERE:
        actions[f"view.go_{place.key}"].trigger()
        assert desk.list.place.key == place.key


def test_saved_filters_stand_above_the_sections(qtmodeltester):
    model = RailModel()
    model.set_sections([("Europe", "europe")])
    filters = [filter_place("1", "Mine, today", QueueFilter(due="today"))]
    model.set_filters(filters)
    assert [entry.key for entry in model.places][-2:] == ["filter:1", "section:europe"]
    qtmodeltester.check(model)
    model.set_filters([filter_place("1", "Today", QueueFilter(due="today"))])
    assert model.index_of("filter:1").data() == "Today"
    model.set_filters(())
    assert [entry.key for entry in model.places][-2:] == ["spiked", "section:europe"]
    assert model.rowCount() == len(FIXED) + 2


def test_keys_on_a_saved_filter_rename_remove_and_move_it(theme, qtbot):
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.show()
    place = filter_place("1", "Mine, today", QueueFilter(due="today"))
    rail.set_groups([place], ())
    told: list[object] = []
    rail.rename_wanted.connect(lambda each: told.append(("rename", each.key)))
    rail.remove_wanted.connect(lambda each: told.append(("remove", each.key)))
    rail.move_wanted.connect(lambda each, by: told.append((by, each.key)))
    rail.show_place("my_drafts")
    for keys in ((Qt.Key.Key_F2,), (Qt.Key.Key_Delete,)):
        qtbot.keyClick(rail.list, *keys)
    assert told == []
    rail.show_place("filter:1")
    qtbot.keyClick(rail.list, Qt.Key.Key_F2)
    qtbot.keyClick(rail.list, Qt.Key.Key_Delete)
    qtbot.keyClick(rail.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(rail.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert told == [
        ("rename", "filter:1"), ("remove", "filter:1"), (-1, "filter:1"), (1, "filter:1"),
    ]  # fmt: skip
    assert rail.current == place


def test_groups_that_change_leave_the_chosen_place_alone(theme, qtbot):
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.set_groups((), [("Europe", "europe")])
    rail.show_place("section:europe")
    moved: list[object] = []
    rail.chosen.connect(moved.append)
    rail.set_groups([filter_place("1", "Mine", QueueFilter(whose="mine"))], [("Europe", "europe")])
    assert rail.current.key == "section:europe"
    assert moved == []


def test_late_stories_are_counted_on_the_rail(desk, write, newsroom):
    story = write("Late already")
    ago = dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)
    desk.jobs.write(desk, file_story, story, who=newsroom.person, due_at=ago)
    assert desk.jobs.wait_idle()
    assert desk.window.rail.model.count_of("late") == 1


def test_a_saved_filter_comes_to_the_rail_with_its_count(desk, write, newsroom):
    write("One")
    desk.jobs.write(desk, save_filter, "My own", QueueFilter("my_drafts"), who=newsroom.person)
    assert desk.jobs.wait_idle()
    place = desk.window.rail.model.places[-1]
    assert (place.title, place.wanted) == ("My own", QueueFilter("my_drafts"))
    assert desk.window.rail.model.count_of(place.key) == 1


def test_walking_the_rail_changes_the_room(desk, qtbot):
    rail = desk.window.rail
    desk.window.activateWindow()
    rail.list.setFocus()
    desk.window.actions_["view.go_my_drafts"].trigger()
    seen = [rail.current.key]
    for _ in range(len(rail.model.places)):
        qtbot.keyClick(rail.list, Qt.Key.Key_Down)
        assert desk.jobs.wait_idle()
        seen.append(rail.current.key)
    assert set(seen) >= {place.key for place in fixed_places()}
    desk.window.actions_["view.go_outbox"].trigger()
    assert desk.room is desk.rooms["outbox"]
    assert desk.window.stack.currentWidget() is desk.rooms["outbox"].widget


@pytest.mark.parametrize(
    ("online", "first"), [(True, "Online"), (False, "Offline"), (None, "No network needed")]
)
def test_the_foot_says_how_things_stand(theme, qtbot, online, first):
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.state.set_online(online)
    assert rail.state.text == f"{first}. Everything is on this computer."
    rail.state.set_waiting(3)
    assert rail.state.text == f"{first}. 3 waiting in the outbox."
