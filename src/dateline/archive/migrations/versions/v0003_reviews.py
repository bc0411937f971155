"""What incidents are built from, what they were, what people decide on them, and reports that were taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0002 to 0003."""
    op.create_table(
        "tellings",
        sa.Column(
            "report_id",
            sa.Text,
            sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("mention_id", sa.Text, primary_key=True),
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("cell", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("since", sa.Integer, nullable=True),
        sa.Column("until", sa.Integer, nullable=True),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("lat", sa.Float, nullable=True),
        sa.Column("lon", sa.Float, nullable=True),
        sa.Column("radius_km", sa.Float, nullable=True),
    )
    op.create_index("ix_tellings_days", "tellings", ["type", "since"])
    op.create_index("ix_tellings_cell", "tellings", ["cell"])
    op.create_table(
        "incident_history",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("incident_id", sa.Text, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("when", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "incident_decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("anchors", sa.Text, nullable=False),
        sa.Column("apart", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("takes_back", sa.Integer, sa.ForeignKey("incident_decisions.id"), nullable=True, unique=True),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("when", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "withdrawn_reports",
        sa.Column(
            "report_id",
            sa.Text,
            sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("when", sa.Text, nullable=False),
    )
