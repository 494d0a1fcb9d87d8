"""Digital Source Types: codes, addresses, words."""

from __future__ import annotations

import pytest

from editorial.photos.edit_fields import checked
from editorial.photos.source_types import (
    SOURCE_TYPES,
    VOCABULARY,
    address_of,
    code_of,
    is_generative,
    words_of,
)
from editorial.system.errors import WrongUsage


@pytest.mark.parametrize("code", sorted(SOURCE_TYPES))
def test_a_term_is_known_by_code_and_by_either_address(code: str) -> None:
    address = address_of(code)
    for text in (code, address, address.replace("http:", "https:"), f" {address}/ "):
        assert code_of(text) == code
        assert words_of(text) == SOURCE_TYPES[code]
    assert checked({"digital_source_type": code})["digital_source_type"] == address


def test_retired_and_unknown_terms_are_told_as_far_as_possible() -> None:
    assert words_of(VOCABULARY + "softwareImage") == "Made with software"
    assert words_of("https://example.org/mine") == "https://example.org/mine"
    assert code_of("https://example.org/digitalCapture") == ""


def test_what_generative_ai_made_is_told_from_the_rest() -> None:
    assert is_generative(address_of("trainedAlgorithmicMedia"))
    assert not is_generative(address_of("algorithmicMedia"))
    assert not is_generative("")


def test_a_text_that_is_no_term_is_refused_with_the_codes() -> None:
    assert checked({"digital_source_type": ""}) == {"digital_source_type": ""}
    with pytest.raises(WrongUsage, match="digitalCapture"):
        checked({"digital_source_type": "a photo"})
