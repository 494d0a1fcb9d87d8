"""What a person has read: kept per person, exact, and never further than they saw."""

from __future__ import annotations

import pytest

from editorial.photos.edits import edit_photo
from editorial.review import decisions
from editorial.review.authorship import authorship
from editorial.review.compared_story import ScreenWords
from editorial.review.readings import mark_read
from editorial.review.story_changes import story_changes
from editorial.stories import drafts, filing, placements, related
from editorial.stories.people import Person
from editorial.stories.versions import checkpoint, versions
from editorial.stories.workflow import Step
from editorial.system.errors import NotFound

WRITER, EDITOR, CHIEF = Person("Tamsin Verhoeven"), Person("Ida Holm"), Person("Copy desk")
BODY = "One boat came.\n\nTwo boats left the quay at noon.\n"


@pytest.fixture
def story(store):
    made = drafts.new_story(
        store, who=WRITER, headline="Slack water", dek="The tide.", body=BODY, type="Analysis"
    ).created
    decisions.take_step(store, made, Step.SUBMIT, who=WRITER)
    return made


def _save(store, story, who, old, new):
    detail = drafts.open_story(store, story)
    assert old in detail.body
    drafts.save_text(
        store, story, who=who, base=detail.text_revision, headline=detail.headline,
        dek=detail.dek, body=detail.body.replace(old, new),
    )  # fmt: skip


def _look(store, story, who=EDITOR):
    found = story_changes(store, story, who=who.name)
    mark_read(store, story, who=who, revision=found.revision, newest=found.newest, at=found.at)
    return found


def _told(found):
    return {line.key for line in found.diff.lines if line.places}


def test_the_first_reading_begins_at_the_submission(store, story):
    found = story_changes(store, story, who=EDITOR.name)
    assert (found.base.number, found.base.since, found.diff.count) == (2, "it was submitted", 0)


def test_what_was_read_is_the_next_base(store, story):
    _save(store, story, WRITER, "One boat", "No boat")
    assert _look(store, story).diff.count == 1
    found = story_changes(store, story, who=EDITOR.name)
    assert (found.diff.count, found.base.since) == (0, "you last read it")
    # Another person has read nothing by that.
    assert story_changes(store, story, who=CHIEF.name).diff.count == 1


def test_words_in_no_version_yet_are_kept_as_one_by_whom_they_are(store, story):
    _save(store, story, EDITOR, "One boat", "No boat")
    before = versions(store, story)
    _save(store, story, EDITOR, "Two boats", "Six boats")
    assert versions(store, story) == before
    _look(store, story)
    (kept, *rest) = versions(store, story)
    assert tuple(rest) == before
    assert (kept.author, kept.kind) == (EDITOR.name, "autosave")
    _save(store, story, WRITER, "Six boats", "Ten boats")
    assert story_changes(store, story, who=EDITOR.name).diff.count == 1


def test_reading_twice_keeps_one_version(store, story):
    _look(store, story)
    count = len(versions(store, story))
    _look(store, story)
    assert len(versions(store, story)) == count


def test_what_changed_under_the_reader_is_not_read(store, story):
    found = story_changes(store, story, who=EDITOR.name)
    _save(store, story, WRITER, "One boat", "No boat")
    mark_read(store, story, who=EDITOR, revision=found.revision, newest=found.newest, at=found.at)
    assert story_changes(store, story, who=EDITOR.name).diff.count == 1


def test_ones_own_words_are_read(store, story):
    found = story_changes(store, story, who=EDITOR.name)
    _save(store, story, EDITOR, "One boat", "No boat")
    filing.file_story(store, story, who=EDITOR, tags=["tides"])
    mark_read(store, story, who=EDITOR, revision=found.revision, newest=found.newest, at=found.at)
    assert story_changes(store, story, who=EDITOR.name).diff.count == 0


def test_ones_own_words_do_not_hide_anothers(store, story):
    _save(store, story, WRITER, "at noon", "at dusk")
    found = _look(store, story)
    _save(store, story, WRITER, "One boat", "No boat")
    _save(store, story, EDITOR, "Two boats", "Six boats")
    mark_read(store, story, who=EDITOR, revision=found.revision, newest=found.newest, at=found.at)
    assert story_changes(store, story, who=EDITOR.name).diff.count == 2


def test_a_reading_never_goes_back(store, story):
    old = story_changes(store, story, who=EDITOR.name)
    _save(store, story, WRITER, "One boat", "No boat")
    _look(store, story)
    mark_read(store, story, who=EDITOR, revision=old.revision, newest=old.newest, at=old.at)
    assert story_changes(store, story, who=EDITOR.name).diff.count == 0


def test_the_newer_of_reading_and_decision_counts(store, story):
    _look(store, story)
    _save(store, story, WRITER, "One boat", "No boat")
    decisions.take_step(store, story, Step.RETURN, who=EDITOR, note="Why?")
    assert story_changes(store, story, who=EDITOR.name).base.since == "you returned it"
    _save(store, story, WRITER, "No boat", "A boat")
    _look(store, story)
    assert story_changes(store, story, who=EDITOR.name).base.since == "you last read it"


def test_a_credit_changed_in_the_library_since_is_a_change(store, story, make_photo):
    photo = make_photo()
    placements.place_hero(store, story, photo, who=WRITER)
    _look(store, story)
    edit_photo(store, photo, who=CHIEF.name, credit="AFP/Ana Ruiz")
    found = story_changes(store, story, who=EDITOR.name)
    assert _told(found) == {f"photo:hero:{photo}:credit"}
    people = authorship(store, found).changes
    assert [each.who for each in people[f"photo:hero:{photo}:credit", 0]] == [CHIEF.name]
    _look(store, story)
    assert story_changes(store, story, who=EDITOR.name).diff.count == 0


def test_any_two_versions_and_the_words_on_the_screen(store, story):
    _save(store, story, EDITOR, "One boat", "No boat")
    forward = story_changes(store, story, who=EDITOR.name, first=1, last=3)
    back = story_changes(store, story, who=EDITOR.name, first=3, last=1)
    assert [run.text for run in forward.diff.body.runs if run.kind == "added"] == ["No"]
    assert [run.text for run in back.diff.body.runs if run.kind == "added"] == ["One"]
    for found in (forward, back):
        assert [w.who for w in authorship(store, found).changes["body", 0]] == [EDITOR.name]
    screen = ScreenWords("Slack water", "The tide.", "All new.")
    assert "All" in story_changes(store, story, who=EDITOR.name, words=screen).new.snapshot.body
    for ends in ({"first": 99}, {"last": 99}):
        with pytest.raises(NotFound, match="no version 99"):
            story_changes(store, story, who=EDITOR.name, **ends)


def test_each_change_has_the_person_who_made_it(store, story):
    decisions.take_step(store, story, Step.CLAIM, who=EDITOR)
    _save(store, story, EDITOR, "One boat", "No boat")
    _save(store, story, CHIEF, " at noon", "")
    _save(store, story, CHIEF, "left the quay", "left the old quay")
    found = story_changes(store, story, who=WRITER.name)
    people = authorship(store, found).changes
    by = [[each.who for each in people["body", number]] for number in range(found.diff.count)]
    assert by == [[EDITOR.name], [CHIEF.name], [CHIEF.name]]


def test_words_before_another_persons_first_save_stay_their_writers(store, story):
    # Both within the minutes in which one person's saves make no new version.
    _save(store, story, WRITER, "One boat", "No boat")
    _save(store, story, EDITOR, "Two boats", "Six boats")
    found = story_changes(store, story, who=CHIEF.name)
    people = authorship(store, found).changes
    assert [people["body", 0][0].who, people["body", 1][0].who] == [WRITER.name, EDITOR.name]


def test_who_takes_a_step_or_keeps_a_checkpoint_wrote_nothing(store, story):
    _save(store, story, WRITER, "One boat", "No boat")
    checkpoint(store, story, "Before the cut", who=CHIEF)
    _save(store, story, EDITOR, "Two boats", "Six boats")
    decisions.take_step(store, story, Step.CLAIM, who=CHIEF)
    found = story_changes(store, story, who="Somebody")
    people = authorship(store, found).changes
    assert [people["body", 0][0].who, people["body", 1][0].who] == [WRITER.name, EDITOR.name]


def test_fields_name_whoever_set_them(store, story, make_photo):
    photo = make_photo()
    filing.file_story(store, story, who=EDITOR, tags=["tides"], section="Sea")
    placements.place_hero(store, story, photo, who=CHIEF)
    related.link_page(store, story, who=EDITOR, url="https://example.org/a", title="A")
    found = story_changes(store, story, who=EDITOR.name)
    assert _told(found) == {
        "section", "tags", f"photo:hero:{photo}", "link:https://example.org/a:title",
    }  # fmt: skip
    people = {key: [w.who for w in by] for (key, _), by in authorship(store, found).changes.items()}
    assert people == {
        "section": [EDITOR.name],
        "tags": [EDITOR.name],
        f"photo:hero:{photo}": [CHIEF.name],
        "link:https://example.org/a:title": [EDITOR.name],
    }
    placements.set_photo_words(
        store, story, photo, "hero", who=WRITER, caption="At the quay.", alt=None
    )
    _look(store, story, CHIEF)
    placements.set_photo_words(
        store, story, photo, "hero", who=EDITOR, caption="At the pier.", alt=None
    )
    found = story_changes(store, story, who=CHIEF.name)
    assert _told(found) == {f"photo:hero:{photo}:caption"}
    (by,) = authorship(store, found).changes.values()
    assert [each.who for each in by] == [EDITOR.name]


def test_who_wrote_every_passage(store, story):
    _save(store, story, EDITOR, "One boat came.", "One boat came late.")
    _save(store, story, WRITER, "noon.", "noon. Nobody waved.")
    found = story_changes(store, story, who=EDITOR.name)
    all_of_it = authorship(store, found, whole=True)
    body = found.new.snapshot.body
    assert [(body[start:end], by.who) for start, end, by in all_of_it.passages["body"]] == [
        ("One boat came", WRITER.name),
        ("late", EDITOR.name),
        (".\n\nTwo boats left the quay at noon. Nobody waved.\n", WRITER.name),
    ]
    assert all_of_it.people == (WRITER.name, EDITOR.name)
    assert authorship(store, found).passages == {}


def test_words_brought_back_are_their_writers_again(store, story):
    _save(store, story, EDITOR, "Two boats left the quay at noon.", "Nothing.")
    drafts.restore(store, story, 1, who=CHIEF)
    found = story_changes(store, story, who="Somebody")
    people = authorship(store, found, whole=True)
    assert found.diff.count == 0
    assert people.people == (WRITER.name,)


def test_a_rescued_text_stood_beside_the_story(store, story):
    _save(store, story, EDITOR, "One boat", "No boat")
    with pytest.raises(Exception, match="saved this story"):
        drafts.save_text(
            store, story, who=CHIEF, base=1, headline="Other", dek="", body="Something else.\n"
        )
    found = story_changes(store, story, who="Somebody")
    people = authorship(store, found, whole=True)
    assert people.people == (WRITER.name, EDITOR.name)
