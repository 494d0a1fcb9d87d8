"""The list: search as you type, filter, sort, empty words, and any length."""

from __future__ import annotations

from array import array
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from editorial.desk.kit.paged_model import PAGE, PagedModel
from editorial.desk.kit.room import Target
from editorial.desk.shell.empty_words import empty_words
from editorial.desk.shell.places import ELSEWHERE, Place, fixed_places, section_place
from editorial.desk.shell.story_delegate import FULL_HEIGHT
from editorial.desk.shell.story_view import HitsModel, StoryView
from editorial.stories.search import search
from editorial.stories.vocabulary import add_section


def headlines(model):
    return [model.row(number).headline for number in range(model.rowCount())]


def show(desk, place):
    desk.go_to(Target(place=place))
    assert desk.jobs.wait_idle()


def test_the_first_story_opens_by_itself(desk, write):
    write("An older story")
    newest = write("A newer story")
    show(desk, "submitted")
    show(desk, "my_drafts")
    assert headlines(desk.list.model) == ["A newer story", "An older story"]
    assert desk.list.view.current_story == newest


def test_a_new_story_is_shown_at_once(desk):
    desk.new_story()
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 1
    assert desk.list.view.current_story is not None
    assert desk.list._count.text() == "1 story"


def test_search_shows_the_passage_with_its_words_marked(desk, write, qtbot):
    write("Who sets the table", body="The harbour pilots went out at dawn, and the ships waited.")
    write("Another matter", body="Nothing of that kind.")
    show(desk, "all")
    desk.list.focus_search()
    qtbot.keyClicks(desk.list.field, "harbour pil")
    assert desk.jobs.wait_idle()
    assert desk.list._stack.currentWidget() is desk.list.found
    assert desk.list.hits.rowCount() == 1
    assert desk.list._count.text() == "1 found"
    hit = desk.list.hits.index(0).data(Qt.ItemDataRole.UserRole)
    marked = {hit.snippet[start:end] for start, end in hit.marks}
    assert marked == {"harbour", "pilots"}
    assert not desk.window.grab().isNull()
    qtbot.keyClick(desk.list.field, Qt.Key.Key_Down)
    assert desk.list.found.current_story == hit.story.id
    qtbot.keyClick(desk.list.field, Qt.Key.Key_Escape)
    assert desk.list._stack.currentWidget() is desk.list.view


def test_a_search_without_result_says_what_to_try(desk, write, qtbot):
    write("Something")
    show(desk, "all")
    qtbot.keyClicks(desk.list.field, "zeppelin")
    assert desk.jobs.wait_idle()
    assert desk.list._stack.currentWidget() is desk.list.empty
    assert "zeppelin" in desk.list.empty.accessibleName()


def test_a_filter_looks_in_this_queue_only(desk, write, qtbot):
    write("The ferry and its quay")
    write("The audit of the audit")
    show(desk, "my_drafts")
    desk.list.focus_filter()
    qtbot.keyClicks(desk.list.field, "ferry the")
    assert desk.jobs.wait_idle()
    assert headlines(desk.list.model) == ["The ferry and its quay"]
    assert desk.list._count.text() == "1 of 2"
    desk.list.field.clear()
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 2


def test_each_queue_remembers_its_order(desk, write):
    for headline in ("Beta", "Alpha", "Gamma"):
        write(headline)
    show(desk, "my_drafts")
    desk.list.set_sort("headline")
    assert desk.jobs.wait_idle()
    assert headlines(desk.list.model) == ["Alpha", "Beta", "Gamma"]
    show(desk, "all")
    assert headlines(desk.list.model) == ["Gamma", "Alpha", "Beta"]
    show(desk, "my_drafts")
    assert desk.list.sort == "headline"


def test_the_chosen_story_stays_chosen_when_others_come(desk, write, newsroom):
    first = write("First")
    write("Second")
    show(desk, "my_drafts")
    desk.list.select_story(first)
    assert desk.jobs.wait_idle()
    assert desk.list.view.current_story == first
    desk.new_story()
    assert desk.jobs.wait_idle()
    desk.list.select_story(first)
    assert desk.jobs.wait_idle()
    write("Third")
    desk.list.reload()
    assert desk.jobs.wait_idle()
    assert desk.list.model.rowCount() == 4
    assert desk.list.view.current_story == first


@pytest.mark.parametrize(
    "place",
    [p for p in (*fixed_places(), *ELSEWHERE) if p.room == "stories"]
    + [section_place("Europe", "europe")],
    ids=lambda place: place.key,
)
def test_an_empty_queue_says_how_to_fill_it(place: Place):
    title, words = empty_words(place)
    assert title
    assert words.endswith(".")


def test_an_empty_section_offers_a_story_filed_there(desk, newsroom):
    desk.jobs.write(desk, add_section, "Europe")
    assert desk.jobs.wait_idle()
    show(desk, "section:europe")
    assert desk.list._stack.currentWidget() is desk.list.empty
    desk.list.empty.chosen.emit()
    assert desk.jobs.wait_idle()
    assert desk.list.place.key == "section:europe"
    assert desk.list.model.row(0).section == "Europe"


def test_a_hundred_thousand_stories_are_read_page_by_page(theme, jobs, qtbot):
    read: list[int] = []

    def rows(_store, keys):
        read.append(keys[0])
        return tuple(SimpleNamespace(id=key, headline=f"Story {key}") for key in keys)

    model = PagedModel(jobs, rows, lambda row: row.headline)
    view = StoryView(theme, lambda: "Ana", "Stories")
    qtbot.addWidget(view)
    view.setModel(model)
    view.delegate._words = lambda *_: None
    view.resize(306, 800)
    view.show()
    model.set_keys(array("q", range(100_000)))
    assert view.rowHeight(99_999) == FULL_HEIGHT
    view.grab()
    view.scrollToBottom()
    view.grab()
    assert jobs.wait_idle()
    view.grab()
    assert view.rowAt(view.viewport().height() - 2) == 99_999
    assert len(read) <= 4
    assert max(read) == 100_000 // PAGE * PAGE


def test_found_stories_keep_the_contract_of_a_model(newsroom, write, qtmodeltester, qapp):
    write("The ferry")
    write("The ferry again")
    model = HitsModel()
    model.set_hits(search(newsroom.store, "ferry"))
    assert model.rowCount() == 2
    qtmodeltester.check(model)
