"""What people decide on actors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0001 to 0002."""
    op.create_table(
        "actor_decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=True),
        sa.Column("of", sa.Text, nullable=True),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("takes_back", sa.Integer, sa.ForeignKey("actor_decisions.id"), nullable=True, unique=True),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("when", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
