"""Differences between ours and the endpoint's, as the outbox shows them side by side."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from editorial.publishing import readback
from editorial.publishing.outbox_rows import clock_time

if TYPE_CHECKING:
    from editorial.publishing.endpoints.protocol import Held
    from editorial.publishing.piece import Piece

Sides = list[dict[str, str]]
"""Each with ``field``, ``expected`` (ours) and ``found`` (the endpoint's)."""


def after(piece: Piece, held: Held | None) -> Sides:
    """Return where the copy that was read back is not what was sent."""
    if held is None:
        return [{"field": "copy", "expected": piece.headline, "found": ""}]
    return _sides(readback.differences(readback.expected(piece), held))


def sides(previous: Held, live: Held | None) -> Sides:
    """Return where the live copy is not what we last left there; never empty."""
    if live is None:
        return [{"field": "copy", "expected": previous.headline, "found": ""}]
    ours = readback.Parts(
        headline=previous.headline,
        body_text=previous.body_text,
        credits=previous.credits,
        links=previous.links,
        sections=previous.sections,
        tags=previous.tags,
        images=previous.images,
    )
    found = _sides(readback.differences(ours, live))
    if previous.slug != live.slug:
        found.append({"field": "slug", "expected": previous.slug, "found": live.slug})
    if previous.public != live.public:
        found.append(
            {
                "field": "state",
                "expected": _seen(previous.public),
                "found": _seen(live.public),
            }
        )
    for name in sorted({*previous.extra, *live.extra} - {"modified_gmt"}):
        ours_too, theirs = previous.extra.get(name), live.extra.get(name)
        if isinstance(ours_too, str) and isinstance(theirs, str) and ours_too != theirs:
            found.append({"field": name, "expected": ours_too, "found": theirs})
    return found or same_words()


def same_words() -> Sides:
    """Return the two sides of a copy that reads like ours, yet is not known to be ours."""
    words = "saved at the endpoint, with the same words, credits and links"
    return [{"field": "other", "expected": "as we left it", "found": words}]


def changed_words(live: Held | None, now: dt.datetime) -> str:
    """Return the sentence that tells of a live copy changed by someone else."""
    if live is None:
        return "The piece is no longer on the site. Nothing was sent; decide whether it goes back."
    moment = live.extra.get("modified_gmt")
    when = ""
    if isinstance(moment, str) and moment:
        when = f" at {clock_time(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC), now)}"
    return f"The live copy was changed on the site{when}. Nothing was overwritten."


def checked_words(held: Held) -> str:
    """Return what was checked of a copy that is as it should be."""
    things = ["headline"]
    if held.credits:
        things.append("credit line" if len(held.credits) == 1 else "credit lines")
    if held.images:
        things.append("1 photo" if held.images == 1 else f"{held.images} photos")
    if held.links:
        count = len(held.links)
        things.append("1 link" if count == 1 else f"{count} links")
    if len(things) == 1:
        return "checked: headline and text match"
    return f"checked: {', '.join(things[:-1])} and {things[-1]} match"


def other_address(piece: Piece, held: Held) -> str:
    """Return a sentence when the endpoint gave the piece another address than asked for."""
    if not held.slug or held.slug == piece.slug:
        return ""
    if held.slug.removeprefix(f"{piece.slug}-").isdigit():
        return f"the address “{piece.slug}” was taken, so it stands at “{held.slug}”"
    return f"the endpoint made the address “{held.slug}” of “{piece.slug}”"


def _sides(found: tuple[readback.Difference, ...]) -> Sides:
    return [{"field": d.field, "expected": d.expected, "found": d.found} for d in found]


def _seen(public: bool) -> str:
    return "public" if public else "not public"
