from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.review import decisions, mentions, note_following, notes, unsent_notes
from editorial.review.readiness import check_story
from editorial.stories import drafts, vocabulary
from editorial.stories.people import Person
from editorial.stories.workflow import Gate, Step
from editorial.system.errors import WrongUsage
from tests.generate.edits import TrackedText, edit
from tests.generate.stories import generate

BODY = (
    "The talks ended on Thursday without a date. None has produced the signed annex, the minister "
    "said, and left by the side door.\n\nThree governments said that they would sign."
)


@pytest.fixture
def story(store, person):
    return drafts.new_story(
        store, who=person, headline="Talks end without a date", dek="No annex yet", body=BODY
    ).created


def save(store, story, person, *, body=BODY, headline="Talks end without a date"):
    base = drafts.open_story(store, story).text_revision
    note_following.save_text(
        store, story, who=person, base=base, headline=headline, dek="No annex yet", body=body
    )


def only(store, story):
    (row,) = notes.notes(store, story)
    return row


QUOTE = "None has produced the signed annex"


def test_a_note_follows_its_passage_and_remembers_the_old_words(store, story, person) -> None:
    notes.add_note(store, story, who=person, text="Who says so?", quote=QUOTE)
    assert (only(store, story).words, only(store, story).has_changed) == (QUOTE, False)
    save(store, story, person, body=BODY.replace("None has", "Nobody has"))
    row = only(store, story)
    assert row.quote == QUOTE
    assert row.passage == row.words == "Nobody has produced the signed annex"
    assert row.has_changed
    assert not row.is_gone


def test_small_changes_never_add_up(store, story, person) -> None:
    notes.add_note(store, story, who=person, text="Who says so?", quote=QUOTE)
    body = BODY
    for old, new in (
        ("None has", "Nobody has"), ("signed annex", "sealed annex"), ("produced", "shown"),
        ("sealed annex", "sealed paper"), ("the minister said, and", "an aide told us and"),
        ("without a date", "with no date"), ("Nobody has", "No one has"),
    ):  # fmt: skip
        body = body.replace(old, new)
        save(store, story, person, body=body)
    assert only(store, story).words == "No one has shown the sealed paper"


def test_what_is_gone_says_so_and_comes_back_with_its_words(store, story, person) -> None:
    notes.add_note(store, story, who=person, text="Who says so?", quote=QUOTE)
    save(store, story, person, body=BODY.replace(QUOTE + ", the minister said,", "He frowned"))
    row = only(store, story)
    assert row.is_gone
    assert (row.quote, row.text, row.place) == (QUOTE, "Who says so?", None)
    save(store, story, person)
    assert only(store, story).words == QUOTE


def test_following_is_not_a_change_of_the_story(store, story, person) -> None:
    notes.add_note(store, story, who=person, text="Why?", quote="Three governments")
    save(store, story, person, body=BODY.replace("Three", "Three small"))
    before = drafts.open_story(store, story)
    assert note_following.follow(store, story) == 0
    assert drafts.open_story(store, story) == before


def test_notes_on_fields_and_photos(store, story, person, photo) -> None:
    notes.add_note(store, story, who=person, text="Flat.", field="headline", quote="without a date")
    notes.add_note(store, story, who=person, text="Two tags more.", field="tags")
    notes.add_note(store, story, who=person, text="Who took it?", photo_id=photo)
    save(store, story, person, headline="Talks end with no date")
    headline, tags, picture = notes.notes(store, story)
    assert (headline.field, headline.words) == ("headline", "with no date")
    assert (tags.field, tags.is_gone) == ("tags", False)
    assert (picture.field, picture.photo_id, picture.is_gone) == ("photo", photo, True)
    with pytest.raises(WrongUsage, match="no field"):
        notes.add_note(store, story, who=person, text="?", field="hedline")


@pytest.fixture
def photo():
    from editorial.system.clock import uuid7

    return uuid7()


def test_an_open_note_blocks_approval_until_it_is_resolved(store, story, person) -> None:
    made = notes.add_note(store, story, who=person, text="Check the name.").created

    def level(gate):
        return [r.level for r in check_story(store, story, gate) if r.field == "notes"]

    assert level(Gate.SUBMIT) == ["note"]
    assert level(Gate.PUBLISH) == ["block"]
    notes.resolve_note(store, made, who=person)
    assert level(Gate.PUBLISH) == ["pass"]
    notes.reopen_note(store, made, who=person)
    assert level(Gate.PUBLISH) == ["block"]


def test_who_is_named_is_found(store, story, person) -> None:
    vocabulary.add_contributor(store, "Rosa Vale")
    made = notes.add_note(store, story, who=person, text="@Rosa Vale, is it so? @nobody").created
    (found,) = mentions.mentions_of(store, "Rosa Vale")
    assert (found.note_id, found.story_id, found.author) == (made, story, person.name)
    assert mentions.mentions_of(store, person.name) == ()
    answer = notes.add_note(store, story, who=person, text="@Ida look", parent=made).created
    assert [m.note_id for m in mentions.mentions_of(store, person.name)] == [answer]
    notes.resolve_note(store, made, who=person)
    assert mentions.mentions_of(store, "Rosa Vale") == ()
    assert mentions.mentions_of(store, person.name) == ()


def test_a_return_names_people_too(store, story, person) -> None:
    drafts.new_story(store, who=Person("Rosa Vale"))
    decisions.take_step(store, story, Step.SPIKE, who=person, note="@Rosa Vale has a better one.")
    assert [m.text for m in mentions.mentions_of(store, "Rosa Vale")] == [
        "@Rosa Vale has a better one."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Rosa Vale", ("Rosa Vale",)),
        ("ask @rosa vale.", ("Rosa Vale",)),
        ("@Rosa", ("Rosa Vale",)),
        ("@Vale, @Ann", ("Rosa Vale", "Ann")),
        ("@Ann Lee and @Ann", ("Ann Lee", "Ann")),
        ("@Lee", ()),
        ("rosa@vale.org, @@Rosa, @", ()),
        ("@Rosalind", ()),
    ],
)
def test_names_after_an_at(text, found) -> None:
    assert mentions.mentioned(text, ["Rosa Vale", "Ann", "Ann Lee", "Jo Lee"]) == found


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_only_known_people_are_named(text, names) -> None:
    known = [name for name in names if name.strip()]
    assert set(mentions.mentioned(text, known)) <= set(known)


def test_words_that_were_not_sent_are_kept_for_their_writer(store, story, person) -> None:
    about = {"field": "headline", "quote": "Talks"}
    unsent_notes.keep_unsent(store, story, who=person, text="Is it", about=about)
    unsent_notes.keep_unsent(store, story, who=person, text="Is it so?", about=about)
    made = notes.add_note(store, story, who=Person("Rosa Vale"), text="Look.").created
    unsent_notes.keep_unsent(store, story, who=person, text="I did", parent=made)
    kept = unsent_notes.unsent_notes(store, story, person.name)
    assert {(each.parent, each.text) for each in kept} == {(None, "Is it so?"), (made, "I did")}
    assert next(each.about for each in kept if each.parent is None) == about
    assert unsent_notes.unsent_notes(store, story, "Rosa Vale") == ()
    notes.add_note(store, story, who=person, text="Is it so?")
    assert [e.parent for e in unsent_notes.unsent_notes(store, story, person.name)] == [made]
    unsent_notes.keep_unsent(store, story, who=person, text=" ", parent=made)
    assert unsent_notes.unsent_notes(store, story, person.name) == ()


def test_notes_hold_over_fifty_saves(store, person) -> None:
    text = TrackedText(next(iter(generate(1, words=4000, seed=5))).body)
    story = drafts.new_story(store, who=person, headline="Long", body=text.text).created
    dice = random.Random(5)
    marks = {}
    for number in range(12):
        start = text.text.index(" ", dice.randrange(len(text.text) - 400)) + 1
        end = text.text.index(" ", start + 50)
        marks[str(number)] = set(text.ids[start:end])
        notes.add_note(
            store, story, who=person, text=str(number), quote=text.text[start:end],
            before=text.text[:start], after=text.text[end:],
        )  # fmt: skip
    for _ in range(50):
        edit(text, dice)
        save(store, story, person, body=text.text, headline="Long")
    held = surviving = 0
    for row in notes.notes(store, story):
        left = text.places(marks[row.text])
        inside = [at for at in left if row.place and row.place[0] <= at < row.place[1]]
        assert row.place is None or inside, row
        if len(left) >= 0.6 * len(marks[row.text]):
            surviving += 1
            held += len(inside) >= len(left) / 2
    assert surviving >= 8
    assert held == surviving
