"""What a newsroom can choose for a Micropub endpoint."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

from editorial.publishing.endpoints.web.errors import SAFE
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one endpoint, kept in its row as JSON; `kind.KIND` says what each is for."""

    endpoint_url: str = ""
    media_url: str = ""
    page_url: str = ""
    byline_in_content: bool = True
    related_in_content: bool = True
    type_as_category: bool = True
    hero: Literal["photo", "content"] = "photo"
    withdraw_to: Literal["delete", "draft"] = "delete"


def read_options(raw: Mapping[str, Any]) -> Options:
    """Return the options of an endpoint's row; keys of other versions are passed over.

    Raises `PushRefused` for an address that cannot be used, and says which.
    """
    known = {field.name for field in dataclasses.fields(Options)}
    options = Options(**{name: value for name, value in raw.items() if name in known})
    for name in ("endpoint_url", "media_url", "page_url"):
        if (value := getattr(options, name)) and not _is_safe(value):
            raise _unusable(name, value, "Write a whole https address.")
    if options.page_url and "{slug}" not in options.page_url:
        raise _unusable("page_url", options.page_url, "Write {slug} where the story goes.")
    return options


def page_address(slug: str, options: Options) -> str:
    """Return where a piece of that slug stands; empty where nobody said."""
    return options.page_url.replace("{slug}", quote(slug))


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    )


def _unusable(name: str, value: str, next_step: str) -> PushRefused:
    return PushRefused(
        f"The endpoint's option {name} is “{value[:80]}”, which cannot be used.",
        safe=SAFE,
        next_step=next_step,
    )
