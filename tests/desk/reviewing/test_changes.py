"""What changed, since when, and how it is set: without a room around it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.desk.kit.tokens import DARK, LIGHT
from editorial.desk.reviewing.change_writer import units
from editorial.desk.reviewing.review_document import render
from editorial.desk.reviewing.story_changes import (
    MarkedPassage,
    StoryChanges,
    gather,
)
from editorial.review import decisions, notes
from editorial.review.compared_story import ComparedStory, ScreenWords, Seen
from editorial.review.last_read import chosen, last_read, version_words
from editorial.review.story_diff import StoryState, compare_states
from editorial.stories import drafts
from editorial.stories.events import events
from editorial.stories.people import Person
from editorial.stories.rows import VersionRow
from editorial.stories.snapshot import StorySnapshot
from editorial.stories.versions import versions
from editorial.stories.workflow import Step

NOW = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def _words(store, story):
    detail = drafts.open_story(store, story)
    return ScreenWords(detail.headline, detail.dek, detail.body)


def test_the_version_read_last_is_that_of_the_persons_own_return(store, returned_once, editor):
    read = last_read(events(store, returned_once), versions(store, returned_once), editor.name)
    returned = next(v for v in versions(store, returned_once) if v.name == "return")
    assert (read.number, read.since) == (returned.number, "you returned it")


def test_another_editor_compares_with_the_first_submission(store, returned_once):
    read = last_read(events(store, returned_once), versions(store, returned_once), "Copy desk")
    submitted = [v.number for v in versions(store, returned_once) if v.name == "submit"]
    assert (read.number, read.since) == (min(submitted), "it was submitted")


def test_a_draft_is_compared_with_its_beginning(store, writer):
    story = drafts.new_story(store, who=writer, headline="One").created
    read = last_read(events(store, story), versions(store, story), writer.name)
    assert read.number == 1
    assert last_read((), (), writer.name) is None


def test_a_version_may_be_chosen(store, returned_once):
    known = versions(store, returned_once)
    assert chosen(known, known[-1].number).number == known[-1].number
    assert chosen(known, 999) is None


def test_versions_are_said_in_words():
    row = VersionRow(3, "step", "submit", "Tamsin Verhoeven", NOW, 900)
    assert version_words(row) == "v3 submitted by Tamsin Verhoeven"
    named = VersionRow(4, "checkpoint", "Before the cut", "Ida Holm", NOW, 900)
    assert version_words(named) == "v4 Before the cut by Ida Holm"


def test_changes_are_counted_by_place(store, returned_once, editor):
    changes = gather(store, returned_once, _words(store, returned_once), who=editor.name)
    assert changes.count == 4
    assert changes.base.since == "you returned it"
    assert changes.newest == versions(store, returned_once)[0].number


def test_nothing_changed_is_no_change(store, submitted, editor):
    changes = gather(store, submitted, _words(store, submitted), who=editor.name)
    assert changes.count == 0


def test_only_open_notes_whose_passage_stands_are_marked(store, returned_once, editor):
    notes.add_note(store, returned_once, who=editor, text="Source?", quote="the signed annex")
    notes.add_note(store, returned_once, who=editor, text="Gone", quote="words that went")
    done = notes.add_note(store, returned_once, who=editor, text="Done", quote="treaty").created
    notes.resolve_note(store, done, who=editor)
    changes = gather(store, returned_once, _words(store, returned_once), who=editor.name)
    assert [passage.words for passage in changes.passages] == ["Ida Holm: Source?"]


def test_photos_in_the_body_are_named(store, writer, make_photo):
    photo = make_photo(caption="Boats at the quay.")
    story = drafts.new_story(
        store, who=writer, headline="Boats", body=f"One.\n\n![](photo:{photo})\n\nTwo."
    ).created
    changes = gather(store, story, _words(store, story), who=writer.name)
    text = _render(changes).document.toPlainText()
    assert "Photo: photo-1.jpg" in text
    assert "Caption: Boats at the quay." in text
    assert "Credit: REUTERS/Ana Ruiz" in text
    assert str(photo) not in text


def _state(headline, body):
    return StoryState(StorySnapshot("slug", headline, "", body), {}, {})


def _changes(old, new, passages=()):
    was, now = _state("Old head", old), _state("New head", new)
    compared = ComparedStory(
        uuid.uuid4(), None, 0, 2, 1, NOW, was, now, compare_states(was, now), ()
    )
    return StoryChanges(compared, tuple(passages))


def _render(changes, **ways):
    return render(changes, standing="", **({"clean": False, "tokens": LIGHT} | ways))


def _colours(rendered):
    """Return (text, ground, struck) of each fragment of the document."""
    found = []
    block = rendered.document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            look = fragment.charFormat()
            found.append((fragment.text(), look.background().color().name(), look.fontStrikeOut()))
            iterator += 1
        block = block.next()
    return found


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_what_came_is_green_and_what_went_is_struck(qapp, fonts, tokens):
    rendered = _render(_changes("The lost annex.", "The missing annex."), tokens=tokens)
    looks = {text: (ground, struck) for text, ground, struck in _colours(rendered)}
    assert looks["missing"] == (tokens.added.lower(), False)
    assert looks["lost"] == (tokens.removed.lower(), True)


def test_clean_shows_only_the_words_of_now(qapp, fonts):
    rendered = _render(_changes("The lost annex.", "The missing annex."), clean=True)
    text = rendered.document.toPlainText()
    assert "The missing annex." in text
    assert "lost" not in text
    assert rendered.changes == []
    assert not any(struck for _, _, struck in _colours(rendered))


def test_a_passage_is_underlined_where_it_stands_now(qapp, fonts):
    new = "New words 🚢 before. None has the annex."
    start = new.index("None")
    note, other = uuid.uuid4(), uuid.uuid4()
    passages = [
        MarkedPassage(start, start + 8, "?", note),
        MarkedPassage(0, 3, "Which?", other, "headline"),
    ]
    rendered = _render(_changes("None has the annex.", new, passages))
    assert [_at(rendered, place) for place in rendered.passages] == ["None has", "New"]
    assert rendered.note_at(rendered.passages[0][0] + 2) == note
    assert rendered.note_at(rendered.passages[1][0]) == other
    assert rendered.note_at(0) is None


def _at(rendered, place):
    raw = rendered.document.toRawText().encode("utf-16-le")
    return raw[2 * place[0] : 2 * place[1]].decode("utf-16-le")


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=80
).filter(lambda text: not set(text) & set("\u2028\u2029\ufdd0\ufdd1\u2009"))


@given(old=_TEXT, new=_TEXT)
def test_every_word_of_now_is_found_in_the_document_and_back(qapp, fonts, old, new):
    rendered = _render(_changes(old, new))
    encoded = new.encode("utf-16-le")
    shown = ""
    for stretch in rendered.stretches:
        place = rendered.in_field(stretch.at, stretch.at + stretch.length)
        assert place == (stretch.field, stretch.start, stretch.start + stretch.length)
        if stretch.field != "body":
            continue
        wanted = encoded[2 * stretch.start : 2 * (stretch.start + stretch.length)]
        shown += wanted.decode("utf-16-le")
        assert _at(rendered, (stretch.at, stretch.at + stretch.length)) == wanted.decode(
            "utf-16-le"
        )
    assert shown == new.replace("\n", "")
    assert units(new) == len(encoded) // 2


def test_words_that_were_on_the_screen_can_be_the_base(store, returned_once, editor):
    now = _words(store, returned_once)
    before = ScreenWords(now.headline, now.dek, now.body.replace("formality", "whim"))
    looked = gather(store, returned_once, before, who=editor.name).compared
    seen = Seen(looked.new, looked.at)
    changes = gather(store, returned_once, now, who=editor.name, seen=seen)
    assert changes.base.since == "you looked"
    assert changes.count == 1


def test_a_release_is_a_reading_too(store, returned_once):
    editor = Person("Ida Holm")
    decisions.take_step(store, returned_once, Step.RELEASE, who=editor)
    read = last_read(events(store, returned_once), versions(store, returned_once), editor.name)
    assert read.since == "you put it back in the queue"
