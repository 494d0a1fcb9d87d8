"""ninjs over HTTP push as a kind of endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.endpoints.kind import Asked, Choice, Kind, secret_of

if TYPE_CHECKING:
    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets


def _make(row: EndpointRow, _home: Home, secrets: Secrets) -> EndpointClient:
    from editorial.publishing.endpoints.ninjs.client import Client
    from editorial.publishing.endpoints.ninjs.endpoint import NinjsEndpoint
    from editorial.publishing.endpoints.ninjs.options import read_options

    options = read_options(row.options)
    return NinjsEndpoint(Client(row.address, secret_of(row, secrets), options), options)


KIND = Kind(
    "ninjs",
    "ninjs push",
    _make,
    Asked(
        "Push address",
        "Where the receiver takes items, such as Superdesk's /push.",
        "https://example.org/push",
    ),
    secret=Asked(
        "Shared key",
        "The key that both sides sign with; the receiver's administrator has it. "
        "It is kept in the system keyring.",
    ),
    choices=(
        Choice(
            "assets_url",
            "Address for photos",
            "",
            "Empty: push_binary beside push, as Superdesk Newsroom has it.",
        ),
        Choice(
            "read_url",
            "Address for reading an item back",
            "",
            "With {uri} or {id} in it. Empty: Editorial can say only that an item was accepted.",
        ),
        Choice(
            "page_url",
            "Where readers find a story",
            "",
            "With {slug} or {id} in it. Needed for links between your own stories.",
        ),
        Choice(
            "uri_base",
            "What your items' names begin with",
            "",
            "Such as https://example.org/items/. Empty: urn:uuid:. Leave it as it is once "
            "something was sent.",
        ),
        Choice("related", "Related stories go along", True),
        Choice(
            "byline_in_content",
            "Byline above the text",
            False,
            "It has a field of its own; switch this on where the receiver does not show it.",
        ),
        Choice("all_sizes", "Smaller sizes of each photo go along", False),
        Choice("usage_terms", "Terms of use of the text", ""),
        Choice("copyright_notice", "Copyright notice of the text", ""),
        Choice(
            "urgency",
            "Urgency",
            "",
            choices=(("", "not given"), *((str(n), str(n)) for n in range(1, 10))),
        ),
        Choice(
            "signature",
            "Signed with",
            "sha1",
            choices=(
                ("sha1", "SHA-1, as Superdesk checks it"),
                ("both", "SHA-1, and SHA-256 besides"),
            ),
        ),
        Choice(
            "withdraw_as",
            "A withdrawn story is",
            "canceled",
            choices=(
                ("canceled", "canceled (a kill)"),
                ("withheld", "withheld until further word"),
            ),
        ),
    ),
)
