"""WordPress as a kind of endpoint."""

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
    from editorial.publishing.endpoints.wordpress.client import Client
    from editorial.publishing.endpoints.wordpress.endpoint import WordPressEndpoint
    from editorial.publishing.endpoints.wordpress.options import read_options

    password = secret_of(row, secrets)
    return WordPressEndpoint(Client(row.address, row.user, password), read_options(row.options))


def _recognise(site: SiteLook) -> str:
    """WordPress names its interface in a header; else it answers where it usually lies."""
    for path in ("/wp-json/", "/?rest_route=/"):
        if "wp/v2" in site.record(path).get("namespaces", ()):
            return site.address
    named = site.link("https://api.w.org/")
    return site.address if named else ""


KIND = Kind(
    "wordpress",
    "WordPress",
    _make,
    Asked("Address", example="https://example.org"),
    Asked("User name"),
    Asked(
        "Application password",
        "Made in WordPress under Users ▸ Profile. It is kept in the system keyring.",
    ),
    recognise=_recognise,
    choices=(
        Choice(
            "hero_in_content",
            "Hero photo above the text",
            True,
            "Switch this off only for a theme that prints the featured image with its caption.",
        ),
        Choice("byline_in_content", "Byline above the text", True),
        Choice("dek_in_content", "Dek above the text", False, "It is always the excerpt."),
        Choice("related_in_content", "Related stories below the text", True),
        Choice(
            "type_as",
            "Story type becomes",
            "tag",
            choices=(("tag", "a tag"), ("category", "a category"), ("none", "nothing")),
        ),
        Choice("structured_data", "Data for search engines in the page", True),
        Choice("match_author", "Author of the same name, where the site has one", True),
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
            choices=(("draft", "a draft"), ("trash", "trash")),
        ),
    ),
)
