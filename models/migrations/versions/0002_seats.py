"""Seats: how many people have chosen an option of limited places.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each option with places of which any was taken."""
    op.create_table(
        "seat",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("key", sa.String(30), primary_key=True),
        sa.Column("value", sa.String(30), primary_key=True),
        sa.Column("taken", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
