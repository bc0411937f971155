"""What the commands of analysis share: where the events come from, which of them count, and how results are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from dateline.cli.console import errors
from dateline.cli.options import archive_path, day, writing
from dateline.errors import SettingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from dateline.analysis.choices import Choices, Source
    from dateline.analysis.series import Definition

EventsOption = Annotated[
    Path | None,
    typer.Option("--events", metavar="FILE", help="UCDP's GED as CSV or Parquet, instead of the archive."),
]
MentionsOption = Annotated[bool, typer.Option("--mentions", help="Each telling counts, instead of each incident once.")]
ActorOption = Annotated[list[str] | None, typer.Option("--actor", metavar="NAME", help="Only events of it; may recur.")]
AffiliatesOption = Annotated[bool, typer.Option("--affiliates", help="Also of actors whose parent it is.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day that counts.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day that counts.")]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="CODES", help="Only there: ISO 3166-1 alpha-3, comma-separated.")
]
NotInOption = Annotated[str | None, typer.Option("--not-in", metavar="CODES", help="Only outside these countries.")]
ViolenceOption = Annotated[
    str | None,
    typer.Option("--violence", metavar="NAMES", help="Only one-sided, state-based or non-state, comma-separated."),
]
TypeOption = Annotated[str | None, typer.Option("--type", metavar="NAMES", help="Only PLOVER types such as ASSAULT.")]
StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status", metavar="NAMES", help="Only what is told so, such as attempted.", show_default="happened, ongoing"
    ),
]
PrecisionOption = Annotated[
    str | None, typer.Option("--precision", metavar="NAME", help="Only what is placed as finely, such as city.")
]
FigureOption = Annotated[
    Path | None, typer.Option("--figure", metavar="FILE", help="Also draw it, as FILE.svg or FILE.png.")
]


class Shape(StrEnum):
    table = "table"
    json = "json"


ShapeOption = Annotated[Shape, typer.Option("--format", help="A table, or one JSON object.")]


def load(events: Path | None, archive: Path | None, *, mentions: bool = False) -> Source:
    """The events of a file, else of the archive."""
    from dateline.analysis.choices import Source
    from dateline.analysis.events import of_incidents, of_mentions, read_events
    from dateline.analysis.series import Effort
    from dateline.archive import Archive

    if events is not None:
        if mentions:
            raise SettingError("a file has no mentions", where="--mentions", remedy="Leave out one of the two.")
        return Source(read_events(events), events.name, None)
    path = archive_path(archive)
    with Archive.open(path, create=False) as store:
        told = of_mentions(coded for coded, _ in store.newest()) if mentions else of_incidents(store.iter_incidents())
        effort = Effort.of((s.report.published, s.report.outlet) for s in store.reports())
    return Source(told, f"{'mentions' if mentions else 'incidents'} of {path.name}", effort)


def choose(
    *,
    actor: list[str] | None,
    affiliates: bool,
    since: str | None,
    until: str | None,
    country: str | None,
    not_in: str | None,
    violence: str | None,
    type_: str | None,
    status: str | None,
    precision: str | None,
) -> Choices:
    """What the options ask for. Raises SettingError for names that there are not."""
    from dateline.analysis.choices import Choices
    from dateline.analysis.events import PRECISIONS, Violence
    from dateline.records import EventType, PlacePrecision, Status

    rough = _named("--precision", precision, PRECISIONS)
    first, last = period(since, until)
    return Choices(
        tuple(actor or ()),
        affiliates,
        first,
        last,
        violence=cast("frozenset[Violence] | None", _named("--violence", violence, get_args(Violence))),
        types=_named("--type", type_, get_args(EventType)),
        statuses=cast("frozenset[Status] | None", _named("--status", status, get_args(Status))),
        countries=_codes("--country", country),
        not_in=_codes("--not-in", not_in) or frozenset(),
        precision=cast("PlacePrecision", next(iter(rough))) if rough else None,
    )


def period(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The days of --since and --until. Raises SettingError where the last lies before the first."""
    from dateline.analysis.choices import in_order

    first, last = day(since, "--since"), day(until, "--until")
    in_order(first, last, where="--until")
    return first, last


def _codes(option: str, given: str | None) -> frozenset[str] | None:
    from dateline.analysis.choices import country_codes

    if given is None:
        return None
    codes = country_codes(given.split(","), where=option)
    if codes is None:
        remedy = "Give codes of ISO 3166-1 alpha-3 such as IRQ."
        raise SettingError(f"no such country: {given!r}", where=option, remedy=remedy)
    return codes


def _named(option: str, given: str | None, known: Iterable[str]) -> frozenset[str] | None:
    if given is None:
        return None
    plain = {name.lower(): name for name in known}
    names = [name.strip().lower() for name in given.split(",") if name.strip()]
    strange = [name for name in names if name not in plain]
    if strange or not names:
        what = f"no such name: {', '.join(map(repr, strange)) or repr(given)}"
        raise SettingError(what, where=option, remedy=f"Give one or more of: {', '.join(plain.values())}.")
    return frozenset(plain[name] for name in names)


def draw(figure: Figure, path: Path) -> None:
    """Writes a figure to a file and says so."""
    from dateline.analysis.figures import drawn

    data = drawn(figure, path)
    with writing(path) as stream:
        stream.write(data)
    errors.print(f"figure in {errors.safe(str(path))}")


def say(definition: Definition, source: Source, count: int, left_out: dict[str, int]) -> None:
    """The definition and what it leaves out, on standard error beside a table."""
    errors.print(f"{count} events of {errors.safe(source.name)}. {errors.safe(' '.join(definition.words))}")
    for reason, number in sorted(left_out.items(), key=lambda item: (-item[1], item[0])):
        errors.print(f"left out {number}: {errors.safe(reason)}")
