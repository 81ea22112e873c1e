"""What staff decided to hide of comments before they are published.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table begins empty."""
    op.create_table(
        "masking",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("response_id", sa.String(16), primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("end", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("choice", sa.String(8), nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
