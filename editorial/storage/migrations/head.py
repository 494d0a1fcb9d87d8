"""The layout that this program reads and writes.

Known without importing alembic, which takes 0.3 s: most starts find the database current.
"""

from __future__ import annotations

HEAD = "0012"
KNOWN = ("0001", "0003", "0004", "0005", "0006", "0007", "0011", "0008", "0013", "0012")
"""Every revision from the first to `HEAD`, in order."""
