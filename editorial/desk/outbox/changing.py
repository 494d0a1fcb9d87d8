"""Which use case an offer stands for, where it changes a delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.desk.outbox.offers import Offer
from editorial.publishing import holding, outbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.publishing.outbox_rows import DeliveryRow

    Change = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def change_of(offer: Offer, row: DeliveryRow, who: str) -> Change | None:
    """Return the use case with its arguments; None for an offer that changes nothing."""
    by = {"who": who}
    changes: dict[Offer, Change] = {
        Offer.RETRY: (outbox.retry_now, (row.id,), {}),
        Offer.CANCEL: (outbox.cancel, (row.id,), by),
        Offer.HOLD: (holding.hold, (row.id,), by),
        Offer.LET_GO: (holding.let_go, (row.id,), by),
        Offer.WAKE: (holding.resume_endpoint, (row.endpoint_id,), by),
        Offer.FIRST: (holding.move, (row.id, "first"), {}),
        Offer.EARLIER: (holding.move, (row.id, "earlier"), {}),
        Offer.LATER: (holding.move, (row.id, "later"), {}),
    }
    return changes.get(offer)
