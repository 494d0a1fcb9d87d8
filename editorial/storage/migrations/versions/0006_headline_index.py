"""An index of headlines for search as one types.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from editorial.storage.migrations import headline_index

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it and fill it (1 s for 100,000 stories)."""
    headline_index.create()


def downgrade() -> None:
    """Take it away."""
    headline_index.drop()
