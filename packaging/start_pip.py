"""Runs venv and pip, keeps all they print in a log, and turns their failures into one sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from start_trouble import SPACE_NEEDED_MB, Trouble, say

# pip has begun to change the environment once it prints this.
_WRITING = "Installing collected packages"
_DOWNLOAD = re.compile(r"\s*Downloading (\S+?)-\d\S* \(([\d.]+ MB)\)")

# First match wins. Offline, pip's last word is "no matching distribution": the cause stands above.
_CAUSES = (
    (
        re.compile(r"No space left on device|Errno 28\b|not enough space on the disk|WinError 112"),
        f"The disk is full: free about {SPACE_NEEDED_MB / 1000:.1f} GB, "
        "then run the same command again",
    ),
    (
        re.compile(
            r"name resolution|Name or service not known|getaddrinfo failed|nodename nor servname|"
            r"NewConnectionError|Failed to establish a new connection|ConnectTimeout|"
            r"ReadTimeout|Read timed out|Network is unreachable|ProxyError|Connection broken|"
            r"ConnectionResetError|Connection aborted|IncompleteRead|RemoteDisconnected|"
            r"Could not fetch URL|HTTP error|SSLError|certificate verify failed|"
            r"THESE PACKAGES DO NOT MATCH THE HASHES|"
            # The first package that is asked for, and there for every Python: pip hides why it
            # got no answer when it may not retry.
            r"(requirement|found for|Cannot install) hatchling",
            re.IGNORECASE,
        ),
        "The libraries could not be downloaded: check the connection to the network "
        "(and pip's proxy settings), then run the same command again",
    ),
    (
        re.compile(r"Read-only file system|Permission denied|Access is denied"),
        "pip may not write where it must: give yourself the right to write in Editorial's folder "
        "and the folder for temporary files, then run the same command again",
    ),
    (
        re.compile(r"No matching distribution found for (?P<what>\S+)"),
        "There is no build of {what} for this computer's Python: use a 64-bit Python 3.11, "
        "3.12 or 3.13, then run the same command again",
    ),
)


def explain(output: str, exit_code: int, log: Path) -> str:
    """One sentence for a failed pip or venv, with the place of its full ``log``."""
    for pattern, sentence in _CAUSES:
        found = pattern.search(output)
        if found:
            return sentence.format(**found.groupdict()) + f" (details: {log})."
    errors = [line for line in output.splitlines() if line.lstrip().lower().startswith("error")]
    last = errors[-1].strip() if errors else f"it ended with code {exit_code}"
    return (
        f"The libraries could not be installed: {last} "
        f"(details: {log}); delete the folder .venv, then run the same command again."
    )


def answers(python: Path) -> bool:
    """Whether this Python runs and has pip."""
    try:
        done = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def create_venv(venv: Path, log: Path) -> None:
    """Make the virtual environment with the Python that runs this."""
    log.parent.mkdir(exist_ok=True)
    with log.open("w", encoding="utf-8", errors="replace") as file:
        code, output = _run([sys.executable, "-m", "venv", str(venv)], venv.parent, file, {})
    if code != 0:
        raise Trouble(explain(output, code, log))


def install(python: Path, root: Path, log: Path, unfinished: Path, *, dev: bool) -> None:
    """Install the project in ``root`` editable, pinned by the constraints.

    ``unfinished`` is a marker file of the caller: it is removed when pip failed before it changed
    anything, because then the environment is as good as before.
    """
    constraints = "packaging/constraints.txt"
    command = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "-c", constraints, "-e", ".[dev]" if dev else "."]
    # Pins what pip needs to build a package too; relative, since pip splits these at spaces.
    pins = {"PIP_CONSTRAINT": constraints, "PIP_BUILD_CONSTRAINT": constraints}
    log.parent.mkdir(exist_ok=True)
    with log.open("a", encoding="utf-8", errors="replace") as file:
        code, output = _run(command, root, file, pins)
    if code != 0:
        if _WRITING not in output:
            unfinished.unlink(missing_ok=True)
        raise Trouble(explain(output, code, log))


def _run(command: list[str], cwd: Path, log: TextIO, extra: dict[str, str]) -> tuple[int, str]:
    """Run to the end; returns the exit code and all output, which also goes to ``log`` as it comes.

    Of pip's talk only the larger downloads are shown, so that a long wait has a face.
    """
    environment = {**os.environ, "PYTHONUTF8": "1", **extra}
    log.write(f"$ {' '.join(command)}\n")
    lines = []
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            log.write(line)
            log.flush()
            lines.append(line)
            download = _DOWNLOAD.match(line)
            if download:
                say(f"  {download[1]} ({download[2]})")
            elif line.startswith(_WRITING):
                say("  writing the files")
    return process.returncode, "".join(lines)
