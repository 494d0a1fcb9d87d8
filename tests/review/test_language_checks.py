"""House style and spelling as checks."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest

from editorial.review.checks.all_checks import check, findings
from editorial.review.checks.subject import PhotoFacts, Subject
from editorial.review.readiness import check_story
from editorial.stories.drafts import duplicate_story, new_story, open_story
from editorial.stories.ignored_words import check_again, ignore_words
from editorial.stories.snapshot import SnapshotPhoto, StorySnapshot
from editorial.stories.text.spelling.dictionaries import Language
from editorial.stories.text.spelling.speller import Speller, own_words
from editorial.stories.text.spelling.word_list import WordList
from editorial.stories.text.style.loading import load_style, parse_style
from editorial.stories.workflow import Gate

PHOTO = uuid.UUID(int=1)


@pytest.fixture
def subject(tmp_path):
    """Return a subject of some words, with the shipped style and a speller."""

    def make(gate=Gate.PUBLISH, style=None, speller=None, caption="A quay.", **words):
        snapshot = StorySnapshot(
            slug="pilots",
            headline="Why the pilots are striking",
            dek="Much of it counts idle ships.",
            body="The pilots have stayed in port.",
            byline=("Ida Holm",),
            photos=(SnapshotPhoto(PHOTO, "hero"),),
        )
        return Subject(
            story=dataclasses.replace(snapshot, **words),
            gate=gate,
            now=dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC),
            word_count=200,
            photos={PHOTO: PhotoFacts("a.jpg", caption, "Boats", False, "REUTERS/Ana Ruiz")},
            style=style or load_style(),
            speller=speller or Speller("en", WordList(tmp_path / "words.txt")),
        )

    return make


def lines(subject, *codes):
    return [r for r in check(subject) if r.code in codes or r.code.startswith("style")]


def test_clean_words_are_said_to_be_so(subject) -> None:
    assert [(r.code, r.level, r.message) for r in lines(subject(), "spelling")] == [
        ("style", "pass", "House style"),
        ("spelling", "pass", "Spelling"),
    ]


def test_what_was_not_looked_at_is_not_mentioned(subject) -> None:
    bare = dataclasses.replace(subject(body="The the recieve"), style=None, speller=None)
    assert lines(bare, "spelling") == []


def test_findings_are_grouped_by_rule_and_field(subject) -> None:
    found = lines(
        subject(
            body="The the pilots; there were 3 ships and 4 boats, “said he.",
            dek="An advisor",
            caption="A quay - an e-mail",
        )
    )
    assert [(r.code, r.level, r.field, r.message, r.fix) for r in found] == [
        ("style:adviser", "warn", "dek", "Dek: “advisor”: here we write “adviser”", "Fix it"),
        ("style:doubled-words", "warn", "body", "“The the”: the word is doubled", "Fix it"),
        ("style:numbers", "warn", "body", "“3”: as a word, “three”, and 1 more like it", "Fix it"),
        ("style:unclosed-quotes", "warn", "body", "This quotation is not closed", "Show it"),
        (
            "style:dashes", "warn", "hero.caption",
            "Caption of the hero photo: Hyphen as a dash: here it is “ – ”", "Fix it",
        ),
        (
            "style:email", "warn", "hero.caption",
            "Caption of the hero photo: “e-mail”: here we write “email”", "Fix it",
        ),
    ]  # fmt: skip
    assert found[2].quote == "pilots; there were 3 ships and 4"


def test_a_blocking_rule_blocks_publishing_and_warns_before(subject) -> None:
    style = parse_style("", "[banned.x]\nwords = ['xyzzy']\nlevel = 'block'\nwhy = 'No.'")
    for gate, level in ((Gate.PUBLISH, "block"), (Gate.SUBMIT, "warn")):
        (found,) = lines(subject(gate=gate, style=style, body="An xyzzy"))
        assert (found.code, found.level) == ("style:x", level)


def test_tk_and_doubled_spaces_are_said_once_and_can_be_switched_off(subject) -> None:
    body = "The number is TK  for now."
    found = {r.code for r in findings(check(subject(body=body)))}
    assert {"tk_marker", "double_space"} <= found
    assert not any(code.startswith("style:") for code in found)
    style = parse_style("", "")
    found = {r.code for r in findings(check(subject(body=body, style=style)))}
    assert not {"tk_marker", "double_space"} & found


def test_words_that_may_be_misspelt_are_one_line(subject) -> None:
    (found,) = lines(subject(body="They recieve teh log."), "spelling")[1:]
    assert (found.level, found.field, found.quote) == ("warn", "body", "recieve")
    assert found.message == "2 words may be misspelt: recieve, teh"
    (found,) = lines(subject(headline="Recieve", body="Recieve it"), "spelling")[1:]
    assert (found.field, found.message) == ("headline", "1 word may be misspelt: Recieve")
    many = subject(body="aaab aaac aaad aaae aaaf aaag aaah")
    assert lines(many, "spelling")[-1].message.endswith("aaab, aaac, aaad, aaae, aaaf and 2 more")


def test_a_language_without_dictionary_is_no_fault(subject, tmp_path) -> None:
    words = WordList(tmp_path / "words.txt")
    found = lines(subject(speller=Speller("xx", words)), "spelling")[-1]
    assert found.level == "pass"
    assert "no dictionary for “xx”" in found.message


def test_a_broken_dictionary_is_said_and_stops_nothing(subject, tmp_path) -> None:
    (tmp_path / "fr.aff").write_text("SET UTF-8\n")
    (tmp_path / "fr.dic").write_text("nothing\n")
    known = [Language("fr", "French", tmp_path / "fr.dic")]
    speller = Speller("fr", WordList(tmp_path / "words.txt"), known)
    found = lines(subject(speller=speller), "spelling")[-1]
    assert found.level == "warn"
    assert "fr.dic is no Hunspell dictionary" in found.message


def test_a_stored_story_is_checked_by_the_files_of_its_newsroom(store, person) -> None:
    made = new_story(store, who=person, headline="Pilots", body="Varnmouth xyzzy " + "word, " * 9)
    codes = {r.code: r for r in findings(check_story(store, made.created))}
    assert codes["spelling"].message == "2 words may be misspelt: Varnmouth, xyzzy"
    own_words(store.home).add_all(["Varnmouth", "xyzzy"])
    store.home.style.write_text("[banned.x]\nwords = ['xyzzy']\nlevel = 'block'\n")
    codes = {r.code: r for r in findings(check_story(store, made.created))}
    assert "spelling" not in codes
    assert codes["style:x"].level == "block"


def test_a_word_that_is_ignored_in_a_story_is_no_finding_there(store, person) -> None:
    story = new_story(store, who=person, body="The Varnmooth pilots.", language="en-GB").created

    def spelt() -> list[str]:
        results = check_story(store, story, Gate.SUBMIT)
        return [r.quote for r in results if r.code == "spelling" and r.level == "note"]

    assert spelt() == ["Varnmooth"]
    before = open_story(store, story).revision
    ignore_words(store, story, ["Varnmooth"], who=person)
    assert spelt() == []
    copy = duplicate_story(store, story, who=person).created
    assert open_story(store, copy).ignored_words == {"Varnmooth"}
    check_again(store, story, who=person)
    assert spelt() == ["Varnmooth"]
    assert open_story(store, story).revision == before
