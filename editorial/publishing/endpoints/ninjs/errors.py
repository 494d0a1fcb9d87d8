"""A receiver's ways of saying no, as errors that a person can act on.

HTTP push has no common form of an error: the words are taken from where the usual receivers put
them, and shown as theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.web.errors import SAFE, AnswerUnusable, seconds_asked
from editorial.system.errors import EditorialError, NetworkDown, PushRefused, SignInFailed

if TYPE_CHECKING:
    import httpx

_WORDS = ("message", "_message", "error", "errors", "detail", "_issues", "title")
_MOST = 240
"""Characters of a receiver's own words that are shown."""


class Refused(PushRefused):
    """The receiver said no, and why."""

    def __init__(self, message: str, *, status: int, **words: str) -> None:
        super().__init__(message, **words)
        self.status = status


def problem(answer: httpx.Response, host: str, address: str) -> EditorialError:
    """Return the error that an unsuccessful answer stands for."""
    status = answer.status_code
    if status in (401, 403):
        return SignInFailed(
            f"{host} did not accept our signature ({status}).",
            safe=SAFE,
            next_step="Ask the receiver's administrator for the shared key, and enter it again.",
        )
    if status in (429, 503):
        return EndpointBusy(f"{host} is busy.", retry_after=seconds_asked(answer), safe=SAFE)
    if status >= 500 or status == 408:
        return NetworkDown(f"{host} failed while at work ({status}).", safe=SAFE)
    if status in (404, 405, 410):
        return Refused(
            f"Nothing takes items at {address} ({status}).",
            status=status,
            safe=SAFE,
            next_step="Ask the receiver's administrator for the address, and enter it again.",
        )
    return Refused(
        f"{host} {_REFUSALS.get(status, 'does not accept it')}: {said(answer)}",
        status=status,
        safe=SAFE,
        next_step="Show these words to the receiver's administrator, then try again.",
    )


_REFUSALS = {
    409: "says that it holds this item already, or a newer one",
    413: "says that it is too large",
    415: "does not take this form of data",
}


def a_page(host: str) -> AnswerUnusable:
    """Return the error for a page where the receiver's own short answer was due."""
    return AnswerUnusable(
        f"{host} answered with a web page instead of taking the item; the push address may be "
        "wrong, or a sign-in page of the network in between.",
        safe=SAFE,
    )


def said(answer: httpx.Response) -> str:
    """Return a receiver's own words as one short line; the status where there are none."""
    try:
        words = _words_in(answer.json())
    except (ValueError, RecursionError):
        words = "" if is_page(answer) else answer.text
    words = " ".join(words.split())
    if len(words) > _MOST:
        words = words[: _MOST - 1].rstrip() + "…"
    return words or str(answer.status_code)


def is_page(answer: httpx.Response) -> bool:
    """Return whether an answer is a page for people."""
    kind = answer.headers.get("content-type", "").lower()
    return "html" in kind or answer.content[:64].lstrip().lower().startswith((b"<!doc", b"<html"))


def _words_in(data: Any) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        found = [_words_in(data[name]) for name in _WORDS if data.get(name)]
        # Issues by field, as Superdesk's own server gives them.
        return " ".join(found) or "; ".join(f"{k}: {v}" for k, v in list(data.items())[:4])
    if isinstance(data, list):
        return "; ".join(_words_in(item) for item in data[:4])
    return "" if data is None else str(data)
