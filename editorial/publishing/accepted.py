"""What is known of a copy that cannot be read back: what was sent, and that it was accepted.

Kept as a receipt without a fingerprint, so that corrections and withdrawals reach the endpoint,
and so that nothing calls such a copy checked.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from editorial.publishing import readback
from editorial.publishing.endpoints.protocol import SENT, Held

if TYPE_CHECKING:
    import datetime as dt

    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.piece import Piece

WORDS = "sent and accepted; this endpoint cannot be read back, so nobody has seen it there"
WITHDRAWN_WORDS = (
    "accepted; this endpoint cannot be read back, so look there whether readers still see it"
)


def published(piece: Piece, remote_id: str, url: str, journal: Journal, now: dt.datetime) -> Held:
    """Return the receipt's side of a piece that was accepted."""
    sent = readback.expected(piece)
    return Held(
        remote_id=remote_id,
        url=url,
        public=piece.published_at <= now,
        headline=sent.headline,
        body_text=sent.body_text,
        credits=sent.credits,
        links=sent.links,
        sections=sent.sections,
        tags=sent.tags,
        fingerprint="",
        slug=piece.slug,
        extra=dict(journal.result(SENT) or {}),
    )


def gone(journal: Journal) -> Held:
    """Return the receipt's side of a copy that was looked for and is no longer there."""
    return dataclasses.replace(_before(journal), public=False, fingerprint="gone")


def withdrawn(journal: Journal) -> Held:
    """Return the receipt's side of a withdrawal that was accepted."""
    before = _before(journal)
    extra = dict(journal.result(SENT) or {})
    return dataclasses.replace(before, public=False, fingerprint="", extra=extra)


def _before(journal: Journal) -> Held:
    """Return what the last receipt tells; bare facts where there is none."""
    if journal.previous is not None:
        return journal.previous
    return Held(journal.remote_id, "", False, "", "", (), (), (), (), fingerprint="")
