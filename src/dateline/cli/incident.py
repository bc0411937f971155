"""Incidents for people: the list, and one with its disputes on top, its account, its tellings and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.archive import IncidentChange
from dateline.cli.glance import says
from dateline.cli.style import STATUS_STYLE
from dateline.cli.view import harm_text, moment_text, place_text, roles_text, short, short_telling
from dateline.incidents.account import account
from dateline.incidents.lineage import figures
from dateline.records import REALISED, Coded, Incident, Support

_WIDTHS = {"incident": 12, "when": 10, "reports": 7, "event": 10, "disputed": 14, "telling": 16}
"""Columns whose words are not to be broken: an id, a date, a status."""
FEW = 2
"""Parties that a row of the list names."""


def incidents_table(incidents: Sequence[Incident]) -> Table:
    """One row an incident."""
    table = Table(expand=True, padding=(0, 1))
    for name in ("incident", "event", "when", "where", "who", "whom", "harm", "reports", "disputed"):
        table.add_column(name, overflow="fold", width=_WIDTHS.get(name))
    for incident in incidents:
        table.add_row(*incident_cells(incident))
    return table


def incident_cells(incident: Incident) -> list[str]:
    """The cells of an incident's row, in the order of `incidents_table`."""
    place = incident.place
    return [
        incident.id,
        " ".join(filter(None, (incident.type, *incident.modes, _unlike(incident)))),
        " to ".join(dict.fromkeys(str(day) for day in (incident.from_, incident.to) if day)),
        "" if place is None else ", ".join(filter(None, (place.name, place.country))),
        _some(incident.actors),
        _some(incident.recipients),
        "; ".join(f"{h.kind} {figures(h.low, h.best, h.high)}" for h in incident.harm),
        str(incident.reports),
        ", ".join(c.field for c in incident.conflicts),
    ]


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are; `show` has them all."""
    more = [f"and {len(names) - FEW} more"] if len(names) > FEW + 1 else []
    return "; ".join([*names[: FEW if more else None], *more])


def _unlike(incident: Incident) -> str:
    """What keeps an incident from being one of the day that took place, and what a reviewer made of it, in brackets."""
    status = () if incident.status in REALISED else (incident.status,)
    flags = [*status, *(flag for flag in ("aggregate", "background") if getattr(incident, flag))]
    flags += [incident.review] if incident.review != "unreviewed" else []
    return f"({', '.join(flags)})" if flags else ""


def incident_view(
    incident: Incident, coded: Mapping[str, Coded] | None = None, history: Sequence[IncidentChange] = ()
) -> RenderableType:
    """An incident with what is disputed on top. `coded`, the results of its reports by id, give the tellings' own
    values; without them the sentences alone are shown.
    """
    parts: list[RenderableType] = [incidents_table([incident])]
    for conflict in incident.conflicts:
        text = Text(f"disputed: {conflict.field}", style="bold red")
        for value, tellings in conflict.values:
            text.append(f"\n  {value}: {', '.join(map(short_telling, tellings))}", style="none")
        parts.append(text)
    parts.append(_account(incident))
    parts.append(_tellings(incident, coded or {}))
    if history:
        lines = [Text("history", style="bold"), *map(_change, history)]
        parts.append(Text("\n").join(lines))
    return Group(*parts)


def _account(incident: Incident) -> Text:
    """The account, each clause with the numbers of the tellings that it rests on."""
    number = {support.name: n for n, support in enumerate(incident.support, 1)}
    text = Text("account", style="bold")
    for clause in account(incident):
        text.append(f"\n  {clause.text} ", style="none")
        if len(clause.support) < len(number) or len(number) == 1:
            text.append(f"[{', '.join(str(number[s.name]) for s in clause.support)}]", style="dim")
        else:
            text.append("[all]", style="dim")
    return text


def _tellings(incident: Incident, coded: Mapping[str, Coded]) -> RenderableType:
    """A row a telling: who tells it, what it says itself, and in which words."""
    table = Table(expand=True, padding=(0, 1), show_lines=True)
    table.add_column("telling", overflow="fold", width=_WIDTHS["telling"])
    if coded:
        table.add_column("what it tells", overflow="fold", ratio=1)
    table.add_column("in these words", overflow="fold", ratio=1)
    for number, support in enumerate(incident.support, 1):
        quote = Text(f"“{' '.join(support.sentence.split())}”", style="italic")
        table.add_row(_who_tells(number, support), *([_values(support, coded)] if coded else []), quote)
    return table


def _who_tells(number: int, support: Support) -> Text:
    source = "" if support.origin is None else f"\nsource {support.origin + 1}"
    return Text.assemble(
        (f"{number} ", "bold"), f"{short(support.report)} {support.mention}",
        (f"\n{support.outlet or 'no outlet'}", "dim"), (source, "dim"),
    )  # fmt: skip


def _values(support: Support, coded: Mapping[str, Coded]) -> Text:
    """What a telling itself says, a field a line; nothing where its report has been coded anew since."""
    report = coded.get(support.report)
    mention = next((m for m in report.mentions if m.id == support.mention), None) if report else None
    if report is None or mention is None:
        return Text("coded anew since", style="dim")
    fields = {
        "where": place_text(mention), "when": moment_text(mention), "who": roles_text(mention, "actor"),
        "whom": roles_text(mention, "recipient", "victim", "target"),
        "harm": "; ".join(map(harm_text, mention.harm)), "says": says(report, mention),
    }  # fmt: skip
    text = Text(mention.status, style=STATUS_STYLE[mention.status])
    for name, value in fields.items():
        if value:
            text.append(f"\n{name} ", style="dim").append(value, style="none")
    return text


def _change(change: IncidentChange) -> Text:
    """A line of history: `2  2020-01-01 changed: killed 12, now 19; reports: b`."""
    details = change.details
    fields = [
        f"{f['field']} {f['before'] or 'unknown'}, now {f['after'] or 'unknown'}" for f in details.get("fields", ())
    ]
    reports = [f"{how} {', '.join(map(short, names))}" for how, names in details.get("reports", {}).items()]
    others = {"split": "off", "merged": "into"}.get(change.kind)
    parts = [*fields, *reports, *([f"{others} {details['other']}"] if others and "other" in details else [])]
    parts += [f"withdrawn {', '.join(map(short, details['withdrawn']))}"] if "withdrawn" in details else []
    parts += [f"decisions {', '.join(map(str, details['decisions']))}"] if "decisions" in details else []
    words = f": {'; '.join(parts)}" if parts else ""
    return Text.assemble((f"  {change.version}  {change.when[:16]} ", "dim"), f"{change.kind}{words}")
