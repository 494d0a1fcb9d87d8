"""A screen of its own with a window manager, and the hands of a person on its keyboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests import real

T = TypeVar("T")

PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xclip": "xclip",
    "wmctrl": "wmctrl",
}
"""What is used, and Debian's packages of it."""
KEY_DELAY = "40"
"""Milliseconds between two keys; quicker ones get lost on the way through the X server."""
PATIENCE = 40.0
"""Seconds after which something that should come is said not to come."""


def provide() -> None:
    """End the test as not run where there can be no screen, else make sure of all programs."""
    if not sys.platform.startswith("linux"):
        real.require("a real X server", "X11 with xdotool belongs to Linux")
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    trouble = f"install the packages {' '.join(missing)}"
    if missing and real.may_install():
        trouble = real.install(*missing) or trouble
    if not all(map(shutil.which, PROGRAMS)):
        real.require("a real X server", trouble)


class DidNotCome(AssertionError):
    """Something that should come did not in the time that it had."""


def wait_for(what: str, look: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """Look again and again until there is an answer that counts, and return it."""
    until = time.monotonic() + patience
    while True:
        if answer := look():
            return answer
        if time.monotonic() > until:
            raise DidNotCome(f"waited {patience:.0f} s for {what}, and it did not come")

        time.sleep(0.1)


class Screen:
    """Xvfb on a free display with openbox. `close` ends both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = f":{answer.readline().strip()}"
        self.env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("QT_", "DBUS_", "WAYLAND_", "EDITORIAL_", "XDG_", "SESSION_"))
        } | {
            "DISPLAY": self.display,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for("the window manager", self._is_managed)

    def close(self) -> None:
        """End the window manager and the server."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(20)

    def run(self, *command: str, given: bytes | None = None) -> str:
        """Run a program on this screen and return what it said, or nothing when it failed."""
        done = subprocess.run(
            command,
            env=self.env,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return done.stdout.decode() if done.returncode == 0 else ""

    def type(self, words: str) -> None:
        """Press the keys of ASCII words."""
        self.run("xdotool", "type", "--delay", KEY_DELAY, "--", words)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as X names them: ``ctrl+b``, ``Return``."""
        self.run("xdotool", "key", "--delay", KEY_DELAY, *keys)

    def copy(self, content: bytes, kind: str) -> None:
        """Put something on the clipboard as another program would; ``kind`` is its MIME type."""
        # The clipboard's owner stays behind; with the pipes open it would be waited for.
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-t", kind],
            env=self.env,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=True,
        )

    def windows(self) -> tuple[tuple[str, int, str], ...]:
        """Return the id, the process id and the title of every window that is managed."""
        lines = self.run("wmctrl", "-l", "-p").splitlines()
        parts = (line.split(maxsplit=4) for line in lines)
        return tuple((p[0], int(p[2]), p[4] if len(p) > 4 else "") for p in parts)

    def _is_managed(self) -> bool:
        return bool(self.run("wmctrl", "-m"))
