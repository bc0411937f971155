"""The first schema: reports in versions, runs and their results, incidents, history, purges."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _report(*, index: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE")
    return sa.Column("report_id", sa.Text, key, primary_key=True, index=index)


def upgrade() -> None:
    """From nothing to 0001."""
    _reports()
    _results()
    _incidents()
    op.create_table(
        "history",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("when"),
        _text("kind"),
        _text("report_id", null=True),
        _text("by", null=True),
        _text("reason"),
        _text("details"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "purged_reports",
        sa.Column("report_id", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True, index=True),
    )


def _reports() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("marked", sa.Boolean, nullable=False),
        _text("created"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "report_versions",
        _report(),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.Text, sa.ForeignKey("blobs.sha256"), nullable=True, index=True),
        _text("title", null=True),
        _text("outlet", null=True),
        _text("url", null=True),
        _text("published", null=True),
        _text("language", null=True),
        _text("text"),
        sa.Column("characters", sa.Integer, nullable=False),
        _text("dates"),
        _text("notes"),
        _text("corrected"),
        sa.Column("redacted", sa.Boolean, nullable=False),
        _text("reason"),
        _text("by", null=True),
        _text("created"),
        sa.Index("ix_report_versions_redacted", "redacted", "characters"),
    )


def _results() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        _text("program_version"),
        _text("reader"),
        _text("ground"),
        _text("settings"),
        _text("created"),
    )
    op.create_table(
        "coded",
        sa.Column("report_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id"), primary_key=True, index=True),
        sa.Column("seq", sa.Integer, nullable=False, unique=True),
        _text("status"),
        _text("why", null=True),
        _text("document"),
        _text("created"),
        sa.ForeignKeyConstraint(
            ["report_id", "version"],
            ["report_versions.report_id", "report_versions.version"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "mentions",
        sa.Column("report_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Text, primary_key=True),
        sa.Column("mention_id", sa.Text, primary_key=True),
        sa.Column("ord", sa.Integer, nullable=False),
        _text("type"),
        _text("status"),
        sa.Column("aggregate", sa.Boolean, nullable=False),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("geonames_id", sa.Integer, nullable=True),
        _text("country", null=True),
        sa.Column("lat", sa.Float, nullable=True),
        sa.Column("lon", sa.Float, nullable=True),
        _text("from", null=True),
        _text("to", null=True),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "version", "run_id"],
            ["coded.report_id", "coded.version", "coded.run_id"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.Index("ix_mentions_type", "type", "status"),
        sa.Index("ix_mentions_country", "country"),
        sa.Index("ix_mentions_geonames_id", "geonames_id"),
        sa.Index("ix_mentions_days", "from", "to"),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("ord", sa.Integer, nullable=False, unique=True),
        _text("type"),
        _text("country", null=True),
        _text("from", null=True),
        _text("to", null=True),
        _text("status"),
        _text("document"),
        sa.Index("ix_incidents_type", "type", "status"),
        sa.Index("ix_incidents_country", "country"),
        sa.Index("ix_incidents_days", "from", "to"),
    )
    op.create_table(
        "incident_mentions",
        sa.Column("incident_id", sa.Text, sa.ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
        _report(index=True),
        sa.Column("mention_id", sa.Text, primary_key=True),
    )
