"""What the operating system must bring: the libraries that Qt loads, and apt-get to install them.

The names are those of Debian 12. Later releases renamed some for 64-bit times (``t64``); each entry
therefore lists alternatives, of which the one that apt knows is taken.
"""

import ctypes
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from start_trouble import Trouble, say

Names = tuple[str, ...]
"""Alternative names of one Debian package, oldest release first."""


class Library(NamedTuple):
    """One shared library that Qt's wheels expect: its soname, and the Debian package with it."""

    soname: str
    package: Names


# The lists hold all that Qt's files name as needed (`objdump -p`), since what one package pulls in
# differs between releases. Without these no window can be made, not even an unseen one.
CORE = (
    Library("libglib-2.0.so.0", ("libglib2.0-0", "libglib2.0-0t64")),
    Library("libGL.so.1", ("libgl1",)),
    Library("libEGL.so.1", ("libegl1",)),
    Library("libX11.so.6", ("libx11-6",)),
    Library("libxkbcommon.so.0", ("libxkbcommon0",)),
    Library("libfontconfig.so.1", ("libfontconfig1",)),
    Library("libfreetype.so.6", ("libfreetype6",)),
    Library("libdbus-1.so.3", ("libdbus-1-3",)),
    Library("libz.so.1", ("zlib1g",)),
    Library("libzstd.so.1", ("libzstd1",)),
)
# Windows on an X server.
X11 = (
    Library("libX11-xcb.so.1", ("libx11-xcb1",)),
    Library("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Library("libxcb-glx.so.0", ("libxcb-glx0",)),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Library("libxcb-image.so.0", ("libxcb-image0",)),
    Library("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Library("libxcb-randr.so.0", ("libxcb-randr0",)),
    Library("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Library("libxcb-render.so.0", ("libxcb-render0",)),
    Library("libxcb-shape.so.0", ("libxcb-shape0",)),
    Library("libxcb-shm.so.0", ("libxcb-shm0",)),
    Library("libxcb-sync.so.1", ("libxcb-sync1",)),
    Library("libxcb-util.so.1", ("libxcb-util1",)),
    Library("libxcb-xfixes.so.0", ("libxcb-xfixes0",)),
    Library("libxcb-xkb.so.1", ("libxcb-xkb1",)),
    Library("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
)
# The preview of a page (Qt WebEngine).
PREVIEW = (
    Library("libnspr4.so", ("libnspr4",)),
    Library("libnss3.so", ("libnss3",)),
    Library("libXcomposite.so.1", ("libxcomposite1",)),
    Library("libXdamage.so.1", ("libxdamage1",)),
    Library("libXext.so.6", ("libxext6",)),
    Library("libXfixes.so.3", ("libxfixes3",)),
    Library("libXrandr.so.2", ("libxrandr2",)),
    Library("libXtst.so.6", ("libxtst6",)),
    Library("libxcb-dri3.so.0", ("libxcb-dri3-0",)),
    Library("libxkbfile.so.1", ("libxkbfile1",)),
    Library("libgbm.so.1", ("libgbm1",)),
    Library("libexpat.so.1", ("libexpat1",)),
    Library("libasound.so.2", ("libasound2", "libasound2t64")),
    Library("libbrotlidec.so.1", ("libbrotli1",)),
    Library("libgssapi_krb5.so.2", ("libgssapi-krb5-2",)),
    Library("libudev.so.1", ("libudev1",)),
)
WAYLAND = (
    Library("libwayland-client.so.0", ("libwayland-client0",)),
    Library("libwayland-cursor.so.0", ("libwayland-cursor0",)),
)

# Releases from before the renaming for 64-bit times; the past needs no additions.
_BEFORE_T64 = {"buster", "bullseye", "bookworm", "bionic", "focal", "jammy", "lunar", "mantic"}
_APT = ("apt-get", "-o", "DPkg::Lock::Timeout=900", "-q")
_LOCK_TRIES = 60


class System(NamedTuple):
    """The operating system as far as setting up cares."""

    platform: str
    """``sys.platform``"""
    codename: str
    """Of the Debian or Ubuntu release it is made from, as far as it says."""
    has_apt: bool
    is_root: bool
    environment: Mapping[str, str]

    @property
    def has_display(self) -> bool:
        """Whether a window could be seen."""
        if self.platform in ("win32", "darwin"):
            return True
        return bool(self.environment.get("DISPLAY") or self.environment.get("WAYLAND_DISPLAY"))


def this_system(platform: str) -> System:
    """Look around; ``platform`` is ``sys.platform``."""
    release = read_os_release(Path("/etc/os-release"))
    like = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    codename = release.get("UBUNTU_CODENAME") or release.get("DEBIAN_CODENAME")
    return System(
        platform=platform,
        codename=codename or release.get("VERSION_CODENAME", ""),
        has_apt=bool(like & {"debian", "ubuntu"}) and shutil.which("apt-get") is not None,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        environment=os.environ,
    )


def read_os_release(path: Path) -> dict[str, str]:
    """Read the pairs of an os-release file; empty where there is none."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def wanted_libraries(system: System, *, for_tests: bool) -> tuple[Library, ...]:
    """Choose what Qt needs here; the tests open windows on an X server of their own."""
    if not system.platform.startswith("linux"):
        return ()
    wanted: tuple[Library, ...] = CORE + PREVIEW
    if for_tests or system.environment.get("DISPLAY"):
        wanted += X11
    if system.environment.get("WAYLAND_DISPLAY"):
        wanted += WAYLAND
    return wanted


def missing_libraries(wanted: Iterable[Library]) -> list[Library]:
    """Those that the dynamic linker does not find."""
    cache = _linker_cache()
    return [item for item in wanted if item.soname not in cache and not _loads(item.soname)]


def _linker_cache() -> set[str]:
    ldconfig = shutil.which("ldconfig", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if ldconfig is None:
        return set()
    done = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False)
    return {line.split()[0] for line in done.stdout.splitlines() if "=>" in line}


def _loads(soname: str) -> bool:
    # The truth where libraries lie in unusual places (LD_LIBRARY_PATH, Nix, musl).
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def install_command(packages: Iterable[Names], system: System) -> str:
    """Write the one exact command for a person who is not root."""
    packages = list(packages)
    known, _ = known_to_apt(packages)
    names = []
    for alternatives in packages:
        fitting = [name for name in alternatives if name in known]
        # Without package lists the release decides.
        fallback = alternatives[0] if system.codename in _BEFORE_T64 else alternatives[-1]
        names.append(fitting[0] if fitting else fallback)
    return "sudo apt-get install -y " + " ".join(names)


def known_to_apt(packages: Iterable[Names]) -> tuple[list[str], list[Names]]:
    """Find the installable name of each, and those that apt can install under no name."""
    packages = list(packages)
    every = [name for names in packages for name in names]
    try:
        policy = subprocess.run(
            ["apt-cache", "policy", *every],
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    except FileNotFoundError:
        policy = ""
    return read_policy(policy, packages)


def read_policy(policy: str, packages: Iterable[Names]) -> tuple[list[str], list[Names]]:
    """Do the same as ``known_to_apt`` from what ``apt-cache policy`` prints."""
    candidates = set(
        re.findall(r"^(\S+):\n(?:  Installed: .*\n)?  Candidate: (?!\(none\))", policy, re.M)
    )
    names: list[str] = []
    unknown: list[Names] = []
    for alternatives in packages:
        fitting = [name for name in alternatives if name in candidates]
        if fitting:
            names.append(fitting[0])
        else:
            unknown.append(alternatives)
    return names, unknown


def not_installed(packages: Iterable[Names]) -> list[Names]:
    """Those of which no alternative is installed, as dpkg sees it."""
    packages = list(packages)
    every = [name for names in packages for name in names]
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *every],
        capture_output=True,
        text=True,
        check=False,
    )
    pairs = (line.split() for line in done.stdout.splitlines())
    installed = {pair[0] for pair in pairs if pair[1:] == ["installed"]}
    return [names for names in packages if not installed & set(names)]


class Apt:
    """Installs packages as root; all output goes to ``log``."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._updated = False

    def install(self, packages: Iterable[Names]) -> None:
        """Install one alternative of each; raises Trouble when apt-get cannot."""
        packages = list(packages)
        names, unknown = known_to_apt(packages)
        if unknown:
            self.update()
            names, unknown = known_to_apt(packages)
        if unknown:
            lacking = ", ".join(names[0] for names in unknown)
            raise Trouble(f"apt-get knows no package {lacking} (details: {self.log}).")
        say(f"Installing system packages: {' '.join(names)}")
        # Slim images lack it, and the packages of Java fail without.
        Path("/usr/share/man/man1").mkdir(parents=True, exist_ok=True)
        command = [*_APT, "install", "-y", "--no-install-recommends", *names]
        code, output = self._run(command)
        if code != 0 and not self._updated:
            # The lists may name versions that the mirror has replaced since.
            self.update()
            code, output = self._run(command)
        if code != 0:
            errors = [
                line for line in output.splitlines() if line.startswith(("E:", "dpkg: error"))
            ]
            said = errors[0].removeprefix("E: ") if errors else f"it ended with code {code}"
            raise Trouble(
                f"apt-get could not install {' '.join(names)}: {said} (details: {self.log})."
            )

    def update(self) -> None:
        """Fetch the package lists; a failure shows itself when installing."""
        self._updated = True
        for _ in range(_LOCK_TRIES):
            code, output = self._run([*_APT, "update"])
            # DPkg::Lock::Timeout does not wait for the lock on the lists.
            if code == 0 or "Could not get lock" not in output:
                return
            time.sleep(2)

    def _run(self, command: list[str]) -> tuple[int, str]:
        self.log.parent.mkdir(exist_ok=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
        environment["NEEDRESTART_MODE"] = "a"
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"$ {' '.join(command)}\n{done.stdout}")
        return done.returncode, done.stdout
