"""Every field of every case in data/credits.jsonl, with and without the context told."""

import json
from pathlib import Path

import pytest

from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "credits.jsonl").read_text("utf-8").splitlines()
]
ids = [case["id"] for case in CASES]


def seen(case, credit):
    return {name: credit.to_json()[name] for name in case["expect"]}


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_every_field_is_read(case):
    assert seen(case, read_credit(case["raw"], context=case["context"])) == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_every_field_is_read_without_the_context(case):
    credit = read_credit(case["raw"])
    assert seen(case, credit) == case["expect"]
    assert credit.caption == case["expect"].get("caption")


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_line_is_clean_and_reads_back_as_itself(case):
    line = read_credit(case["raw"], context=case["context"]).line
    assert read_credit(line).line == line
    if case["expect"]["canonical"]:
        assert credit_problems(line) == ()


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_raw_text_is_kept(case):
    credit = read_credit(case["raw"])
    assert credit.raw == case["raw"]
    assert credit.to_json()["raw"] == case["raw"]


def test_a_sure_reading_is_more_confident_than_an_ambiguous_one():
    plain = [read_credit(case["raw"]).confidence for case in CASES if not case["ambiguous"]]
    doubtful = [read_credit(case["raw"]).confidence for case in CASES if case["ambiguous"]]
    assert sum(plain) / len(plain) > sum(doubtful) / len(doubtful)
