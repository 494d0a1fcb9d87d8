"""What an endpoint can do, and what it is handed.

An endpoint knows one system's way of speaking and nothing else. Idempotency, journal,
retries, leases and comparison are the courier's, written once.

How an endpoint reports trouble:

- `NetworkDown`: nobody answered, or the answer was lost. The courier tries again; the endpoint
  must then find out from the journal and the remote side what had arrived.
- `EndpointBusy`: the other side asks us to wait (429, 503).
- `SignInFailed`: a person must mend the sign-in.
- `PushRefused`: the other side will not take this piece, and why.
- `AlreadyThere`: readers already see a copy of this story that no receipt tells of.
- `CannotBeRead`: there is no way to look; that a call was accepted is all that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from editorial.system.errors import NetworkDown, PushRefused

if TYPE_CHECKING:
    import datetime as dt

    from editorial.publishing.piece import Piece

SENT = "send"
"""Name of the step in which an endpoint that cannot be read is sent the piece. The data of its end
become the ``extra`` of the receipt."""
Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done, such as ``Photo 2 of 3``.

It may raise `Cancelled` or `Interrupted` between two steps; an endpoint lets both pass.
"""


class Cancelled(Exception):
    """The person stopped the push between two steps; the journal says how far it came."""


class Interrupted(Exception):
    """The program closes between two steps; the delivery goes on at the next start."""


class CannotBeRead(Exception):
    """The endpoint takes pieces, but offers no way to see what it holds."""


class EndpointBusy(NetworkDown):
    """The endpoint asks us to come back later."""

    def __init__(self, message: str, *, retry_after: float | None = None, **words: str) -> None:
        super().__init__(message, **words)
        self.retry_after = retry_after
        """Seconds that the endpoint asked for, where it did."""


class NotYet(EndpointBusy):
    """The moment of a planned piece has not come, or it is not certain that it has."""


class AlreadyThere(PushRefused):
    """A public copy of this story exists, though no receipt of it does; it was left as it is."""

    def __init__(self, message: str, *, remote_id: str, **words: str) -> None:
        super().__init__(message, **words)
        self.remote_id = remote_id


@dataclass(frozen=True, slots=True)
class Connection:
    """What a test of the connection found."""

    system: str
    """Such as ``WordPress 6.1.9`` or ``Site folder``."""
    user: str
    may_publish: bool
    notices: tuple[str, ...] = ()
    """What the person should know: limits, missing rights."""
    sections: tuple[str, ...] = ()
    """Names of the sections that the site has, where it tells."""
    takes_bytes: int | None = None
    """A size of file that it was seen to take; None where that was not tried."""
    skew: dt.timedelta | None = None
    """How far the site's clock is ahead of this computer's; None where it did not tell."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the endpoint holds of a piece, read back from it.

    ``body_text`` is plain text with single spaces; ``links`` and ``credits`` keep the order of
    the page. ``fingerprint`` changes whenever anything of the remote copy changes; it is empty
    where nobody has seen the copy: then the rest is what the endpoint accepted.
    """

    remote_id: str
    url: str
    public: bool
    headline: str
    body_text: str
    credits: tuple[str, ...]
    links: tuple[str, ...]
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    fingerprint: str
    slug: str = ""
    images: int | None = None
    """In how many places a picture stands, related stories left out; None where it is not told."""
    extra: Mapping[str, Any] = field(default_factory=dict)


class Journal(Protocol):
    """The durable diary of one delivery, kept by the courier.

    Every `begin`, `done` and `note` is on disk when it returns.
    """

    @property
    def key(self) -> str:
        """The idempotency key: 32 hexadecimal digits, the same in every attempt."""

    @property
    def attempt(self) -> int:
        """1 for the first attempt."""

    @property
    def remote_id(self) -> str:
        """The endpoint's id of its copy, known from an earlier push; empty for a first one."""

    @property
    def previous(self) -> Held | None:
        """What the last receipt says the endpoint held."""

    @property
    def public_note(self) -> str:
        """What readers are told where a withdrawn story was; may be empty."""

    @property
    def asked_at(self) -> dt.datetime:
        """When a person asked for this delivery; aware."""

    def begin(self, step: str, **data: Any) -> None:
        """Write down that ``step`` is about to be called."""

    def done(self, step: str, **data: Any) -> None:
        """Write down that ``step`` is over, with what is needed to go on from it."""

    def result(self, step: str) -> Mapping[str, Any] | None:
        """Return the data of a finished step, from this or an earlier attempt."""

    def unknown(self, step: str) -> bool:
        """Return whether ``step`` was begun in an earlier attempt and never finished."""


@runtime_checkable
class TellsTime(Protocol):
    """An endpoint that has a clock of its own."""

    def their_time(self) -> dt.datetime | None:
        """Return what time it is there, aware; None where the answer tells none.

        Raises `NetworkDown` where nobody answered.
        """


class EndpointClient(Protocol):
    """One configured endpoint, ready to talk. Used by one thread at a time."""

    def check(self, *, thorough: bool = False) -> Connection:
        """Test the connection: say who we are and what we may do.

        ``thorough`` allows calls that cost more, such as trying how large a file is taken;
        they leave nothing behind.
        """

    def push(self, piece: Piece, journal: Journal, progress: Progress) -> str:
        """Bring the remote copy to hold ``piece``, exactly once; return its remote id.

        Safe to call again after any failure.
        """

    def look(self, remote_id: str) -> Held | None:
        """Read back what the endpoint holds now; None when it is gone.

        Raises `CannotBeRead` where the system offers no reading.
        """

    def withdraw(self, remote_id: str, journal: Journal) -> None:
        """Take the copy out of the public's sight; safe to repeat."""

    def address_of(self, slug: str) -> str | None:
        """Return the public address that a piece with this slug has or will have, if knowable."""

    def close(self) -> None:
        """Let go of connections."""
