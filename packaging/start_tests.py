"""What the tests use from the system: a real WordPress, an X server with a window manager, a judge.

On Debian or Ubuntu as root what is missing is installed; elsewhere, and when that fails, each thing
that is missing gets one line that says what will not run and how to get it. It never stops a run.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from start_system import Apt, Names, System, install_command, not_installed
from start_trouble import Trouble, say

_SBIN = ":/usr/sbin:/sbin:/usr/local/sbin"


class Need(NamedTuple):
    """Something that part of the tests needs."""

    tests: str
    """Which tests, to follow "Not run: "."""
    commands: tuple[str, ...]
    packages: tuple[Names, ...]
    files: tuple[str, ...] = ()
    """Paths that must exist as well."""
    linux_only: bool = False


NEEDS = (
    Need(
        "the tests on a real X server",
        ("Xvfb", "xauth", "openbox", "xdotool", "xclip", "wmctrl"),
        (("xvfb",), ("xauth",), ("openbox",), ("xdotool",), ("xclip",), ("wmctrl",)),
        linux_only=True,
    ),
    Need(
        "the tests that let exiftool judge photo metadata",
        ("exiftool",),
        (("libimage-exiftool-perl",),),
    ),
    Need(
        "the tests of a real keyring (Secret Service)",
        ("gnome-keyring-daemon", "dbus-run-session"),
        (("gnome-keyring",), ("dbus",)),
        linux_only=True,
    ),
    Need("the validation of pages as HTML", ("java",), (("default-jre-headless",),)),
    Need(
        "the builds of static sites by Hugo and Jekyll",
        ("hugo", "jekyll"),
        (("hugo",), ("jekyll",)),
        linux_only=True,
    ),
    Need(
        "the tests with a real WordPress",
        ("php", "mariadbd", "mariadb-install-db"),
        (
            # These two satisfy what php and wordpress depend on without Apache; neither listens.
            ("php-cgi",),
            ("micro-httpd",),
            ("php",),
            ("wordpress",),
            ("wordpress-theme-twentytwentythree", "wordpress-theme-twentytwentyone"),
            ("mariadb-server-core", "mariadb-server-core-10.6"),
            ("php-cli",),
            ("php-mysql",),
            ("php-gd",),
            ("php-xml",),
            ("php-mbstring",),
            ("php-curl",),
        ),
        files=(os.environ.get("WP_SRC", "/usr/share/wordpress") + "/wp-load.php",),
    ),
)


def is_met(need: Need) -> bool:
    """Whether its commands, files and PHP extensions are there, from wherever they came."""
    path = os.environ.get("PATH", "") + _SBIN
    commands = [shutil.which(command, path=path) for command in need.commands]
    if not all(commands) or not all(Path(file).exists() for file in need.files):
        return False
    return "php" not in need.commands or _php_is_complete(str(commands[0]))


def _php_is_complete(php: str) -> bool:
    loaded = subprocess.run([php, "-m"], capture_output=True, text=True, check=False).stdout
    return {"mysqli", "gd", "xml", "mbstring", "curl"} <= set(loaded.lower().split())


def provide(system: System, log: Path) -> None:
    """Install what can be installed, and say in one line each what will not be run."""
    needs = [need for need in NEEDS if system.platform.startswith("linux") or not need.linux_only]
    if system.has_apt and system.is_root:
        _install([need for need in needs if not is_met(need)], Apt(log))
    for need in needs:
        if not is_met(need):
            say(how_to_get(need, system))


def _install(needs: Iterable[Need], apt: Apt) -> None:
    missing = {need: not_installed(need.packages) for need in needs}
    missing = {need: packages for need, packages in missing.items() if packages}
    if not missing:
        return
    try:
        apt.install([names for packages in missing.values() for names in packages])
    except Trouble as trouble:
        say(f"{trouble} Trying them one by one.")
        for packages in missing.values():
            try:
                apt.install(packages)
            except Trouble as again:
                say(str(again))


def how_to_get(need: Need, system: System) -> str:
    """One line: what is not run, and what would make it run."""
    if system.has_apt:
        return f"Not run: {need.tests}. To have them: {install_command(need.packages, system)}"
    things = ", ".join((*need.commands, *need.files))
    return f"Not run: {need.tests}. They need {things} (on Debian or Ubuntu, root gets them here)."
