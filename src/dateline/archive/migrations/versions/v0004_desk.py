"""Full-text search over reports and quotes, what a decision was made on, and which rewriting an incident is of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

_TOKENS = "tokenize = 'unicode61 remove_diacritics 2'"
_REPORT = """
    DELETE FROM report_search WHERE rowid = (SELECT seq FROM reports WHERE id = new.report_id);
    INSERT INTO report_search (rowid, title, text)
      SELECT seq, new.title, new.text FROM reports WHERE id = new.report_id;
"""
_QUOTES = """
    INSERT INTO quote_search (rowid, quotes, names) VALUES (
      new.ord,
      (SELECT group_concat(json_extract(value, '$.sentence'), char(10)) FROM json_each(new.document, '$.support')),
      (SELECT group_concat(value, char(10)) FROM (
        SELECT json_extract(new.document, '$.place.name') AS value
        UNION ALL SELECT value FROM json_each(new.document, '$.actors')
        UNION ALL SELECT value FROM json_each(new.document, '$.recipients')))
    );
"""
_UNQUOTE = "DELETE FROM quote_search WHERE rowid = old.ord;"


def upgrade() -> None:
    """From 0003 to 0004."""
    op.add_column("incidents", sa.Column("written", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_incidents_written", "incidents", ["written"])
    for column in (
        sa.Column("incident_id", sa.Text, nullable=True),
        sa.Column("version", sa.Integer, nullable=True),
        sa.Column("before", sa.Text, nullable=False, server_default="null"),
    ):
        op.add_column("incident_decisions", column)
    op.execute(f"CREATE VIRTUAL TABLE report_search USING fts5(title, text, {_TOKENS})")
    op.execute(f"CREATE VIRTUAL TABLE quote_search USING fts5(quotes, names, {_TOKENS})")
    # Triggers, since rows also go by cascades and are masked by purges.
    for name, event, body in (
        ("report_search_new", "AFTER INSERT ON report_versions", _REPORT),
        (
            "report_search_masked",
            "AFTER UPDATE OF title, text ON report_versions "
            "WHEN new.version = (SELECT version FROM reports WHERE id = new.report_id)",
            _REPORT,
        ),
        ("report_search_gone", "AFTER DELETE ON reports", "DELETE FROM report_search WHERE rowid = old.seq;"),
        ("quote_search_new", "AFTER INSERT ON incidents", _QUOTES),
        ("quote_search_masked", "AFTER UPDATE OF ord, document ON incidents", _UNQUOTE + _QUOTES),
        ("quote_search_gone", "AFTER DELETE ON incidents", _UNQUOTE),
    ):
        op.execute(f"CREATE TRIGGER {name} {event} BEGIN {body} END")
    op.execute(
        "INSERT INTO report_search (rowid, title, text) SELECT r.seq, v.title, v.text FROM reports r "
        "JOIN report_versions v ON v.report_id = r.id AND v.version = r.version"
    )
    op.execute("UPDATE incidents SET document = document")
