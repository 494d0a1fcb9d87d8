"""Filing, related pieces, notes, history and publishing from the inspector."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QInputDialog, QMessageBox

from editorial.desk.writing.compare_dialog import CompareDialog
from editorial.photos import queries
from editorial.photos.edits import edit_photo
from editorial.photos.ingest import import_photos
from editorial.publishing import addresses, outbox
from editorial.review import decisions
from editorial.stories import drafts, placements, related, versions
from editorial.stories.workflow import Status, Step
from editorial.system.secrets import Secrets


@pytest.fixture
def open_desk(desk, story):
    desk.open(story)
    return desk


def turn(desk, name):
    pane = getattr(desk.room.inspector, name)
    desk.room.inspector.turn_to(pane)
    desk.settle()
    return pane


def test_filing_is_shown_and_changed(open_desk):
    pane = turn(open_desk, "story")
    assert pane.type.currentText() == "Analysis"
    assert pane.section.currentText() == "Global Crises"
    pane.type.setCurrentIndex(pane.type.findData(""))
    pane.type.activated.emit(pane.type.currentIndex())
    pane.tags.changed.emit(("shipping", "labour"))
    pane.slug.setText("pilots-strike")
    pane.slug.give()
    open_desk.settle()
    detail = open_desk.stored()
    assert detail.type == ""
    assert detail.tags == ("shipping", "labour")
    assert detail.slug == "pilots-strike"
    assert pane.tags.names == ("shipping", "labour")


def test_a_section_is_added_by_name(open_desk, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Harbours", True))
    pane = turn(open_desk, "story")
    last = pane.section.count() - 1
    assert pane.section.itemText(last) == "Add a section…"
    pane.section.activated.emit(last)
    open_desk.settle()
    assert open_desk.stored().section == "Harbours"
    assert pane.section.currentText() == "Harbours"


def test_a_deadline_in_words(open_desk):
    pane = turn(open_desk, "story")
    pane.due.setText("tomorrow 9:30")
    pane.due.give()
    open_desk.settle()
    due = open_desk.stored().due_at.astimezone()
    assert (due.hour, due.minute) == (9, 30)
    assert due.date() == dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    assert pane.due.text() == "Tomorrow, 09:30"
    pane.due.setText("someday")
    pane.due.give()
    assert "says no day or time" in open_desk.notices.refused[0].message
    assert pane.due.text() == "Tomorrow, 09:30"


def test_suggestions_are_linked(open_desk, store, who):
    words = "boats stay in port while forty ships wait"
    other = drafts.new_story(store, who=who, headline="Forty ships wait", body=words).created
    for number in range(3):
        drafts.new_story(store, who=who, headline=f"Else {number}", body="Quite another thing.")
    pane = turn(open_desk, "related")
    pane.suggestions.ask()
    open_desk.settle()
    pane.suggestions._link(other)
    open_desk.settle()
    assert [link.story_id for link in open_desk.stored().links] == [other]
    assert pane.list.count() == 1


def test_search_finds_stories_to_link(open_desk, store, who):
    other = drafts.new_story(store, who=who, headline="Lighthouse keepers").created
    pane = turn(open_desk, "related")
    pane.search.setText("lighthouse")
    pane._look()
    open_desk.settle()
    assert pane._hit_rows.count() == 1
    pane._link(other)
    open_desk.settle()
    assert [link.title for link in open_desk.stored().links] == ["Lighthouse keepers"]


def test_links_are_ordered_removed_and_added_from_elsewhere(open_desk, story, store, who):
    one = drafts.new_story(store, who=who, headline="One").created
    two = drafts.new_story(store, who=who, headline="Two").created
    for each in (one, two):
        related.link_story(store, story, each, who=who)
    open_desk.room.open_story(one)
    open_desk.settle()
    open_desk.open(story)
    pane = turn(open_desk, "related")
    assert pane.list.count() == 2
    pane.list.setCurrentRow(1)
    pane.list._up()
    open_desk.settle()
    assert [link.title for link in open_desk.stored().links] == ["Two", "One"]
    pane.list.setCurrentRow(0)
    pane._remove.click()
    form = pane.page_form
    form.url.setText("https://example.org/log")
    form.page_title.setText("The log")
    form.add.click()
    open_desk.settle()
    assert [link.title for link in open_desk.stored().links] == ["One", "The log"]
    assert form.url.text() == ""
    pane.list.setCurrentRow(1)
    pane._edit.click()
    form.page_title.setText("The harbour log")
    form.add.click()
    open_desk.settle()
    assert [link.title for link in open_desk.stored().links] == ["One", "The harbour log"]


def test_a_bad_address_stays_in_its_field(open_desk):
    pane = turn(open_desk, "related")
    pane.page_form.url.setText("not an address")
    pane.page_form.page_title.setText("The log")
    pane.page_form.add.click()
    open_desk.settle()
    assert open_desk.notices.refused
    assert pane.page_form.url.text() == "not an address"


def test_a_page_elsewhere_is_looked_up_and_typed_words_stay(open_desk, outside_server, make_jpeg):
    outside_server.pages["/a"] = outside_server.article(picture="/p.jpg")
    outside_server.files["/p.jpg"] = ("image/jpeg", make_jpeg().read_bytes())
    form = turn(open_desk, "related").page_form
    form.page_title.setText("My own title")
    form.url.setText(outside_server.url + "/a")
    form.look_up()
    open_desk.settle()
    assert form.page_title.text() == "My own title"
    assert form.section.text() == "World"
    assert form.excerpt.toPlainText() == "Who counts the ships."
    assert form.credit.text() == "Ana Ruiz / AP"
    form.picture.setChecked(True)
    form.add.click()
    open_desk.settle()
    (link,) = open_desk.stored().links
    assert link.title == "My own title"
    assert queries.photo(open_desk.store, link.photo_id).credit == "Ana Ruiz / AP"


def test_a_page_that_cannot_be_read_says_so_and_keeps_what_was_typed(open_desk, outside_server):
    form = turn(open_desk, "related").page_form
    form.section.setText("Elsewhere")
    form.url.setText(outside_server.url + "/none")
    form.look_up()
    open_desk.settle()
    assert "has no such page" in form.said.text()
    assert form.section.text() == "Elsewhere"
    assert open_desk.notices.refused == []


def test_a_page_goes_to_the_story_that_it_was_typed_for(
    open_desk, outside_server, make_jpeg, store, who, story
):
    other = drafts.new_story(store, who=who, headline="Another").created
    outside_server.pages["/a"] = outside_server.article(picture="/gone.jpg")
    form = turn(open_desk, "related").page_form
    form.url.setText(outside_server.url + "/a")
    form.look_up()
    open_desk.settle()
    form.picture.setChecked(True)
    form.add.click()
    open_desk.open(other)
    open_desk.settle()
    assert open_desk.stored(other).links == ()
    (link,) = open_desk.stored(story).links
    assert (link.title, link.photo_id) == ("The queue off Varnmouth & beyond", None)
    assert "has no such page" in open_desk.notices.refused[0].message


def test_a_page_that_is_not_added_yet_waits_for_its_story(open_desk, store, who, story):
    other = drafts.new_story(store, who=who, headline="Another").created
    form = turn(open_desk, "related").page_form
    form.page_title.setText("Half a page")
    form.excerpt.setPlainText("Who counts")
    open_desk.open(other)
    assert form.page_title.text() == ""
    open_desk.open(story)
    assert form.page_title.text() == "Half a page"
    assert form.excerpt.toPlainText() == "Who counts"


def test_a_version_is_restored_and_nothing_is_lost(open_desk, story, store, who, monkeypatch):
    draft = open_desk.draft
    versions.checkpoint(store, story, "first", who=who)
    number = versions.versions(store, story)[0].number
    draft.put_words(type(draft.words)("Another", "", "Other words."))
    draft.save()
    open_desk.settle()
    pane = turn(open_desk, "review")
    asked = []

    def question(_parent, _title, text, *_buttons):
        asked.append(text)
        return QMessageBox.StandardButton.Ok

    monkeypatch.setattr(QMessageBox, "question", question)
    pane.history.restore(number)
    open_desk.settle()
    assert "Nothing is lost" in asked[0]
    assert open_desk.stored().headline == "The pilots strike"
    assert draft.words.headline == "The pilots strike"
    open_desk.page.body.undo()
    assert draft.words.body == "Other words."
    kept = [versions.snapshot(store, story, r.number).body for r in versions.versions(store, story)]
    assert "Other words." in kept


def test_a_version_is_compared(open_desk, story, store, who):
    number = versions.versions(store, story)[0].number
    open_desk.page.body.insertPlainText("New here. ")
    open_desk.room.choices.compare_version(number)
    open_desk.settle()
    dialog = open_desk.page.findChild(CompareDialog)
    assert "New here." in dialog.text.toPlainText()
    dialog.reject()


@pytest.fixture
def endpoint(store, home):
    made = addresses.add_endpoint(
        store,
        Secrets(str(home.root)),
        name="Our site",
        kind="site",
        address=str(home.site),
        who="Ada",
    )
    return made.created


def test_a_draft_does_not_go_out(open_desk, endpoint):
    pane = turn(open_desk, "publish")
    assert not pane.push.isEnabled()
    assert "Submit it first." in pane._why.text()


def test_approve_and_push(open_desk, story, store, who, endpoint, workbench, make_jpeg):
    draft = open_desk.draft
    results, _ = import_photos(store, [make_jpeg()], who="Ada", workbench=workbench)
    photo = results[0].photo.id
    edit_photo(store, photo, who="Ada", caption="The quay.", alt="Boats", credit="Jane Doe / AP")
    placements.place_hero(store, story, photo, who=who)
    draft.put_words(type(draft.words)("Headline", "Dek.", "Words enough for readers. " * 80))
    draft.save()
    open_desk.settle()
    decisions.take_step(store, story, Step.SUBMIT, who=who)
    draft.update_detail(open_desk.stored())
    pane = turn(open_desk, "publish")
    pane.refresh()
    open_desk.settle()
    assert pane.push.text() == "Approve and push"
    assert pane.chosen == (endpoint,)
    pane.push.click()
    open_desk.settle()
    assert open_desk.notices.refused == []
    assert open_desk.stored().status is Status.READY
    delivery = outbox.deliveries(store, story_id=story)[0]
    assert (delivery.endpoint_id, delivery.state) == (endpoint, "queued")
    assert open_desk.notices.told[-1].startswith("Leaves in 10 seconds")
    assert "on its way" in pane._why.text()


def test_a_push_that_the_checks_stop_says_what_is_missing(open_desk, story, store, who, endpoint):
    decisions.take_step(store, story, Step.SUBMIT, who=who)
    open_desk.draft.update_detail(open_desk.stored())
    pane = turn(open_desk, "publish")
    pane.refresh()
    open_desk.settle()
    pane.push.click()
    open_desk.settle()
    assert "There is no hero photo" in open_desk.notices.refused[0].message
    assert open_desk.stored().status is Status.SUBMITTED
    assert outbox.deliveries(store, story_id=story) == ()


def test_a_schedule_in_words(open_desk, story, store, who, endpoint):
    open_desk.draft.update_detail(open_desk.stored())
    pane = turn(open_desk, "publish")
    pane.publish_at.setText("when it suits")
    pane._schedule()
    assert "says no day or time" in open_desk.notices.refused[-1].message
    pane.publish_at.setText("tomorrow 6:00")
    pane._schedule()
    open_desk.settle()
    # A draft cannot be scheduled; the use case says so.
    assert "does not apply" in open_desk.notices.refused[-1].message
