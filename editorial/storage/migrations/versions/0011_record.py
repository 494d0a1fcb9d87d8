"""The record of a story cannot be changed: public notes are append-only, no row is replaced.

Revision ID: 0011
Revises: 0007
"""

from __future__ import annotations

from editorial.storage.migrations import append_only

revision = "0011"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEYS = {
    "version": ("pk", "id", "story_pk,number"),
    "event": ("pk", "id"),
    "correction": ("pk", "id"),
    "delivery_step": ("pk",),
    "receipt": ("pk", "id", "delivery_pk"),
    "photo_change": ("pk",),
}


def upgrade() -> None:
    """Guard the notes for readers, and every table of the record against being written over."""
    append_only.guard("correction")
    for table, keys in _KEYS.items():
        append_only.guard_rows(table, *keys)


def downgrade() -> None:
    """Take the guards away again."""
    append_only.release_rows(*_KEYS)
    append_only.release("correction")
