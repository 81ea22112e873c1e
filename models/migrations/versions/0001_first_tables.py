"""First tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create everything a first release stores."""
    op.create_table(
        "survey",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("data_revision", sa.Integer, nullable=False),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("changed_at", _moment, nullable=False),
    )
    op.create_table(
        "survey_version",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("published_at", _moment, nullable=False),
    )
    op.create_table(
        "placement",
        sa.Column("code", sa.String(12), primary_key=True),
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", _moment, nullable=False),
    )
    op.create_index("ix_placement_survey_id", "placement", ["survey_id"])
    op.create_table(
        "response",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("placement", sa.String(12), sa.ForeignKey("placement.code"), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("received", _moment, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("receipt", sa.String(16), nullable=False),
        sa.UniqueConstraint("survey_id", "submission_id", name="uq_response_submission"),
        sa.UniqueConstraint("receipt", name="uq_response_receipt"),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", _moment, nullable=False),
    )
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("seen_at", _moment, nullable=False),
        sa.Column("ended_at", _moment),
    )
    op.create_index("ix_staff_session_staff_id", "staff_session", ["staff_id"])
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _moment, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("detail", sa.String(400), nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
