"""Run the installed git: no shell, nobody is asked anything, never longer than it should take.

``GIT_*`` variables of whoever started Editorial are left out, so that they can point git at no
other repository. There is no terminal to ask on (a session of its own, an empty input), so that
git and ssh fail at once where they would ask for a password.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.publishing.endpoints.protocol import EndpointBusy
from editorial.publishing.endpoints.static_site.trouble import (
    SAFE,
    gone_folder,
    missing_git,
    trouble,
)
from editorial.system.errors import NetworkDown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SECONDS = 60.0
"""For a command that stays on this computer."""
NETWORK_SECONDS = 300.0
"""For one that talks to the remote."""
PATIENCE = 15.0
"""For another git that holds the repository."""
_SETTINGS = (
    # Paths as they are, never quoted.
    "core.quotePath=false",
    "advice.detachedHead=false",
    # A background clean-up would outlive us, holding locks.
    "gc.autoDetach=false",
    "maintenance.autoDetach=false",
    "color.ui=false",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended."""

    code: int
    out: bytes
    error: str
    """What it said besides, for people; without credentials in addresses."""

    @property
    def ok(self) -> bool:
        """Whether it did what it was asked."""
        return self.code == 0

    @property
    def text(self) -> str:
        """The output as text without the last line break."""
        return self.out.decode("utf-8", errors="replace").rstrip("\n")


class Git:
    """The git of this computer, in one folder."""

    def __init__(
        self,
        folder: Path,
        *,
        program: str = "git",
        settings: Mapping[str, str] | None = None,
        seconds: float = SECONDS,
        network_seconds: float = NETWORK_SECONDS,
        patience: float = PATIENCE,
    ) -> None:
        """Take the folder; ``settings`` are configuration, such as ``user.name``."""
        self.folder = folder
        self._program = program
        self._settings = [*_SETTINGS, *(f"{k}={v}" for k, v in (settings or {}).items() if v)]
        self._seconds, self._network_seconds = seconds, network_seconds
        self.patience = patience
        """Seconds to wait for another git."""

    def run(
        self,
        *arguments: str,
        given: bytes = b"",
        network: bool = False,
        literal: bool = True,
        variables: Mapping[str, str] | None = None,
    ) -> Answer:
        """Run a command and return how it ended, well or badly.

        With ``literal`` a path is a path, never a pattern. ``variables`` are added to git's
        environment.

        Raises `PushRefused` where there is no git or no folder, `EndpointBusy` or (with
        ``network``) `NetworkDown` where it takes too long.
        """
        command = [self._program, *(["--literal-pathspecs"] if literal else [])]
        for setting in self._settings:
            command += ["-c", setting]
        seconds = self._network_seconds if network else self._seconds
        try:
            process = subprocess.Popen(
                [*command, *arguments],
                cwd=self.folder,
                env=_environment() | dict(variables or {}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (FileNotFoundError, NotADirectoryError, PermissionError) as error:
            raise (missing_git() if self.folder.is_dir() else gone_folder(self.folder)) from error
        with process:
            try:
                out, said = process.communicate(given, timeout=seconds)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise _too_long(arguments[0], seconds, network=network) from error
            except BaseException:
                _end(process)
                raise
        return Answer(process.returncode, out, said.decode("utf-8", errors="replace").strip())

    def ask(
        self,
        *arguments: str,
        given: bytes = b"",
        variables: Mapping[str, str] | None = None,
    ) -> Answer:
        """Run a command that must not fail, waiting while another git holds the repository.

        Raises what `trouble` makes of git's words.
        """
        end = time.monotonic() + self.patience
        while True:
            answer = self.run(*arguments, given=given, variables=variables)
            if answer.ok:
                return answer
            error = trouble(answer.error or answer.text, f"run {arguments[0]}")
            if not isinstance(error, EndpointBusy) or time.monotonic() >= end:
                raise error
            time.sleep(0.1)


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        # How to reach the remote is the computer's own business; which repository is not.
        if not name.startswith("GIT_") or name.startswith(("GIT_SSH", "GIT_SSL", "GIT_EXEC"))
    }
    return kept | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "SSH_ASKPASS_REQUIRE": "never",
        "GCM_INTERACTIVE": "never",
        "GIT_EDITOR": "true",
        "GIT_MERGE_AUTOEDIT": "no",
        "GIT_OPTIONAL_LOCKS": "0",
        # Its words are read.
        "LC_ALL": "C",
        "LANGUAGE": "C",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and what it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _too_long(command: str, seconds: float, *, network: bool) -> Exception:
    words = f"git {command} took longer than {seconds:.0f} seconds and was stopped."
    next_step = "The outbox tries again by itself."
    if network:
        return NetworkDown(words, safe=SAFE, next_step=next_step)
    return EndpointBusy(words, safe=SAFE, next_step=next_step)
