"""What a newsroom can choose for a site in git."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from editorial.publishing.endpoints.static_site.trouble import SAFE
from editorial.system.errors import PushRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRANCH = re.compile(r"(?!-)[\w.][\w./-]*")
_PLACEHOLDERS = {":slug", ":title", ":section", ":year", ":month", ":day"}
"""What a pattern of addresses may hold. ``:title`` is the slug, as Jekyll and Hugo say."""


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one endpoint, kept in its row as JSON; `kind.KIND` says what each is for.

    An empty text means: as the site's own files say.
    """

    generator: Literal["", "hugo", "jekyll", "eleventy"] = ""
    content_folder: str = ""
    image_folder: str = ""
    image_address: str = ""
    base_url: str = ""
    permalink: str = ""
    branch: str = ""
    push: bool = True
    author_name: str = ""
    author_email: str = ""
    layout: str = ""
    hero_in_content: bool = True
    related_in_content: bool = True


def read_options(raw: Mapping[str, Any]) -> Options:
    """Return the options of an endpoint's row; keys of other versions are passed over.

    Raises `PushRefused` for one that cannot be used, and says which.
    """
    known = {field.name: field.type for field in dataclasses.fields(Options)}
    values = {name: value for name, value in raw.items() if name in known}
    for name, value in values.items():
        if known[name] == "bool":
            if not isinstance(value, bool):
                raise _unusable(name, value, "Write yes or no.")
        elif not isinstance(value, str) or re.search(r"[\x00-\x1f\x7f]", value):
            raise _unusable(name, value, "Write plain words on one line.")
        else:
            values[name] = value.strip()
    options = Options(**values)
    if options.generator not in ("", "hugo", "jekyll", "eleventy"):
        raise _unusable("generator", options.generator, "Write hugo, jekyll or eleventy.")
    for name in ("content_folder", "image_folder"):
        see_inside(name, getattr(options, name))
    if options.image_address and not options.image_address.startswith("/"):
        raise _unusable("image_address", options.image_address, "Begin it with a slash.")
    if options.base_url:
        see_address("base_url", options.base_url)
    if options.permalink:
        see_pattern(options.permalink)
    if options.branch and (not _BRANCH.fullmatch(options.branch) or ".." in options.branch):
        raise _unusable("branch", options.branch, "Write the name of a branch, such as main.")
    for name in ("author_name", "author_email"):
        if re.search(r"[<>]", getattr(options, name)):
            raise _unusable(name, getattr(options, name), "Leave out < and >.")
    return options


def see_inside(name: str, folder: str) -> None:
    """Raise `PushRefused` for a folder that is not one below the working copy's."""
    path = PurePosixPath(folder.replace("\\", "/"))
    outside = path.is_absolute() or ".." in path.parts or ":" in folder
    if outside or any(part.lower() == ".git" for part in path.parts):
        raise _unusable(name, folder, "Write a folder inside of the working copy.")


def see_address(name: str, value: str) -> None:
    """Raise `PushRefused` for what is no address of a site."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        good = None
    if not good:
        raise _unusable(name, value, "Write a whole address, like https://example.org/.")


def see_pattern(pattern: str) -> None:
    """Raise `PushRefused` for a pattern of addresses that does not tell stories apart."""
    found = set(re.findall(r":\w+", pattern))
    if strange := sorted(found - _PLACEHOLDERS):
        raise _unusable("permalink", pattern, f"{strange[0]} is not known; use :year, :slug ….")
    if not found & {":slug", ":title"} or not pattern.startswith("/"):
        raise _unusable("permalink", pattern, "Write one like /:year/:slug/.")
    if re.search(r"[^\w:/.~-]|\.\.|//", pattern):
        raise _unusable("permalink", pattern, "Use letters, digits, - . / and placeholders.")


def _unusable(name: str, value: Any, next_step: str) -> PushRefused:
    return PushRefused(
        f"The option {name} cannot be used: “{value}”.", safe=SAFE, next_step=next_step
    )
