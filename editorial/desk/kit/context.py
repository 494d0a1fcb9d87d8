"""What every room of the desk is handed when it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from editorial.desk.kit.jobs import Jobs
    from editorial.desk.kit.room import Target
    from editorial.desk.kit.theme import Theme
    from editorial.desk.shell.actions import Actions
    from editorial.stories.people import Person
    from editorial.system.errors import EditorialError
    from editorial.system.paths import Home
    from editorial.system.settings import Settings


class NewsroomLike(Protocol):
    """What the desk uses of `editorial.app.Newsroom`, which stands above it."""

    @property
    def store(self) -> Any:
        """The store that every use case takes first; opaque here."""

    @property
    def home(self) -> Home:
        """The data folder."""

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""

    @property
    def person(self) -> Person:
        """Who sits at this computer."""

    @property
    def secrets(self) -> Any:
        """Where passwords are kept."""

    @property
    def workbench(self) -> Any:
        """Where pictures are measured, cut and written."""

    @property
    def clients(self) -> Any:
        """What turns an endpoint's row into a client that can talk to it."""

    @property
    def courier(self) -> Any:
        """Who carries the outbox."""

    def change_settings(self, settings: Settings) -> None:
        """Write the settings and use them from now on."""

    def close(self) -> None:
        """Close the store."""


class Notices(Protocol):
    """The line above the room where the shell tells what happened."""

    def tell(
        self, text: str, *, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Say something good or neutral, with a link that does something; it goes by itself."""

    def refuse(
        self,
        error: EditorialError,
        *,
        action: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """Say what happened, what is safe and what to do, with a link that does something.

        It stays until it is closed.
        """

    def clear(self) -> None:
        """Take the line away."""


class Guide(Protocol):
    """Leads the person to another place of the desk."""

    def go_to(self, target: Target) -> None:
        """Show the target in the room where it belongs."""


@dataclass(frozen=True, slots=True)
class DeskContext:
    """One desk's parts, built once by the shell."""

    newsroom: NewsroomLike
    jobs: Jobs
    theme: Theme
    actions: Actions
    notices: Notices
    guide: Guide
