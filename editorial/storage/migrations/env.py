"""Alembic's entry: runs the migrations on the connection that the caller hands over.

Foreign keys are off while tables are rebuilt (batch mode drops and renames, and with keys on
that deletes every child row); `editorial.storage.upgrade` checks them afterwards.
"""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=None,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
