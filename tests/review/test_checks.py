"""Each rule, pure: no database."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest

from editorial.review.checks.all_checks import check, findings
from editorial.review.checks.subject import PhotoFacts, Subject
from editorial.stories.snapshot import SnapshotLink, SnapshotPhoto, StorySnapshot
from editorial.stories.workflow import Gate, Status

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
PHOTO, OTHER, STORY = (uuid.UUID(int=n) for n in (1, 2, 3))
FACTS = PhotoFacts(
    file_name="harbour.jpg",
    caption="The outer harbour at first light, 20 November 2026.",
    alt="Pilot boats moored along a stone quay under low cloud",
    decorative=False,
    credit="Dimitrije Ostojic / Shutterstock.com",
)
CLEAN = Subject(
    story=StorySnapshot(
        slug="pilots",
        headline="Why the harbour pilots are striking now",
        dek="Much of the coverage counts idle ships.",
        body="Word " * 200,
        byline=("Ida Holm",),
        type="Analysis",
        section="Global Crises",
        photos=(SnapshotPhoto(PHOTO, "hero"),),
        links=(SnapshotLink(STORY),),
    ),
    gate=Gate.PUBLISH,
    now=NOW,
    word_count=200,
    photos={PHOTO: FACTS},
    linked={STORY: ("Middle ports", Status.PUBLISHED)},
)


def with_story(**changes) -> Subject:
    return dataclasses.replace(CLEAN, story=dataclasses.replace(CLEAN.story, **changes))


def with_photo(**changes) -> Subject:
    return dataclasses.replace(CLEAN, photos={PHOTO: dataclasses.replace(FACTS, **changes)})


def codes(subject: Subject) -> dict[str, str]:
    return {f.code: f.level for f in findings(check(subject))}


def test_a_clean_story_passes_and_says_what_is_well() -> None:
    results = check(CLEAN)
    assert {r.level for r in results} == {"pass"}
    assert "Photos: credit, caption and alt text" in [r.message for r in results]


@pytest.mark.parametrize(
    ("subject", "code", "level", "field"),
    [
        (with_story(headline=" "), "headline_missing", "block", "headline"),
        (with_story(headline="x" * 71), "headline_long", "warn", "headline"),
        (with_story(dek=""), "dek_missing", "block", "dek"),
        (with_story(byline=()), "byline_missing", "block", "byline"),
        (with_story(section=""), "section_missing", "block", "section"),
        (with_story(type=""), "type_missing", "block", "type"),
        (dataclasses.replace(CLEAN, word_count=0), "body_missing", "block", "body"),
        (dataclasses.replace(CLEAN, word_count=90), "body_short", "warn", "body"),
        (with_story(body="The number is TK for now."), "tk_marker", "block", "body"),
        (with_story(dek="Ships [tk: how many] wait"), "tk_marker", "block", "dek"),
        (with_story(body="Two  spaces here."), "double_space", "warn", "body"),
        (with_story(headline="Two  spaces"), "double_space", "warn", "headline"),
        (dataclasses.replace(CLEAN, open_notes=2), "notes_open", "block", "notes"),
        (with_story(photos=()), "hero_missing", "block", "hero"),
        (with_photo(credit=""), "credit_missing", "block", "hero.credit"),
        (
            with_photo(credit="Photo credit: : Dimitrije Ostojic / Shutterstock.com"),
            "credit_unclean",
            "block",
            "hero.credit",
        ),
        (with_photo(credit="REUTERS/Ana Ruiz ||"), "credit_unclean", "block", "hero.credit"),
        (with_photo(caption=""), "caption_missing", "block", "hero.caption"),
        (
            with_photo(caption="Boats. (Credit Image: © POOL via ZUMA Press Wire)"),
            "credit_in_caption",
            "block",
            "hero.caption",
        ),
        (with_photo(caption="IMG_2213.jpg"), "caption_file_name", "block", "hero.caption"),
        (with_photo(alt=""), "alt_missing", "block", "hero.alt"),
        (
            with_photo(alt="Shutterstock_1068582437-1-scaled"),
            "alt_file_name",
            "block",
            "hero.alt",
        ),
        (with_photo(rights_expire_at=NOW), "rights_expired", "block", "hero"),
        (with_story(body=f"![](photo:{OTHER})"), "photo_unknown", "block", "body"),
        (with_story(body="![x](https://example.org/a.jpg)"), "image_outside", "block", "body"),
        (with_story(body=f"[see](story:{OTHER})"), "link_dead", "block", "body"),
        (with_story(links=()), "related_missing", "warn", "related"),
    ],
)  # fmt: skip
def test_each_flaw_is_found_once_and_named(subject, code, level, field) -> None:
    found = findings(check(subject))
    assert [(f.code, f.level, f.field) for f in found] == [(code, level, field)]
    assert found[0].message
    assert found[0].fix


def test_stories_that_are_not_public_are_named() -> None:
    linked = {STORY: ("Middle ports", Status.DRAFT)}
    subject = dataclasses.replace(with_story(body=f"[see](story:{STORY})"), linked=linked)
    assert codes(subject) == {"link_unpublished": "warn", "related_unpublished": "warn"}


def test_submission_asks_for_less_than_publication() -> None:
    rough = dataclasses.replace(
        with_story(dek="", section="", photos=(), body="TK"), gate=Gate.SUBMIT, open_notes=1
    )
    assert set(codes(rough).values()) == {"warn"}
    strict = codes(dataclasses.replace(rough, gate=Gate.PUBLISH))
    assert set(strict) == set(codes(rough))
    assert set(strict.values()) == {"block"}
    assert codes(dataclasses.replace(with_story(byline=()), gate=Gate.SUBMIT)) == {
        "byline_missing": "block"
    }


def test_a_short_post_needs_neither_dek_nor_photo_nor_related() -> None:
    post = dataclasses.replace(
        with_story(dek="", photos=(), links=()), is_short_post=True, word_count=40
    )
    assert codes(post) == {}


def test_a_decorative_photo_needs_no_alt_text() -> None:
    assert codes(with_photo(alt="", decorative=True)) == {}


def test_words_of_the_placement_go_before_the_photos_own() -> None:
    placed = (SnapshotPhoto(PHOTO, "hero", caption="", alt="DSC0001.jpg"),)
    assert codes(with_story(photos=placed)) == {
        "caption_missing": "block",
        "alt_file_name": "block",
    }


@pytest.mark.parametrize(
    "body",
    [
        "The site harbour.tk answers.",
        "Ends a line  \nwith a break.",
        "`two  spaces` in code",
        "    indented  code",
        "| a  | b   |\n|----|-----|\n| 1  | 2   |",
        "TKO is a boxing word; so is STK.",
    ],
)
def test_what_looks_like_a_flaw_and_is_none(body) -> None:
    assert codes(with_story(body=body)) == {}


def test_an_inline_photo_is_checked_where_it_stands() -> None:
    subject = dataclasses.replace(
        with_story(
            body=f"Text.\n\n![](photo:{OTHER})",
            photos=(*CLEAN.story.photos, SnapshotPhoto(OTHER, "inline")),
        ),
        photos={PHOTO: FACTS, OTHER: dataclasses.replace(FACTS, credit="")},
    )
    (found,) = findings(check(subject))
    assert (found.code, found.field) == ("credit_missing", f"photo:{OTHER}.credit")


def test_a_photo_cut_from_the_text_is_not_checked() -> None:
    subject = dataclasses.replace(
        with_story(photos=(*CLEAN.story.photos, SnapshotPhoto(OTHER, "inline"))),
        photos={PHOTO: FACTS, OTHER: dataclasses.replace(FACTS, credit="")},
    )
    assert codes(subject) == {}
