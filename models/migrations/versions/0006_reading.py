"""Names of places and services that staff added to the list comments are searched for.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table begins empty: the shipped list is in force."""
    op.create_table(
        "ward_name",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("canonical", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
