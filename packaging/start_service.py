"""``start.py service install|remove|status``: the outbox as a service of this person's computer.

The files beside this module are put where the system looks for them, with the path of this
folder's own program in them. Nothing needs an administrator.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from start_trouble import Trouble, say

HERE = Path(__file__).resolve().parent
NAME = "editorial-outbox"
LABEL = "org.editorial.outbox"
TASK = "Editorial outbox"
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
USAGE = "Say what is wanted: python3 packaging/start.py service install, remove or status."


def service(word: str, program: Path, platform: str, home: Path) -> int:
    """Install, remove or show the service that runs ``program``; returns the exit code.

    ``home`` is the person's home folder. Raises `Trouble` where the system has no such services.
    """
    if word not in ("install", "remove", "status"):
        raise Trouble(USAGE)
    if platform == "win32":
        return _windows(word, program, home)
    if platform == "darwin":
        return _mac(word, program, home)
    return _linux(word, program, home)


def unit_text(program: Path, data: str = "") -> str:
    """Return the systemd unit for ``program``; ``data`` is another data folder than usual."""
    text = (HERE / "linux" / f"{NAME}.service").read_text("utf-8")
    # systemd reads quotes, and % and $ as its own (systemd.service(5)).
    path = str(program).replace("\\", "\\\\").replace('"', '\\"')
    path = path.replace("%", "%%").replace("$", "$$")
    lines = [
        f'ExecStart="{path}" outbox run --forever' if line.startswith("ExecStart=") else line
        for line in text.splitlines()
    ]
    if data:
        place = data.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
        lines.insert(lines.index("[Service]") + 1, f'Environment="EDITORIAL_HOME={place}"')
    return "\n".join(lines) + "\n"


def agent_bytes(program: Path, data: str = "") -> bytes:
    """Return the launchd agent for ``program``."""
    agent = plistlib.loads((HERE / "macos" / f"{LABEL}.plist").read_bytes())
    agent["ProgramArguments"][0] = str(program)
    if data:
        agent["EnvironmentVariables"]["EDITORIAL_HOME"] = data
    return plistlib.dumps(agent)


def task_bytes(program: Path) -> bytes:
    """Return the task for ``program``, in the encoding that schtasks takes."""
    ElementTree.register_namespace("", _NAMESPACE)
    task = ElementTree.fromstring((HERE / "windows" / f"{NAME}.xml").read_bytes())
    command = task.find(f".//{{{_NAMESPACE}}}Command")
    if command is None:
        raise Trouble(f"{NAME}.xml names no command. Get the files of Editorial anew.")
    command.text = str(program)
    words = ElementTree.tostring(task, encoding="unicode")
    return ('<?xml version="1.0" encoding="UTF-16"?>\n' + words).encode("utf-16")


def _linux(word: str, program: Path, home: Path) -> int:
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "systemd" / "user"
    unit = folder / f"{NAME}.service"
    if word == "install":
        folder.mkdir(parents=True, exist_ok=True)
        unit.write_text(unit_text(program, os.environ.get("EDITORIAL_HOME", "")), "utf-8")
        say(f"{unit} is written.")
        _run(["systemctl", "--user", "daemon-reload"])
        _run(["systemctl", "--user", "enable", "--now", NAME])
        say("The outbox is sent in the background from now on, whenever you are signed in.")
        return 0
    if word == "remove":
        if unit.exists():
            _run(["systemctl", "--user", "disable", "--now", NAME])
            unit.unlink()
            _run(["systemctl", "--user", "daemon-reload"])
        say("There is no such service any more.")
        return 0
    if not unit.exists():
        say("The service is not installed.")
        return 1
    return subprocess.call(["systemctl", "--user", "status", "--no-pager", NAME])


def _mac(word: str, program: Path, home: Path) -> int:
    agent = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    place = f"gui/{os.getuid()}" if hasattr(os, "getuid") else "gui"
    if word == "install":
        agent.parent.mkdir(parents=True, exist_ok=True)
        agent.write_bytes(agent_bytes(program, os.environ.get("EDITORIAL_HOME", "")))
        subprocess.call(["launchctl", "bootout", f"{place}/{LABEL}"], stderr=subprocess.DEVNULL)
        _run(["launchctl", "bootstrap", place, str(agent)])
        say("The outbox is sent in the background from now on, whenever you are signed in.")
        return 0
    if word == "remove":
        if agent.exists():
            subprocess.call(["launchctl", "bootout", f"{place}/{LABEL}"])
            agent.unlink()
        say("There is no such service any more.")
        return 0
    return subprocess.call(["launchctl", "print", f"{place}/{LABEL}"])


def _windows(word: str, program: Path, home: Path) -> int:
    if word == "install":
        file = home / f"{NAME}.xml"
        file.write_bytes(task_bytes(program))
        try:
            _run(["schtasks", "/Create", "/F", "/TN", TASK, "/XML", str(file)])
        finally:
            file.unlink()
        _run(["schtasks", "/Run", "/TN", TASK])
        say("The outbox is sent in the background from now on, whenever you are signed in.")
        return 0
    if word == "remove":
        _run(["schtasks", "/End", "/TN", TASK])
        _run(["schtasks", "/Delete", "/F", "/TN", TASK])
        say("There is no such service any more.")
        return 0
    return subprocess.call(["schtasks", "/Query", "/TN", TASK])


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Trouble(
            f"This system has no {command[0]}, so nothing can be started by itself. Run this when "
            f"the computer starts, in your own way: {sys.executable} -m editorial outbox run "
            "--forever"
        ) from None
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise Trouble(f"“{' '.join(command)}” did not work: {said or done.returncode}")
