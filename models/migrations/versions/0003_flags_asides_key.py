"""Flags of answers, the moment of closing, sendings put aside, and the key that signs forms.

Revision ID: 0003
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is stored stays as it is; each database draws a key of its own."""
    flags = sa.Column("flags", sa.String(64), nullable=False, server_default="")
    op.add_column("response", flags)
    op.add_column("survey", sa.Column("closed_at", sa.DateTime(timezone=True)))
    op.create_table(
        "aside",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("placement", sa.String(12), sa.ForeignKey("placement.code"), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("received", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("flags", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.UniqueConstraint("survey_id", "submission_id", "checksum", name="uq_aside_sending"),
    )
    secret = op.create_table(
        "secret",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("value", sa.String(64), nullable=False),
    )
    op.bulk_insert(secret, [{"name": "form", "value": secrets.token_hex(32)}])


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
