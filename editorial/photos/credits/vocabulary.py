"""The word lists under ``resources/credits``, read once, and patterns made of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from editorial.system.paths import resource


@cache
def table(name: str) -> dict[str, Any]:
    """Return ``resources/credits/NAME.toml``."""
    return tomllib.loads(resource("credits", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(file: str, section: str, key: str = "words") -> frozenset[str]:
    """Return one list of words, in lower case."""
    return frozenset(word.casefold() for word in table(file)[section][key])


@cache
def label_words() -> frozenset[str]:
    """Return the label words of all languages."""
    return frozenset(
        word.casefold() for language in table("labels")["words"].values() for word in language
    )


def any_of(choices: frozenset[str] | set[str] | list[str]) -> str:
    """Return a pattern that matches any of ``choices``, the longest first."""
    longest_first = sorted(choices, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"
