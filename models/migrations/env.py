"""Alembic's entry: runs the scripts on the connection that models.database hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from models import tables

target_metadata = SQLModel.metadata
assert tables.Survey.metadata is target_metadata  # the import fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=target_metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
