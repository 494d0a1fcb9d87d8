"""Micropub as a kind of endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.endpoints.kind import Asked, Choice, Kind, secret_of

if TYPE_CHECKING:
    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.publishing.endpoints.web.look_around import SiteLook
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets


def _make(row: EndpointRow, _home: Home, secrets: Secrets) -> EndpointClient:
    from editorial.publishing.endpoints.micropub.client import Client
    from editorial.publishing.endpoints.micropub.endpoint import MicropubEndpoint
    from editorial.publishing.endpoints.micropub.options import read_options

    options = read_options(row.options)
    return MicropubEndpoint(Client(row.address, secret_of(row, secrets), options), options)


def _recognise(site: SiteLook) -> str:
    """Return the address where it names a Micropub endpoint (W3C Micropub, 5.3)."""
    return site.address if site.link("micropub") else ""


KIND = Kind(
    "micropub",
    "Micropub",
    _make,
    Asked("Address", "The site; its Micropub endpoint is found there.", "https://example.org"),
    secret=Asked(
        "Access token",
        "Made on the site, with the right to create, update, delete and to upload media. "
        "It is kept in the system keyring.",
    ),
    recognise=_recognise,
    choices=(
        Choice(
            "endpoint_url",
            "Micropub endpoint",
            "",
            "Empty: the one that the site names. Needed where that lies on another server.",
        ),
        Choice(
            "media_url",
            "Media endpoint",
            "",
            "Empty: the one that the endpoint names. Needed where that lies on another server.",
        ),
        Choice(
            "page_url",
            "Where a story stands",
            "",
            "With {slug} in it. A piece whose answer was lost is looked for there.",
        ),
        Choice("byline_in_content", "Byline above the text", True),
        Choice("related_in_content", "Related stories below the text", True),
        Choice("type_as_category", "Story type becomes a category", True),
        Choice(
            "hero",
            "The hero photo stands",
            "photo",
            "Its caption and credit always stand in the text.",
            choices=(("photo", "where the theme shows photos"), ("content", "in the text")),
        ),
        Choice(
            "withdraw_to",
            "A withdrawn story is",
            "delete",
            choices=(("delete", "deleted"), ("draft", "made a draft")),
        ),
    ),
)
