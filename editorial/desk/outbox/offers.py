"""What a person can do with a delivery, by its state."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editorial.publishing.outbox_rows import DeliveryRow


class Offer(StrEnum):
    """One thing to do."""

    COMPARE = "compare"
    RETRY = "retry"
    SIGN_IN = "sign_in"
    HOLD = "hold"
    LET_GO = "let_go"
    WAKE = "wake"
    FIRST = "first"
    EARLIER = "earlier"
    LATER = "later"
    CANCEL = "cancel"
    OPEN_PAGE = "open_page"
    OPEN_STORY = "open_story"

    @property
    def label(self) -> str:
        """The words on its button."""
        return {
            Offer.COMPARE: "Compare",
            Offer.RETRY: "Try again",
            Offer.SIGN_IN: "Enter the password",
            Offer.HOLD: "Hold back",
            Offer.LET_GO: "Let it go",
            Offer.WAKE: "Let the endpoint go on",
            Offer.FIRST: "Send first",
            Offer.EARLIER: "Send earlier",
            Offer.LATER: "Send later",
            Offer.CANCEL: "Call off",
            Offer.OPEN_PAGE: "Open the page",
            Offer.OPEN_STORY: "Open the story",
        }[self]

    @property
    def icon(self) -> str:
        """The icon on its button."""
        return {
            Offer.COMPARE: "columns-2",
            Offer.RETRY: "refresh-cw",
            Offer.SIGN_IN: "key-round",
            Offer.HOLD: "pause",
            Offer.LET_GO: "play",
            Offer.WAKE: "play",
            Offer.FIRST: "send",
            Offer.EARLIER: "arrow-up",
            Offer.LATER: "arrow-down",
            Offer.CANCEL: "ban",
            Offer.OPEN_PAGE: "external-link",
            Offer.OPEN_STORY: "file-text",
        }[self]


_MOVABLE = ("queued", "waiting")
_BY_STATE = {
    "queued": (Offer.RETRY, Offer.CANCEL),
    "waiting": (Offer.RETRY, Offer.CANCEL),
    "sending": (Offer.CANCEL,),
    "published": (Offer.RETRY,),
    "needs_person": (Offer.RETRY, Offer.CANCEL),
    "failed": (Offer.RETRY,),
    "verified": (),
    "accepted": (),
    "cancelled": (),
}


def offers(row: DeliveryRow) -> tuple[Offer, ...]:
    """Return what applies to a delivery, the most likely first."""
    found = list(_BY_STATE[row.state])
    if row.state in _MOVABLE:
        go_on = Offer.WAKE if row.resting else Offer.RETRY
        found = [Offer.LET_GO] if row.held else [go_on, Offer.HOLD]
        found += [Offer.FIRST, Offer.EARLIER, Offer.LATER, Offer.CANCEL]
    if row.asks_sign_in:
        found.insert(0, Offer.SIGN_IN)
    if row.differences:
        found.insert(0, Offer.COMPARE)
    if row.url:
        found.append(Offer.OPEN_PAGE)
    found.append(Offer.OPEN_STORY)
    return tuple(found)


def link_of(row: DeliveryRow) -> Offer | None:
    """Return what stands as a link behind the row's message, for rows that need a person."""
    if row.asks_sign_in:
        return Offer.SIGN_IN
    if row.state == "needs_person" or row.differences:
        return Offer.COMPARE if row.differences else Offer.RETRY
    return Offer.RETRY if row.state == "failed" else None
