from __future__ import annotations

import datetime as dt

import pytest

from editorial.stories import drafts, versions
from editorial.stories.events import events
from editorial.stories.filing import file_story
from editorial.stories.placements import (
    place_hero,
    place_inline,
    remove_hero,
    set_photo_words,
)
from editorial.stories.text.references import photo_mark
from editorial.system.errors import (
    NotFound,
    RuleRefused,
    StaleStory,
    WrongState,
    WrongUsage,
)


@pytest.fixture
def story(store, person):
    made = drafts.new_story(
        store, who=person, headline="Why the pilots strike", body="For nine days.", type="Analysis"
    )
    return drafts.open_story(store, made.created)


def save(store, story, person, **changes):
    words = {"headline": story.headline, "dek": story.dek, "body": story.body} | changes
    base = words.pop("base", story.text_revision)
    return drafts.save_text(store, story.id, who=person, base=base, **words)


def test_a_new_story_carries_its_writers_name(story) -> None:
    assert story.byline == ("Ida Holm",)
    assert story.slug == "why-the-pilots-strike"
    assert story.type == "Analysis"
    assert story.word_count == 3


def test_a_story_is_found_by_id_slug_and_part_of_its_id(store, story) -> None:
    for ref in (story.id, str(story.id), story.slug, story.id.hex[-8:], story.id.hex[:12]):
        assert drafts.open_story(store, ref).id == story.id
    with pytest.raises(NotFound, match="no story “nothing-here”"):
        drafts.open_story(store, "nothing-here")


def test_saving_counts_words_and_follows_the_headline(store, story, person) -> None:
    saved = save(store, story, person, headline="The  pilots’ case ", body="One two three, four.")
    again = drafts.open_story(store, story.id)
    assert (again.headline, again.slug, again.word_count) == (
        "The pilots’ case",
        "the-pilots-case",
        4,
    )
    assert saved.text_revision == again.text_revision == story.text_revision + 1
    assert saved.changes.stories == {story.id}


def test_saving_the_same_words_changes_nothing(store, story, person) -> None:
    saved = save(store, story, person)
    assert not saved.changes
    assert drafts.open_story(store, story.id).revision == story.revision


def test_two_people_saving_keep_both_texts(store, story, person) -> None:
    save(store, story, person, body="Mine.")
    with pytest.raises(StaleStory, match="yours is version 3") as caught:
        save(store, story, person, body="Theirs, from the old text.")
    assert "Both texts are kept" in str(caught.value)
    assert drafts.open_story(store, story.id).body == "Mine."
    kinds = {v.number: v.kind for v in versions.versions(store, story.id)}
    assert kinds[3] == "rescued"
    assert versions.snapshot(store, story.id, 3).body == "Theirs, from the old text."
    assert versions.snapshot(store, story.id, 2).body == "Mine."


def test_a_large_cut_keeps_the_longer_text_as_a_version(store, story, person) -> None:
    long = "word " * 300
    saved = save(store, story, person, body=long)
    drafts.save_text(
        store, story.id, who=person, base=saved.text_revision, headline="x", dek="", body="gone"
    )
    assert long in {
        versions.snapshot(store, story.id, v.number).body
        for v in versions.versions(store, story.id)
    }


def test_a_closed_story_rescues_what_was_typed(store, story, person) -> None:
    with store.write() as session:
        drafts.story_of(session, story.id).status = "ready"
    with pytest.raises(WrongState, match="kept as version 2"):
        save(store, story, person, body="too late")
    assert versions.snapshot(store, story.id, 2).body == "too late"
    assert drafts.open_story(store, story.id).body == "For nine days."


def test_versions_read_back_across_keyframes(store, story, person) -> None:
    bodies = {}
    for number in range(2, 40):
        current = drafts.open_story(store, story.id)
        save(store, current, person, body=current.body + f"\n\nParagraph {number} " * number)
        versions.checkpoint(store, story.id, f"v{number}", who=person)
        bodies[number] = drafts.open_story(store, story.id).body
    rows = versions.versions(store, story.id)
    assert [row.number for row in rows] == list(range(39, 0, -1))
    for number, body in bodies.items():
        assert versions.snapshot(store, story.id, number).body == body


def test_restoring_keeps_the_present_text_and_makes_a_new_version(store, story, person) -> None:
    save(store, story, person, body="Second text.")
    drafts.restore(store, story.id, 1, who=person)
    assert drafts.open_story(store, story.id).body == "For nine days."
    texts = [
        versions.snapshot(store, story.id, v.number).body
        for v in versions.versions(store, story.id)
    ]
    assert texts == ["For nine days.", "Second text.", "For nine days."]
    assert events(store, story.id)[0].what == "restored"


def test_slugs_are_never_shared(store, story, person) -> None:
    other = drafts.open_story(
        store, drafts.new_story(store, who=person, headline="Why the pilots strike").created
    )
    assert other.slug == "why-the-pilots-strike-2"
    with pytest.raises(RuleRefused, match="already has the slug"):
        file_story(store, other.id, who=person, slug="why the pilots strike")
    file_story(store, other.id, who=person, slug="Höfe & Häfen")
    assert drafts.open_story(store, other.id).slug == "hofe-hafen"
    assert drafts.open_story(store, other.id).slug_fixed


def test_filing_makes_unknown_terms_and_says_so(store, story, person) -> None:
    due = dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC)
    changes = file_story(
        store,
        story.id,
        who=person,
        section="Global Crises",
        also_in=["Asia-Pacific", "Global Crises"],
        tags="shipping, labour,shipping , ports",
        byline=["Ida Holm", "Per  Lund"],
        due_at=due,
    )
    filed = drafts.open_story(store, story.id)
    assert filed.section == "Global Crises"
    assert filed.also_in == ("Asia-Pacific",)
    assert filed.tags == ("shipping", "labour", "ports")
    assert filed.byline == ("Ida Holm", "Per Lund")
    assert filed.due_at == due
    assert "New section: “Global Crises”. It was not there before." in changes.notices
    assert changes.vocabulary


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"colour": "red"}, "no field “colour”"),
        ({"due_at": "tomorrow"}, "no moment"),
        ({"language": "!"}, "no language"),
        ({"section": "***"}, "cannot be the name"),
    ],
)
def test_filing_refuses_what_it_cannot_read(store, story, person, fields, word) -> None:
    with pytest.raises(WrongUsage, match=word):
        file_story(store, story.id, who=person, **fields)
    assert drafts.open_story(store, story.id) == story


def test_photos_take_their_places(store, story, person, make_photo) -> None:
    first, second, third = make_photo(), make_photo(), make_photo()
    place_hero(store, story.id, first, who=person)
    place_hero(store, story.id, second, who=person, caption="Own  words", alt="Other alt")
    placed = drafts.open_story(store, story.id)
    assert placed.hero.photo_id == second
    assert placed.hero.caption == "Own words"
    save(store, placed, person, body=f"Text.\n\n{photo_mark(third)}\n\nMore.")
    assert [p.photo_id for p in drafts.open_story(store, story.id).inline] == [third]
    set_photo_words(store, story.id, third, "inline", who=person, caption=None, alt="Quay")
    assert drafts.open_story(store, story.id).inline[0].alt == "Quay"
    remove_hero(store, story.id, who=person)
    assert drafts.open_story(store, story.id).hero is None
    with pytest.raises(NotFound, match="not in this story"):
        set_photo_words(store, story.id, first, "hero", who=person, caption="", alt="")


def test_an_inline_photos_words_survive_cutting_and_pasting_its_mark(
    store, story, person, make_photo
) -> None:
    photo = make_photo()
    place_inline(store, story.id, photo, who=person, caption="Kept")
    save(store, story, person, body="No mark.")
    current = drafts.open_story(store, story.id)
    save(store, current, person, body=photo_mark(photo))
    assert drafts.open_story(store, story.id).inline[0].caption == "Kept"


def test_a_copy_has_everything_but_the_slug(store, story, person, make_photo) -> None:
    place_hero(store, story.id, make_photo(), who=person)
    copy = drafts.open_story(store, drafts.duplicate_story(store, story.id, who=person).created)
    assert copy.body == story.body
    assert copy.hero is not None
    assert copy.slug != story.slug
