"""The log file: small, rotated, beside the data."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from editorial.system.files import disk_errors

if TYPE_CHECKING:
    from pathlib import Path


def start_log(path: Path) -> None:
    """Write records of level INFO and above to ``path``: three files of at most 1 MB."""
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("editorial")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def stop_log() -> None:
    """Close the log file."""
    logger = logging.getLogger("editorial")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
