"""Notes in a story of 5,000 words: how many hold over 50 edits, and how soon they are found."""

from __future__ import annotations

import random

import pytest

from editorial.review.anchors import anchor, find
from tests.generate.edits import TrackedText, edit
from tests.generate.stories import generate
from tests.review.note_drift import Tally, drift, passages

RUNS = 12


@pytest.mark.parametrize("kept_up", [False, True], ids=["found at the end", "kept up"])
def test_how_many_hold(kept_up, capsys) -> None:
    tally = Tally()
    for seed in range(1, RUNS + 1):
        tally += drift(seed, words=5000, notes=40, edits=50, kept_up=kept_up)
    with capsys.disabled():
        print(
            f"\n{RUNS} stories of 5,000 words, 40 notes, 50 edits each: {tally.held} of "
            f"{tally.surviving} surviving passages found ({tally.share:.1%}), {tally.said_gone} "
            f"of {tally.gone} cut ones told as gone, {tally.wrong} on a wrong passage; "
            f"{tally.between} were half cut"
        )
    assert tally.share >= 0.95
    assert tally.wrong == 0


@pytest.mark.benchmark(group="100 notes in 5,000 words")
@pytest.mark.parametrize("edits", [0, 50, 400])
def test_finding_a_hundred(benchmark, edits) -> None:
    dice = random.Random(1)
    story = TrackedText(next(iter(generate(1, words=5000))).body)
    anchors = [anchor(story.text, *place) for place in passages(story.text, dice, 100)]
    for _ in range(edits):
        edit(story, dice)
    texts = iter(range(1_000_000))

    def find_all() -> int:
        # Another text each time, as after a save: nothing is known of it yet.
        text = f"{story.text}\n\n{next(texts)}"
        return sum(find(text, each) is not None for each in anchors)

    assert benchmark(find_all) > 50
