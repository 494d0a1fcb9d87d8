"""Two versions of 10,000 words compared, beside the standard library's difflib on the same words.

The cases are the worst that a newsroom makes: every paragraph rewritten, all of them in another
order, another story altogether, and a text of few words that come again and again. Processor time
counts, so that what else runs on the computer does not.
"""

from __future__ import annotations

import difflib
import random
import time

import pytest

from editorial.review.compare import word_changes
from editorial.review.word_alignment import Words
from tests.generate.edits import TrackedText, edit
from tests.generate.stories import generate

WORDS = 10_000
MOST_SECONDS = 0.1
_OTHER_WORDS = ["some", "other", "word", "quay", "the", "of", "again"]


def _story(seed: int) -> str:
    return next(iter(generate(1, seed=seed, words=WORDS))).body


def _edited(times: int) -> tuple[str, str]:
    story = _story(1)
    text, dice = TrackedText(story), random.Random(1)
    for _ in range(times):
        edit(text, dice)
    return story, text.text


def _rewritten() -> tuple[str, str]:
    dice = random.Random(2)
    story = _story(1)
    paragraphs = []
    for paragraph in story.split("\n\n"):
        words = paragraph.split(" ")
        for _ in range(1 + len(words) // 4):
            words[dice.randrange(len(words))] = dice.choice(_OTHER_WORDS)
        paragraphs.append(" ".join(words))
    return story, "\n\n".join(paragraphs)


def _moved() -> tuple[str, str]:
    story = _story(1)
    paragraphs = story.split("\n\n")
    random.Random(3).shuffle(paragraphs)
    return story, "\n\n".join(paragraphs)


def _repeated() -> tuple[str, str]:
    return " ".join(["the", "and"] * (WORDS // 2)), " ".join(["and", "the", "of"] * (WORDS // 3))


CASES = {
    "50 edits": lambda: _edited(50),
    "every paragraph rewritten": _rewritten,
    "paragraphs in another order": _moved,
    "another story": lambda: (_story(1), _story(4)),
    "few words, often": _repeated,
}


@pytest.mark.benchmark(group="two versions of 10,000 words", timer=time.process_time)
@pytest.mark.parametrize("case", CASES)
def test_two_versions(benchmark, case) -> None:
    old, new = CASES[case]()
    runs = benchmark.pedantic(word_changes, (old, new), rounds=9, warmup_rounds=1)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert benchmark.stats.stats.median < MOST_SECONDS


@pytest.mark.parametrize("case", CASES)
def test_beside_difflib(case, capsys) -> None:
    old, new = CASES[case]()
    begun = time.process_time()
    word_changes(old, new)
    ours = time.process_time() - begun
    begun = time.process_time()
    matcher = difflib.SequenceMatcher(None, Words(old).tokens, Words(new).tokens)
    matcher.get_opcodes()
    theirs = time.process_time() - begun
    with capsys.disabled():
        print(f"\n{case}: {ours * 1000:.0f} ms, difflib {theirs * 1000:.0f} ms")
    assert ours < theirs or theirs < MOST_SECONDS
