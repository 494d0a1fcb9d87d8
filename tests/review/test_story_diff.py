"""Everything of two states compared: each kind of change is found, once, and nothing is lost."""

from __future__ import annotations

import dataclasses
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.photos.past_words import PhotoWords
from editorial.review.compare import item_changes
from editorial.review.story_diff import StoryState, compare_states
from editorial.stories.snapshot import SnapshotLink, SnapshotPhoto, StorySnapshot

ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))
WORDS = PhotoWords("quay.jpg", "Boats at the quay.", "Two boats", "REUTERS/Ana Ruiz", "Ana Ruiz",
                   "Reuters", "", "")  # fmt: skip
PHOTOS = {ONE: WORDS, TWO: dataclasses.replace(WORDS, file_name="harbour.jpg")}
STORY = StorySnapshot(
    slug="slack-water",
    headline="Slack water",
    dek="The tide turns.",
    body=f"One boat came.\n\n![](photo:{TWO})\n\nTwo boats [left](https://example.org/a).",
    byline=("Ida Holm",),
    type="Analysis",
    section="World",
    also_in=("Sea",),
    tags=("tides", "boats"),
    photos=(SnapshotPhoto(ONE, "hero"), SnapshotPhoto(TWO, "inline", caption="In the text.")),
    links=(
        SnapshotLink(THREE),
        SnapshotLink(None, url="https://example.org/1", title="One"),
        SnapshotLink(None, url="https://example.org/2", title="Two"),
    ),
)
STATE = StoryState(STORY, PHOTOS, {THREE: "Neap tide"})


def _diff(photos=PHOTOS, **fields):
    return compare_states(
        STATE, StoryState(dataclasses.replace(STORY, **fields), photos, STATE.titles)
    )


def _told(diff):
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return {
        line.key: "".join(marks[run.kind].format(run.text) for run in line.runs)
        for line in diff.lines
        if line.places
    }


def test_the_same_state_has_no_change():
    diff = _diff()
    assert diff.count == 0
    assert [photo.standing for photo in (*diff.hero, *diff.inline)] == ["same", "same"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"headline": "Slack tide"}, {"headline": "Slack -water-+tide+"}),
        ({"dek": ""}, {"dek": "-The tide turns.-"}),
        ({"type": "QiOSK"}, {"type": "-Analysis-+QiOSK+"}),
        ({"section": ""}, {"section": "-World-"}),
        ({"byline": ("Ida Holm", "Ana Ruiz")}, {"byline": "Ida Holm+, Ana Ruiz+"}),
        ({"byline": ("Ana Ruiz", "Ida Holm")}, {"byline": "+Ana Ruiz, +Ida Holm"}),
        ({"tags": ("boats",)}, {"tags": "-tides, -boats"}),
        ({"also_in": ("Sea", "Trade")}, {"also_in": "Sea+, Trade+"}),
        ({"slug": "tide"}, {"slug": "-slack-water-+tide+"}),
        ({"language": "de"}, {"language": "-en-+de+"}),
    ],
)
def test_fields(fields, told):
    assert _told(_diff(**fields)) == told


def test_an_address_that_follows_the_headline_is_no_change_of_its_own():
    diff = _diff(headline="Neap tide at noon", slug="neap-tide-2")
    assert list(_told(diff)) == ["headline"]
    assert list(_told(_diff(headline="Neap tide", slug="tides"))) == ["headline", "slug"]


def test_a_link_in_the_text_changes_by_its_whole_address():
    diff = _diff(body=STORY.body.replace("example.org/a", "example.org/b"))
    assert _told(diff)["body"].endswith("-](https://example.org/a)-+](https://example.org/b)+.")
    assert diff.count == 1


def test_another_hero_is_one_that_went_and_one_that_came():
    placed = (SnapshotPhoto(TWO, "hero"), STORY.photos[1])
    after = StoryState(dataclasses.replace(STORY, photos=placed), PHOTOS, STATE.titles)
    diff = compare_states(STATE, after)
    assert [(photo.photo_id, photo.standing) for photo in diff.hero] == [
        (ONE, "removed"),
        (TWO, "added"),
    ]
    told = _told(diff)
    assert told[f"photo:hero:{ONE}"] == "-Hero photo: quay.jpg-"
    # The captions of a photo that came are no changes of their own.
    assert told[f"photo:hero:{TWO}"] == "+Hero photo: harbour.jpg, was in the text+"
    assert diff.count == 2


def test_caption_credit_and_alt_are_compared_word_by_word():
    changed = dataclasses.replace(
        WORDS, credit="AFP/Ana Ruiz", alt="Three boats", creator="A. Ruiz"
    )
    told = _told(_diff(photos=PHOTOS | {ONE: changed}))
    assert told == {
        f"photo:hero:{ONE}:credit": "-REUTERS-+AFP+/Ana Ruiz",
        f"photo:hero:{ONE}:creator": "-Ana-+A.+ Ruiz",
        f"photo:hero:{ONE}:alt": "-Two-+Three+ boats",
    }


def test_a_caption_of_the_story_counts_where_it_has_one():
    library = dataclasses.replace(PHOTOS[TWO], caption="Another in the library.")
    assert _diff(photos=PHOTOS | {TWO: library}).count == 0
    placed = (STORY.photos[0], SnapshotPhoto(TWO, "inline", caption="In the story."))
    after = StoryState(dataclasses.replace(STORY, photos=placed), PHOTOS, STATE.titles)
    assert _told(compare_states(STATE, after)) == {
        f"photo:inline:{TWO}:caption": "In the -text-+story+."
    }


def test_an_inline_photo_comes_goes_and_moves_by_its_mark():
    mark = f"![](photo:{TWO})"
    gone = _diff(body=STORY.body.replace(f"{mark}\n\n", ""))
    assert (gone.inline[0].standing, gone.count) == ("removed", 1)
    moved = _diff(body=f"{mark}\n\n" + STORY.body.replace(f"{mark}\n\n", ""))
    assert (moved.inline[0].standing, moved.count) == ("moved", 2)
    came = _diff(body=f"{STORY.body}\n\n![](photo:{ONE})")
    assert [photo.standing for photo in came.inline] == ["same", "added"]
    assert came.count == 1


def test_related_pieces_come_go_move_and_are_renamed():
    first, second, third = STORY.links
    came = _diff(links=(*STORY.links, SnapshotLink(None, url="https://example.org/3")))
    assert _told(came) == {"link:https://example.org/3:title": "+https://example.org/3+"}
    gone = _diff(links=(second, third))
    assert _told(gone) == {f"link:{THREE}:title": "-Neap tide-"}
    assert gone.links[0].key == f"link:{THREE}:title"
    moved = _diff(links=(third, first, second))
    assert _told(moved)["link:https://example.org/2:title"] == (
        "Two (https://example.org/2)+ (moved from place 3 to 1)+"
    )
    assert moved.count == 1
    named = dataclasses.replace(second, title="Uno", excerpt="New.")
    assert list(_told(_diff(links=(first, named, third)))) == [
        "link:https://example.org/1:title",
        "link:https://example.org/1:excerpt",
    ]


@given(
    old=st.lists(st.sampled_from("abcdef"), unique=True),
    new=st.lists(st.sampled_from("abcdef"), unique=True),
)
def test_lists_can_be_read_off_their_changes(old, new):
    runs = item_changes(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == ", ".join(old)
    assert "".join(run.text for run in runs if run.kind != "removed") == ", ".join(new)
