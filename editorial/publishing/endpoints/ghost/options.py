"""What a newsroom can choose for a Ghost endpoint."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one endpoint, kept in its row as JSON; `kind.KIND` says what each is for."""

    byline_in_content: bool = True
    related_in_content: bool = True
    type_as_tag: bool = True
    match_authors: bool = True
    structured_data: bool = True
    newsletter: str = ""
    """The slug of the newsletter that a first publication is sent with; empty: none."""
    schedule_there: bool = False
    """A scheduled piece is there beforehand and comes out by itself."""
    withdraw_to: Literal["draft", "delete"] = "draft"


def read_options(raw: Mapping[str, Any]) -> Options:
    """Return the options of an endpoint's row; keys of other versions are passed over."""
    known = {field.name for field in dataclasses.fields(Options)}
    return Options(**{name: value for name, value in raw.items() if name in known})
