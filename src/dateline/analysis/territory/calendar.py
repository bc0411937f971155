"""When a group lost which place: a calendar that ships, one of the user's own, or what the archive's mentions tell."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from dateline.analysis.countries import country_code
from dateline.analysis.events import Actors
from dateline.analysis.events.actors import key_of
from dateline.analysis.outside import days, iso_day, point
from dateline.analysis.tables import demand, parsed, read_rows
from dateline.errors import DataError, MalformedInput, SettingError
from dateline.ground import normalise
from dateline.records import REALISED, Coded, Mention

COLUMNS = ("place", "lost_by", "from", "to", "source")
"""What a calendar must have. `lat`, `lon`, `country`, `gained_by`, `size` (city or town) and `checked` (another account
that the row was compared with) may be there.
"""
_MAYBE = ("lat", "lon", "country", "gained_by", "size", "checked")
SHIPPED: Mapping[str, str] = {"islamic-state": "islamic_state.tsv"}
"""The calendars that ship, by the actor's id in the catalogue."""
SAME_DAYS = 31
"""Mentions of a place lost within so many days of each other tell of one loss."""


@dataclasses.dataclass(frozen=True, slots=True)
class Loss:
    """A place that changed hands. The day lies in [from_, to], inclusive; who told it stands in `source`.

    `lost_by` is an id of the catalogue or a name. Coordinates are WGS 84 degrees, `country` ISO 3166-1 alpha-3, two of
    a border joined by "|". `size` is city, town or None where it is not known. `checked` is another account that the
    row was compared with, None where it was with none.
    """

    place: str
    lost_by: str
    gained_by: str | None
    from_: dt.date
    to: dt.date
    source: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    size: str | None = None
    checked: str | None = None


def shipped_calendar(actors: Actors) -> tuple[Loss, ...]:
    """The calendar of one of the actors that comes with the package.

    Raises SettingError where there is none for them, DataError where the file is damaged.
    """
    files = [SHIPPED[key] for key in SHIPPED if key in actors.keys]
    if not files:
        raise SettingError(
            f"no calendar of places lost by {actors.words} comes with the package",
            where="calendar", remedy=f"Give one with --calendar FILE ({', '.join(COLUMNS)}).",
        )  # fmt: skip
    text = (resources.files("dateline.analysis.territory") / "data" / files[0]).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    try:
        return tuple(_loss(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (ValueError, KeyError) as error:
        raise DataError(
            f"a row cannot be read ({error})", where=files[0], remedy="Install the package again."
        ) from error


def read_calendar(path: Path) -> tuple[Loss, ...]:
    """A calendar from a CSV file, or from one with tabs (.tsv), in the COLUMNS.

    Raises UnreadableInput, or MalformedInput that names all missing columns or the bad rows.
    """
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    columns, rows = read_rows(path, delimiter, keep={*COLUMNS, *_MAYBE})
    remedy = "Give a table with a row for each place that was lost."
    demand(columns, COLUMNS, where=str(path), remedy=remedy)
    losses = parsed(rows, _loss, where=str(path))
    if not losses:
        raise MalformedInput("there is no row below the header", where=str(path), remedy=remedy)
    return tuple(losses)


def told_calendar(coded: Iterable[Coded]) -> tuple[Loss, ...]:
    """The losses that mentions tell of, each place within 31 days once; its source names the reports.

    The interval is what the tellings share, else all that they tell. What did not take place, aggregates and tellings
    without a place, a loser or a day are left out; history counts, since it tells when.
    """
    found: dict[tuple[str, str], list[tuple[Loss, list[str]]]] = {}
    for report in coded:
        keys = {e.id: e.actor.id for e in report.entities if e.actor is not None}
        for mention in report.mentions:
            loss = _of_mention(mention, keys)
            if loss is None:
                continue
            known = found.setdefault((loss.place, loss.lost_by), [])
            for at, (other, reports) in enumerate(known):
                if loss.from_ <= other.to + dt.timedelta(SAME_DAYS) and other.from_ <= loss.to + dt.timedelta(
                    SAME_DAYS
                ):
                    known[at] = (_both(other, loss), [*reports, report.report.id])
                    break
            else:
                known.append((loss, [report.report.id]))
    every = [(loss, reports) for group in found.values() for loss, reports in group]
    named = [
        dataclasses.replace(loss, source=f"reports {', '.join(dict.fromkeys(reports))}") for loss, reports in every
    ]
    return tuple(sorted(named, key=lambda loss: (loss.from_, loss.place)))


def losses_of(calendar: Iterable[Loss], actors: Actors) -> tuple[Loss, ...]:
    """The losses of some actors, by day."""
    mine = (loss for loss in calendar if loss.lost_by in actors.keys)
    return tuple(sorted(mine, key=lambda loss: (loss.from_, loss.place)))


def countries(loss: Loss) -> frozenset[str]:
    """The countries in which a place lies: two at a border, none where they are not known."""
    return frozenset(filter(None, (loss.country or "").split("|")))


def _loss(row: Mapping[str, str]) -> Loss:
    since, until = days(row["from"], row["to"], iso_day)
    if since is None or until is None:
        raise ValueError("it has no day")
    if not row["place"] or not row["lost_by"]:
        raise ValueError("it names no place, or nobody who lost it")
    lat, lon = point(row.get("lat", ""), row.get("lon", ""))
    country = row.get("country", "")
    return Loss(
        row["place"], key_of(row["lost_by"]), row.get("gained_by") or None, since, until, row["source"], lat, lon,
        (country_code(country) or country) if country else None, row.get("size") or None, row.get("checked") or None,
    )  # fmt: skip


def _of_mention(mention: Mention, keys: Mapping[str, str]) -> Loss | None:
    control, moment = mention.control, mention.moment
    if control is None or control.lost_by is None or mention.status not in REALISED or mention.aggregate:
        return None
    if moment is None or moment.from_ is None or moment.to is None:
        return None
    named = {role.text: keys[role.entity] for role in mention.roles if role.entity and role.entity in keys}
    loser = named.get(control.lost_by) or keys.get(control.lost_by) or key_of(control.lost_by)
    wanted = normalise(control.place)
    place = next((p for p in mention.places if wanted in (normalise(p.text), normalise(p.name))), None)
    if place is None:
        return Loss(control.place, loser, control.gained_by, moment.from_, moment.to, "")
    return Loss(place.name, loser, control.gained_by, moment.from_, moment.to, "", place.lat, place.lon, place.country)


def _both(one: Loss, other: Loss) -> Loss:
    since, until = max(one.from_, other.from_), min(one.to, other.to)
    if since > until:
        since, until = min(one.from_, other.from_), max(one.to, other.to)
    return dataclasses.replace(one, from_=since, to=until, gained_by=one.gained_by or other.gained_by)
