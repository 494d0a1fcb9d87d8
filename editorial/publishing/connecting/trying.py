"""Tries a connection before it is kept: signs in, and says what works and what is in the way."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from editorial.publishing.addresses import EndpointRow, address_of, see_fields
from editorial.publishing.endpoints.registry import KINDS, clients
from editorial.system.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editorial.publishing.endpoints.protocol import Connection
    from editorial.storage.store import Store

CLOCK_MAY_DIFFER = dt.timedelta(minutes=2)


class _Typed(Secrets):
    """The secret that a person has just typed; it is kept nowhere."""

    def __init__(self, value: str) -> None:
        super().__init__("trying")
        self._value = value

    def read(self, name: str) -> str | None:
        """Return what was typed."""
        return self._value or None


def try_connection(
    store: Store,
    *,
    kind: str,
    address: str,
    user: str = "",
    secret: str = "",
    options: Mapping[str, Any] | None = None,
    thorough: bool = True,
    progress: Callable[[int, int, str], None] | None = None,
) -> Connection:
    """Test a connection that is not kept yet; nothing of it is written anywhere.

    ``thorough`` also tries how large a file the site takes, which leaves nothing behind there.
    Raises `WrongUsage` for what is missing, `NetworkDown`, `SignInFailed`, `PushRefused`.
    """
    see_fields(kind, address, user)
    row = EndpointRow(
        id=uuid.uuid4(),
        name="the new endpoint",
        kind=kind,
        address=address_of(kind, address),
        user=user.strip(),
        options=dict(options or {}),
        created_at=store.now(),
    )
    if progress is not None:
        progress(0, 1, f"Signing in to {row.address or KINDS[kind].title}")
    client = clients(store.home, _Typed(secret.strip()))(row)
    try:
        return client.check(thorough=thorough)
    finally:
        client.close()


def lines_of(connection: Connection) -> tuple[str, ...]:
    """Return what a test found, one plain sentence each, the best first."""
    whom = f", signed in as {connection.user}" if connection.user else ""
    lines = [f"The connection works: {connection.system}{whom}."]
    lines.append(
        "You may publish there."
        if connection.may_publish
        else "You may not publish there: ask the site's administrator for the right."
    )
    if connection.takes_bytes:
        lines.append(f"It takes photos of at least {connection.takes_bytes >> 20} MB.")
    if connection.sections:
        named = ", ".join(connection.sections[:6])
        more = len(connection.sections) - 6
        lines.append(f"Sections there: {named}{f' and {more} more' if more > 0 else ''}.")
    if connection.skew is not None and abs(connection.skew) > CLOCK_MAY_DIFFER:
        minutes = round(abs(connection.skew).total_seconds() / 60)
        side = "behind" if connection.skew > dt.timedelta() else "ahead of"
        lines.append(
            f"This computer's clock is {minutes} min {side} the site's. Set it right: scheduled "
            "stories go by it."
        )
    return (*lines, *connection.notices)
