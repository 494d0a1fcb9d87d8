"""Ghost's ways of saying no, as errors that a person can act on.

Ghost answers ``{"errors": [{"message", "context", "type", "code"}]}``
(https://ghost.org/docs/admin-api/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.web.errors import SAFE, seconds_asked
from editorial.system.errors import EditorialError, NetworkDown, PushRefused, SignInFailed

if TYPE_CHECKING:
    import httpx

_NEW_KEY = "Copy the Admin API key again from Ghost (Settings → Integrations) and enter it here."


class Refused(PushRefused):
    """Ghost said no, and why."""

    def __init__(self, message: str, *, status: int, code: str, **words: str) -> None:
        super().__init__(message, **words)
        self.status, self.code = status, code


class Collision(NetworkDown):
    """Somebody saved the post between our reading and our writing; nothing was overwritten."""


def bad_key() -> SignInFailed:
    """Return the error for a key that has not the form of one."""
    return SignInFailed(
        "That is no Admin API key of Ghost: it has two parts with a colon between.",
        safe=SAFE,
        next_step=_NEW_KEY,
    )


def problem(answer: httpx.Response, host: str) -> EditorialError:
    """Return the error that an unsuccessful answer stands for."""
    status = answer.status_code
    kind, code, words = _said(answer)
    if status == 401 or (status == 403 and kind == "NoPermissionError" and "Authoriz" in words):
        return SignInFailed(
            f"{host} did not accept the Admin API key ({words or status}).",
            safe=SAFE,
            next_step=_NEW_KEY,
        )
    if status in (429, 503):
        return EndpointBusy(f"{host} is busy.", retry_after=seconds_asked(answer), safe=SAFE)
    if status == 409 or code == "UPDATE_COLLISION":
        return Collision(
            f"Somebody saved the post at {host} at the same moment; nothing was overwritten.",
            safe=SAFE,
        )
    if status >= 500:
        return NetworkDown(f"{host} failed while at work ({status}).", safe=SAFE)
    if status == 413:
        words = "the file is too large for the site."
    next_step = ""
    if status == 403:
        next_step = "Ask the site's administrator for the right, or use another key."
    return Refused(
        f"{host} refused: {words or status}",
        status=status,
        code=code,
        safe=SAFE,
        next_step=next_step,
    )


def no_interface(address: str) -> PushRefused:
    """Return the error for an address without Ghost's interface."""
    return PushRefused(
        f"There is no Ghost interface (Admin API) at {address}.",
        safe=SAFE,
        next_step="Enter the address under which Ghost's own admin pages open, without /ghost.",
    )


def _said(answer: httpx.Response) -> tuple[str, str, str]:
    """Return type, code and words of Ghost's first complaint."""
    try:
        said: Any = answer.json()
        first = said["errors"][0]
        words = " ".join(str(first[name]) for name in ("message", "context") if first.get(name))
        return str(first.get("type") or ""), str(first.get("code") or ""), words
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return "", "", ""
