"""Pieces for all tests of publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.publishing.pieces import PieceFactory

if TYPE_CHECKING:
    from pathlib import Path

    from editorial.publishing.piece import Piece


@pytest.fixture
def pieces(tmp_path: Path) -> PieceFactory:
    """A factory of pieces whose files lie in the test's folder."""
    return PieceFactory(tmp_path)


@pytest.fixture
def piece(pieces: PieceFactory) -> Piece:
    """One complete piece."""
    return pieces.piece()
