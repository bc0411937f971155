"""Mentions and incidents as polars frames: one row each, unknown is null, the same columns also when empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import polars as pl

from dateline.records import Attribution, Coded, Conflict, Harm, HarmKind, Incident, Mention, Place, RoleName, Span

BETWEEN = "; "
"""Stands between several values in one cell; modes, which are single words, are joined by a space."""

_PLACE: dict[str, type[pl.DataType]] = {
    "place": pl.String,
    "place_text": pl.String,
    "geonames_id": pl.Int64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "country": pl.String,
    "admin1": pl.String,
    "place_precision": pl.String,
    "from": pl.Date,
    "to": pl.Date,
}
_HARM = {f"{kind}_{bound}": pl.Int64 for kind in get_args(HarmKind) for bound in ("low", "best", "high")}

MENTIONS: dict[str, type[pl.DataType]] = {
    "report": pl.String,
    "mention": pl.String,
    "outlet": pl.String,
    "published": pl.Date,
    "type": pl.String,
    "modes": pl.String,
    "status": pl.String,
    "status_probability": pl.Float64,
    "aggregate": pl.Boolean,
    "background": pl.Boolean,
    "trend": pl.String,
    **dict.fromkeys(get_args(RoleName), pl.String),
    **{f"{name}_span": pl.String for name in get_args(RoleName)},
    **_PLACE,
    "place_span": pl.String,
    "moment_text": pl.String,
    "moment_span": pl.String,
    **_HARM,
    "harm_span": pl.String,
    "source_span": pl.String,
    **dict.fromkeys(("source", "claim", "claimed_by", "lost_by", "gained_by"), pl.String),
    "confidence": pl.Float64,
    "trigger": pl.String,
    "trigger_start": pl.Int64,
    "trigger_end": pl.Int64,
    "sentence": pl.String,
    "sentence_start": pl.Int64,
    "sentence_end": pl.Int64,
    "run": pl.String,
}
"""The columns of `Archive.mentions()`."""

INCIDENTS: dict[str, type[pl.DataType]] = {
    "incident": pl.String,
    "type": pl.String,
    "modes": pl.String,
    "status": pl.String,
    "aggregate": pl.Boolean,
    "background": pl.Boolean,
    "actors": pl.String,
    "recipients": pl.String,
    **_PLACE,
    **_HARM,
    "reports": pl.Int64,
    "outlets": pl.Int64,
    "independent": pl.Int64,
    "support": pl.String,
    "conflicts": pl.String,
    **dict.fromkeys(("claims", "withdrawn", "review"), pl.String),
    "version": pl.Int64,
    "confidence": pl.Float64,
}
"""The columns of `Archive.incidents()`."""


def mentions_frame(coded: Iterable[tuple[Coded, str]]) -> pl.DataFrame:
    """One row a mention of coded reports, each given with its run's id."""
    return _frame((mention_row(c, m, run) for c, run in coded for m in c.mentions), MENTIONS)


def incidents_frame(incidents: Iterable[Incident]) -> pl.DataFrame:
    """One row an incident."""
    return _frame(map(incident_row, incidents), INCIDENTS)


def _frame(rows: Iterable[dict[str, Any]], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in schema}
    for row in rows:
        for name, column in columns.items():
            column.append(row[name])
    return pl.DataFrame(columns, schema=schema)


def _joined(values: Iterable[str | None]) -> str | None:
    """Distinct values in order; None where there are none."""
    return BETWEEN.join(dict.fromkeys(v for v in values if v)) or None


def _place_cells(place: Place | None) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(name for name in _PLACE if name not in ("from", "to"))
    return {
        "place": place.name,
        "place_text": place.text,
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "place_precision": place.precision,
    }


def mention_row(coded: Coded, mention: Mention, run_id: str) -> dict[str, Any]:
    """A mention as a row: its first place, its roles' words, who says so, its harm (see `harm_cells`)."""
    report, moment, control = coded.report, mention.moment, mention.control
    start, end = mention.sentence
    roles = {name: _joined(r.text for r in mention.roles if r.role == name) for name in get_args(RoleName)}
    return {
        "report": report.id,
        "mention": mention.id,
        "outlet": report.outlet,
        "published": report.published,
        "type": mention.type,
        "modes": " ".join(mention.modes) or None,
        "status": mention.status,
        "status_probability": mention.status_probability,
        "aggregate": mention.aggregate,
        "background": mention.background,
        "trend": mention.trend,
        **roles,
        **{f"{name}_span": spans_text(r for r in mention.roles if r.role == name) for name in get_args(RoleName)},
        **_place_cells(mention.places[0] if mention.places else None),
        "from": moment.from_ if moment else None,
        "to": moment.to if moment else None,
        "place_span": spans_text(mention.places[:1]),
        "moment_text": moment.text if moment else None,
        "moment_span": spans_text([moment] if moment else []),
        **harm_cells(mention.harm),
        "harm_span": spans_text(mention.harm),
        "source_span": spans_text(a.source for a in mention.attribution if a.source),
        "source": source_text(mention.attribution),
        "claim": BETWEEN.join(c.kind for c in mention.claims) or None,
        "claimed_by": BETWEEN.join(c.by for c in mention.claims) or None,
        "lost_by": control.lost_by if control else None,
        "gained_by": control.gained_by if control else None,
        "confidence": mention.confidence,
        "trigger": mention.trigger.text,
        "trigger_start": mention.trigger.start,
        "trigger_end": mention.trigger.end,
        "sentence": report.text[start:end],
        "sentence_start": start,
        "sentence_end": end,
        "run": run_id,
    }


def spans_text(spans: Iterable[Span]) -> str | None:
    """Where values stand in the report's text: `12:20; 31:40`, code points, end exclusive."""
    return BETWEEN.join(f"{span.start}:{span.end}" for span in spans) or None


def source_text(attribution: Sequence[Attribution]) -> str | None:
    """Who says so, in the report's words; None stands for the outlet itself."""
    return _joined(a.source.text for a in attribution if a.source)


def harm_cells(harm: Sequence[Harm]) -> dict[str, int | None]:
    """The figures of a mention by kind of harm: `low`, `best` and `high`, None where no figure is given.

    Running totals count only where nothing newer is told. Figures are never added up, since "12 people, among them 3
    children" names 12, not 15: of each source the largest stands; `low` and `high` span the sources, `best` is the
    last source's.
    """
    cells: dict[str, int | None] = dict.fromkeys(_HARM)
    for kind in get_args(HarmKind):
        told = [h for h in harm if h.kind == kind and _size(h) is not None]
        told = [h for h in told if not h.total] or told
        largest: dict[str | None, Harm] = {}
        for h in told:
            known = largest.get(h.source)
            if known is None or (_size(h) or 0) > (_size(known) or 0):
                largest[h.source] = h
        figures = sorted(largest.values(), key=lambda h: h.start)
        low = min((low for h in figures if (low := _first(h.low, h.best)) is not None), default=None)
        cells[f"{kind}_best"] = next((h.best for h in reversed(figures) if h.best is not None), None)
        high = max((high for h in figures if (high := _first(h.high, h.best)) is not None), default=None)
        if low is not None and high is not None and low > high:
            low, high = high, low  # one source says "at least 5", another "at most 3": the span holds both
        cells[f"{kind}_low"], cells[f"{kind}_high"] = low, high
    return cells


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def _size(harm: Harm) -> int | None:
    return _first(harm.best, harm.high, harm.low)


def incident_row(incident: Incident) -> dict[str, Any]:
    """An incident as a row; `support` is `report mention` of each telling."""
    cells: dict[str, int | None] = dict.fromkeys(_HARM)
    for harm in incident.harm:
        cells |= {f"{harm.kind}_low": harm.low, f"{harm.kind}_best": harm.best, f"{harm.kind}_high": harm.high}
    return {
        "incident": incident.id,
        "type": incident.type,
        "modes": " ".join(incident.modes) or None,
        "status": incident.status,
        "aggregate": incident.aggregate,
        "background": incident.background,
        "actors": BETWEEN.join(incident.actors) or None,
        "recipients": BETWEEN.join(incident.recipients) or None,
        **_place_cells(incident.place),
        "from": incident.from_,
        "to": incident.to,
        **cells,
        "reports": incident.reports,
        "outlets": incident.outlets,
        "independent": incident.independent,
        "support": BETWEEN.join(f"{s.report} {s.mention}" for s in incident.support) or None,
        "conflicts": BETWEEN.join(map(conflict_text, incident.conflicts)) or None,
        "claims": BETWEEN.join(f"{claim.by} ({claim.kind})" for claim in incident.claims) or None,
        "withdrawn": BETWEEN.join(incident.withdrawn) or None,
        "review": incident.review,
        "version": incident.version,
        "confidence": incident.confidence,
    }


def conflict_text(conflict: Conflict) -> str:
    """A disagreement in words: `killed: 4 (r1 m1) or 7 (r2 m1, r3 m2)`."""
    sides = (f"{value} ({', '.join(mentions)})" for value, mentions in conflict.values)
    return f"{conflict.field}: {' or '.join(sides)}"
