"""What a newsroom can choose for a WordPress endpoint."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one endpoint, kept in its row as JSON."""

    hero_in_content: bool = True
    """Show the hero with caption and credit above the text. Most themes print the featured
    image without its caption; switch this off only for a theme that prints both."""
    byline_in_content: bool = True
    """Print “By A and B” above the text: WordPress knows one author, and only its own users."""
    dek_in_content: bool = False
    """Print the dek above the text too; it is always the excerpt."""
    related_in_content: bool = True
    type_as: Literal["tag", "category", "none"] = "tag"
    """Where the story type goes; it is left out of the comparison of tags and sections."""
    structured_data: bool = True
    """Put schema.org data into the page where the account may."""
    match_author: bool = True
    """Set WordPress' author where a user has the name of the byline's first author."""
    schedule_there: bool = False
    """A scheduled piece is there beforehand and comes out by itself."""
    withdraw_to: Literal["draft", "trash"] = "draft"


def read_options(raw: Mapping[str, Any]) -> Options:
    """Return the options of an endpoint's row; keys of other versions are passed over."""
    known = {field.name for field in dataclasses.fields(Options)}
    return Options(**{name: value for name, value in raw.items() if name in known})
