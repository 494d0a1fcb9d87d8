"""A credit that was left inside a caption, and captions that hold none."""

import json
from pathlib import Path

import pytest

from editorial.photos.credits.captions import split_caption
from editorial.photos.credits.reading import read_credit

WITH_CREDIT = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "credit_captions.jsonl")
    .read_text("utf-8")
    .splitlines()
]

WITHOUT = [
    "",
    "A soldier (left) and a nurse (right) wait.",
    "Reuters reported on Monday that talks had failed.",
    "A man walks past a Getty Images office in London.",
    "The team won 3/4 of its games, in Boston (Mass.) and elsewhere.",
    "Nobody was hurt, said J. Doe. A. Roe agreed.",
    "The ministers of France, Germany and Italy met in the U.S. in May/June 2023.",
    "He said the photo: a forgery by any measure, was staged.",
    "  Two spaces   stay as they are.  ",
]


@pytest.mark.parametrize("case", WITH_CREDIT, ids=[case["caption"] for case in WITH_CREDIT])
def test_the_credit_is_separated_and_no_word_is_lost(case):
    whole = case["caption"] + case["tail"]
    caption, credit = split_caption(whole)
    assert caption == case["caption"]
    assert credit is not None
    assert credit.line == case["line"]
    assert credit.raw == whole


@pytest.mark.parametrize("caption", WITHOUT)
def test_a_caption_without_a_credit_stays_as_it_is(caption):
    assert split_caption(caption) == (caption, None)


@pytest.mark.parametrize("context", ["caption", "caption_tail", "caption_head"])
def test_a_whole_caption_without_a_credit_is_no_credit(context):
    credit = read_credit("A boat leaves the harbour in the rain.", context=context)
    assert credit.line == ""
    assert credit.caption == "A boat leaves the harbour in the rain."


def test_credit_lines_above_a_caption():
    caption, credit = split_caption(
        "Editorial use only\n"
        "Mandatory Credit: Photo by Ana Roe/NurPhoto/Shutterstock (16507315bs)\n"
        "Players of both sides leave the pitch.\nCopa del Rey, Spain - 03 Feb 2026"
    )
    assert caption == "Players of both sides leave the pitch.\nCopa del Rey, Spain - 03 Feb 2026"
    assert credit is not None
    assert credit.canonical == "Ana Roe/NurPhoto/Shutterstock"
    assert credit.supplier_ref == "16507315bs"
    assert credit.restrictions == ("Editorial use only", "MANDATORY CREDIT")


def test_a_file_caption_marks_the_credit():
    credit = read_credit("FILE - Ana Roe speaks in Ohio, May 3, 2020. (AP Photo/John Roe)")
    assert credit.file
    assert credit.caption == "FILE - Ana Roe speaks in Ohio, May 3, 2020."


@pytest.mark.parametrize(
    ("caption", "rest", "line"),
    [
        (
            "A quay. (Credit Image: © POOL via ZUMA Press Wire)",
            "A quay.",
            "© POOL via ZUMA Press Wire",
        ),
        ("Boats (AP Photo/Jane Doe)", "Boats", "AP Photo/Jane Doe"),
        ("Boats in port. Photo: Zoë Dvořák/Reuters", "Boats in port.", "Zoë Dvořák/Reuters"),
        ("(Credit Image: © POOL via ZUMA Press Wire)", "", "© POOL via ZUMA Press Wire"),
        ("The table, 20 November. © Ana Ruiz", "The table, 20 November.", "© Ana Ruiz"),
    ],
)
def test_a_marked_credit_is_found_however_short_the_caption(caption, rest, line) -> None:
    found, credit = split_caption(caption)
    assert (found, credit and credit.line) == (rest, line)


@pytest.mark.parametrize(
    "caption",
    [
        "Boats (Jane Doe)",
        "The pier (Reuters building) at noon.",
        "Two men talk (second from left, Reuters).",
        "Workers at the Reuters plant",
        "(left to right) Two men",
        "",
    ],
)
def test_words_that_only_look_like_a_credit_stay(caption) -> None:
    assert split_caption(caption) == (caption, None)
