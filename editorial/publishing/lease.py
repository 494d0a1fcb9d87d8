"""Who is sending a delivery: one courier at a time, and none for ever.

A courier writes its holder name and an expiry on the delivery before it starts, and renews
the expiry while it works. When it crashes, the lease runs out; on the same computer a holder
whose process is gone is not waited for. Every write of a courier checks that the lease is
still its own, so that one which was too slow cannot undo what its successor did.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import socket
import sys
import threading
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from editorial.publishing.holding import may_leave
from editorial.publishing.models import Delivery
from editorial.system.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType

    from sqlalchemy.orm import Session

    from editorial.storage.store import Store
    from editorial.system.clock import Clock

LENGTH = dt.timedelta(minutes=2)
_RENEW_EVERY = 30.0
_log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another courier took the delivery over; this one must stop at once."""


def new_holder() -> str:
    """Return a name for a courier: computer, process and a random part."""
    return f"{socket.gethostname()}|{os.getpid()}|{secrets.token_hex(6)}"


def is_gone(holder: str) -> bool:
    """Return whether the holder was a process of this computer that is no more."""
    host, _, rest = holder.partition("|")
    pid = rest.partition("|")[0]
    return host == socket.gethostname() and pid.isdigit() and not _alive(int(pid))


def take_next(
    session: Session, holder: str, now: dt.datetime, passed_over: Collection[int] = ()
) -> Delivery | None:
    """Lease the first due delivery, in the caller's write transaction; None when none is due.

    The first is the one that a person put first, else the oldest; what is held back is left.

    ``passed_over`` are keys of endpoints that cannot be reached at the moment.
    """
    due = or_(Delivery.not_before.is_(None), Delivery.not_before <= now)
    query = (
        select(Delivery)
        .where(
            Delivery.state.in_(("queued", "waiting", "sending", "published")),
            Delivery.endpoint_pk.not_in(tuple(passed_over)),
            due,
            may_leave(),
        )
        .order_by(Delivery.position, Delivery.pk)
    )
    for delivery in session.scalars(query):
        if is_free(delivery, now):
            take(delivery, holder, now)
            return delivery
    return None


def is_free(delivery: Delivery, now: dt.datetime) -> bool:
    """Return whether no living courier holds the delivery."""
    return (
        not delivery.leased_by
        or delivery.leased_until is None
        or delivery.leased_until <= now
        or is_gone(delivery.leased_by)
    )


def take(delivery: Delivery, holder: str, now: dt.datetime) -> None:
    """Write the holder on the delivery and count the attempt."""
    delivery.leased_by = holder
    delivery.leased_until = now + LENGTH
    delivery.attempts += 1
    if delivery.state != "published":
        delivery.state = "sending"
    delivery.updated_at = now


def held_delivery(session: Session, pk: int, holder: str) -> Delivery:
    """Return the delivery for a write. Raises `LeaseLost` when it is no longer the holder's."""
    delivery = session.get_one(Delivery, pk)
    if delivery.leased_by != holder:
        raise LeaseLost
    return delivery


class Heartbeat:
    """Renews a lease from a thread of its own while a slow call is under way."""

    def __init__(self, store: Store, clock: Clock, pk: int, holder: str) -> None:
        self._store, self._clock, self._pk, self._holder = store, clock, pk, holder
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(_RENEW_EVERY):
            try:
                with self._store.write() as session:
                    delivery = held_delivery(session, self._pk, self._holder)
                    delivery.leased_until = self._clock() + LENGTH
            except LeaseLost:
                return
            except EnvironmentProblem:
                # The next beat tries again; at worst the lease runs out and the fence holds.
                _log.warning("the lease of delivery %s could not be renewed", self._pk)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    query_limited_information, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
