"""Quotes and brackets that are open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.review.checks.quotes import unpaired


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“I go,” she said. “Tomorrow.”", "en"),
        ("She said ‘no’ and the ships’ crews didn’t mind the ‘90s.", "en"),
        ("“He told me ‘stay’ twice,” she said.", "en"),
        ("“One paragraph.\n\n“And another.”\n\nThen he left.", "en"),
        ("„Ich gehe“, sagte sie. „Er rief ‚nein‘.“", "de"),
        ("»Ich gehe«, sagte sie.", "de"),
        ("« Je pars », dit-elle, « demain ».", "fr"),
        ("”Jag går”, sade hon.", "sv"),
        ('A 6" gun and a "straight" quote.', "en"),
        ("a) the first, 2) the second :)", "en"),
        ("A [link](https://a.example/x_(y)) and (a bracket [inside]).", "en"),
        ("Code `(“` is left alone.", "en"),
    ],
)
def test_what_is_closed_is_left_alone(text: str, language: str) -> None:
    assert list(unpaired(text, language)) == []


@pytest.mark.parametrize(
    ("text", "language", "sign"),
    [
        ("“I go, she said.", "en", "“"),
        ("I go,” she said.", "en", "”"),
        ("“One.\n\nAnd another.”", "en", "“"),
        ("“He said ‘stay twice,” she said.", "en", "‘"),
        ("„Ich gehe, sagte sie.", "de", "„"),
        ("« Je pars, dit-elle.", "fr", "«"),
        ("Je pars », dit-elle.", "fr", "»"),
        ('"I go, she said.', "en", '"'),
        ("The port (and the pier.", "en", "("),
        ("The port and the pier).", "en", ")"),
    ],
)
def test_what_lacks_its_half_is_found(text: str, language: str, sign: str) -> None:
    assert next(unpaired(text, language))[1] == sign


_WORDS = st.lists(st.sampled_from(["port", "pier", "ship", "it’s", "crew"]), min_size=1, max_size=5)
_QUOTED = _WORDS.map(lambda words: "“" + " ".join(words) + "”")
_BRACKETED = st.one_of(_QUOTED, _WORDS.map(" ".join)).map(lambda inner: f"({inner})")
_PROSE = st.lists(st.one_of(_QUOTED, _BRACKETED, _WORDS.map(" ".join)), min_size=1, max_size=8)


@given(_PROSE)
def test_pairs_are_never_found(parts: list[str]) -> None:
    assert list(unpaired(" ".join(parts), "en")) == []


@given(_PROSE, _PROSE, st.sampled_from("“”()"))
def test_one_half_is_always_found(before: list[str], after: list[str], sign: str) -> None:
    text = f"{' '.join(before)} ship{sign} {' '.join(after)}"
    if sign in "“(":
        text = f"{' '.join(before)} {sign}ship {' '.join(after)}"
    assert len(list(unpaired(text, "en"))) == 1


@given(st.text(alphabet='“”„«»"()[]‘’‚ab \n1', max_size=80), st.sampled_from(["en", "de", "fr"]))
def test_places_are_true(text: str, language: str) -> None:
    assert all(text[place] == sign for place, sign in unpaired(text, language))
