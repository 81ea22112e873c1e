"""Words that staff want counted otherwise than usual.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table begins empty: words are counted as the product finds them."""
    op.create_table(
        "word_choice",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("choice", sa.String(8), primary_key=True),
        sa.Column("word", sa.String(100), primary_key=True),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
