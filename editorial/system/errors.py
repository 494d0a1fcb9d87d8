"""What can go wrong, as one tree.

::

    EditorialError                 the person can fix it: message, what is safe, next step
    ├── WrongUsage                 asked in a way we cannot read                     exit 2
    ├── RuleRefused                understood, but a rule of the newsroom says no    exit 1
    │   ├── NotFound               no story, photo, endpoint … of that name
    │   ├── NotAllowed             the person's role may not do this
    │   ├── WrongState             the workflow has no such step from here
    │   ├── StaleStory             someone saved a newer text in the meantime
    │   ├── ChecksFailed           findings block the step; carries them
    │   │   └── ReasonNeeded       findings that are passed for a reason, which was not given
    │   ├── BadFile                a file that cannot be taken in
    │   └── PushRefused            the endpoint said no, or holds something unexpected
    └── EnvironmentProblem         this computer or the network stands in the way    exit 3
        ├── HomeUnusable           the data folder cannot be read or written
        ├── DiskFull
        ├── DatabaseTooNew         written by a newer Editorial
        ├── DatabaseDamaged        opened read-only at most
        ├── DatabaseBusy           another program holds it
        ├── NetworkDown            nobody answered; the outbox waits
        ├── SignInFailed           the endpoint did not accept the sign-in
        └── KeyringUnavailable     no place to keep a password

Anything else that is raised is our bug: it is logged with its traceback, the open text is
saved, and the person is told so. Nothing is swallowed.
"""

from __future__ import annotations

from typing import ClassVar


class EditorialError(Exception):
    """A problem that the person can act on.

    ``message`` says what happened, ``safe`` what was kept, ``next_step`` what to do now;
    each is one plain sentence (``safe`` and ``next_step`` may be empty).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, safe: str = "", next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.safe = safe
        self.next_step = next_step

    def __str__(self) -> str:
        """Return the sentences in the order in which a person needs them."""
        return " ".join(part for part in (self.message, self.safe, self.next_step) if part)


class WrongUsage(EditorialError):
    """The request itself cannot be read."""

    exit_code = 2


class RuleRefused(EditorialError):
    """A rule of the newsroom says no."""


class NotFound(RuleRefused):
    """There is nothing of that name."""


class NotAllowed(RuleRefused):
    """The person's role may not do this."""


class WrongState(RuleRefused):
    """The workflow has no such step from the present state."""


class StaleStory(RuleRefused):
    """The story changed since the person last read it."""


class ChecksFailed(RuleRefused):
    """Findings block the step. ``findings`` holds them, most serious first."""

    def __init__(self, message: str, findings: tuple[object, ...], **sentences: str) -> None:
        super().__init__(message, **sentences)
        self.findings = findings


class ReasonNeeded(ChecksFailed):
    """Nothing blocks, but what is passed all the same asks for a reason."""


class BadFile(RuleRefused):
    """A file that cannot be taken in; the message names it."""


class PushRefused(RuleRefused):
    """The endpoint refused the piece, or holds something that we did not put there."""


class EnvironmentProblem(EditorialError):
    """This computer, or the way to another one, stands in the way."""

    exit_code = 3


class HomeUnusable(EnvironmentProblem):
    """The data folder cannot be read or written."""


class DiskFull(EnvironmentProblem):
    """There is no room left to write."""


class DatabaseTooNew(EnvironmentProblem):
    """The database was written by a newer Editorial."""


class DatabaseDamaged(EnvironmentProblem):
    """The database file does not hold together."""


class DatabaseBusy(EnvironmentProblem):
    """Another program holds the database for too long."""


class NetworkDown(EnvironmentProblem):
    """Nobody answered; whether the request arrived may be unknown."""


class SignInFailed(EnvironmentProblem):
    """The endpoint did not accept the user name and password."""


class KeyringUnavailable(EnvironmentProblem):
    """The system offers no unlocked place to keep a secret."""
