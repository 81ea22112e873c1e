"""Codes for what people wrote, and the answers that they hold of.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Both tables begin empty."""
    raised = sa.Column("coding_revision", sa.Integer, nullable=False, server_default="0")
    op.add_column("survey", raised)
    op.create_table(
        "code",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("id", sa.String(30), primary_key=True),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_table(
        "coding",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("response_id", sa.String(16), primary_key=True),
        sa.Column("code_id", sa.String(30), primary_key=True),
        sa.Column("by", sa.String(8), primary_key=True),
        sa.Column("holds", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
