"""The credit line as this newsroom prints it: one form, one separator, one case, one label.

What is stored on a photo stays as the supplier or a person wrote it; only what readers see is
put into the newsroom's form. Nothing unclean is printed, whatever was stored.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from editorial.photos.credits.agencies import find_house
from editorial.photos.credits.cleaning import clean
from editorial.photos.credits.line import house_line
from editorial.photos.credits.problems import credit_problems
from editorial.photos.credits.reading import read_credit
from editorial.photos.credits.statements import read_draft

if TYPE_CHECKING:
    from editorial.photos.credits.model import Credit
    from editorial.system.settings import NewsroomSettings

SURE = 0.5
"""A reading below this confidence is not turned round: the line is printed as it stands."""


def printed_credit(stored: str, newsroom: NewsroomSettings) -> str:
    """Return a photo's credit as printed, without its label; "" where it names nobody."""
    return _printed(
        stored, newsroom.credit_form, newsroom.credit_separator, newsroom.credit_capitals
    )


@lru_cache(maxsize=4096)
def clean_credit(stored: str) -> str:
    """Return a stored credit as it is where it is clean, else the line that is read out of it."""
    line = stored.strip()
    return read_credit(line).line if line and credit_problems(line) else line


@lru_cache(maxsize=4096)
def _printed(stored: str, form: str, separator: str, capitals: str) -> str:
    line = clean_credit(stored)
    credit = read_credit(line)
    if form == "creator" and credit.confidence >= SURE and credit.canonical:
        line = credit.canonical
        if separator != "/":
            line = house_line(read_draft(clean(credit.line)), separator) or line
    if capitals == "all":
        return line.upper()
    return _with_loud_houses(line, credit) if capitals == "houses" else line


def _with_loud_houses(line: str, credit: Credit) -> str:
    """Write the known houses of a line in capitals; people, and unknown houses, stay."""
    for name in sorted(credit.chain, key=len, reverse=True):
        found = find_house(name)
        if found is not None and found.house.role:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            line = re.sub(pattern, lambda hit: hit.group().upper(), line, flags=re.IGNORECASE)
    return line
