"""The local store: the database and the data folder as one thing that is handed down.

Every use case takes a `Store` first. It is opened once, by the composition root.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from editorial.storage.backup import finish_restore, has_unfinished_restore
from editorial.storage.database import Database
from editorial.storage.upgrade import bring_up_to_date
from editorial.system.clock import Clock, utc_now
from editorial.system.home_lock import HomeLock, alone_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from editorial.system.paths import Home


class Store:
    """One person's database and files. Safe to share between threads."""

    def __init__(
        self,
        home: Home,
        database: Database,
        clock: Clock = utc_now,
        lock: HomeLock | None = None,
    ) -> None:
        self.home = home
        self.database = database
        self._clock = clock
        self._lock = lock

    @classmethod
    def open(cls, home: Home, *, clock: Clock = utc_now, what: str = "Editorial") -> Store:
        """Open the store in ``home``, making or migrating the database where needed.

        Until it is closed, no backup can be restored into the home; who tries is told that
        ``what`` has it open. Raises `HomeUnusable`, `DiskFull`, `DatabaseTooNew`,
        `DatabaseDamaged` or `DatabaseBusy`.
        """
        home.prepare()
        if has_unfinished_restore(home):
            with alone_in(home.root):
                finish_restore(home)
        lock = HomeLock(home.root, what)
        try:
            bring_up_to_date(home)
            return cls(home, Database(home.database), clock, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_read_only(cls, home: Home, *, clock: Clock = utc_now) -> Store:
        """Open what can still be read of a damaged or write-protected home."""
        return cls(home, Database(home.database, read_only=True), clock)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads. See `Database.read`."""
        with self.database.read() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session in one transaction. See `Database.write`."""
        with self.database.write() as session:
            yield session

    def now(self) -> dt.datetime:
        """Return the present moment by the store's clock."""
        return self._clock()

    def close(self) -> None:
        """Close the database; no session may be open."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()
