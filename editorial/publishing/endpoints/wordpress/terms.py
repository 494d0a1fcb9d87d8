"""Sections and tags: found by name, else made where the account may."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Literal

from editorial.publishing.endpoints.web.errors import SAFE
from editorial.publishing.endpoints.wordpress.errors import Refused, RightMissing
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editorial.publishing.endpoints.protocol import Journal
    from editorial.publishing.endpoints.wordpress.client import Client
    from editorial.publishing.piece import Term

Taxonomy = Literal["categories", "tags"]
_WORDS = {"categories": "category", "tags": "tag"}


def ids_of(
    client: Client, journal: Journal, taxonomy: Taxonomy, terms: Sequence[Term]
) -> tuple[int, ...]:
    """Return WordPress' ids of ``terms``, in their order, each once; makes those missing.

    Raises `PushRefused` for a term that the account may not make, before anything is sent.
    """
    if not terms:
        return ()
    known = _by_name(
        client.get(f"/wp/v2/{taxonomy}", slug=[term.slug for term in terms], per_page=100).data
    )
    ids: dict[int, None] = {}
    for term in terms:
        found = known.get(_form(term.name)) or _search(client, taxonomy, term)
        ids[found or _make(client, journal, taxonomy, term)] = None
    return tuple(ids)


def names_of(client: Client, taxonomy: Taxonomy, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return name and slug of the terms by id; names as people read them."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    found = client.get(f"/wp/v2/{taxonomy}", include=wanted, per_page=100).data
    return {term["id"]: (html.unescape(term["name"]), term["slug"]) for term in found}


def _search(client: Client, taxonomy: Taxonomy, term: Term) -> int | None:
    found = client.get(f"/wp/v2/{taxonomy}", search=term.name, per_page=100).data
    return _by_name(found).get(_form(term.name))


def _make(client: Client, journal: Journal, taxonomy: Taxonomy, term: Term) -> int:
    step = f"term:{taxonomy}:{term.slug}"[:64]
    journal.begin(step, name=term.name)
    try:
        made = client.post(f"/wp/v2/{taxonomy}", {"name": term.name, "slug": term.slug}).data["id"]
    except RightMissing as error:
        word = _WORDS[taxonomy]
        raise PushRefused(
            f"The site has no {word} “{term.name}”, and “{client.user}” may not make one.",
            safe=SAFE,
            next_step=f"Make the {word} there, or use an editor's account, then try again.",
        ) from error
    except Refused as error:
        if error.code != "term_exists":
            raise
        made = error.data["term_id"]
    journal.done(step, id=made)
    return int(made)


def _by_name(found: list[dict[str, Any]]) -> dict[str, int]:
    return {_form(html.unescape(term["name"])): term["id"] for term in reversed(found)}


def _form(name: str) -> str:
    return " ".join(name.split()).casefold()


def names(client: Client, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the names of the most used terms, a hundred at most."""
    found = client.get(f"/wp/v2/{taxonomy}", per_page=100, orderby="count", order="desc").data
    return tuple(html.unescape(term["name"]) for term in found)
