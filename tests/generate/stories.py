"""Realistic stories in any number, the same for the same seed.

For benchmarks and searches over many stories. The sentences are made once for a seed, with nouns
drawn by a Zipf-like law and with a few thousand invented names, so that a word index built over
the stories has common, middling and rare words. The stories are then put together from them, at
more than two thousand a second.

Knows nothing of the application.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = {
    group: words.split()
    for group, words in tomllib.loads(
        Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    ).items()
}
SECTIONS = ("Global Crises", "Asia-Pacific", "Washington Politics", "Europe", "Africa", "Economy")
TYPES = ("Analysis", "Reporting", "QiOSK", "Explainer", "Interview")
SENTENCES = 16_000
NEWEST = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
SPAN = timedelta(days=6 * 365)


@dataclass(frozen=True, slots=True)
class GeneratedStory:
    """One invented story; `body` is Markdown and `created` an aware time in UTC."""

    headline: str
    dek: str
    body: str
    section: str
    type: str
    tags: tuple[str, ...]
    byline: tuple[str, ...]
    created: datetime


@dataclass(frozen=True, slots=True)
class _Stock:
    places: tuple[str, ...]
    people: tuple[str, ...]
    nouns: tuple[str, ...]
    noun_weights: tuple[float, ...]
    sentences: tuple[str, ...]
    words_a_sentence: float


FRAMES = (
    "The {a} {n} {v} the {n2} in {place}.",
    "In {place}, the {n} {v} a {a} {n2} before the {n3}.",
    "Nobody {v} the {n}, said {person}, who kept the {a} {n2} for {count} years.",
    "“The {n} was never about the {n2},” {person} said. “It was about the {n3}.”",
    "By {month} the {count}th {n} was in {place}, and the {n2} still {v} no {n3}.",
    "Officials {v} the {a} {n}; the {n2} in {place} tells another story.",
    "Two readings of the {n} are on offer, and the {a} one {v} the {n2} first.",
    "A {a} {n} and a {n2} are not the same thing, as the {n3} in {place} learnt in {month}.",
    "According to [the {n} {n2}](https://example.org/{slug}/{count}), the {n3} {v} the {a} {n4}.",
    "What the {n} {v} was *{a}*, and the {n2} of {place} knew it.",
    "The **{n} {n2}** is {count} pages long, and {person} has read the {n3} twice.",
    "When {person} asked for the {n}, the {n2} {v} a {a} {n3} instead.",
    "It took {count} days for the {n} to reach {place}, {count2} more for the {n2}.",
    "Between {place} and {place2} the {n} {v} every {a} {n2} it met.",
    "The {n} costs {count} thousand a {n2}, and the {a} {n3} pays it.",
    "Is it so strange that the {a} {n} of {place} {v} the {n2}?",
    "There is a {a} {n} for that, {person} said, and it sits in a {n2} in {place}.",
    "In {month} the {n} {v} the {n2}, the {n3} and the {n4}, in that order.",
)
HEADLINES = (
    "Why the {n} of {place} {v} the {n2}",
    "What the {a} {n} in {place} says",
    "The {n} question nobody in {place} asked",
    "{place} counts the {n}, and forgets the {n2}",
    "Who pays when the {n} {v} the {n2}",
    "A {n}, a {n2}, and the {a} {n3} of {place}",
    "{person} and the {a} {n}",
    "The {a} {n}, explained",
)
DEKS = (
    "The {n} was {a}. The better question is who {v} the {n2}.",
    "Page {count} says what the {n} in {place} left out.",
    "How a {a} {n} {v} the {n2}, and what {place} did next.",
    "The {n2} {v} the {n} in {month}. The {a} part came later.",
)
HEADINGS = ("The {a} {n}", "What the {n} {v}", "A {n} in {place}", "After the {n}", "The {n2} test")


@lru_cache(maxsize=4)
def _stock(seed: int) -> _Stock:
    rng = random.Random(f"stock {seed}")
    places = [
        a + b + c
        for a, b, c in product(WORDS["place_starts"], WORDS["place_middles"], WORDS["place_ends"])
        if a[-1] != b[0] and b[-1] != c[0]
    ]
    surnames = [a + b for a, b in product(WORDS["surname_starts"], WORDS["surname_ends"])]
    rng.shuffle(places)
    rng.shuffle(surnames)
    nouns = list(dict.fromkeys(WORDS["nouns"]))
    rng.shuffle(nouns)
    weights = tuple(accumulate(1 / (rank + 3) for rank in range(len(nouns))))
    people = tuple(
        f"{rng.choice(WORDS['first_names'])} {surname}" for surname in surnames for _ in range(2)
    )
    unfinished = _Stock(tuple(places[:3000]), people, tuple(nouns), weights, (), 0.0)
    sentences = tuple(
        _capital(rng.choice(FRAMES).format_map(_filling(rng, unfinished))) for _ in range(SENTENCES)
    )
    mean = sum(len(sentence.split()) for sentence in sentences) / SENTENCES
    return _Stock(unfinished.places, people, unfinished.nouns, weights, sentences, mean)


def _filling(rng: random.Random, have: _Stock) -> dict[str, str]:
    n, n2, n3, n4 = rng.choices(have.nouns, cum_weights=have.noun_weights, k=4)
    place, place2 = rng.choices(have.places, k=2)
    return {
        "n": n,
        "n2": n2,
        "n3": n3,
        "n4": n4,
        "v": rng.choice(WORDS["verbs"]),
        "a": rng.choice(WORDS["adjectives"]),
        "place": place,
        "place2": place2,
        "person": rng.choice(have.people),
        "month": rng.choice(WORDS["months"]),
        "count": str(rng.randrange(2, 400)),
        "count2": str(rng.randrange(2, 40)),
        "slug": f"{place.lower()}-{n}",
    }


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _body(rng: random.Random, have: _Stock, opening: str, about: dict[str, str], words: int) -> str:
    """Paragraphs of three to five sentences, a heading or a list now and then."""
    wanted = max(1, round(words / have.words_a_sentence) - 1)
    chosen: Sequence[str] = rng.choices(have.sentences, k=wanted)
    parts = [f"{opening} {chosen[0]}"]
    at, since_heading = 1, 0
    while at < wanted:
        size = rng.randrange(3, 6)
        paragraph = chosen[at : at + size]
        at += size
        since_heading += 1
        if since_heading == 4 and at < wanted:
            since_heading = 0
            parts.append("## " + _capital(rng.choice(HEADINGS).format_map(about)))
            parts.append("\n".join(f"- {sentence}" for sentence in paragraph))
        else:
            parts.append(" ".join(paragraph))
    return "\n\n".join(parts) + "\n"


def generate(n: int, seed: int = 1, words: int = 1190) -> Iterator[GeneratedStory]:
    """Yield `n` stories of about `words` words each, newest first, the same for the same seed."""
    have = _stock(seed)
    rng = random.Random(f"stories {seed}")
    step = SPAN / max(n, 1)
    for index in range(n):
        about = _filling(rng, have)
        yield GeneratedStory(
            headline=_capital(rng.choice(HEADLINES).format_map(about)),
            dek=_capital(rng.choice(DEKS).format_map(about)),
            body=_body(rng, have, _capital(rng.choice(FRAMES).format_map(about)), about, words),
            section=rng.choice(SECTIONS),
            type=rng.choice(TYPES),
            tags=tuple(dict.fromkeys(rng.choices(WORDS["topics"], k=rng.randrange(1, 5)))),
            byline=tuple(dict.fromkeys(rng.choices(have.people, k=1 if rng.random() < 0.9 else 2))),
            created=NEWEST - step * index - timedelta(microseconds=rng.randrange(1_000_000)),
        )
