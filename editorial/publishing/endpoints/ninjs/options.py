"""What a newsroom can choose for a ninjs endpoint."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

from editorial.publishing.endpoints.web.errors import SAFE
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one endpoint, kept in its row as JSON; `kind.KIND` says what each is for."""

    assets_url: str = ""
    read_url: str = ""
    page_url: str = ""
    uri_base: str = ""
    related: bool = True
    byline_in_content: bool = False
    all_sizes: bool = False
    usage_terms: str = ""
    copyright_notice: str = ""
    urgency: str = ""
    signature: Literal["sha1", "both"] = "sha1"
    withdraw_as: Literal["canceled", "withheld"] = "canceled"


def read_options(raw: Mapping[str, Any]) -> Options:
    """Return the options of an endpoint's row; keys of other versions are passed over.

    Raises `PushRefused` for one that cannot be used, and says which.
    """
    known = {field.name for field in dataclasses.fields(Options)}
    options = Options(**{name: value for name, value in raw.items() if name in known})
    for name in ("assets_url", "read_url", "page_url"):
        if value := getattr(options, name):
            _see_address(name, value)
    if options.read_url and not re.search(r"\{(uri|id)\}", options.read_url):
        raise _unusable("read_url", options.read_url, "Write {uri} or {id} where the item goes.")
    if options.page_url and not re.search(r"\{(slug|id)\}", options.page_url):
        raise _unusable("page_url", options.page_url, "Write {slug} or {id} where the story goes.")
    if options.uri_base and not _SCHEME.fullmatch(options.uri_base):
        raise _unusable("uri_base", options.uri_base, "Write one like https://example.org/items/.")
    if str(options.urgency) not in ("", *"123456789"):
        raise _unusable("urgency", str(options.urgency), "Choose 1, the most urgent, to 9.")
    return options


def assets_address(push_address: str, options: Options) -> str:
    """Return where photos go.

    Without a word on it, it is guessed as the common receivers have it: Superdesk Newsroom takes
    items at ``/push`` and photos at ``/push_binary``, Superdesk Publisher at ``/content/push`` and
    ``/assets/push``.
    """
    if options.assets_url:
        return options.assets_url.rstrip("/")
    address = push_address.rstrip("/")
    if address.endswith("/content/push"):
        return f"{address.removesuffix('/content/push')}/assets/push"
    if address.endswith("/push"):
        return f"{address}_binary"
    return f"{address}/assets"


def uri_of(thing: uuid.UUID, options: Options) -> str:
    """Return the name that a story or photo has for ever: below the house's own, or a URN."""
    base = options.uri_base or "urn:uuid:"
    return f"{base}{thing}" if base.endswith(("/", ":", "=", "#")) else f"{base}/{thing}"


def id_in(uri: str) -> str:
    """Return the story's id in a name that `uri_of` gave it."""
    return re.split(r"[/:=#]", uri)[-1]


def read_address(uri: str, options: Options) -> str:
    """Return where an item can be read back."""
    return options.read_url.replace("{uri}", quote(uri, safe="")).replace("{id}", id_in(uri))


def page_address(slug: str, uri: str, options: Options) -> str:
    """Return where readers find a piece; empty where nobody said, or its uri is not known."""
    if not options.page_url or ("{id}" in options.page_url and not uri):
        return ""
    return options.page_url.replace("{slug}", quote(slug)).replace("{id}", id_in(uri))


def _see_address(name: str, value: str) -> None:
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise _unusable(name, value, "Write a whole address, like https://example.org/….")
    if parts.scheme == "http" and host not in _LOOPBACK and name != "page_url":
        raise _unusable(name, value, "It would go unprotected: use the https address.")


def _unusable(name: str, value: str, next_step: str) -> PushRefused:
    return PushRefused(
        f"The endpoint's option {name} is “{value[:80]}”, which cannot be used.",
        safe=SAFE,
        next_step=next_step,
    )
