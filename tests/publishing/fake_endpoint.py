"""An endpoint whose other side is a folder: it counts every call, and fails where it is told to.

It takes a piece in four steps like a real system: ``create``, ``media:1``, ``update``,
``publish``. Each has three points: ``begun`` (written down, not done), ``effect`` (done, not
written down) and ``done``.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections import Counter
from typing import TYPE_CHECKING, Any

from editorial.publishing import readback
from editorial.publishing.endpoints.protocol import Connection, Held

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEPS = ("create", "media:1", "update", "publish")
POINTS = [f"{point}:{step}" for step in STEPS for point in ("begun", "effect", "done")]


class FakeEndpoint:
    """``faults`` maps a point to what is raised there, once; ``kill`` ends the process there."""

    def __init__(
        self,
        folder: Path,
        faults: dict[str, BaseException] | None = None,
        *,
        kill: str = "",
        pause: Callable[[str], None] | None = None,
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.faults = {} if faults is None else faults
        self.kill = kill
        self.pause = pause
        self.spoil: dict[str, Any] = {}
        """Values that the other side changes in passing."""
        self.closed = 0

    def __call__(self, row: Any) -> FakeEndpoint:
        return self

    def check(self, *, thorough: bool = False) -> Connection:
        return Connection("Fake", "tester", may_publish=True)

    def push(self, piece, journal, progress) -> str:
        progress(0, 4, "Draft")
        file = self.folder / f"{journal.key}.json"
        if not file.exists():
            self._step(journal, "create", lambda: self._save(file, {"public": False}), key=True)
        else:
            journal.done("create", remote_id=journal.key)
        progress(1, 4, "Photo 1 of 1")
        if journal.result("media:1") is None and "media" not in self.copy(journal.key):
            self._step(journal, "media:1", lambda: self._change(file, media="1"))
        progress(2, 4, "Publishing")
        parts = readback.expected(piece)
        values = {
            "headline": parts.headline,
            "body_text": parts.body_text,
            **{n: list(getattr(parts, n)) for n in ("credits", "links", "sections", "tags")},
            "slug": piece.slug,
        } | self.spoil
        self._step(journal, "update", lambda: self._change(file, **values), live=file)
        self._step(journal, "publish", lambda: self._change(file, public=True), live=file)
        return journal.key

    def look(self, remote_id: str) -> Held | None:
        self._point("look")
        file = self.folder / f"{remote_id}.json"
        if not file.exists():
            return None
        copy = json.loads(file.read_text())
        return Held(
            remote_id=remote_id,
            url=f"https://fake.example/{copy.get('slug', '')}",
            public=copy["public"],
            headline=copy.get("headline", ""),
            body_text=copy.get("body_text", ""),
            **{n: tuple(copy.get(n, ())) for n in ("credits", "links", "sections", "tags")},
            fingerprint=self._fingerprint(file),
            slug=copy.get("slug", ""),
            extra={"modified_gmt": "2026-11-23T08:12:00", "excerpt": copy.get("excerpt", "")},
        )

    def withdraw(self, remote_id: str, journal) -> None:
        file = self.folder / f"{remote_id}.json"
        self._step(journal, "withdraw", lambda: self._change(file, public=False), live=file)

    def address_of(self, slug: str) -> str | None:
        return None

    def close(self) -> None:
        self.closed += 1

    # What a test looks at.

    def copies(self) -> int:
        return len(list(self.folder.glob("*.json")))

    def copy(self, key: str) -> dict[str, Any]:
        return json.loads((self.folder / f"{key}.json").read_text())

    def edit(self, key: str, **values: Any) -> None:
        """Change a copy as someone else."""
        self._change(self.folder / f"{key}.json", **values)

    def calls(self) -> Counter[str]:
        """How often each step had its effect, over all processes."""
        log = self.folder / "calls.log"
        return Counter(log.read_text().split()) if log.exists() else Counter()

    def _step(self, journal, name: str, effect, *, key: bool = False, live=None) -> None:
        journal.begin(name)
        self._point(f"begun:{name}")
        effect()
        with (self.folder / "calls.log").open("a") as log:
            log.write(f"{name}\n")
        self._point(f"effect:{name}")
        data = {"remote_id": journal.key} if key else {}
        if live is not None:
            data["fingerprint"] = self._fingerprint(live)
        journal.done(name, **data)
        self._point(f"done:{name}")

    def _point(self, name: str) -> None:
        if self.pause is not None:
            self.pause(name)
        if name == self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        if error := self.faults.pop(name, None):
            raise error

    def _change(self, file: Path, **values: Any) -> None:
        self._save(file, json.loads(file.read_text()) | values)

    @staticmethod
    def _save(file: Path, values: dict[str, Any]) -> None:
        temporary = file.with_suffix(".tmp")
        temporary.write_text(json.dumps(values, sort_keys=True))
        temporary.rename(file)

    @staticmethod
    def _fingerprint(file: Path) -> str:
        return hashlib.sha256(file.read_bytes()).hexdigest()
