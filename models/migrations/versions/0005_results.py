"""Populations that answers are compared with, and segments that staff have named.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Both tables begin empty."""
    op.create_table(
        "population",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("survey_id", "name", name="uq_segment_name"),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
