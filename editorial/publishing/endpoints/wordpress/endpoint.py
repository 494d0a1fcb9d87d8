"""A WordPress site as an endpoint: the exactly-once recipe, step by step.

1. Terms are found or made. 2. The post is found by its mark, or made as a bare draft.
3. Each picture is found by its slug, or taken in; its words are set. 4. Leftover twins are
removed. 5. The post is filled. 6. It is published, with its real slug, in one call. Steps 1 to 3
look before they make; the others are safe to repeat.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.protocol import Connection
from editorial.publishing.endpoints.web.errors import SAFE
from editorial.publishing.endpoints.web.looking import SETTLE, keep_looking
from editorial.publishing.endpoints.wordpress import limits, media, posts, terms
from editorial.publishing.endpoints.wordpress.content import content_of, pictures_of
from editorial.publishing.endpoints.wordpress.errors import Refused
from editorial.publishing.endpoints.wordpress.options import Options
from editorial.publishing.endpoints.wordpress.reading import held_of
from editorial.system.clock import Clock, utc_now
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.endpoints.protocol import Held, Journal, Progress
    from editorial.publishing.endpoints.wordpress.client import Client
    from editorial.publishing.endpoints.wordpress.media import Placed
    from editorial.publishing.piece import Piece

_VERSION = re.compile(r'name="generator" content="WordPress ([\d.]+)"')
_SOON = dt.timedelta(seconds=60)
"""WordPress publishes at once what is dated less than a minute ahead."""


class WordPressEndpoint:
    """One WordPress site, ready to talk."""

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
        self._rights_read: dict[str, bool] | None = None

    def check(self, *, thorough: bool = False) -> Connection:
        """Test the sign-in and say what the account may do."""
        me = self._me()
        rights = self._rights(me)
        version = _VERSION.search(self._client.front_page())
        notices = []
        if not rights.get("publish_posts"):
            notices.append("This account may not publish.")
        if not rights.get("upload_files"):
            notices.append("This account may not add photos.")
        if not rights.get("manage_categories"):
            notices.append("This account may not make sections; they must exist on the site.")
        if not rights.get("edit_others_posts"):
            notices.append("This account sees and changes only its own posts.")
        if self._options.structured_data and not rights.get("unfiltered_html"):
            notices.append("WordPress filters this account's HTML: no structured data for search.")
        takes = None
        if thorough and rights.get("upload_files"):
            takes = limits.taken(self._client)
            if takes is not None and takes < limits.SIZES[0]:
                notices.append(limits.words(takes))
        return Connection(
            system=f"WordPress {version.group(1)}" if version else "WordPress",
            user=str(me.get("name") or self._client.user),
            may_publish=bool(rights.get("publish_posts")),
            notices=tuple(notices),
            sections=terms.names(self._client, "categories") if thorough else (),
            takes_bytes=takes,
            skew=self._client.skew,
        )

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the site's copy to hold ``piece``, exactly once; return the post's id."""
        rights = self._rights()
        if not rights.get("publish_posts"):
            raise PushRefused(
                f"“{self._client.user}” may not publish at {self._client.host}.",
                safe=SAFE,
                next_step="Ask the site's administrator for the right, or use another account.",
            )
        pictures = pictures_of(piece, self._options)
        total = len(pictures) + 3
        progress(0, total, "Sections and tags")
        values = self._terms(piece, journal)
        progress(1, total, "Draft")
        post = posts.our_copy(self._client, journal, piece.headline, self._settle)
        places: dict[uuid.UUID, Placed] = {}
        for number, picture in enumerate(pictures, 1):
            progress(1 + number, total, f"Photo {number} of {len(pictures)}")
            places[picture.photo_id] = media.place(
                self._client,
                journal,
                picture,
                post["id"],
                settle=self._settle,
                # Then the theme prints the hero, with the caption that lies beside it.
                marked=picture == piece.hero and not self._options.hero_in_content,
            )
        values |= self._author(piece, rights) | {
            "title": piece.headline,
            "excerpt": piece.dek,
            "featured_media": places[piece.hero.photo_id].id if piece.hero else 0,
            "content": content_of(
                piece,
                journal.key,
                places,
                self._options,
                site=self._client.address,
                scripts=rights.get("unfiltered_html", False),
            ),
        }
        # The last word before readers see it; from here on it cannot be called off.
        progress(total - 1, total, "Publishing")
        posts.sweep(self._client, journal.key, post["id"])
        media.sweep(self._client, places.values())
        self._publish(piece, journal, post, values)
        return str(post["id"])

    def look(self, remote_id: str) -> Held | None:
        """Read the post back; None when it is gone."""
        post = posts.read(self._client, remote_id)
        return held_of(self._client, post) if post is not None else None

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Make the post a draft again, or trash it, as the endpoint's option says."""
        if journal.unknown("publish"):
            # What a slow server still does of it would bring the story back afterwards.
            keep_looking(lambda: self._seen_live(remote_id), self._settle)
        journal.begin("withdraw", remote_id=remote_id)
        try:
            if self._options.withdraw_to == "trash":
                self._client.delete(f"{posts.ROUTE}/{remote_id}")
            else:
                self._client.post(f"{posts.ROUTE}/{remote_id}", {"status": "draft"})
        except Refused as error:
            # Gone, or in the trash already: nobody sees it.
            if error.status not in (404, 410):
                raise
        journal.done("withdraw", remote_id=remote_id)

    def address_of(self, slug: str) -> str | None:
        """WordPress settles addresses itself: unknown before it has published."""
        return None

    def their_time(self) -> dt.datetime | None:
        """Return what time it is at the site."""
        return self._client.their_time()

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _seen_live(self, remote_id: str) -> list[posts.Post]:
        post = posts.read(self._client, remote_id)
        return [post] if post is not None and post["status"] in posts.LIVE else []

    def _publish(
        self, piece: Piece, journal: Journal, post: posts.Post, values: dict[str, Any]
    ) -> None:
        when = piece.published_at.astimezone(dt.UTC)
        ahead = when - self._clock() > _SOON
        visible = {
            "status": "future" if ahead else "publish",
            "slug": piece.slug,
            "date_gmt": when.strftime("%Y-%m-%dT%H:%M:%S"),
        }
        if post["status"] in posts.LIVE:
            # Readers see it already: one call, so that they never see half of the change.
            after = posts.change(self._client, journal, "update", post["id"], values | visible)
            posts.see_that_kept(after, values)
        else:
            # No status, unless it must come out of the trash: a slow server that carries this
            # call out after the next one would hide from readers what they see by then.
            back = {"status": "draft"} if post["status"] == "trash" else {}
            after = posts.change(self._client, journal, "update", post["id"], values | back)
            posts.see_that_kept(after, values)
            after = posts.change(self._client, journal, "publish", post["id"], visible)
        if after["status"] not in posts.LIVE:
            raise PushRefused(
                f"WordPress kept the piece as “{after['status']}” instead of publishing it.",
                safe=SAFE,
                next_step="Ask the site's administrator which rule holds it back.",
            )

    def _terms(self, piece: Piece, journal: Journal) -> dict[str, Any]:
        sections, tags = list(piece.terms), list(piece.tags)
        if piece.type and self._options.type_as == "category":
            sections.append(piece.type)
        if piece.type and self._options.type_as == "tag":
            tags.append(piece.type)
        return {
            "categories": list(terms.ids_of(self._client, journal, "categories", sections)),
            "tags": list(terms.ids_of(self._client, journal, "tags", tags)),
        }

    def _author(self, piece: Piece, rights: dict[str, bool]) -> dict[str, int]:
        """Return WordPress' user of the first name in the byline, where there is exactly one."""
        may = self._options.match_author and rights.get("edit_others_posts")
        if not may or not piece.authors:
            return {}
        name = piece.authors[0].name
        found = self._client.get("/wp/v2/users", search=name, per_page=100).data
        same = [user["id"] for user in found if user["name"].casefold() == name.casefold()]
        return {"author": same[0]} if len(same) == 1 else {}

    def _me(self) -> dict[str, Any]:
        found = self._client.get("/wp/v2/users/me", context="edit").data
        return dict(found)

    def _rights(self, me: dict[str, Any] | None = None) -> dict[str, bool]:
        if self._rights_read is None or me is not None:
            self._rights_read = dict((me or self._me()).get("capabilities") or {})
        return self._rights_read
