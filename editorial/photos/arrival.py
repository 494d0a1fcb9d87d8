"""From the words in a file to the words of the library.

Creator, source, copyright and credit are never derived from one another. The credit line is
cleaned, and its raw form kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.photos.credits.captions import split_caption
from editorial.photos.credits.reading import read_credit

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit
    from editorial.photos.metadata.fields import FileMetadata

_AS_THEY_ARE = (
    "title",
    "headline",
    "alt",
    "extended_description",
    "creator_title",
    "caption_writer",
    "source",
    "copyright",
    "usage_terms",
    "web_statement",
    "instructions",
    "job_id",
    "data_mining",
    "model_release",
    "property_release",
    "digital_source_type",
    "ai_system",
    "ai_system_version",
    "ai_prompt",
    "ai_prompt_writer",
    "content_credentials",
    "rating",
    "date_created",
    "sublocation",
    "city",
    "state",
    "country",
    "country_code",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words with which a photo enters the library."""

    metadata: FileMetadata
    caption: str
    credit: str
    credit_raw: str
    credit_confidence: float
    warnings: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Return the columns of `models.Photo` that hold what the file says."""
        columns: dict[str, Any] = {name: getattr(self.metadata, name) for name in _AS_THEY_ARE}
        return columns | {
            "caption": self.caption,
            "credit": self.credit,
            "credit_raw": self.credit_raw,
            "credit_confidence": self.credit_confidence,
            "keywords": list(self.metadata.keywords),
            "creators": list(self.metadata.creators),
            "people": list(self.metadata.people),
            "licensors": [{"name": name, "url": url} for name, url in self.metadata.licensors],
        }


def words_of(metadata: FileMetadata, credit_form: str) -> Words:
    """Return the words of a file; ``credit_form`` is ``supplier`` or ``creator``.

    Where there is no credit field but the caption ends in a credit, that is taken out of it.
    """
    if metadata.credit:
        credit = read_credit(metadata.credit, house_form=credit_form)
        return Words(
            metadata,
            metadata.caption,
            _line(credit, credit_form),
            metadata.credit,
            credit.confidence,
        )
    caption, found = split_caption(metadata.caption)
    if found is None:
        return Words(metadata, metadata.caption, "", "", 0.0)
    line = _line(found, credit_form)
    # All of the old caption is kept as the raw credit: it is the only field that held it.
    return Words(
        metadata,
        caption,
        line,
        metadata.caption,
        found.confidence,
        (f"The credit “{line}” was found at the end of the caption and moved to its own field.",),
    )


def _line(credit: Credit, credit_form: str) -> str:
    return credit.canonical if credit_form == "creator" else credit.line
