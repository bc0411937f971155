"""The archive: one SQLite file that holds reports, what was coded from them by which run, incidents and their history.

Two things are kept apart: what came in (reports, in versions) and what was taken from it (results, one a run).
Nothing of a report is overwritten but by a purge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.archive.values import KEEP, HistoryEntry, IncidentChange, PurgeResult, RunDescription, StoredReport

if TYPE_CHECKING:
    from dateline.archive.store import Archive
else:

    def __getattr__(name: str) -> object:
        """The Archive, once somebody asks for it: its database library loads slower than the rest of Dateline."""
        if name == "Archive":
            from dateline.archive.store import Archive

            return Archive
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["KEEP", "Archive", "HistoryEntry", "IncidentChange", "PurgeResult", "RunDescription", "StoredReport"]
