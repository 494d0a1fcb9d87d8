"""WordPress' ways of saying no, as errors that a person can act on.

WordPress treats a wrong application password as if none had been sent, so the status is what
counts, not the code in the answer. A server that strips the Authorization header looks exactly
the same.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.web.errors import SAFE, seconds_asked
from editorial.system.errors import EditorialError, NetworkDown, PushRefused, SignInFailed

if TYPE_CHECKING:
    import httpx

_KNOWN_WRONG = frozenset({"invalid_username", "invalid_email", "incorrect_password"})
"""What newer versions say where the header did arrive."""


class ServerFailed(NetworkDown):
    """The server failed while at work; what it had done by then is unknown."""

    def __init__(self, message: str, *, attachment_id: int | None, **words: str) -> None:
        super().__init__(message, **words)
        self.attachment_id = attachment_id
        """The picture that was taken in before the failure, where the server tells it."""


class Refused(PushRefused):
    """WordPress said no, and why."""

    def __init__(
        self, message: str, *, status: int, code: str, data: dict[str, Any], **words: str
    ) -> None:
        super().__init__(message, **words)
        self.status, self.code, self.data = status, code, data


class RightMissing(Refused):
    """The account is signed in, but may not do this."""


def problem(answer: httpx.Response, host: str, user: str) -> EditorialError:
    """Return the error that an unsuccessful answer stands for."""
    status = answer.status_code
    code, words, data = _said(answer)
    if status == 401 and code in _KNOWN_WRONG:
        return SignInFailed(
            f"{host} knows no “{user}” with this application password.",
            safe=SAFE,
            next_step=(
                "Make a new application password there (Users → Profile) and enter it with the "
                "user name; the password of the login page does not open this door."
            ),
        )
    if status == 401:
        return SignInFailed(
            f"{host} did not accept the sign-in of “{user}”.",
            safe=SAFE,
            next_step=(
                "Make a new application password there (Users → Profile) and enter it with the "
                "user name. If it is right, the site's server may drop the Authorization header: "
                "ask its host."
            ),
        )
    if status in (429, 503):
        return EndpointBusy(
            f"{host} is busy.", retry_after=seconds_asked(answer), safe=SAFE, next_step=""
        )
    # This one comes as a 500, but it is a plain no.
    if code == "rest_upload_sideload_error":
        status = 400
    if status >= 500:
        attachment = answer.headers.get("X-WP-Upload-Attachment-ID", "")
        return ServerFailed(
            f"{host} failed while at work ({status}).",
            attachment_id=int(attachment) if attachment.isdigit() else None,
            safe=SAFE,
        )
    if status == 403:
        return RightMissing(
            f"“{user}” may not do this at {host}: {words}",
            status=status,
            code=code,
            data=data,
            safe=SAFE,
            next_step="Ask the site's administrator for the right, or use another account.",
        )
    if status == 413:
        words = "the file is too large for the site."
    return Refused(
        f"{host} refused: {words or status}", status=status, code=code, data=data, safe=SAFE
    )


def no_passwords(host: str) -> SignInFailed:
    """Return the error for a site that takes no application passwords."""
    return SignInFailed(
        f"Application passwords are switched off at {host}, so nobody can sign in from outside.",
        safe=SAFE,
        next_step=(
            "Ask the site's administrator to allow them: they need https, and some security "
            "plug-ins switch them off."
        ),
    )


def no_interface(address: str) -> PushRefused:
    """Return the error for an address without WordPress' interface."""
    return PushRefused(
        f"There is no WordPress interface (REST API) at {address}.",
        safe=SAFE,
        next_step="Check the address; a security plug-in may also switch the interface off.",
    )


def _said(answer: httpx.Response) -> tuple[str, str, dict[str, Any]]:
    try:
        said = answer.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return "", "", {}
    data = said.get("data")
    return (
        str(said.get("code", "")),
        html.unescape(str(said.get("message", ""))),
        data if isinstance(data, dict) else {},
    )
