"""The composition root: builds every part once and hands it down. No globals, no instance()."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editorial.photos.workbench import Workbench
from editorial.publishing.addresses import add_endpoint, has_any_endpoint
from editorial.publishing.assemble import AddressOf, build_piece
from editorial.publishing.courier import Courier
from editorial.publishing.endpoints.registry import clients
from editorial.publishing.release import on_published
from editorial.storage.store import Store
from editorial.stories.people import Person, Role
from editorial.system.clock import Clock, utc_now
from editorial.system.log import start_log, stop_log
from editorial.system.secrets import Secrets
from editorial.system.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    import uuid

    from editorial.publishing.piece import Piece
    from editorial.system.paths import Home

SITE = "site"
"""Name of the endpoint that every newsroom starts with: a folder that becomes a site."""


class Newsroom:
    """Everything of one data folder, opened. Built by `open_newsroom`."""

    def __init__(self, store: Store, *, clock: Clock = utc_now) -> None:
        self.store = store
        self.home = store.home
        self.secrets = Secrets(str(store.home.root))
        self.workbench = Workbench()
        self.clients = clients(store.home, self.secrets)
        self.courier = Courier(
            store, self.clients, self._assemble, clock, on_published=on_published
        )
        self._settings = load_settings(store.home)
        self._settings_stamp = self._stamp()

    @property
    def settings(self) -> Settings:
        """The settings as they are now, whoever wrote them."""
        stamp = self._stamp()
        if stamp != self._settings_stamp:
            self._settings, self._settings_stamp = load_settings(self.home), stamp
        return self._settings

    @property
    def person(self) -> Person:
        """Who sits at this computer."""
        person = self.settings.person
        known = {role.value for role in Role}
        return Person(person.name, frozenset(Role(name) for name in person.roles if name in known))

    def change_settings(self, settings: Settings) -> None:
        """Write the settings and use them from now on. Raises `DiskFull` or `HomeUnusable`."""
        save_settings(self.home, settings)

    def close(self) -> None:
        """End the picture processes and close the store."""
        self.workbench.close()
        self.store.close()
        stop_log()

    def _assemble(
        self, story_id: uuid.UUID, version_number: int, *, address_of: AddressOf
    ) -> Piece:
        return build_piece(
            self.store,
            story_id,
            version_number,
            address_of=address_of,
            workbench=self.workbench,
            newsroom=self.settings.newsroom,
        )

    def _stamp(self) -> int:
        try:
            return self.home.settings.stat().st_mtime_ns
        except FileNotFoundError:
            return 0


def open_newsroom(home: Home, *, clock: Clock = utc_now, what: str = "Editorial") -> Newsroom:
    """Open the newsroom in ``home``, making it where there is none yet.

    ``what`` opens it, as a person would call it: “its window”.

    Raises `HomeUnusable`, `DiskFull`, `DatabaseTooNew`, `DatabaseDamaged` or `DatabaseBusy`.
    """
    store = Store.open(home, clock=clock, what=what)
    try:
        start_log(home.log)
        newsroom = Newsroom(store, clock=clock)
        if not has_any_endpoint(store):
            add_endpoint(store, newsroom.secrets, name=SITE, kind="site", who=newsroom.person.name)
    except BaseException:
        store.close()
        stop_log()
        raise
    return newsroom
