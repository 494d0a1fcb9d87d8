"""The post: found again by our mark, or made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.micropub.content import OPTIONAL
from editorial.publishing.endpoints.micropub.errors import Refused, cannot_look
from editorial.publishing.endpoints.micropub.options import Options, page_address
from editorial.publishing.endpoints.micropub.reading import first, is_ours, is_public
from editorial.publishing.endpoints.protocol import AlreadyThere
from editorial.publishing.endpoints.web import article
from editorial.publishing.endpoints.web.looking import keep_looking
from editorial.publishing.endpoints.web.marks import mark
from editorial.system.errors import SignInFailed

if TYPE_CHECKING:
    from editorial.publishing.endpoints.micropub.client import Client
    from editorial.publishing.endpoints.protocol import Journal

Post = dict[str, Any]
MADE = "post"
"""Name of the step that makes the post. Readers see it from then on."""
_ASKED = "create-asked"
"""Name of the step by which a person was asked to look whether a lost post is there."""


def our_copy(client: Client, journal: Journal, slug: str, options: Options, settle: float) -> str:
    """Return the address of this story's post; empty where there is none yet.

    Raises `AlreadyThere` for a public one that neither a receipt nor the journal tells of, and
    `PushRefused` where a post may have been made and the site offers no way to look for it.
    """
    if journal.remote_id and client.read(journal.remote_id) is not None:
        return journal.remote_id
    if journal.previous is not None and _brought_back(client, journal):
        return journal.previous.remote_id
    unknown = journal.unknown(MADE)
    found = find(client, journal.key, slug, options)
    if found is None and unknown:
        if journal.result(_ASKED) is None:
            journal.done(_ASKED)
            raise cannot_look(client.host)
        return ""
    if not found and unknown:
        found = keep_looking(lambda: find(client, journal.key, slug, options) or [], settle)
    if not found:
        return ""
    url, post = found[0]
    if is_public(post) and not (unknown or journal.result(MADE)):
        raise AlreadyThere(
            f"The site already has this story at {url}, though this computer has no receipt of "
            "it. Nothing was overwritten.",
            remote_id=url,
        )
    journal.done(MADE, remote_id=url, found=True)
    return url


def find(client: Client, key: str, slug: str, options: Options) -> list[tuple[str, Post]] | None:
    """Return address and properties of the posts that bear our mark, the oldest first.

    None where the site can be asked neither for its posts nor for the one at the slug's address.
    """
    listed = client.listed()
    found = [
        (first(post, "url"), post)
        for post in listed or ()
        if first(post, "url") and is_ours(post, key)
    ]
    # Sites list their newest post first.
    found.reverse()
    address = page_address(slug, options)
    if not found and address:
        post = client.read(address)
        if post is not None and is_ours(post, key):
            found.append((address, post))
    return None if listed is None and not address else found


def make(client: Client, journal: Journal, properties: Post, slug: str) -> str:
    """Make the post, with all that belongs to it, in one call; return its address."""
    journal.begin(MADE)
    url = client.create({**properties, "mp-slug": [slug]})
    journal.done(MADE, remote_id=url)
    return url


def empty(client: Client, journal: Journal, url: str) -> str:
    """Take words and photo out of a post that is to be deleted; return its address.

    Whoever undeletes it brings back its shell, not what was withdrawn.
    """
    live = client.read(url) or {}
    note = f"<p>{article.text(journal.public_note)}</p>" if journal.public_note else ""
    journal.begin("withdraw-words", remote_id=url)
    url = client.change(
        url,
        replace={"content": [{"html": mark(journal.key) + note}]},
        delete=[name for name in OPTIONAL if name in live],
    )
    journal.done("withdraw-words", remote_id=url)
    return url


def remove(client: Client, url: str) -> None:
    """Delete a post; silent when it is gone already."""
    try:
        client.act("delete", url)
    except Refused as error:
        if error.status not in (400, 404, 410):
            raise


def _brought_back(client: Client, journal: Journal) -> bool:
    """Undelete the shell of a post that a withdrawal deleted, so that it keeps its address."""
    assert journal.previous is not None
    url = journal.previous.remote_id
    try:
        client.act("undelete", url)
    except (Refused, SignInFailed):
        # A site need not know how; then the post is made anew.
        return False
    return client.read(url) is not None
