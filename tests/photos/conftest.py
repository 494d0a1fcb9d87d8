"""What the photo tests share: a worker process, and exiftool as an independent judge."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from editorial.photos.workbench import Workbench
from tests import real

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def workbench() -> Iterator[Workbench]:
    # Patient: the machine that runs the tests may be busy.
    with Workbench(seconds=60) as bench:
        yield bench


@pytest.fixture(scope="session")
def exiftool() -> Callable[..., dict[str, Any]]:
    """Return a function that reads a file's metadata: `{"XMP-dc:Creator": [...], …}`."""
    if not shutil.which("exiftool"):
        trouble = "apt-get install libimage-exiftool-perl"
        if real.may_install():
            trouble = real.install("libimage-exiftool-perl")
        if not shutil.which("exiftool"):
            real.require("exiftool", trouble)

    def read(path: Path, *options: str) -> dict[str, Any]:
        done = subprocess.run(
            ["exiftool", "-config", "", "-json", "-G1", *options, str(path)],
            capture_output=True,
            check=True,
            timeout=60,
        )
        found: dict[str, Any] = json.loads(done.stdout)[0]
        return found

    return read
