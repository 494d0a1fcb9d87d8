"""Asks every endpoint who we are there, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.publishing import addresses
from editorial.system.errors import EditorialError

if TYPE_CHECKING:
    from editorial.publishing.endpoints.protocol import Connection


@dataclass(frozen=True, slots=True)
class Tested:
    """What one endpoint answered: a connection or an error."""

    name: str
    connection: Connection | None = None
    error: EditorialError | None = None


def ask_endpoints(store: Any, clients: Any) -> tuple[Tested, ...]:
    """Test each connection, on the network thread."""
    return tuple(_ask(store, clients, row.name) for row in addresses.endpoints(store))


def _ask(store: Any, clients: Any, name: str) -> Tested:
    try:
        return Tested(name, addresses.test_endpoint(store, clients, name, thorough=False))
    except EditorialError as error:
        return Tested(name, error=error)


def tested_words(found: tuple[Tested, ...]) -> str:
    """Say in one line that every connection works."""
    if not found:
        return "There is no endpoint yet. Add one under File, Endpoints."
    parts = []
    for each in found:
        if each.connection is not None:
            user = f" as {each.connection.user}" if each.connection.user else ""
            parts.append(f"“{each.name}” answers: {each.connection.system}{user}.")
    return " ".join(parts)
