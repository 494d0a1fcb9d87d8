"""A Ghost site as an endpoint: the exactly-once recipe, step by step.

1. The post is found by its internal tag, or made as a bare draft. 2. Each picture is found under
the address that its content gives it, or taken in. 3. Leftover twins are removed. 4. The post is
filled, as it was last read. 5. It is published, with its real slug, in one call; never by e-mail
unless the newsroom asked for that, and then only with the call that first publishes it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.ghost import images, posts
from editorial.publishing.endpoints.ghost.content import TITLE, own_tags, terms_of, values_of
from editorial.publishing.endpoints.ghost.errors import Refused
from editorial.publishing.endpoints.ghost.options import Options
from editorial.publishing.endpoints.ghost.reading import held_of, image_addresses
from editorial.publishing.endpoints.protocol import Connection
from editorial.publishing.endpoints.web import article
from editorial.publishing.endpoints.web.errors import SAFE
from editorial.publishing.endpoints.web.looking import SETTLE
from editorial.system.clock import Clock, utc_now
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.endpoints.ghost.client import Client
    from editorial.publishing.endpoints.protocol import Held, Journal, Progress
    from editorial.publishing.piece import Piece

_SOON = dt.timedelta(seconds=60)
_OFF = dt.timedelta(minutes=1)


class GhostEndpoint:
    """One Ghost site, ready to talk."""

    def __init__(
        self,
        client: Client,
        options: Options | None = None,
        *,
        clock: Clock = utc_now,
        settle: float = SETTLE,
    ) -> None:
        self._client = client
        self._options = options or Options()
        self._clock = clock
        self._settle = settle

    def check(self, *, thorough: bool = False) -> Connection:
        """Test the key and say what is there. An integration's key may always publish."""
        config = self._client.one("config")
        notices = []
        if abs(self._client.skew) > _OFF:
            minutes = round(abs(self._client.skew).total_seconds() / 60)
            notices.append(
                f"This computer's clock is {minutes} min off; the site's time is used there."
            )
        if self._options.newsletter:
            notices.append("A first publication is also sent by e-mail, as you asked.")
        return Connection(
            system=f"Ghost {config['version']}",
            user=str(config.get("title") or "the integration"),
            may_publish=True,
            notices=tuple(notices),
            skew=self._client.skew or None,
        )

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the site's copy to hold ``piece``, exactly once; return the post's id."""
        if len(piece.headline) > TITLE:
            raise PushRefused(
                f"Ghost takes headlines of at most {TITLE} characters; this one has "
                f"{len(piece.headline)}.",
                safe=SAFE,
                next_step="Shorten the headline, then send it again.",
            )
        pictures = article.pictures_of(piece, with_related=self._options.related_in_content)
        total = len(pictures) + 2
        progress(0, total, "Draft")
        post = posts.our_copy(self._client, journal, piece.headline, self._settle)
        known = tuple(image_addresses(post))
        places: dict[uuid.UUID, str] = {}
        for number, picture in enumerate(pictures, 1):
            progress(number, total, f"Photo {number} of {len(pictures)}")
            places[picture.photo_id] = images.place(
                self._client,
                journal,
                picture,
                known=known,
                now=self._clock() + self._client.skew,
                settle=self._settle,
            )
        values = values_of(piece, journal.key, places, self._options, site=self._client.address)
        values |= {"tags": self._tags(piece, journal.key)} | self._authors(piece)
        # The last word before readers see it; from here on it cannot be called off.
        progress(total - 1, total, "Publishing")
        posts.sweep(self._client, journal.key, post["id"])
        self._publish(piece, journal, post, values)
        return str(post["id"])

    def look(self, remote_id: str) -> Held | None:
        """Read the post back; None when it is gone."""
        post = posts.read(self._client, remote_id)
        return held_of(post) if post is not None else None

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Make the post a draft again, or delete it, as the endpoint's option says."""
        post = posts.read(self._client, remote_id)
        if post is None:
            return
        if self._options.withdraw_to == "delete":
            journal.begin("withdraw", remote_id=remote_id)
            posts.remove(self._client, remote_id)
            journal.done("withdraw", remote_id=remote_id)
        elif post["status"] != "draft":
            posts.change(self._client, journal, "withdraw", post, {"status": "draft"})

    def address_of(self, slug: str) -> str | None:
        """Ghost settles addresses itself: unknown before it has published."""
        return None

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the site."""
        return self._client.their_time()

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _publish(
        self, piece: Piece, journal: Journal, post: posts.Post, values: dict[str, Any]
    ) -> None:
        when = piece.published_at.astimezone(dt.UTC)
        ahead = when - (self._clock() + self._client.skew) > _SOON
        visible = {
            "slug": piece.slug,
            "published_at": when.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }
        if post["status"] == "sent":
            # Went out by e-mail alone: it stays what it is.
            after = posts.change(self._client, journal, "update", post, values | visible)
        elif post["status"] in posts.LIVE:
            # Readers see it already: one call, so that they never see half of the change. Whether
            # it is public or to come later, saying so again sends no e-mail.
            visible["status"] = "scheduled" if ahead else "published"
            after = posts.change(self._client, journal, "update", post, values | visible)
        else:
            filled = posts.change(self._client, journal, "update", post, values)
            visible["status"] = "scheduled" if ahead else "published"
            # Only this call makes readers see it, so only this one can send it by e-mail; where
            # its answer is lost, the next attempt finds the post public and comes by above.
            mail = {"newsletter": self._options.newsletter} if self._options.newsletter else {}
            after = posts.change(self._client, journal, "publish", filled, visible, **mail)
        if after["status"] not in posts.LIVE:
            raise PushRefused(
                f"Ghost kept the piece as “{after['status']}” instead of publishing it.",
                safe=SAFE,
                next_step="Ask the site's administrator which rule holds it back.",
            )

    def _tags(self, piece: Piece, key: str) -> list[dict[str, str]]:
        """Return the tags, those that the site has by their id: its names mind their case."""
        terms = terms_of(piece, self._options)
        slugs = ",".join(dict.fromkeys(term.slug for term in terms))
        found = self._client.get("tags", filter=f"slug:[{slugs}]", limit="all") if slugs else []
        by_slug = {tag["slug"]: tag for tag in found}
        wanted = []
        for term in terms:
            there = by_slug.get(term.slug)
            # Another tag may stand at that slug: it is not ours to rename.
            same = there is not None and there["name"].casefold() == term.name.casefold()
            wanted.append({"id": there["id"]} if there and same else {"name": term.name})
        return wanted + own_tags(key)

    def _authors(self, piece: Piece) -> dict[str, Any]:
        """Return the site's users of the byline's names, where it has all of them."""
        if not self._options.match_authors or not piece.authors:
            return {}
        try:
            users = self._client.get("users", limit="all")
        except Refused:
            # A key without the right to see them.
            return {}
        by_name: dict[str, list[str]] = {}
        for user in users:
            by_name.setdefault(user["name"].casefold(), []).append(user["id"])
        found = [by_name.get(author.name.casefold(), []) for author in piece.authors]
        if not all(len(ids) == 1 for ids in found):
            return {}
        return {"authors": [{"id": ids[0]} for ids in found]}
