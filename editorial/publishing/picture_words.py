"""The words beside a picture, fit to print.

The checks ask a person to put wrong words right before a story goes out. This holds as well
where words changed after that, and in previews and exports, which no check stands before: what
no reader should see is not printed, and no name is lost by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.photos.alt_text import is_file_name
from editorial.photos.credits.agencies import family
from editorial.photos.credits.captions import split_caption
from editorial.photos.credits.printing import clean_credit, printed_credit
from editorial.photos.credits.reading import read_credit

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit
    from editorial.photos.rows import PhotoRow
    from editorial.system.settings import NewsroomSettings

_SPACES = re.compile(r"[ \t\u00a0]{2,}|\u00a0 | \u00a0")


def single_spaces(text: str) -> str:
    """Return a text of one or several lines with no blank doubled."""
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What stands beside a picture, and the credit in its supplier's form for its file."""

    caption: str
    alt: str
    credit: str
    stored_credit: str


def fit_to_print(row: PhotoRow, caption: str, alt: str, newsroom: NewsroomSettings) -> PictureWords:
    """Return the words of a photo as they may stand on a page."""
    caption = single_spaces(caption)
    credit = clean_credit(row.credit)
    rest, found = split_caption(caption)
    if found is not None:
        if not credit:
            caption, credit = rest, found.line
        elif _says_no_more(found, read_credit(credit)):
            caption = rest
    return PictureWords(
        caption="" if is_file_name(caption) else caption,
        alt="" if row.decorative or is_file_name(alt) else single_spaces(alt),
        credit=printed_credit(credit, newsroom),
        stored_credit=credit,
    )


def _says_no_more(found: Credit, than: Credit) -> bool:
    """Whether everybody whom a caption's credit names stands in the credit line, too."""
    return _names(found) <= _names(than)


def _names(credit: Credit) -> set[str]:
    return {family(name).casefold() for name in (*credit.creators, *credit.chain)}
