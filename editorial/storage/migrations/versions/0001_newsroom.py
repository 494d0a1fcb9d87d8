"""The first layout: photos, stories, review, publishing.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from editorial.storage.migrations import append_only, full_text
from editorial.storage.migrations.first import photos, publishing, review, stories

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ROOMS = (photos, stories, review, publishing)
_HISTORY = ("version", "event", "delivery_step", "receipt")


def upgrade() -> None:
    """Make every table, the full-text index and the guards of append-only tables."""
    for room in _ROOMS:
        room.create()
    full_text.create()
    append_only.guard(*_HISTORY)


def downgrade() -> None:
    """Take everything away again."""
    append_only.release(*_HISTORY)
    full_text.drop()
    for room in reversed(_ROOMS):
        room.drop()
