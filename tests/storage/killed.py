"""What the processes do that `test_kill.py` kills. They run in processes of their own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editorial.photos.ingest import import_photos
from editorial.photos.workbench import Workbench
from editorial.storage import backup
from editorial.storage.store import Store
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.system.paths import Home

if TYPE_CHECKING:
    import uuid
    from multiprocessing.connection import Connection

CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "open"})
"""Audit events of calls that change the file system."""


def text_of(number: int) -> str:
    """Return the body of the n-th save: all of it depends on the number; some are much shorter."""
    return f"Save{number} holds.\n\n" + f"Words of save{number}. " * (3 if number % 7 == 0 else 60)


def save_in_a_loop(root: Path, story_id: uuid.UUID, first: int, acknowledged: Connection) -> None:
    """Save text after text, and tell each number once the save has returned."""
    store = Store.open(Home(root))
    base = drafts.open_story(store, story_id).text_revision
    number = first
    while True:
        saved = drafts.save_text(
            store,
            story_id,
            # Another name each time: each save keeps a version.
            who=Person(f"Writer {number % 2}"),
            base=base,
            headline=f"Save {number}",
            dek="",
            body=text_of(number),
        )
        base = saved.text_revision
        acknowledged.send(number)
        number += 1


def import_all(root: Path, photos: list[Path], kill_at: int, told: Connection) -> None:
    """Import photos, and die before the n-th change of the file system."""
    store = Store.open(Home(root))
    with Workbench(seconds=60) as workbench:
        seen = _die_before(kill_at, root)
        import_photos(store, photos, who="Ida", workbench=workbench)
        told.send(len(seen))


def restore(root: Path, file: Path, kill_at: int, told: Connection) -> None:
    """Restore a backup, and die before the n-th change of the file system."""
    seen = _die_before(kill_at, root)
    backup.restore(Home(root), file)
    told.send(len(seen))


def _die_before(kill_at: int, root: Path) -> list[str]:
    """Kill this process before its n-th change below ``root``; return what was seen so far."""
    seen: list[str] = []

    def hook(event: str, values: tuple[Any, ...]) -> None:
        if event not in CHANGES or not _is_below(values[0], root):
            return
        if event == "open" and not (values[1] is None or set(str(values[1])) & set("wax+")):
            return
        if len(seen) == kill_at:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        seen.append(event)

    sys.addaudithook(hook)
    return seen


def _is_below(path: Any, root: Path) -> bool:
    return isinstance(path, str | Path) and str(path).startswith(str(root))
