"""The title of the work, in front of its maker's name or behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from editorial.photos.credits.licences import STAND_IN
from editorial.photos.credits.vocabulary import any_of, words

if TYPE_CHECKING:
    from editorial.photos.credits.parts import Draft

_OPEN, _CLOSE = '"“„«‘', '"”“»’'
_BEHIND = re.compile(
    rf",\s*[{_OPEN}]([^{_OPEN}{_CLOSE}]{{2,200}})[{_CLOSE}](?=\s*(?:[,/|(]|{STAND_IN}|$))"
)


@cache
def _front() -> re.Pattern[str]:
    by = any_of(words("words", "title_by"))
    return re.compile(
        rf"(?P<before>(?:^|.*?[:：]\s*|.*?©\s*))[{_OPEN}](?P<title>[^{_OPEN}{_CLOSE}]{{2,300}})[,.]?[{_CLOSE}]"
        rf"(?P<licence>\s*{STAND_IN})?"
        rf"\s*(?:[,-–]?\s*\(?(?P<by>{by})\s+|©\s*|,\s+)(?=\S)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _unquoted() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<title>[^/|©:{STAND_IN}]{{3,120}}?)\s+by\s+(?=[^/|]{{2,80}}[\s,/|(]+{STAND_IN})"
    )


def take_title(draft: Draft) -> Draft:
    """Take out a quoted title, or an unquoted one in front of "by" where a licence follows."""
    quoted = any(mark in draft.text for mark in _OPEN)
    if quoted and (found := _front().match(draft.text)):
        title = found["title"].strip(" ,.")
        rest = found["before"] + draft.text[found.end() :]
        rest += f" {STAND_IN}" if found["licence"] else ""
        word = found["by"]
        lead = f'"{title}" {word} ' if word else f'"{title}", '
        return draft._replace(text=rest, work_title=title, lead=draft.lead + lead, by=True)
    if quoted and (found := _BEHIND.search(draft.text)):
        rest = draft.text[: found.start()] + draft.text[found.end() :]
        return draft._replace(text=rest, work_title=found[1].strip(" ,."))
    if draft.licence and (found := _unquoted().match(draft.text)) and _is_title(found["title"]):
        title = found["title"].strip()
        return draft._replace(
            text=draft.text[found.end() :],
            work_title=title,
            lead=f'{draft.lead}"{title}" by ',
            by=True,
        )
    return draft


def _is_title(text: str) -> bool:
    last = text.split()[-1].casefold().strip(".,")
    return last not in {
        "photo",
        "photos",
        "image",
        "picture",
        "credit",
        "photograph",
        "illustration",
    }
