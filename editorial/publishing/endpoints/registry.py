"""The kinds of endpoint. A new one is a folder beside this file, and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.endpoints.ghost.kind import KIND as GHOST
from editorial.publishing.endpoints.micropub.kind import KIND as MICROPUB
from editorial.publishing.endpoints.ninjs.kind import KIND as NINJS
from editorial.publishing.endpoints.site.kind import KIND as SITE
from editorial.publishing.endpoints.static_site.kind import KIND as GIT
from editorial.publishing.endpoints.wordpress.kind import KIND as WORDPRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.kind import Kind
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        SITE,
        WORDPRESS,
        GHOST,
        NINJS,
        MICROPUB,
        GIT,
    )
}


def clients(home: Home, secrets: Secrets) -> Callable[[EndpointRow], EndpointClient]:
    """Return the function that makes a client for an endpoint's row.

    It raises `SignInFailed` where no password is kept, `KeyringUnavailable` where it cannot be
    read.
    """

    def client(row: EndpointRow) -> EndpointClient:
        return KINDS[row.kind].make(row, home, secrets)

    return client
