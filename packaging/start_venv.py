"""The project's own ``.venv``: made once, installed from the pins, repaired when it needs it.

A stamp inside it holds a fingerprint of everything that decides what is installed. While the stamp
fits, a start costs no more than reading it. A marker lies beside it while packages are being
written, so that a set-up that was cut short is noticed and done again from the beginning.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import start_pip
from start_trouble import SPACE_NEEDED_MB, Trouble, say

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = Path("packaging") / "constraints.txt"
VENV_PACKAGE = "python{}.{}-venv".format(*sys.version_info[:2])


class Home:
    """Where things lie in one checkout (``root``: its top folder)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        windows = sys.platform == "win32"
        self.scripts = self.venv / ("Scripts" if windows else "bin")
        self.python = self.scripts / ("python.exe" if windows else "python")
        self.stamp = self.venv / "editorial-setup.json"
        self.unfinished = self.venv / "editorial-setup.unfinished"
        # Outside .venv, which may have to be deleted while these are in use.
        self.log = root / "build" / "setup.log"
        self.lock = root / "build" / "setup.lock"


def has_venv_module() -> bool:
    """Whether this Python can make environments; Debian ships that in a package of its own."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def fingerprint(home: Home) -> str:
    """Hash all that decides which packages are installed, and where they point to."""
    digest = hashlib.sha256()
    for part in (
        (home.root / "pyproject.toml").read_bytes(),
        (home.root / CONSTRAINTS).read_bytes(),
        "{}.{}".format(*sys.version_info[:2]).encode(),
        sys.platform.encode(),
        os.fsencode(home.root),
    ):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def is_current(home: Home, *, dev: bool) -> bool:
    """Whether ``.venv`` holds what is wanted; ``dev`` asks for the tools of the tests too."""
    try:
        stamp = json.loads(home.stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return (
        isinstance(stamp, dict)
        and stamp.get("fingerprint") == fingerprint(home)
        and (stamp.get("dev") is True or not dev)
        and home.python.exists()
        and not home.unfinished.exists()
    )


def prepare(home: Home, *, dev: bool) -> bool:
    """Make ``.venv`` fit; returns whether anything had to be done.

    Raises Trouble with one sentence when it cannot be done, OSError for a full or read-only disk.
    """
    if is_current(home, dev=dev):
        return False
    with _only_one(home):
        # The run that we waited for may have done the work.
        if is_current(home, dev=dev):
            return False
        reason = reason_to_rebuild(home)
        if reason:
            say(f"Making .venv anew: {reason}.")
            _delete(home.venv)
        if not home.python.exists():
            _create(home)
        home.stamp.unlink(missing_ok=True)
        home.unfinished.touch()
        say("Installing Editorial and its libraries (the first time: about 300 MB to download).")
        start_pip.install(home.python, home.root, home.log, home.unfinished, dev=dev)
        part = home.stamp.with_suffix(".part")
        part.write_text(json.dumps({"fingerprint": fingerprint(home), "dev": dev}), "utf-8")
        part.replace(home.stamp)
        home.unfinished.unlink()
    return True


def reason_to_rebuild(home: Home) -> str | None:
    """Why the present ``.venv`` cannot be used as a base, or None when it can or is not there."""
    if not home.venv.exists() and not home.venv.is_symlink():
        return None
    if home.unfinished.exists():
        return "the last set-up was interrupted"
    settings = _pyvenv_settings(home)
    made_at = settings.get("command", "").partition(" -m venv ")[2].strip()
    if made_at and not made_at.startswith("-") and Path(made_at).resolve() != home.venv.resolve():
        return "the folder was moved"
    this = "{}.{}".format(*sys.version_info[:2])
    made_by = ".".join(settings.get("version", this).split(".")[:2])
    if made_by != this:
        return f"it was made by Python {made_by}, and this is Python {this}"
    if not home.python.exists() or not start_pip.answers(home.python):
        return "its Python does not run any more"
    return None


def _pyvenv_settings(home: Home) -> dict[str, str]:
    try:
        text = (home.venv / "pyvenv.cfg").read_text("utf-8")
    except (OSError, ValueError):
        return {}
    pairs = (line.partition("=") for line in text.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _create(home: Home) -> None:
    if not has_venv_module():
        raise Trouble(
            "This Python comes without its venv module; on Debian or Ubuntu run: "
            f"sudo apt-get install -y {VENV_PACKAGE} (elsewhere install Python's full package), "
            "then run the same command again."
        )
    free_mb = shutil.disk_usage(home.root).free // 1_000_000
    if free_mb < SPACE_NEEDED_MB:
        raise Trouble(
            f"Only {free_mb} MB are free on the disk of {home.root} and the libraries take "
            f"{SPACE_NEEDED_MB} MB; free some, then run the same command again."
        )
    say(f"Making {home.venv}.")
    start_pip.create_venv(home.venv, home.log)


def _delete(venv: Path) -> None:
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
        return
    try:
        shutil.rmtree(venv)
    except OSError as error:
        raise Trouble(
            f"The old {venv} cannot be deleted ({error.strerror}); close Editorial and all that "
            "uses it, delete that folder, then run the same command again."
        ) from error


@contextlib.contextmanager
def _only_one(home: Home) -> Iterator[None]:
    """Two set-ups of one checkout at the same time would delete each other's files."""
    home.lock.parent.mkdir(exist_ok=True)
    with home.lock.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            # Tries for 10 s, again and again, until the other set-up has ended.
            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up is at work in this folder; waiting for it.")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
