"""Micropub's ways of saying no, as errors that a person can act on.

An error is ``{"error": …, "error_description": …}`` (https://www.w3.org/TR/micropub/#error-response).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.web.errors import SAFE, seconds_asked
from editorial.system.errors import EditorialError, NetworkDown, PushRefused, SignInFailed

if TYPE_CHECKING:
    import httpx

_NEW_TOKEN = "Make a new access token on the site, with the right to create, update, delete and "
_NEW_TOKEN += "to upload media, and enter it here."


class Refused(PushRefused):
    """The site said no, and why."""

    def __init__(self, message: str, *, status: int, **words: str) -> None:
        super().__init__(message, **words)
        self.status = status


def problem(answer: httpx.Response, host: str) -> EditorialError:
    """Return the error that an unsuccessful answer stands for."""
    status = answer.status_code
    error, words = _said(answer)
    if error == "insufficient_scope":
        return SignInFailed(
            f"The access token for {host} may not do this ({words or error}).",
            safe=SAFE,
            next_step=_NEW_TOKEN,
        )
    if status in (401, 403):
        return SignInFailed(
            f"{host} did not accept the access token ({words or error or status}).",
            safe=SAFE,
            next_step=_NEW_TOKEN,
        )
    if status in (429, 503):
        return EndpointBusy(f"{host} is busy.", retry_after=seconds_asked(answer), safe=SAFE)
    if status >= 500 or status == 408:
        return NetworkDown(f"{host} failed while at work ({status}).", safe=SAFE)
    if status == 413:
        words = "the file is too large for the site."
    return Refused(
        f"{host} refused: {words or error or status}",
        status=status,
        safe=SAFE,
        next_step="Show these words to the site's administrator, then try again.",
    )


def no_endpoint(address: str) -> PushRefused:
    """Return the error for a site that names no Micropub endpoint."""
    return PushRefused(
        f"{address} names no Micropub endpoint.",
        safe=SAFE,
        next_step="Enter the site's front page, or the endpoint itself as the option endpoint_url.",
    )


def elsewhere(name: str, host: str, address: str) -> PushRefused:
    """Return the error for an endpoint on another server, which no token is sent to unasked."""
    return PushRefused(
        f"{host} names {address} for posting, which is another server. Nothing was sent there.",
        safe=SAFE,
        next_step=f"If you trust that server, enter it as the option {name}.",
    )


def no_media(host: str) -> PushRefused:
    """Return the error for a site that takes no photos."""
    return PushRefused(
        f"{host} has no media endpoint, so it takes no photos.",
        safe=f"{SAFE} Nothing was sent.",
        next_step="Take the photos out of the story, or ask the site's administrator for one.",
    )


def cannot_look(host: str) -> PushRefused:
    """Return the error for a post whose answer was lost on a site that lists no posts."""
    return PushRefused(
        f"The answer to making the post at {host} was lost, and the site offers no way to look "
        "whether it is there.",
        safe=SAFE,
        next_step="Look at the site. If the story is there, delete it; then try again.",
    )


def _said(answer: httpx.Response) -> tuple[str, str]:
    """Return the site's error and its own words; empty where there are none."""
    try:
        said: Any = answer.json()
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(said, dict):
        return "", ""
    words = said.get("error_description") or said.get("message") or ""
    return str(said.get("error") or "")[:80], " ".join(str(words).split())[:240]
