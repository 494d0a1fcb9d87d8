"""Pieces for all tests of publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editorial.photos.workbench import Workbench
from tests.publishing.pieces import PieceFactory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editorial.publishing.piece import Piece


@pytest.fixture(scope="session")
def workbench() -> Iterator[Workbench]:
    """Patient: the machine that runs the tests may be busy."""
    with Workbench(seconds=60) as bench:
        yield bench


@pytest.fixture
def pieces(tmp_path: Path) -> PieceFactory:
    """A factory of pieces whose files lie in the test's folder."""
    return PieceFactory(tmp_path)


@pytest.fixture
def piece(pieces: PieceFactory) -> Piece:
    """One complete piece."""
    return pieces.piece()
