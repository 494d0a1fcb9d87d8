"""Suggestions: made, decided, followed through edits, in each other's way."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.review import decisions, note_following
from editorial.review.readiness import check_story
from editorial.review.suggestion_places import (
    Change,
    apart,
    apply_changes,
    changes_between,
    locate,
    surroundings,
)
from editorial.review.suggestions import (
    accept,
    proposal_of,
    propose,
    reject,
    suggest,
    suggestions,
)
from editorial.stories import drafts
from editorial.stories.events import events
from editorial.stories.people import Person
from editorial.stories.versions import versions
from editorial.stories.workflow import Gate, Step
from editorial.system.errors import NotFound, StaleStory, WrongState, WrongUsage

BODY = (
    "The talks ended on Thursday without a date. None has produced the signed annex, the minister "
    "said, and left by the side door.\n\nThree governments said that they would sign."
)
WORDS = {"headline": "Talks end without a date", "dek": "No annex yet", "body": BODY}
EVA = Person("Eva Brandt")


@pytest.fixture
def story(store, person):
    return drafts.new_story(store, who=person, **WORDS).created


def make(store, story, who=EVA, **changed):
    shown = proposal_of(store, story, who.name)
    propose(store, story, who=who, words=shown.words, proposed=dict(shown.proposed) | changed)


def save(store, story, who, body):
    now = drafts.open_story(store, story)
    note_following.save_text(
        store, story, who=who, base=now.text_revision, headline=now.headline, dek=now.dek,
        body=body,
    )  # fmt: skip


def pairs(store, story, **ways):
    return [(row.old, row.new) for row in suggestions(store, story, **ways)]


def words_of(store, story):
    now = drafts.open_story(store, story)
    return {"headline": now.headline, "dek": now.dek, "body": now.body}


def test_what_is_proposed_changes_no_word(store, story):
    make(
        store, story, headline="Talks end with no date",
        body=BODY.replace("None has", "Nobody has") + "\n\nOne did.",
    )  # fmt: skip
    assert words_of(store, story) == WORDS
    assert pairs(store, story) == [
        ("without a", "with no"),
        ("None", "Nobody"),
        ("", "\n\nOne did."),
    ]
    first = suggestions(store, story)[0]
    assert (first.author, first.state, first.place) == ("Eva Brandt", "open", (10, 19))


def test_going_on_keeps_what_stays_and_takes_back_what_went(store, story):
    make(store, story, body=BODY.replace("None", "No"))
    make(store, story, body=BODY.replace("None", "Nobody").replace("Three", "Four"))
    kept = suggestions(store, story)
    assert [(row.old, row.new) for row in kept] == [("None", "Nobody"), ("Three", "Four")]
    make(store, story, body=BODY.replace("Three", "Four"))
    (left,) = suggestions(store, story)
    assert left.id == kept[1].id
    # What the author wrote over is no history of the desk.
    assert pairs(store, story, decided=True) == [("Three", "Four")]
    assert [row.what for row in events(store, story)].count("suggested") == 1


def test_a_proposal_goes_on_where_it_was_left(store, story):
    proposed = BODY.replace("None", "Nobody").replace("side door", "back door")
    make(store, story, body=proposed, dek="No annex so far")
    shown = proposal_of(store, story, EVA.name)
    assert shown.words == WORDS
    assert shown.proposed == WORDS | {"body": proposed, "dek": "No annex so far"}
    assert proposal_of(store, story, "Somebody else").proposed == WORDS


def test_accepting_changes_the_words_by_a_save(store, story, person):
    make(store, story, body=BODY.replace("None", "Nobody").replace("Three", "Four"))
    first, second = suggestions(store, story)
    before = drafts.open_story(store, story)
    accept(store, story, [first.id], who=person, base=before.text_revision)
    now = drafts.open_story(store, story)
    assert now.body == BODY.replace("None", "Nobody")
    assert now.text_revision == before.text_revision + 1
    newest = versions(store, story)[0]
    assert (newest.author, newest.number) == (person.name, 2)
    decided = suggestions(store, story, decided=True)
    assert [(row.id, row.state) for row in decided] == [(second.id, "open"), (first.id, "accepted")]
    assert decided[1].decided_by == person.name
    told = events(store, story)[0]
    assert (told.what, told.data["suggestions"]) == ("suggestions_accepted", [str(first.id)])


def test_rejecting_keeps_it_in_the_history(store, story, person):
    make(store, story, body=BODY.replace("None", "Nobody"))
    (row,) = suggestions(store, story)
    reject(store, story, [row.id], who=person)
    assert words_of(store, story) == WORDS
    assert suggestions(store, story) == ()
    (told,) = suggestions(store, story, decided=True)
    assert (told.state, told.decided_by, told.new) == ("rejected", person.name, "Nobody")
    assert events(store, story)[0].what == "suggestions_rejected"
    with pytest.raises(NotFound, match="not open"):
        accept(store, story, [row.id], who=person)


def test_a_stale_screen_decides_nothing(store, story, person):
    make(store, story, body=BODY.replace("None", "Nobody"))
    (row,) = suggestions(store, story)
    base = drafts.open_story(store, story).text_revision
    save(store, story, person, BODY + " And so on.")
    with pytest.raises(StaleStory):
        accept(store, story, [row.id], who=person, base=base)
    assert suggestions(store, story)[0].is_open


def test_it_survives_edits_around_it(store, story, person):
    make(store, story, body=BODY.replace("signed annex", "sealed annex"))
    body = BODY
    for old, new in (
        ("The talks ended", "On the third day the talks ended"),
        ("None has produced", "Nobody showed us"),
        (", the minister said,", ","),
        ("Three governments", "Three small governments"),
    ):
        body = body.replace(old, new)
        save(store, story, person, body)
    (row,) = suggestions(store, story)
    accept(store, story, [row.id], who=person)
    assert words_of(store, story)["body"] == body.replace("signed", "sealed")


def test_what_is_gone_says_so_and_comes_back_with_its_words(store, story, person):
    make(store, story, body=BODY.replace("None has", "Nobody has"))
    (row,) = suggestions(store, story)
    save(store, story, person, BODY.replace("None has produced", "They hid"))
    (gone,) = suggestions(store, story)
    assert (gone.is_gone, gone.old, gone.new) == (True, "None", "Nobody")
    with pytest.raises(WrongState, match="are gone") as caught:
        accept(store, story, [row.id], who=person)
    assert "Copy" in caught.value.next_step
    save(store, story, person, BODY)
    assert not suggestions(store, story)[0].is_gone


def test_two_in_each_others_way(store, story, person):
    make(store, story, body=BODY.replace("None has", "Nobody has"))
    make(store, story, who=person, body=BODY.replace("None has produced", "No one has shown"))
    make(store, story, who=Person("Lu"), body=BODY.replace("side door", "back door"))
    one, two, apart_ = sorted(suggestions(store, story), key=lambda row: row.author)
    assert one.conflicts == (two.id,)
    assert two.conflicts == (one.id,)
    assert apart_.conflicts == ()
    accept(store, story, [one.id], who=person)
    assert [row.id for row in suggestions(store, story)] == [apart_.id]
    lost = next(row for row in suggestions(store, story, decided=True) if row.id == two.id)
    assert lost.is_overtaken
    assert events(store, story)[0].data["overtaken"] == [str(two.id)]


def test_overtaken_even_where_its_words_stand_again(store, story, person):
    suggest(store, story, who=EVA, old="annex,", new="annex and its map,")
    suggest(store, story, who=person, old="signed annex,", new="paper,")
    first, second = sorted(suggestions(store, story), key=lambda row: row.new)
    accept(store, story, [first.id], who=person)
    assert suggestions(store, story) == ()
    assert second.id != first.id


def test_one_suggestion_from_the_command_line(store, story):
    made = suggest(store, story, who=EVA, old="side door", new="back door").created
    (row,) = suggestions(store, story)
    assert (row.id, row.old, row.new) == (made, "side door", "back door")
    for old, field, said in (
        ("said", "body", "2 times"), ("nowhere at all", "body", "nowhere"),
        ("x", "byline", "Nothing can be suggested"), ("", "body", "needs words"),
    ):  # fmt: skip
        with pytest.raises(WrongUsage, match=said):
            suggest(store, story, who=EVA, old=old, new="y", field=field)


def test_an_open_suggestion_is_said_at_submit_and_blocks_approval(store, story, person):
    made = suggest(store, story, who=EVA, old="side door", new="back door").created

    def level(gate):
        found = check_story(store, story, gate)
        return [(r.level, r.message) for r in found if r.code == "suggestions_open"]

    assert level(Gate.SUBMIT) == [("note", "1 suggestion is undecided")]
    assert level(Gate.APPROVE) == [("block", "1 suggestion is undecided")]
    reject(store, story, [made], who=person)
    assert level(Gate.PUBLISH) == []


def test_closed_words_take_no_suggestion(store, story, person):
    made = suggest(store, story, who=EVA, old="side door", new="back door").created
    decisions.take_step(store, story, Step.SPIKE, who=person)
    with pytest.raises(WrongState, match="closed"):
        suggest(store, story, who=EVA, old="Three", new="Four")
    with pytest.raises(WrongState, match="closed"):
        accept(store, story, [made], who=person)
    assert words_of(store, story) == WORDS


# Texts with repetitions, as the worst case for finding a place again.
_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["the", "annex", "says", "a", ",", ".", "\n\n", "**", "ship 🚢", "x"]),
        max_size=30,
    ).map(" ".join),
)


@given(old=_TEXT, new=_TEXT)
def test_changes_made_are_the_new_text_and_each_is_found_again(old, new):
    changes = changes_between(old, new)
    assert apply_changes(old, changes) == new
    assert apart(changes) == tuple(range(len(changes)))
    for change in changes:
        before, after = surroundings(old, change.start, change.end)
        place = locate(old, old[change.start : change.end], before, after)
        assert place == (change.start, change.end)


def _line(text):
    return " ".join(text.split())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(old=_TEXT, new=_TEXT, seed=st.integers(0, 99), one_by_one=st.booleans())
def test_all_accepted_is_the_editors_text_and_all_rejected_the_writers(
    store, person, old, new, seed, one_by_one
):
    words = {"headline": _line(old), "dek": _line(new), "body": old}
    other = {"headline": _line(new), "dek": _line(old), "body": new}
    for decide, expected in ((accept, other), (reject, words)):
        made = drafts.new_story(store, who=person, **words).created
        propose(store, made, who=EVA, words=words, proposed=other)
        ids = [row.id for row in suggestions(store, made)]
        random.Random(seed).shuffle(ids)
        for part in [[each] for each in ids] if one_by_one else [ids] if ids else []:
            decide(store, made, part, who=person)
        assert words_of(store, made) == expected
        assert suggestions(store, made) == ()


def test_an_insertion_beside_a_change_is_in_nobodys_way():
    assert not Change(3, 3, "x").meets(Change(3, 6, "y"))
    assert not Change(3, 3, "x").meets(Change(3, 3, "y"))
    assert Change(4, 4, "x").meets(Change(3, 6, "y"))
    assert Change(3, 6, "x").meets(Change(3, 6, "y"))
