"""The desk as a person starts it: a process of its own, seen through its window and its store."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editorial.review.queue_filter import QueueFilter
from editorial.review.queues import story_keys, story_rows
from editorial.storage.store import Store
from editorial.stories import drafts
from editorial.stories.people import Person
from editorial.stories.rows import StoryDetail, StoryRow
from editorial.system.paths import Home
from tests.desk.real.screen import DidNotCome, Screen, wait_for

ROOT = Path(__file__).parents[3]
TITLE = " · Editorial"
NOBODY = Person("")


class DeskProcess:
    """``python -m editorial --home DIR`` on a screen; one at a time, since it takes the keys."""

    def __init__(self, screen: Screen, home: Home) -> None:
        self.screen, self.home = screen, home
        self.log = home.root.with_name("desk.log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until its room stands."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "editorial", "--home", str(self.home.root)],
                cwd=ROOT,
                env=self.screen.env | {"QT_QPA_PLATFORM": "xcb", "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            wait_for("the desk", lambda: self.title.endswith(TITLE))
        except DidNotCome as error:
            log = self.home.log.read_text("utf-8") if self.home.log.exists() else "no log"
            titles = [title for _, _, title in self.screen.windows()]
            raise DidNotCome(f"{error}\n{titles}\n{self.said}\n{log}") from error

    @property
    def title(self) -> str:
        """The title of its newest window; nothing while there is none."""
        process = self._process
        assert process is not None
        assert process.poll() is None, f"the desk ended with {process.returncode}: {self.said}"
        mine = [title for _, pid, title in self.screen.windows() if pid == process.pid]
        return mine[-1] if mine else ""

    @property
    def said(self) -> str:
        """What it wrote to the terminal: nothing, when all is well."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def wait_for_title(self, start: str) -> None:
        """Wait until the window's title begins with ``start``."""
        wait_for(f"the title {start!r}", lambda: self.title.startswith(start))

    def kill(self) -> None:
        """Take it away as a power cut does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(20)
        self._process = None

    def close_window(self) -> int:
        """Close the window as its frame's button does; return the exit code."""
        assert self._process is not None
        for window, pid, _ in self.screen.windows():
            if pid == self._process.pid:
                self.screen.run("wmctrl", "-i", "-c", window)
        return self.wait()

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        assert self._process is not None
        code = self._process.wait(60)
        self._process = None
        return code

    def put_away(self) -> None:
        """End it, if it runs, however it stands."""
        if self._process is not None:
            self.kill()

    # What the disk holds, read by another process than the one that writes.

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store beside the running desk."""
        store = Store.open_read_only(self.home)
        try:
            yield store
        finally:
            store.close()

    def stories(self) -> tuple[StoryRow, ...]:
        """Return the rows of all stories, newest first."""
        with self.store() as store:
            return story_rows(store, story_keys(store, QueueFilter(), NOBODY))

    def story(self, ref: object = None) -> StoryDetail:
        """Return one story whole: the only one, if none is named."""
        if ref is None:
            (only,) = self.stories()
            ref = only.id
        with self.store() as store:
            return drafts.open_story(store, ref)

    def wait_for_body(self, wanted: str) -> StoryDetail:
        """Wait until the only story's body is ``wanted``, which the failure compares."""
        return self.wait_for_story(body=wanted)

    def wait_for_story(self, **fields: Any) -> StoryDetail:
        """Wait until the only story has these fields; a failure shows the last ones seen."""
        seen: dict[str, Any] = {}

        def look() -> StoryDetail | None:
            story = self.story()
            seen.update({name: getattr(story, name) for name in fields})
            return story if seen == fields else None

        try:
            return wait_for("the words on the disk", look, 15)
        except DidNotCome as error:
            raise DidNotCome(f"{error}: wanted {fields}, saw {seen}") from error

    def command(self, *words: str) -> str:
        """Run a command of Editorial on the same home; return what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "editorial", "--home", str(self.home.root), *words],
            cwd=ROOT,
            env=self.screen.env | {"PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
