"""What a placement says and where it hangs; one-time slips, label layouts and the wall.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_PLACEMENT = (
    sa.Column("place", sa.String(100), nullable=False, server_default=""),
    sa.Column("language", sa.String(16), nullable=False, server_default=""),
    sa.Column("opens_at", sa.DateTime(timezone=True)),
    sa.Column("closes_at", sa.DateTime(timezone=True)),
    sa.Column("preset", sa.String(64), nullable=False, server_default=""),
    sa.Column("outdoor", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("inspected_at", sa.DateTime(timezone=True)),
    sa.Column("wording", sa.Text, nullable=False, server_default="{}"),
    sa.Column("former", sa.Text, nullable=False, server_default=""),
)
_MILLIMETRES = ("width", "height", "left", "top", "pitch_x", "pitch_y")


def upgrade() -> None:
    """Placements that hang already stay as they are."""
    for column in _PLACEMENT:
        op.add_column("placement", column)
    op.add_column("response", sa.Column("vote", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "slip_batch",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("placement", sa.String(12), sa.ForeignKey("placement.code"), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("held_on", sa.Date),
        sa.Column("made", sa.Integer, nullable=False),
        sa.Column("given", sa.Integer),
        sa.Column("spent", sa.Integer),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True)),
        sa.Column("voided_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_slip_batch_survey_id", "slip_batch", ["survey_id"])
    op.create_table(
        "slip",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("batch_id", sa.String(16), sa.ForeignKey("slip_batch.id"), nullable=False),
    )
    op.create_index("ix_slip_batch_id", "slip", ["batch_id"])
    op.create_table(
        "label_layout",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("columns", sa.Integer, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Float, nullable=False) for name in _MILLIMETRES),
    )
    op.create_table(
        "wall",
        sa.Column("survey_id", sa.String(16), sa.ForeignKey("survey.id"), primary_key=True),
        sa.Column("key", sa.String(32), nullable=False, unique=True),
        sa.Column("views", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Not offered: going back is done by restoring a backup made before the upgrade."""
    raise NotImplementedError("restore the backup made before the upgrade")
