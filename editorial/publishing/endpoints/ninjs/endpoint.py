"""A receiver of ninjs as an endpoint.

1. Each photo is looked for under the id that its content gives it, or taken in. 2. The item gets
its version, which is written down before anything is sent. 3. It is sent in one call. Where the
answer is lost, the very same bytes are sent again: a receiver keeps one item of a uri, and one of
a version, so that again is no harm.

A version is the second in which its delivery was asked for. It rises with every delivery, needs no
memory, and so holds after a backup was restored; where the receiver or the last receipt has a
higher one, it is one more than that.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.ninjs import media
from editorial.publishing.endpoints.ninjs.item import item_of, numbered, withdrawn_item
from editorial.publishing.endpoints.ninjs.options import Options, page_address, uri_of
from editorial.publishing.endpoints.ninjs.reading import (
    digest,
    fingerprint,
    held_of,
    holds,
    version_of,
    word,
)
from editorial.publishing.endpoints.protocol import SENT, AlreadyThere, CannotBeRead, Connection
from editorial.publishing.endpoints.web import article
from editorial.system.clock import Clock, utc_now

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from editorial.publishing.endpoints.ninjs.client import Client
    from editorial.publishing.endpoints.ninjs.media import Sent
    from editorial.publishing.endpoints.protocol import Held, Journal, Progress
    from editorial.publishing.piece import Piece

Item = dict[str, Any]
VERSION = "version"
"""Name of the journal's step that keeps the version of what is sent."""


class NinjsEndpoint:
    """One receiver, ready to talk."""

    def __init__(
        self, client: Client, options: Options | None = None, *, clock: Clock = utc_now
    ) -> None:
        self._client = client
        self._options = options or Options()
        self._clock = clock

    def check(self, *, thorough: bool = False) -> Connection:
        """Test addresses and key with calls that leave nothing behind."""
        tells = self._client.test()
        notices = []
        if not self._client.reads:
            notices.append(
                "Items cannot be read back here: Editorial will say “accepted”, never “published”."
            )
        if not tells:
            notices.append("It does not tell which photos it has; each is sent every time.")
        theirs = self.their_time()
        return Connection(
            system="ninjs 3.1 push",
            user="the holder of the shared key",
            may_publish=True,
            notices=tuple(notices),
            skew=theirs - self._clock() if theirs is not None else None,
        )

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the receiver's item to hold ``piece``, exactly once; return its uri."""
        uri = journal.remote_id or uri_of(piece.story_id, self._options)
        pictures = article.pictures_of(piece, with_related=self._options.related)
        total = len(pictures) + 2
        progress(0, total, "Item")
        live = self._live(uri, journal)
        places: dict[uuid.UUID, list[Sent]] = {}
        for number, picture in enumerate(pictures, 1):
            progress(number, total, f"Photo {number} of {len(pictures)}")
            places[picture.photo_id] = media.place(
                self._client, journal, picture, all_sizes=self._options.all_sizes
            )
        before = journal.previous
        item = item_of(
            piece,
            uri,
            places,
            self._options,
            asked_at=journal.asked_at,
            first_created=str(before.extra.get("first_created", "")) if before else "",
        )
        # The last word before it is out; from here on it cannot be called off.
        progress(total - 1, total, "Sending")
        self._send(item, live, journal)
        return uri

    def look(self, remote_id: str) -> Held | None:
        """Read the item back; None when it is gone. Raises `CannotBeRead` without an address."""
        if not self._client.reads:
            raise CannotBeRead
        item = self._client.read(remote_id)
        if item is None:
            return None
        url = page_address(word(item, "slugline"), remote_id, self._options)
        return held_of(item, url, self._clock())

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Send the item once more as canceled or withheld, with the note for those who have it."""
        item = withdrawn_item(
            remote_id, journal.previous, self._options.withdraw_as, journal.public_note
        )
        live = self._client.read(remote_id) if self._client.reads else None
        self._send(item, live, journal)

    def address_of(self, slug: str) -> str | None:
        """Return where readers find a slug, where the endpoint was told."""
        return page_address(slug, "", self._options) or None

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the receiver."""
        return self._client.their_time()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _live(self, uri: str, journal: Journal) -> Item | None:
        """Return what the receiver has of an item, where it can be asked.

        Raises `AlreadyThere` for a usable one that neither a receipt nor the journal tells of.
        """
        if not self._client.reads:
            return None
        live = self._client.read(uri)
        told = journal.remote_id or journal.unknown(SENT) or journal.result(SENT)
        if live is None or told or word(live, "pubStatus") in ("canceled", "withheld"):
            return live
        raise AlreadyThere(
            f"The receiver already has this story as {uri}, though this computer has no receipt "
            "of it. Nothing was overwritten.",
            remote_id=uri,
        )

    def _send(self, item: Item, live: Item | None, journal: Journal) -> None:
        arrived = live is not None and holds(live, item)
        version = version_of(live) if live and arrived else self._version(item, live, journal)
        facts = {
            "remote_id": item["uri"],
            "version": version,
            "first_created": item.get("firstCreated", ""),
        }
        mark = fingerprint(item)
        if not arrived:
            journal.begin(SENT, **facts)
            body = json.dumps(numbered(item, version), ensure_ascii=False, separators=(",", ":"))
            self._client.push(body.encode())
        journal.done(SENT, fingerprint=mark, **facts)

    def _version(self, item: Item, live: Item | None, journal: Journal) -> int:
        """Return the version of what is sent, the same whenever the same is sent again."""
        content = digest(item)
        known = journal.result(VERSION)
        least = 0
        if known is not None:
            least = int(known["version"]) + (known["content"] != content)
        if journal.previous is not None:
            least = max(least, int(journal.previous.extra.get("version") or 0) + 1)
        if live is not None:
            # Ours may be there, with addresses of its own; anything else must be outnumbered.
            changed = fingerprint(live) != fingerprint(item)
            least = max(least, version_of(live) + changed)
        version = max(least, int(journal.asked_at.timestamp())) if known is None else least
        if known is None or (version, content) != (known["version"], known["content"]):
            journal.done(VERSION, version=version, content=content)
        return version
