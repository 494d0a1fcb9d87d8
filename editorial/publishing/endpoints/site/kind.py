"""The site folder as a kind of endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.publishing.endpoints.kind import Asked, Choice, Kind

if TYPE_CHECKING:
    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets

LOCAL_SITE = "http://127.0.0.1:8765/"
"""Where a site folder without the option ``base_url`` is looked at."""


def _make(row: EndpointRow, home: Home, _secrets: Secrets) -> EndpointClient:
    from pathlib import Path

    from editorial.publishing.endpoints.site.endpoint import SiteEndpoint
    from editorial.system.settings import load_settings

    folder = Path(row.address) if row.address else home.site
    base_url = str(row.options.get("base_url") or LOCAL_SITE)
    return SiteEndpoint(folder, load_settings(home).newsroom, base_url)


KIND = Kind(
    "site",
    "Site folder",
    _make,
    Asked("Folder", "Empty for the folder in your data."),
    online=False,
    choices=(
        Choice(
            "base_url",
            "Address on the web",
            "",
            "Where the folder will be seen once it is uploaded, such as https://example.org/.",
        ),
    ),
)
