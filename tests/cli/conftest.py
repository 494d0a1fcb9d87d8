"""The command line as scripts use it: a process of its own, exit code and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one value on standard output; anything else there is an error."""
        return json.loads(self.out)


@pytest.fixture
def editorial(tmp_path: Path):
    """Run a command in a home of this test."""

    def run(*words: str, stdin: str = "", home: Path | None = None, **env: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "editorial", "--home", str(home or tmp_path / "home"), *words],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **env},
            timeout=120,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run
