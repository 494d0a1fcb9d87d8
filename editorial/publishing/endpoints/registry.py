"""The kinds of endpoint, and how a client of each is made.

A kind's own modules are imported when its first client is made: a start of the program does
not pay for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.system.errors import SignInFailed
from editorial.system.secrets import variable_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets


LOCAL_SITE = "http://127.0.0.1:8765/"
"""Where a site folder without the option ``base_url`` is looked at."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of endpoint."""

    title: str
    online: bool
    """Needs an address on the web, a user name and a password."""
    make: Callable[[EndpointRow, Home, Secrets], EndpointClient]


def clients(home: Home, secrets: Secrets) -> Callable[[EndpointRow], EndpointClient]:
    """Return the function that makes a client for an endpoint's row.

    It raises `SignInFailed` where no password is kept, `KeyringUnavailable` where it cannot be
    read.
    """

    def client(row: EndpointRow) -> EndpointClient:
        return KINDS[row.kind].make(row, home, secrets)

    return client


def _site(row: EndpointRow, home: Home, secrets: Secrets) -> EndpointClient:
    from pathlib import Path

    from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
    from editorial.system.settings import load_settings

    folder = Path(row.address) if row.address else home.site
    base_url = str(row.options.get("base_url") or LOCAL_SITE)
    return SiteEndpoint(folder, load_settings(home).newsroom, base_url)


def _wordpress(row: EndpointRow, home: Home, secrets: Secrets) -> EndpointClient:
    from editorial.publishing.endpoints.wordpress.client import Client
    from editorial.publishing.endpoints.wordpress.endpoint import WordPressEndpoint
    from editorial.publishing.endpoints.wordpress.options import read_options

    password = _password(row, secrets)
    return WordPressEndpoint(Client(row.address, row.user, password), read_options(row.options))


def _password(row: EndpointRow, secrets: Secrets) -> str:
    password = secrets.read(row.name)
    if not password:
        raise SignInFailed(
            f"No password is kept for “{row.name}”.",
            safe="Your story is safe on this computer.",
            next_step=f"Enter it again under Endpoints, or set {variable_of(row.name)}.",
        )
    return password


KINDS: dict[str, Kind] = {
    "site": Kind("Site folder", online=False, make=_site),
    "wordpress": Kind("WordPress", online=True, make=_wordpress),
}
