"""A site with Micropub as an endpoint: the exactly-once recipe, step by step.

1. The post is known by its receipt, or looked for by its mark where an answer may have been lost.
2. Each photo is taken in. 3. Only then the post is made, with all that belongs to it in one call,
or its properties are replaced, which is no harm to repeat. 4. Where a lost post came in after all,
the newer twin is deleted.

Micropub knows no date in the future: what is dated later waits here.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.micropub import media, posts
from editorial.publishing.endpoints.micropub.content import OPTIONAL, properties_of
from editorial.publishing.endpoints.micropub.errors import no_media
from editorial.publishing.endpoints.micropub.options import Options, page_address
from editorial.publishing.endpoints.micropub.reading import fingerprint, first, held_of
from editorial.publishing.endpoints.protocol import Connection
from editorial.publishing.endpoints.web import article
from editorial.publishing.endpoints.web.errors import SAFE
from editorial.publishing.endpoints.web.looking import SETTLE, keep_looking
from editorial.system.clock import Clock, utc_now
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.endpoints.micropub.client import Client
    from editorial.publishing.endpoints.protocol import Held, Journal, Progress
    from editorial.publishing.piece import Piece

_SOON = dt.timedelta(seconds=60)


class MicropubEndpoint:
    """One site, ready to talk."""

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
        """Find the endpoint, test the token, and say what the site offers."""
        notices = []
        if not self._client.takes_photos:
            notices.append("The site takes no photos: stories with photos cannot go there.")
        if self._client.listed() is None and not self._options.page_url:
            notices.append(
                "The site lists no posts. Enter where a story stands (page_url), so that a piece "
                "whose answer was lost can be looked for."
            )
        theirs = self.their_time()
        return Connection(
            system="Micropub",
            user=f"the token for {self._client.host}",
            may_publish=True,
            notices=tuple(notices),
            skew=theirs - self._clock() if theirs is not None else None,
        )

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the site's post to hold ``piece``, exactly once; return its address."""
        self._see_date(piece)
        pictures = article.pictures_of(piece, with_related=self._options.related_in_content)
        if pictures and not self._client.takes_photos:
            raise no_media(self._client.host)
        total = len(pictures) + 2
        progress(0, total, "Looking")
        url = posts.our_copy(self._client, journal, piece.slug, self._options, self._settle)
        known = journal.previous.extra.get("images", ()) if journal.previous else ()
        places: dict[uuid.UUID, str] = {}
        for number, picture in enumerate(pictures, 1):
            progress(number, total, f"Photo {number} of {len(pictures)}")
            places[picture.photo_id] = media.place(
                self._client, journal, picture, known=known, settle=self._settle
            )
        properties = properties_of(piece, journal.key, places, self._options)
        # The last word before readers see it; from here on it cannot be called off.
        progress(total - 1, total, "Publishing")
        if url:
            return self._update(url, properties, journal)
        made = posts.make(self._client, journal, properties, piece.slug)
        return self._only(made, piece, journal)

    def look(self, remote_id: str) -> Held | None:
        """Read the post back; None when it is gone."""
        post = self._client.read(remote_id)
        return held_of(post, remote_id) if post is not None else None

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Delete the post, or make it a draft, as the endpoint's option says."""
        post = self._client.read(remote_id)
        if post is None:
            return
        if self._options.withdraw_to == "delete":
            url = posts.empty(self._client, journal, remote_id)
            journal.begin("withdraw", remote_id=url)
            posts.remove(self._client, url)
            journal.done("withdraw", remote_id=url)
        elif first(post, "post-status") != "draft":
            journal.begin("withdraw", remote_id=remote_id)
            url = self._client.change(remote_id, replace={"post-status": ["draft"]}, delete=[])
            journal.done("withdraw", remote_id=url)

    def address_of(self, slug: str) -> str | None:
        """Return where a slug stands, where the endpoint was told."""
        return page_address(slug, self._options) or None

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the site."""
        return self._client.their_time()

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _update(self, url: str, properties: posts.Post, journal: Journal) -> str:
        journal.begin("update", remote_id=url)
        live = self._client.read(url) or {}
        delete = [name for name in OPTIONAL if name in live and name not in properties]
        url = self._client.change(url, replace=properties, delete=delete)
        after = self._client.read(url)
        mark = {"fingerprint": fingerprint(after)} if after is not None else {}
        journal.done("update", remote_id=url, **mark)
        return url

    def _only(self, made: str, piece: Piece, journal: Journal) -> str:
        """Return the one post of this story: the older one, where a lost one came in after all."""
        # 202 says that the post is still being made.
        keep_looking(
            lambda: [post for post in [self._client.read(made)] if post is not None],
            0 if self._client.read(made) is not None else self._settle,
        )
        found = posts.find(self._client, journal.key, piece.slug, self._options) or []
        others = [url for url, _ in found if url != made]
        if not others or made not in [url for url, _ in found]:
            return made
        posts.remove(self._client, made)
        journal.done(posts.MADE, remote_id=others[0], found=True)
        return others[0]

    def _see_date(self, piece: Piece) -> None:
        if piece.published_at - self._clock() > _SOON:
            raise PushRefused(
                "The story is dated later than now, and Micropub publishes at once.",
                safe=f"{SAFE} Nothing was sent.",
                next_step="Schedule it here for that time, and Editorial sends it then.",
            )
