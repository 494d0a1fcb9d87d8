from __future__ import annotations

import pytest

from editorial.stories.text.style.engine import find, fix_all
from editorial.stories.text.style.loading import load_style, parse_style


@pytest.fixture(scope="session")
def house():
    return load_style()


@pytest.fixture(scope="session")
def found(house):
    """Return the rules that a text is against, each with what it found."""

    def look(text: str, language: str = "en", rules=None, **options):
        return [(one.rule_id, one.found) for one in find(text, rules or house, language, **options)]

    return look


@pytest.fixture(scope="session")
def fixed(house):
    def mend(text: str, language: str = "en", rules=None):
        return fix_all(text, rules or house, language)[0]

    return mend


@pytest.fixture(scope="session")
def only():
    """Return rules made of some TOML alone."""

    def make(own: str):
        rules = parse_style("", own)
        assert rules.problems == ()
        return rules

    return make
