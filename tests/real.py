"""Real servers and services that a test needs: had, or told in one line why not.

On a person's computer a missing service leaves its tests out, with the way to get it. Where
``EDITORIAL_TESTS_REQUIRE_ALL=1`` is set, as in CI, that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest


def require(what: str, reason: str) -> NoReturn:
    """End the test as not run (or as failed in CI); ``reason`` says why and how to get it."""
    message = f"not run: {what}: {reason}"
    if os.environ.get("EDITORIAL_TESTS_REQUIRE_ALL") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def may_install() -> bool:
    """Whether packages can be installed without asking: root on Debian or one of its kin."""
    return (
        hasattr(os, "geteuid")
        and os.geteuid() == 0
        and Path("/etc/debian_version").exists()
        and shutil.which("apt-get") is not None
    )


def install(*packages: str) -> str:
    """Install Debian packages; return what went wrong, or nothing."""
    wait = ["-o", "DPkg::Lock::Timeout=900"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    said = ""
    for command in (
        ["apt-get", *wait, "update", "-qq"],
        ["apt-get", *wait, "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        said = ran.stderr.strip().splitlines()[-1] if ran.returncode and ran.stderr else ""
        if ran.returncode and command[-1] != "-qq":
            return said or f"apt-get ended with {ran.returncode}"
    return ""
