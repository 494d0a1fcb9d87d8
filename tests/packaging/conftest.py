"""The modules of packaging/ are no package: tests import them from there, as start.py does."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the files that set-up reads, in a path with a space."""
    folder = tmp_path / "my newsroom"
    (folder / "packaging").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path in (ROOT / "packaging").glob("start*.py"):
        shutil.copy(path, folder / "packaging")
    shutil.copy(ROOT / "packaging" / "constraints.txt", folder / "packaging")
    return folder
