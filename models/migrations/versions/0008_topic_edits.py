"""What staff change about the topics of comments.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table begins empty."""
    op.create_table(
        "topic_edits",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
