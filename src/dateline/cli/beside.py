"""Places, times and numbers of a report for `dateline show`: what each was read as, also where no event was coded."""

from __future__ import annotations

import dataclasses

from dateline.ground import Quantity, find_quantities, moments
from dateline.ingest import layout
from dateline.reader.sentences import sentences
from dateline.records import Coded, Place


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """A place, a time or a number: where it stands, its words, and what they mean."""

    kind: str
    start: int
    end: int
    words: str
    meaning: str


def notes_of(coded: Coded) -> list[Note]:
    """The places, times and numbers of a report in text order, without those that a mention already shows."""
    report = coded.report
    shown = [(m.moment.start, m.moment.end) for m in coded.mentions if m.moment]
    shown += [(h.start, h.end) for m in coded.mentions for h in m.harm]
    shown += [(p.start, p.end) for m in coded.mentions for p in m.places[:1]]
    bounds = [s for block in layout(report.text, report.title) for s in sentences(report.text, block)]
    order = moments.day_first(report.text, report.outlet, report.url)
    told = moments.read_times(report.text, bounds, report.published, day_first=order)
    notes = [
        Note("time", *t.span, " ".join(report.text[slice(*t.span)].split()), reach_text(t.reach))
        for t in told
        if _says_when(report.text, t)
    ]
    dated = [t.span for t in told]
    for start, end in bounds:
        found = find_quantities(report.text, start, end, without=dated)
        notes += [Note("number", q.start, q.end, report.text[q.start : q.end], quantity_text(q)) for q in found]
    notes += [
        Note("place", *span, report.text[slice(*span)], located_text(entity.place))
        for entity in coded.entities
        if entity.place is not None and entity.place.lat is not None
        for span in entity.mentions
    ]
    notes = [n for n in notes if not any(n.start < b and a < n.end for a, b in shown)]
    return sorted(notes, key=lambda n: n.start)


def located_text(place: Place) -> str:
    """A place by its name and country, with its precision."""
    where = f"{place.name}, {place.country}" if place.country and place.precision != "country" else place.name
    return f"{where} ({place.precision})"


def _says_when(text: str, told: moments.Told) -> bool:
    """Whether an expression belongs beside its sentence: also "now" and "to this day", not "current" or "recently"."""
    value = told.reach.value
    return told.dates or (value == "PRESENT_REF" and text[slice(*told.span)].lower() != "current")


def reach_text(reach: moments.Reach) -> str:
    """An interval, with what is open about it, or that it stays unresolved."""
    if reach.start is None or reach.end is None:
        return "unresolved"
    if reach.start == reach.end:
        return str(reach.start)
    if reach.open_end:
        return f"{reach.start} on, up to {reach.end} at least"
    return f"{reach.start} to {reach.end}"


def quantity_text(q: Quantity) -> str:
    """A number with its bounds and unit."""
    factor = 100 if q.kind == "share" else 1
    figure = bounds_text(*(None if v is None else _figure(v * factor) for v in (q.low, q.best, q.high)))
    match q.kind:
        case "share":
            return f"{figure} %"
        case "money" | "measure":
            return f"{figure} {q.unit}"
        case "age":
            return f"{figure} {q.unit}s old"
        case "time":
            return f"{figure} {q.unit}s"
        case "ordinal":
            return f"number {figure}"
        case _:
            return figure


def _figure(value: float) -> str:
    return f"{value:,.10g}"


def bounds_text(low: object, best: object, high: object) -> str:
    """Bounds in words: "12", "at least 30", "at most 40", "24 to 99", "about 30"; "?" where nothing is known."""
    if best is not None and low == high == best:
        return str(best)
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None or high is not None:
        return f"at most {high}" if low is None else f"at least {low}"
    return "?" if best is None else f"about {best}"
