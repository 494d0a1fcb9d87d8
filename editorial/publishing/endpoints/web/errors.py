"""What can go wrong between us and any endpoint on the web, as errors that a person can act on.

Two kinds matter to the courier. Where nobody answered, or the answer says nothing (a sign-in
page of a hotel, garbage, too much), the call may still have arrived: it is found out and tried
again. Where the address itself is wrong, a person must mend it, and nothing is sent until then.
"""

from __future__ import annotations

import ssl
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from editorial.system.clock import utc_now
from editorial.system.errors import NetworkDown, PushRefused

if TYPE_CHECKING:
    import httpx

SAFE = "Your story is safe on this computer."


class AnswerUnusable(NetworkDown):
    """Somebody answered, but not what was asked: whether the call arrived is unknown."""


class Untrusted(AnswerUnusable):
    """The certificate does not prove who answers; nothing was sent."""


class Moved(PushRefused):
    """The address sends callers elsewhere; nothing was sent there."""

    def __init__(self, message: str, *, target: str, **words: str) -> None:
        super().__init__(message, **words)
        self.target = target


def lost(host: str, error: httpx.HTTPError) -> NetworkDown:
    """Return the error for a call that got no answer."""
    import httpx

    if (reason := _distrust(error)) is not None:
        return Untrusted(
            f"The certificate of {host} cannot be trusted ({reason}), so nothing was sent.",
            safe=SAFE,
            next_step="On a network with a sign-in page, sign in there first; "
            "else ask the site's host to put its certificate right.",
        )
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return NetworkDown(f"Nobody answered at {host}.", safe=SAFE)
    if isinstance(error, httpx.TimeoutException):
        return NetworkDown(f"{host} took too long to answer.", safe=SAFE)
    if isinstance(error, httpx.RemoteProtocolError) and "illegal" in str(error).lower():
        return AnswerUnusable(f"{host} answered with something that is not HTTP.", safe=SAFE)
    return NetworkDown(f"The connection to {host} broke.", safe=SAFE)


def not_data(host: str) -> AnswerUnusable:
    """Return the error for a page where data was due, as a hotel's network sends."""
    return AnswerUnusable(
        f"{host} answered with something other than data; a sign-in page of the network may be "
        "in between.",
        safe=SAFE,
    )


def unexpected_data(host: str) -> AnswerUnusable:
    """Return the error for data of another shape than the system's own."""
    return AnswerUnusable(
        f"{host} answered with data that does not belong to the question.", safe=SAFE
    )


def too_large(host: str, most: int) -> AnswerUnusable:
    """Return the error for an answer of more than ``most`` bytes; the rest was not read."""
    return AnswerUnusable(
        f"{host} answered with more than {most >> 20} MB where little was due.", safe=SAFE
    )


def too_slow(host: str) -> NetworkDown:
    """Return the error for an answer that did not end in time."""
    return NetworkDown(f"{host} took too long to answer.", safe=SAFE)


def moved(address: str, target: str) -> Moved:
    """Return the error for an address that has moved."""
    return Moved(
        f"{address} sends visitors on to {target or 'nowhere'}.",
        target=target,
        safe=f"{SAFE} Nothing was sent there.",
        next_step="Enter that address for the endpoint, if it is the right one.",
    )


def left_host(host: str, address: str) -> PushRefused:
    """Return the error for an address elsewhere that an answer named for our next call."""
    return PushRefused(
        f"{host} asked us to send to another server ({address}). Nothing was sent there.",
        safe=SAFE,
        next_step="If that server belongs to the site, ask its administrator to offer it under "
        "the site's own address.",
    )


def seconds_asked(answer: httpx.Response) -> float | None:
    """Return the wait that was asked for, in either form of Retry-After (RFC 9110, 10.2.3)."""
    value = answer.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until - utc_now()).total_seconds()) if until.tzinfo else None


def _distrust(error: BaseException) -> str | None:
    """Return why a certificate was not trusted; None where that was not the trouble."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (cause.verify_message or "it does not check").strip().lower()
        if isinstance(cause, ssl.SSLError):
            return "no safe connection could be made"
        cause = cause.__cause__ or cause.__context__
    return None
