"""Ghost as a kind of endpoint."""

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
    from editorial.publishing.endpoints.ghost.client import Client
    from editorial.publishing.endpoints.ghost.endpoint import GhostEndpoint
    from editorial.publishing.endpoints.ghost.options import read_options

    return GhostEndpoint(Client(row.address, secret_of(row, secrets)), read_options(row.options))


def _recognise(site: SiteLook) -> str:
    """Ghost tells its version and its own address to everybody."""
    told = site.record("/ghost/api/admin/site/").get("site")
    return site.address if isinstance(told, dict) and "version" in told else ""


KIND = Kind(
    "ghost",
    "Ghost",
    _make,
    Asked("Address", example="https://example.org"),
    secret=Asked(
        "Admin API key",
        "Made in Ghost under Settings ▸ Integrations ▸ Add custom integration. "
        "It is kept in the system keyring.",
        "6489…:a1b2…",
    ),
    recognise=_recognise,
    choices=(
        Choice(
            "byline_in_content",
            "Byline above the text",
            True,
            "Ghost names only its own users; switch this off where all writers have an account.",
        ),
        Choice("related_in_content", "Related stories below the text", True),
        Choice("type_as_tag", "Story type becomes a tag", True),
        Choice("match_authors", "Authors of the same names, where the site has them", True),
        Choice("structured_data", "Data for search engines in the page", True),
        Choice(
            "newsletter",
            "Send by e-mail with the newsletter",
            "",
            "Its slug, such as default-newsletter. Empty: nothing is ever sent by e-mail.",
        ),
        Choice(
            "schedule_there",
            "Schedule at the site",
            False,
            "Off, this computer sends a scheduled piece at its moment. On, the site has it before "
            "and publishes it by itself.",
        ),
        Choice(
            "withdraw_to",
            "A withdrawn story becomes",
            "draft",
            choices=(("draft", "a draft"), ("delete", "deleted")),
        ),
    ),
)
