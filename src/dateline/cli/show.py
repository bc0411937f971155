"""`dateline show`: a report with its spans in colour and the coded rows beside it, or an incident with its tellings."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, archive_path
from dateline.errors import NotInArchive
from dateline.records import Incident


def show_command(
    id_: Annotated[str, typer.Argument(metavar="REPORT|INCIDENT", help="An id, or as much of it as is unique.")],
    archive: ArchiveOption = None,
) -> None:
    """Show a report's text with what was coded from each sentence, or all tellings of an incident."""
    from dateline.cli.incident import incident_view
    from dateline.cli.view import report_view

    with Archive.open(archive_path(archive), create=False) as store:
        if id_.startswith("i-"):
            incident = _incident(store, id_)
            reports = {support.report for support in incident.support}
            coded = {c.report.id: c for c, _ in store.newest(reports)}
            results.print(incident_view(incident, coded, store.incident_history(incident.id)))
            return
        stored = store.find(id_)
        result = next((coded for coded, _ in store.newest([stored.report.id])), None)
        if result is None:
            raise NotInArchive("this report has no result yet", where=id_, remedy="Run `dateline code --marked`.")
        for note in stored.notes:
            errors.print(f"[yellow]note[/] {errors.safe(note)}")
        why = store.why_not_coded(stored.report.id)
        if why:
            errors.print(f"[yellow]note[/] not coded ({errors.safe(why)})")
        taken_back = store.withdrawn().get(stored.report.id)
        if taken_back:
            errors.print(f"[yellow]note[/] withdrawn by its outlet ({errors.safe(taken_back.reason or taken_back.by)})")
        if stored.marked:
            errors.print("[yellow]note[/] corrected since it was coded; run `dateline code --marked`")
        results.print(report_view(result))


def _incident(store: Archive, id_: str) -> Incident:
    """A stored incident, else what `dateline incidents --status` lists beside them.

    Raises NotInArchive where there is no such incident.
    """
    try:
        return store.incident(id_)
    except NotInArchive:
        from dateline.building import told_incidents
        from dateline.incidents import EVERYTHING

        fitting = [told for told in told_incidents(store, EVERYTHING) if told.id.startswith(id_)]
        if len(fitting) != 1:
            raise
        return fitting[0]
