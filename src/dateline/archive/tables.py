"""The tables as the current schema has them; `migrations/` makes them so."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()


def _text(name: str, *, null: bool = False, key: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, key=key or name)


blobs = sa.Table(
    "blobs",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
"""The bytes of reports, zlib-compressed, by the SHA-256 of what they are uncompressed."""

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("program_version"),
    _text("reader"),
    _text("ground"),
    _text("settings"),
    _text("created"),
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("marked", sa.Boolean, nullable=False),
    _text("created"),
    sqlite_autoincrement=True,
)
"""`seq` is the order of arrival; it survives VACUUM, unlike an implicit rowid."""

report_versions = sa.Table(
    "report_versions",
    metadata,
    sa.Column("report_id", sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.ForeignKey("blobs.sha256"), nullable=True, index=True),
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
"""`corrected` lists the fields that a person set: an input that comes again leaves them alone."""

coded = sa.Table(
    "coded",
    metadata,
    sa.Column("report_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("run_id", sa.ForeignKey("runs.id"), primary_key=True, index=True),
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
"""`seq` orders results by when they were stored, whatever the clock said; the newest is the highest."""

mentions = sa.Table(
    "mentions",
    metadata,
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
    _text("from", null=True, key="from_"),
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
    sa.Index("ix_mentions_days", "from_", "to"),
)
"""For queries only: the mention itself is in the document of `coded`."""

incidents = sa.Table(
    "incidents",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("ord", sa.Integer, nullable=False, unique=True),
    _text("type"),
    _text("country", null=True),
    _text("from", null=True, key="from_"),
    _text("to", null=True),
    _text("status"),
    _text("document"),
    sa.Column("written", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_incidents_type", "type", "status"),
    sa.Index("ix_incidents_country", "country"),
    sa.Index("ix_incidents_days", "from_", "to"),
    sa.Index("ix_incidents_written", "written"),
)
"""`written` grows with every rewriting of incidents, so that a reader finds those that are new to it."""

incident_mentions = sa.Table(
    "incident_mentions",
    metadata,
    sa.Column("incident_id", sa.ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "report_id",
        sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    sa.Column("mention_id", sa.Text, primary_key=True),
)

tellings = sa.Table(
    "tellings",
    metadata,
    sa.Column("report_id", sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True),
    sa.Column("mention_id", sa.Text, primary_key=True),
    _text("incident_id"),
    sa.Column("cell", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    _text("type"),
    sa.Column("since", sa.Integer, nullable=True),
    sa.Column("until", sa.Integer, nullable=True),
    _text("country", null=True),
    sa.Column("lat", sa.Float, nullable=True),
    sa.Column("lon", sa.Float, nullable=True),
    sa.Column("radius_km", sa.Float, nullable=True),
    sa.Index("ix_tellings_days", "type", "since"),
    sa.Index("ix_tellings_cell", "cell"),
)
"""What the incidents were last built from, so that a new report finds those near it; no key into `incidents`, whose
rows may be dropped by a purge while what they were is still to be known. `cell`: no likely link leads out of one.
"""

incident_history = sa.Table(
    "incident_history",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("incident_id", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    _text("kind"),
    _text("when"),
    _text("details"),
    sqlite_autoincrement=True,
)

incident_decisions = sa.Table(
    "incident_decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("action"),
    _text("anchors"),
    _text("apart"),
    _text("field", null=True),
    _text("value"),
    sa.Column("takes_back", sa.ForeignKey("incident_decisions.id"), nullable=True, unique=True),
    _text("by"),
    _text("reason"),
    _text("when"),
    _text("incident_id", null=True),
    sa.Column("version", sa.Integer, nullable=True),
    sa.Column("before", sa.Text, nullable=False, server_default="null"),
    sqlite_autoincrement=True,
)
"""What people decided on incidents, only ever added to; `anchors`, `apart`, `value` and `before` are JSON."""

withdrawn_reports = sa.Table(
    "withdrawn_reports",
    metadata,
    sa.Column("report_id", sa.ForeignKey("reports.id", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True),
    _text("by"),
    _text("reason"),
    _text("when"),
)
"""Reports that their outlets took back: kept, and no incident rests on them."""

history = sa.Table(
    "history",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("when"),
    _text("kind"),
    _text("report_id", null=True),
    _text("by", null=True),
    _text("reason"),
    _text("details"),
    sqlite_autoincrement=True,
)

actor_decisions = sa.Table(
    "actor_decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("action"),
    _text("actor", null=True),
    _text("of", null=True),
    _text("names"),
    sa.Column("takes_back", sa.ForeignKey("actor_decisions.id"), nullable=True, unique=True),
    _text("by"),
    _text("reason"),
    _text("when"),
    sqlite_autoincrement=True,
)
"""What people decided on actors, only ever added to; `actor` and `names` are JSON."""

report_search = sa.table("report_search", sa.column("rowid"), sa.column("title"), sa.column("text"))
"""The words of reports (FTS5); `rowid` is the report's `seq`. Triggers keep it and `quote_search` up to date."""

quote_search = sa.table("quote_search", sa.column("rowid"), sa.column("quotes"), sa.column("names"))
"""The sentences and names of incidents (FTS5); `rowid` is the incident's `ord`."""

purged_reports = sa.Table(
    "purged_reports",
    metadata,
    sa.Column("report_id", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, primary_key=True, index=True),
)
"""What may not come in again; `sha256` is "" where the bytes were gone before the report was."""
