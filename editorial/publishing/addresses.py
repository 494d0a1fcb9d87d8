"""Endpoints: add, list, test, remove. Their passwords go to the keyring, never to the database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import select

from editorial.publishing.endpoints.mapping import CHOICES, choices_of, read_names
from editorial.publishing.endpoints.registry import KINDS
from editorial.publishing.holding import SIGN_IN, wake_endpoint
from editorial.publishing.models import OPEN_STATES, Delivery, Endpoint
from editorial.storage.changes import Changes
from editorial.stories.models import Event
from editorial.system.errors import NotFound, RuleRefused, WrongState, WrongUsage
from editorial.system.secrets import variable_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from editorial.publishing.endpoints.protocol import Connection, EndpointClient
    from editorial.storage.store import Store
    from editorial.system.secrets import Secrets

_REMOVED = "removed_at"
_SWITCH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """A configured endpoint, without its secret."""

    id: uuid.UUID
    name: str
    kind: str
    address: str
    user: str
    options: Mapping[str, Any]
    created_at: dt.datetime
    paused: bool = False
    """Nothing leaves for it until a person lets it go on."""


def endpoint_row(endpoint: Endpoint) -> EndpointRow:
    """Return the frozen row of an endpoint."""
    return EndpointRow(
        id=endpoint.id,
        name=endpoint.name,
        kind=endpoint.kind,
        address=endpoint.address,
        user=endpoint.user,
        options=dict(endpoint.options),
        created_at=endpoint.created_at,
        paused=endpoint.paused,
    )


def add_endpoint(
    store: Store,
    secrets: Secrets,
    *,
    name: str,
    kind: str,
    address: str = "",
    user: str = "",
    secret: str = "",
    who: str,
    options: Mapping[str, Any] | None = None,
) -> Changes:
    """Add a place to push to; ``created`` of the answer is its id.

    Raises `WrongUsage` for a kind, address or name that cannot be used, `RuleRefused` for a
    name that is taken.
    """
    name, user = name.strip(), user.strip()
    if not name:
        raise WrongUsage("An endpoint needs a name, such as “Main site”.")
    see_fields(kind, address, user)
    _see_names(options or {})
    address = address_of(kind, address)
    notices: list[str] = []
    with store.write() as session:
        if session.scalar(select(Endpoint.pk).where(Endpoint.name == name)) is not None:
            raise RuleRefused(
                f"There is already an endpoint “{name}”.", next_step="Choose another name."
            )
        endpoint = Endpoint(
            name=name,
            kind=kind,
            address=address.strip(),
            user=user,
            options=dict(options or {}),
            created_at=store.now(),
        )
        session.add(endpoint)
        session.flush()
        _tell(session, store, who, "endpoint added", endpoint)
        created = endpoint.id
    if secret and not secrets.keep(name, secret):
        notices.append(_for_this_session(name))
    return Changes(endpoints=True, created=created, notices=tuple(notices))


def see_fields(kind: str, address: str, user: str) -> None:
    """Raise `WrongUsage` where a kind is unknown, or something that it asks for is missing."""
    if kind not in KINDS:
        raise WrongUsage(
            f"There is no kind “{kind}”.", next_step=f"Use one of: {', '.join(KINDS)}."
        )
    known = KINDS[kind]
    if not known.online and not address.strip() and known.address.example:
        raise WrongUsage(f"{known.title} needs a folder.", next_step="Give --url.")
    if known.user is not None and not user.strip():
        raise WrongUsage(
            f"{known.title} needs a {known.user.label.lower()}.", next_step="Give --user."
        )


def see_options(kind: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Return options as they are kept, from words. Raises `WrongUsage` for an unknown one."""
    offered = choices_of(KINDS[kind]) if kind in KINDS else ()
    known = {choice.name: choice for choice in offered}
    kept: dict[str, Any] = {}
    for name, value in values.items():
        choice = known.get(name)
        if choice is None:
            raise WrongUsage(
                f"There is no option “{name}”.",
                next_step=f"There are: {', '.join(known) or 'none'}.",
            )
        if isinstance(choice.default, bool):
            if value.lower() not in _SWITCH:
                raise WrongUsage(f"“{name}” is yes or no.")
            kept[name] = _SWITCH[value.lower()]
        elif choice.choices and value not in {each for each, _ in choice.choices}:
            allowed = ", ".join(each or "(empty)" for each, _ in choice.choices)
            raise WrongUsage(f"“{name}” is one of: {allowed}.")
        else:
            kept[name] = value
    return kept


def address_of(kind: str, address: str) -> str:
    """Return an address as it is kept. Raises `WrongUsage` for one that cannot be used."""
    return _web_address(address) if KINDS[kind].online else address.strip()


def set_options(store: Store, name: str, options: Mapping[str, Any], *, who: str) -> Changes:
    """Change options of an endpoint; an option set to None is taken out.

    Raises `NotFound`, or `WrongUsage` for names that cannot be read.
    """
    _see_names(options)
    with store.write() as session:
        endpoint = _named(session, name)
        merged = {**endpoint.options, **options}
        endpoint.options = {key: value for key, value in merged.items() if value is not None}
        _tell(session, store, who, "endpoint changed", endpoint)
    return Changes(endpoints=True)


def change_secret(store: Store, secrets: Secrets, name: str, secret: str, *, who: str) -> Changes:
    """Keep another password for an endpoint; what stopped for the sign-in goes on.

    Raises `NotFound`, `WrongUsage` for an empty one.
    """
    if not secret:
        raise WrongUsage("The password is empty.", safe="The old one is kept.")
    with store.read() as session:
        _named(session, name)
    notices = () if secrets.keep(name, secret) else (_for_this_session(name),)
    with store.write() as session:
        endpoint = _named(session, name)
        _tell(session, store, who, "endpoint sign-in changed", endpoint)
        if SIGN_IN in endpoint.options:
            wake_endpoint(session, endpoint, who, store.now())
    return Changes(endpoints=True, outbox=True, notices=notices)


def endpoints(store: Store) -> tuple[EndpointRow, ...]:
    """Return the endpoints in use, oldest first."""
    with store.read() as session:
        found = session.scalars(select(Endpoint).order_by(Endpoint.pk)).all()
        return tuple(endpoint_row(each) for each in found if _REMOVED not in each.options)


def has_any_endpoint(store: Store) -> bool:
    """Return whether an endpoint was ever added, removed ones included."""
    with store.read() as session:
        return session.scalar(select(Endpoint.pk).limit(1)) is not None


def endpoint(store: Store, name: str) -> EndpointRow:
    """Return the endpoint of that name. Raises `NotFound`."""
    with store.read() as session:
        return endpoint_row(_named(session, name))


def test_endpoint(
    store: Store,
    clients: Callable[[EndpointRow], EndpointClient],
    name: str,
    *,
    thorough: bool,
) -> Connection:
    """Test the connection of an endpoint, with no transaction open; ``thorough`` as in `check`.

    Raises `NotFound`, `NetworkDown`, `SignInFailed`, `PushRefused` or `KeyringUnavailable`.
    """
    client = clients(endpoint(store, name))
    try:
        return client.check(thorough=thorough)
    finally:
        client.close()


# pytest takes any function of that name for a test.
test_endpoint.__test__ = False  # type: ignore[attr-defined]


def remove_endpoint(store: Store, secrets: Secrets, name: str, *, who: str) -> Changes:
    """Remove an endpoint and its password.

    One that pieces were pushed to leaves the lists but stays in the history, under a name that
    tells so. Raises `NotFound`, and `WrongState` while deliveries to it are open.
    """
    with store.write() as session:
        found = _named(session, name)
        states = session.scalars(
            select(Delivery.state).where(Delivery.endpoint_pk == found.pk)
        ).all()
        waiting = sum(state in OPEN_STATES for state in states)
        if waiting:
            pieces = "1 piece is" if waiting == 1 else f"{waiting} pieces are"
            raise WrongState(
                f"{pieces} still on the way to “{name}”.",
                safe="Nothing was changed.",
                next_step="Let them go out or call them off in the outbox, then remove it.",
            )
        _tell(session, store, who, "endpoint removed", found)
        if states:
            now = store.now()
            found.options = {**found.options, _REMOVED: now.isoformat()}
            found.name = f"{name} (removed {now:%Y-%m-%d %H:%M:%S})"
        else:
            session.delete(found)
    notices: tuple[str, ...] = ()
    if not secrets.forget(name):
        notices = (
            f"The keyring is locked, so the password of “{name}” is still in it. "
            "Unlock it and remove the entry “Editorial” there.",
        )
    return Changes(endpoints=True, notices=notices)


def _see_names(options: Mapping[str, Any]) -> None:
    for choice in CHOICES:
        read_names(str(options.get(choice.name) or ""))


def _for_this_session(name: str) -> str:
    return (
        "This computer has no open keyring, so the password is kept until you close "
        f"Editorial. To give it again by itself, set {variable_of(name)}."
    )


def _web_address(address: str) -> str:
    """Return a site's address as it is kept: with scheme, without a slash at the end."""
    address = address.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        # Brackets that hold no IPv6 address.
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongUsage(
            f"“{address}” is no address of a site.", next_step="Give one like https://example.org."
        )
    if parts.username or parts.password:
        raise WrongUsage("The address must not hold a password.", next_step="Give it by itself.")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise WrongUsage(
            f"{address} would send the password unprotected.",
            next_step="Use the https address of the site.",
        )
    return re.sub(r"/(wp-json|wp-admin)?/*$", "", address.split("?")[0].split("#")[0])


def _named(session: Session, name: str) -> Endpoint:
    found = session.scalar(select(Endpoint).where(Endpoint.name == name))
    if found is None or _REMOVED in found.options:
        raise NotFound(
            f"There is no endpoint “{name}”.", next_step="`editorial endpoint list` shows them."
        )
    return found


def _tell(session: Session, store: Store, who: str, what: str, endpoint: Endpoint) -> None:
    data = {"endpoint": endpoint.name, "kind": endpoint.kind, "address": endpoint.address}
    session.add(Event(at=store.now(), who=who, what=what, data=data))
