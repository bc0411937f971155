"""Coded reports and incidents for people: tables, and the text with its spans in colour."""

from __future__ import annotations

import io

import rich.console
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dateline.cli.beside import Note, bounds_text, notes_of
from dateline.cli.glance import glance, says
from dateline.cli.style import HARM_STYLE, PLACE_STYLE, ROLE_STYLE, SOURCE_STYLE, STATUS_STYLE, TIME_STYLE
from dateline.codebooks import muc4
from dateline.records import Coded, Harm, Mention

_WIDTHS = {"when": 10, "event": 10}
"""Columns whose words are not to be broken: a date, a status."""


def short(report_id: str) -> str:
    """As much of a report's id as a person needs to name it: hashes are cut to 8 digits."""
    return report_id[:15] if report_id.startswith("sha256:") else report_id


def short_telling(telling: str) -> str:
    """A report's id and a mention's, the first one cut."""
    report, _, mention = telling.rpartition(" ")
    return f"{short(report)} {mention}"


def mentions_table(coded: Coded) -> Table:
    """One row a mention: what, did it happen, who, whom, where, when, harm, who says so."""
    report = coded.report
    known = (report.title, report.outlet, str(report.published or "no date"), short(report.id))
    heading = " · ".join(filter(None, known))
    table = Table(title=Text(heading, style="bold"), title_justify="left", expand=True, padding=(0, 1))
    for name in ("event", "who", "whom", "where", "when", "harm", "who says so"):
        table.add_column(name, overflow="fold", width=_WIDTHS.get(name))
    for mention in coded.mentions:
        table.add_row(*_cells(coded, mention))
    if not coded.mentions:
        table.add_row(Text("no event", style="dim"), *[""] * 6)
    return table


def templates_table(coded: Coded) -> Table:
    """One row a document template: the incident's type, and the entities of each role in the report's words."""
    table = Table(title=Text("templates", style="bold"), title_justify="left", expand=True, padding=(0, 1))
    for name in ("incident_type", *muc4.ROLES):
        table.add_column(name, overflow="fold")
    for template in coded.templates or ():
        fillers = ("; ".join(strings[0] for strings in template[role]) for role in muc4.ROLES)
        table.add_row(template["incident_type"], *fillers)
    if not coded.templates:
        table.add_row(Text("no incident", style="dim"), *[""] * len(muc4.ROLES))
    return table


def _cells(coded: Coded, mention: Mention) -> list[RenderableType]:
    event = Text(mention.type)
    event.append(f" {' '.join(mention.modes)}".rstrip(), style="dim")
    event.append(f"\n“{mention.trigger.text}”\n", style="italic dim")
    event.append_text(status_text(mention))
    return [
        event,
        roles_text(mention, "actor"),
        roles_text(mention, "recipient", "victim", "target"),
        place_text(mention),
        moment_text(mention),
        "; ".join(map(harm_text, mention.harm)),
        says(coded, mention),
    ]


def status_text(mention: Mention) -> Text:
    """The status with what else keeps a mention from being one incident of the day."""
    text = Text(mention.status, style=STATUS_STYLE[mention.status])
    marks = [name for name in ("aggregate", "background") if getattr(mention, name)]
    if mention.trend:
        marks.append(mention.trend)
    for mark in marks:
        text.append(f"\n{mark}", style="dim")
    return text


def roles_text(mention: Mention, *names: str) -> str:
    return "; ".join(role.text for role in mention.roles if role.role in names)


def place_text(mention: Mention) -> str:
    """The first place with its precision; a place that another sentence names is marked."""
    if not mention.places:
        return ""
    place = mention.places[0]
    named = place.text if place.precision == "unresolved" else place.name
    where = f"{named}, {place.country}" if place.country and place.precision != "country" else named
    how = "from context, " if place.relation == "context" else ""
    if place.relation == "near" and place.precision != "near":
        how = "near, "
    return f"{where} ({how}{place.precision})"


def moment_text(mention: Mention) -> str:
    """The interval, or the words where they stay unresolved."""
    moment = mention.moment
    if moment is None:
        return ""
    if moment.from_ is None:
        return f"“{moment.text}” (unresolved)"
    return str(moment.from_) if moment.from_ == moment.to else f"{moment.from_} to {moment.to}"


def harm_text(harm: Harm) -> str:
    """The kind and figure: "killed 12", "killed at least 30", "killed ? (most of the defenders)"."""
    figure = bounds_text(harm.low, harm.best, harm.high)
    return f"{harm.kind} {figure}{' in all' if harm.total else ''}{f' {harm.who}' if harm.who else ''}"


def report_view(coded: Coded) -> RenderableType:
    """The text with its spans in colour, sentence by sentence, and beside each what was coded from it, other places,
    times and numbers.
    """
    report = coded.report
    head = Text.assemble(
        (report.title or report.id, "bold"),
        f"\n{report.outlet or 'outlet unknown'} · {report.published or 'no date'} · {report.id}",
    )
    grid = Table(show_header=False, expand=True, padding=(0, 1), show_lines=True)
    grid.add_column(ratio=3)
    grid.add_column(ratio=2)
    done = 0
    notes = notes_of(coded)
    by_sentence: dict[tuple[int, int], list[Mention]] = {}
    for mention in coded.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for (start, end), mentions in sorted(by_sentence.items()):
        if report.text[done:start].strip():
            grid.add_row(Text(report.text[done:start].strip(), style="dim"), _notes(notes, done, start))
        beside = [*(_summary(coded, m) for m in mentions), _notes(notes, start, end)]
        grid.add_row(_coloured(coded, start, end, mentions), Group(*filter(None, beside)))
        done = end
    if report.text[done:].strip():
        rest = _notes(notes, done, len(report.text))
        empty = Text("" if coded.mentions else "no event", style="dim")
        grid.add_row(Text(report.text[done:].strip(), style="dim"), Group(*filter(None, (empty, rest))))
    return Group(Panel(head), glance(coded), grid, _legend())


def _notes(notes: list[Note], start: int, end: int) -> Text:
    """The places, times and numbers between two offsets, a line each."""
    lines = [
        Text.assemble((f"  {n.kind} ", "dim"), f"“{n.words}” {n.meaning}") for n in notes if start <= n.start < end
    ]
    return Text("\n").join(lines)


def _coloured(coded: Coded, start: int, end: int, mentions: list[Mention]) -> Text:
    text = Text(coded.report.text[start:end])

    def mark(a: int, b: int, style: str) -> None:
        if start <= a < b <= end:
            text.stylize(style, a - start, b - start)

    for mention in mentions:
        for role in mention.roles:
            mark(role.start, role.end, ROLE_STYLE)
        for harm in mention.harm:
            mark(harm.start, harm.end, HARM_STYLE)
        for place in mention.places:
            mark(place.start, place.end, PLACE_STYLE)
        if mention.moment:
            mark(mention.moment.start, mention.moment.end, TIME_STYLE)
        for attribution in mention.attribution:
            if attribution.source:
                mark(attribution.source.start, attribution.source.end, SOURCE_STYLE)
    for mention in mentions:
        mark(mention.trigger.start, mention.trigger.end, f"{STATUS_STYLE[mention.status]} reverse")
    return text


def _summary(coded: Coded, mention: Mention) -> Text:
    text = Text.assemble((mention.type, "bold"), f" {' '.join(mention.modes)} ")
    text.append_text(Text(mention.status, style=STATUS_STYLE[mention.status]))
    for mark in ("aggregate", "background"):
        if getattr(mention, mark):
            text.append(f" · {mark}", style="dim")
    if mention.trend:
        text.append(f" · {mention.trend}", style="dim")
    rows = [
        ("who", roles_text(mention, "actor")),
        ("whom", roles_text(mention, "recipient", "victim", "target")),
        ("with", roles_text(mention, "instrument")),
        ("where", place_text(mention)),
        ("when", moment_text(mention)),
        ("harm", "; ".join(map(harm_text, mention.harm))),
        ("control", _control(mention)),
        ("says", says(coded, mention)),
    ]
    for name, value in rows:
        if value:
            text.append(f"\n  {name} ", style="dim")
            text.append(value)
    return text


def _control(mention: Mention) -> str:
    control = mention.control
    if control is None:
        return ""
    return f"{control.place}: lost by {control.lost_by or 'unknown'}, gained by {control.gained_by or 'unknown'}"


def _legend() -> Text:
    legend = Text("status of the trigger: ")
    for status, style in STATUS_STYLE.items():
        legend.append(f" {status} ", style=f"{style} reverse")
        legend.append(" ")
    for name, style in (
        ("party", ROLE_STYLE),
        ("place", PLACE_STYLE),
        ("time", TIME_STYLE),
        ("harm", HARM_STYLE),
        ("source", SOURCE_STYLE),
    ):
        legend.append(f" {name}", style=style)
    return legend


def plain(renderable: RenderableType, width: int = 140) -> str:
    """What a console would show, without colours."""
    console = rich.console.Console(file=io.StringIO(), width=width, highlight=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()
