"""Measured only when asked for by path: it downloads the peers.

python3 packaging/start.py bench tests/benchmarks/peers runs it after the other benchmarks, and
.venv/bin/python -m pytest tests/benchmarks/peers -s alone.
"""

from __future__ import annotations


def pytest_ignore_collect(collection_path, config):
    """Stay out of a run that did not name this folder."""
    return None if any("peers" in argument for argument in config.args) else True
