"""What a kind of endpoint tells of itself: its name, what it must be told, what can be chosen.

Preferences, the connection assistant and the command line are built from these values, so that
a new kind is one folder with a ``KIND`` and one line in `editorial.publishing.endpoints.registry`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.system.errors import SignInFailed
from editorial.system.secrets import variable_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editorial.publishing.addresses import EndpointRow
    from editorial.publishing.endpoints.protocol import EndpointClient
    from editorial.publishing.endpoints.web.look_around import SiteLook
    from editorial.system.paths import Home
    from editorial.system.secrets import Secrets


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a person must tell, with its label and where it is found."""

    label: str
    hint: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of an endpoint.

    ``default`` tells its type: True or False for a switch, else text; with ``choices``, each a
    value and its words, one of them.
    """

    name: str
    title: str
    default: bool | str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of endpoint."""

    name: str
    """As it is kept in the database, such as ``wordpress``."""
    title: str
    make: Callable[[EndpointRow, Home, Secrets], EndpointClient]
    """Imports the kind's own modules when its first client is made: a start of the program does
    not pay for them. Raises `SignInFailed` without a secret, `KeyringUnavailable`."""
    address: Asked
    user: Asked | None = None
    """None where no user name is asked for."""
    secret: Asked | None = None
    """None where there is nothing to sign in to."""
    online: bool = True
    """The address is one on the web; else a folder."""
    choices: tuple[Choice, ...] = ()
    recognise: Callable[[SiteLook], str] | None = None
    """Returns the address to keep where a site is of this kind, else an empty text."""
    recognise_folder: Callable[[Path], bool] | None = None
    """Whether a folder is one of this kind."""


def secret_of(row: EndpointRow, secrets: Secrets) -> str:
    """Return the secret of an endpoint. Raises `SignInFailed` where none is kept."""
    secret = secrets.read(row.name)
    if not secret:
        raise SignInFailed(
            f"No password is kept for “{row.name}”.",
            safe="Your story is safe on this computer.",
            next_step=f"Enter it again under Endpoints, or set {variable_of(row.name)}.",
        )
    return secret
