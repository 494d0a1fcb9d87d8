"""Finds out what kind of endpoint lives at an address, before anything is signed in to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from editorial.publishing.endpoints.registry import KINDS
from editorial.publishing.endpoints.web.look_around import SiteLook
from editorial.system.errors import NetworkDown, WrongUsage

if TYPE_CHECKING:
    import httpx

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Found:
    """What lives at an address. ``kind`` is empty where it was not recognised."""

    kind: str
    title: str
    address: str
    """As it is to be kept."""
    notices: tuple[str, ...] = ()


def find_kind(text: str, *, transport: httpx.BaseTransport | None = None) -> Found:
    """Return what was found at what a person typed: an address on the web, or a folder.

    Takes up to a minute where nobody answers. Raises `WrongUsage` for what is neither, and for
    a site without https; `NetworkDown` where nobody answers.
    """
    words = text.strip().strip("\"'")
    if not words:
        raise WrongUsage("Type the address of your site, or a folder.")
    if _is_folder(words):
        return _folder(Path(words).expanduser())
    address = words if "://" in words else f"https://{words}"
    parts = _split(address)
    notices = []
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        # What is typed is often old: nearly every site has https by now.
        address = "https" + address.removeprefix("http")
    try:
        look = SiteLook(address, transport=transport)
    except NetworkDown as error:
        if _answers_without_https(address, transport):
            raise WrongUsage(
                f"{parts.hostname} has no https, so a password would travel unprotected.",
                safe="Nothing was sent.",
                next_step="Ask the site's host for a certificate; most give one without charge.",
            ) from error
        raise
    with look:
        if look.moved_from:
            notices.append(f"{look.moved_from} sends visitors on to {look.address}.")
            if look.address.startswith("http:") and _split(look.address).hostname not in _LOOPBACK:
                raise WrongUsage(
                    f"{look.address} has no https, so a password would travel unprotected.",
                    safe="Nothing was sent.",
                    next_step="Ask the site's host to serve it by https.",
                )
        for kind in KINDS.values():
            place = kind.recognise(look) if kind.recognise is not None else ""
            if place:
                return Found(kind.name, kind.title, place, tuple(notices))
        notices.append(
            "Nothing there says what it is. Choose the kind yourself, if you know it; a security "
            "plug-in may hide it."
        )
        return Found("", "", look.address, tuple(notices))


def _is_folder(words: str) -> bool:
    return words.startswith(("/", "~", ".", "\\")) or (
        len(words) > 2 and words[1] == ":" and words[2] in "\\/"
    )


def _folder(folder: Path) -> Found:
    folder = folder.absolute()
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(
            f"{folder} is a file.", next_step="Choose the folder that is to hold the site."
        )
    for kind in KINDS.values():
        if kind.recognise_folder is not None and kind.recognise_folder(folder):
            return Found(kind.name, kind.title, str(folder))
    site = KINDS["site"]
    notices = () if folder.exists() else ("The folder is made with the first story.",)
    return Found(site.name, site.title, str(folder), notices)


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
    except ValueError:
        # Brackets that hold no IPv6 address.
        parts = urlsplit("")
    if not parts.hostname or parts.scheme not in ("http", "https") or " " in address:
        raise WrongUsage(
            f"“{address}” is no address of a site.", next_step="Give one like https://example.org."
        )
    if parts.username or parts.password:
        raise WrongUsage("The address must not hold a password.", next_step="Give it by itself.")
    return parts


def _answers_without_https(address: str, transport: httpx.BaseTransport | None) -> bool:
    if not address.startswith("https:"):
        return False
    try:
        with SiteLook("http" + address.removeprefix("https"), transport=transport) as plain:
            return plain.address.startswith("http:")
    except NetworkDown:
        return False
