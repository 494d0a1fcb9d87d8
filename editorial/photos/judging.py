"""What a photo still needs before it can run, and the words by which it is found.

Both are kept in columns, so that the queues and the search box of a large library are quick.
Every write of a photo ends with `judge`.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from editorial.photos.alt_text import is_file_name
from editorial.photos.credits.problems import credit_problems
from editorial.photos.models import Photo

if TYPE_CHECKING:
    from editorial.storage.store import Store

Status = Literal["ok", "needs_credit", "needs_caption", "needs_alt"]

UNCERTAIN = 0.5
"""Below this confidence a credit that a file brought goes to a person."""


def judge(photo: Photo) -> None:
    """Write ``status``, ``problems`` and ``search_text`` from the photo's other columns."""
    found = _problems(photo)
    photo.status = found[0][0] if found else "ok"
    photo.problems = [sentence for _, sentence in found]
    photo.search_text = fold(
        " ".join(
            [
                photo.file_name,
                photo.title,
                photo.headline,
                photo.caption,
                photo.alt,
                photo.credit,
                photo.source,
                photo.copyright,
                photo.sublocation,
                photo.city,
                photo.state,
                photo.country,
                photo.job_id,
                *photo.creators,
                *photo.keywords,
            ]
        )
    )


def judge_all(store: Store) -> int:
    """Judge every photo anew, after the rules have changed; return how many came out otherwise."""
    changed = 0
    with store.write() as session:
        for photo in session.scalars(select(Photo)):
            before = (photo.status, list(photo.problems), photo.search_text)
            judge(photo)
            changed += before != (photo.status, photo.problems, photo.search_text)
    return changed


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, spaces collapsed: for comparing words."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


def _problems(photo: Photo) -> list[tuple[Status, str]]:
    found: list[tuple[Status, str]] = []
    if not photo.credit.strip():
        found.append(("needs_credit", "The credit is missing."))
    else:
        found += [
            ("needs_credit", f"Credit: {sentence[0].lower()}{sentence[1:]}")
            for sentence in credit_problems(photo.credit)
        ]
        if not found and photo.credit_confidence < UNCERTAIN:
            found.append(("needs_credit", "The credit could not be read for certain: check it."))
    if not photo.caption.strip():
        found.append(("needs_caption", "The caption is missing."))
    if not photo.decorative:
        if not photo.alt.strip():
            found.append(("needs_alt", "The alt text is missing."))
        elif is_file_name(photo.alt):
            found.append(("needs_alt", "The alt text is the name of a file."))
    return found
