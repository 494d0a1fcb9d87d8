"""Claim, release, hand over: one story and many at once."""

from __future__ import annotations

import datetime as dt

import pytest

from editorial.review import decisions, handing, notes
from editorial.review.due_dates import set_due
from editorial.review.each_story import put_back
from editorial.stories import drafts
from editorial.stories.events import events
from editorial.stories.filing import file_story
from editorial.stories.people import Person, Role
from editorial.stories.workflow import Status, Step
from editorial.system.errors import NotAllowed, RuleRefused, WrongState, WrongUsage

EVA = Person("Eva Brandt", frozenset({Role.EDITOR}))
OTTO = Person("Otto Lind", frozenset({Role.EDITOR}))
CHIEF = Person("Chief", frozenset({Role.CHIEF}))
WRITER = Person("Ida Holm", frozenset({Role.WRITER}))


@pytest.fixture
def submitted(store, person):
    def make(headline="Why the pilots strike"):
        made = drafts.new_story(
            store, who=person, headline=headline, dek="Who gains.", type="Analysis",
            section="Europe", body="Forty-one ships ride at anchor. " * 20,
        )  # fmt: skip
        decisions.take_step(store, made.created, Step.SUBMIT, who=person)
        return made.created

    return make


def test_a_claimed_story_is_in_edit_and_a_released_one_waits_again(store, submitted):
    story = submitted()
    changes = handing.claim(store, [story], who=EVA)
    assert changes.stories == {story}
    assert changes.notices == ()
    detail = drafts.open_story(store, story)
    assert (detail.status, detail.assigned_to) == (Status.IN_EDIT, "Eva Brandt")
    handing.release(store, [story], who=EVA)
    detail = drafts.open_story(store, story)
    assert (detail.status, detail.assigned_to) == (Status.SUBMITTED, "")


def test_what_somebody_has_is_not_claimed_or_released_by_another(store, submitted):
    story = submitted()
    handing.claim(store, [story], who=EVA)
    for deed in (handing.claim, handing.release):
        with pytest.raises(RuleRefused, match="Eva Brandt has it"):
            deed(store, [story], who=OTTO)
    handing.release(store, [story], who=CHIEF)
    assert drafts.open_story(store, story).assigned_to == ""
    with pytest.raises(WrongState):
        handing.release(store, [story], who=EVA)


def test_handing_over_keeps_who_gave_what_to_whom_and_why(store, submitted):
    story = submitted()
    handing.claim(store, [story], who=EVA)
    handing.hand_over(store, [story], " Otto  Lind ", who=EVA, note="Check the tonnage.")
    detail = drafts.open_story(store, story)
    assert (detail.status, detail.assigned_to) == (Status.IN_EDIT, "Otto Lind")
    last = events(store, story)[0]
    assert (last.what, last.who) == ("hand_over", "Eva Brandt")
    assert last.data == {"from": "Eva Brandt", "to": "Otto Lind"}
    assert [note.text for note in notes.notes(store, story)] == ["Check the tonnage."]


def test_somebody_elses_story_is_handed_over_only_when_asked_once_more(store, submitted):
    story = submitted()
    handing.claim(store, [story], who=EVA)
    with pytest.raises(NotAllowed, match="Eva Brandt has it"):
        handing.hand_over(store, [story], "Otto Lind", who=OTTO)
    assert drafts.open_story(store, story).assigned_to == "Eva Brandt"
    handing.hand_over(store, [story], "Otto Lind", who=OTTO, insist=True)
    assert drafts.open_story(store, story).assigned_to == "Otto Lind"
    handing.hand_over(store, [story], "Eva Brandt", who=CHIEF)
    assert drafts.open_story(store, story).assigned_to == "Eva Brandt"


def test_only_editors_hand_over_and_only_what_is_worked_on(store, submitted):
    story = submitted()
    with pytest.raises(NotAllowed):
        handing.hand_over(store, [story], "Otto Lind", who=WRITER, insist=True)
    with pytest.raises(WrongUsage):
        handing.hand_over(store, [story], "  ", who=EVA)
    handing.spike(store, [story], who=EVA)
    with pytest.raises(WrongState, match="spiked"):
        handing.hand_over(store, [story], "Otto Lind", who=EVA)


def test_several_at_once_report_what_was_refused_and_why(store, submitted):
    free, taken, other = submitted("Free"), submitted("Taken"), submitted("Other")
    handing.claim(store, [taken], who=OTTO)
    changes = handing.claim(store, [free, taken, other], who=EVA)
    assert changes.stories == {free, other}
    assert changes.notices == ("2 claimed, 1 refused: “Taken” (Otto Lind has it).",)
    assert drafts.open_story(store, taken).assigned_to == "Otto Lind"
    assert drafts.open_story(store, other).status is Status.IN_EDIT


def test_a_refused_story_keeps_nothing_of_the_attempt(store, submitted):
    kept, closed = submitted("Kept"), submitted("Closed")
    handing.spike(store, [closed], who=EVA)
    before = drafts.open_story(store, closed)
    handing.hand_over(store, [kept, closed], "Otto Lind", who=EVA, note="Please.")
    assert drafts.open_story(store, closed) == before
    assert notes.notes(store, closed) == ()
    assert drafts.open_story(store, kept).assigned_to == "Otto Lind"


def test_an_approved_story_can_be_held_without_a_step(store, submitted):
    story = submitted()
    handing.claim(store, [story], who=EVA)
    file_story(store, story, who=EVA, assigned_to="")
    handing.claim(store, [story], who=OTTO)
    detail = drafts.open_story(store, story)
    assert (detail.status, detail.assigned_to) == (Status.IN_EDIT, "Otto Lind")


def test_where_all_of_several_refuse_each_reason_is_told(store, submitted):
    one, two = submitted("One"), submitted("Two")
    handing.claim(store, [one], who=OTTO)
    handing.claim(store, [two], who=CHIEF)
    with pytest.raises(RuleRefused, match=r"Otto Lind has it.*Chief has it") as told:
        handing.claim(store, [one, two], who=EVA)
    assert told.value.message.startswith("0 claimed, 2 refused")


def places(store, *stories):
    return [
        (row.status.value, row.assigned_to, row.due_at)
        for row in (drafts.open_story(store, story) for story in stories)
    ]


def test_a_deed_on_many_is_taken_back_as_one(store, submitted):
    free, held = submitted("Free"), submitted("Held")
    handing.claim(store, [held], who=OTTO)
    before = places(store, free, held)
    handed = handing.hand_over(store, [free, held], "Eva Brandt", who=CHIEF)
    assert [each.headline for each in handed.moved] == ["Free", "Held"]
    back = put_back(store, handed.moved, who=CHIEF)
    assert places(store, free, held) == before
    assert back.notices == ("2 put back.",)
    assert events(store, free)[0].what == "undo"


def test_taking_back_a_claim_leaves_what_went_on_since(store, submitted):
    calm, busy = submitted("Calm"), submitted("Busy")
    handed = handing.claim(store, [calm, busy], who=EVA)
    handing.hand_over(store, [busy], "Otto Lind", who=EVA)
    back = put_back(store, handed.moved, who=EVA)
    assert back.notices == ("1 put back, 1 refused: “Busy” (It went on since then).",)
    assert places(store, calm, busy) == [("submitted", "", None), ("in_edit", "Otto Lind", None)]


def test_due_times_of_many_are_set_and_taken_back(store, submitted):
    one, two, gone = submitted("One"), submitted("Two"), submitted("Gone")
    handing.spike(store, [gone], who=EVA)
    at = dt.datetime(2026, 11, 30, 17, 0, tzinfo=dt.UTC)
    planned = set_due(store, [one, two, gone], at, who=EVA)
    assert planned.notices == (
        "2 given a due time, 1 refused: “Gone” (It is spiked: nothing is due).",
    )
    assert [place[2] for place in places(store, one, two, gone)] == [at, at, None]
    put_back(store, planned.moved, who=EVA)
    assert [place[2] for place in places(store, one, two)] == [None, None]
    set_due(store, [one], at, who=EVA)
    set_due(store, [one], None, who=EVA)
    assert places(store, one)[0][2] is None


def test_a_due_time_needs_a_zone_and_a_person_who_may(store, submitted):
    story = submitted()
    with pytest.raises(WrongUsage):
        set_due(store, [story], dt.datetime(2026, 11, 30, 17, 0), who=EVA)  # noqa: DTZ001
    with pytest.raises(NotAllowed):
        set_due(store, [story], None, who=Person("Another", frozenset({Role.WRITER})))
