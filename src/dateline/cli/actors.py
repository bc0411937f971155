"""`dateline actors`: who is known, who the reports name, and what people decide on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import errors, results
from dateline.cli.options import ArchiveOption, ByOption, ReasonOption, archive_path, person
from dateline.decisions import ActorDecision, Decided, new_id
from dateline.errors import NotInArchive, SettingError
from dateline.records import AGENT_PREFIX, NEW_PREFIX, Actor

actors_app = typer.Typer(
    no_args_is_help=True, help="List, search, add, merge and split actors; every decision can be undone."
)
IdArgument = Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's id, as `list` and `search` show it.")]
SectorOption = Annotated[str, typer.Option("--sector", help="PLOVER sector, such as REB, MIL, NGO.")]
CountryOption = Annotated[str | None, typer.Option("--country", help="ISO 3166-1 alpha-3.")]
FOUND = 50
"""Actors that a search shows at most."""


@actors_app.command("list")
def list_command(
    new: Annotated[bool, typer.Option("--new", help="Only those that the catalogue does not know.")] = False,
    archive: ArchiveOption = None,
) -> None:
    """List the actors that the archive's reports name, with the number of reports; agents without a name left out."""
    with Archive.open(archive_path(archive), create=False) as store:
        reports, known = _named(store)
    shown = [
        (known[identifier], count)
        for identifier, count in sorted(reports.items(), key=lambda item: (-item[1], item[0]))
        if not identifier.startswith(AGENT_PREFIX) and (identifier.startswith(NEW_PREFIX) or not new)
    ]
    if not shown:
        errors.print("no report in the archive names such an actor")
    for actor, count in shown:
        _row(actor, f"{count:>6} reports" if count != 1 else "     1 report")


@actors_app.command("search")
def search_command(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Part of a name or alias, or an id.")],
    archive: ArchiveOption = None,
) -> None:
    """Find actors by name, alias or id: the catalogue's, those added, and those that the reports name."""
    from dateline.ground.actors import catalogue
    from dateline.ground.places import normalise

    wanted = normalise(words)
    if not wanted:
        raise SettingError("there is nothing to search for", where="WORDS", remedy="Give part of a name.")
    found: dict[str, Actor] = {}
    for entry in catalogue().entries.values():
        if entry.id == words or any(wanted in normalise(name) for name in (entry.name, *entry.aliases)):
            found[entry.id] = entry.actor
    path = archive_path(archive)
    if path.is_file():
        with Archive.open(path, create=False) as store:
            others = _named(store)[1] | store.decided().added
        found |= {i: a for i, a in others.items() if i == words or wanted in normalise(a.name)}
    if not found:
        errors.print(f"no actor is called {errors.safe(words)}")
    by_name = sorted(found.values(), key=lambda a: (normalise(a.name) != wanted, normalise(a.name)))
    for actor in by_name[:FOUND]:
        _row(actor, "")
    if len(by_name) > FOUND:
        errors.print(f"and {len(by_name) - FOUND} more; give more of the name")


@actors_app.command("show")
def show_command(id_: IdArgument, archive: ArchiveOption = None) -> None:
    """Show an actor: names, parent, when it was there, what was decided on it, and how many reports name it."""
    from dateline.ground.actors import catalogue

    with Archive.open(archive_path(archive), create=False) as store:
        actor, made = _find(store, id_)
        every = store.decisions()
        decisions = [d for d in every if id_ in (d.of, d.actor.id if d.actor else None)]
        undone = {d.takes_back: d.id for d in every}
        count = _named(store)[0][made.final(actor).id]
    entry = catalogue().entries.get(id_)
    lines = {
        "id": actor.id,
        "name": actor.name,
        "sector": actor.sector,
        "country": actor.country,
        "parent": actor.parent,
    }
    if entry is not None:
        years = (_bound(day) for day in (entry.since, entry.until))
        lines |= {"aliases": "; ".join(entry.aliases), "there": " to ".join(years), "source": entry.source}
        lines |= {"function": entry.function}
    if made.final(actor) != actor:
        lines |= {"merged into": made.final(actor).id}
    lines |= {"reports": str(count)}
    for name, value in lines.items():
        if value:
            results.print(f"[dim]{name:12}[/] {results.safe(value)}")
    for decision in decisions:
        results.print(results.safe(_told(decision, undone)), soft_wrap=True)


@actors_app.command("add")
def add_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to list it by.")],
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help="Another name; may be given several times.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="ACTOR", help="Give the names to this actor.")] = None,
    sector: SectorOption = "",
    country: CountryOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Add an actor, or with --to a name of one that is there: entities of that name stand for it from now on."""
    names = [_name(given, "NAME") for given in (name, *(alias or ()))]
    if to is not None and (sector or country):
        raise SettingError(f"{to} has its sector and country", where="--to", remedy="Leave --sector and --country out.")
    with Archive.open(archive_path(archive), create=False) as store:
        if to is not None:
            actor = _find(store, to)[0]
        else:
            actor = Actor(
                id=new_id(names[0]), name=names[0], sector=_sector(sector), country=_country(country), parent=None
            )
        number = store.decide("add", actor, names=names, by=person(by), reason=reason)
        _rebuilt(store, number)
    results.print(results.safe(actor.id))


@actors_app.command("merge")
def merge_command(
    id_: IdArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The id of the actor that it is.")],
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Let one actor stand for another: what names ACTOR names INTO from now on."""
    if id_ == into:
        raise SettingError(f"{id_} is {into} already", where="INTO", remedy="Name two actors.")
    with Archive.open(archive_path(archive), create=False) as store:
        _find(store, id_)
        number = store.decide("merge", _find(store, into)[0], of=id_, by=person(by), reason=reason)
        _rebuilt(store, number)


@actors_app.command("split")
def split_command(
    id_: IdArgument,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names that mean somebody else.")],
    as_: Annotated[str, typer.Option("--as", metavar="NEW_NAME", help="What to list the other actor by.")],
    sector: SectorOption = "",
    country: CountryOption = None,
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Make an actor of its own of some names that were taken for ACTOR."""
    as_, *names = [_name(given, "NAME") for given in (as_, *names)]
    with Archive.open(archive_path(archive), create=False) as store:
        old = _find(store, id_)[0]
        actor = Actor(
            id=new_id(as_), name=as_, sector=_sector(sector) or old.sector, country=_country(country), parent=None
        )
        number = store.decide("split", actor, of=id_, names=names, by=person(by), reason=reason)
        _rebuilt(store, number)
    results.print(results.safe(actor.id))


@actors_app.command("undo")
def undo_command(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's number in `history`.")],
    by: ByOption = None,
    reason: ReasonOption = "",
    archive: ArchiveOption = None,
) -> None:
    """Take a decision back; both stay in the history."""
    with Archive.open(archive_path(archive), create=False) as store:
        _rebuilt(store, store.undo(number, by=person(by), reason=reason))


@actors_app.command("history")
def history_command(archive: ArchiveOption = None) -> None:
    """List what was decided on actors, oldest first."""
    with Archive.open(archive_path(archive), create=False) as store:
        decisions = store.decisions()
    undone = {d.takes_back: d.id for d in decisions}
    for decision in decisions:
        results.print(results.safe(_told(decision, undone)), soft_wrap=True)
    if not decisions:
        errors.print("nothing was decided on actors")


def _named(store: Archive) -> tuple[Counter[str], dict[str, Actor]]:
    """How many reports name each actor, and the actors by id."""
    reports: Counter[str] = Counter()
    known: dict[str, Actor] = {}
    for coded, _ in store.newest():
        here = {entity.actor.id: entity.actor for entity in coded.entities if entity.actor is not None}
        reports.update(here.keys())
        known |= here
    return reports, known


def _find(store: Archive, identifier: str) -> tuple[Actor, Decided]:
    """The actor of an id, with what was decided. Raises NotInArchive."""
    from dateline.ground.actors import catalogue

    made = store.decided()
    standing = {a.id: a for a in (*made.merged.values(), *made.split.values(), *made.added.values())}
    if identifier in standing:
        return standing[identifier], made
    if identifier in catalogue():
        return catalogue().entries[identifier].actor, made
    for coded, _ in store.newest(as_coded=True):
        for entity in coded.entities:
            if entity.actor is not None and entity.actor.id == identifier:
                return entity.actor, made
    raise NotInArchive(
        f"no actor has the id {identifier!r}",
        where=str(store.path),
        remedy="Look for it: `dateline actors search NAME`.",
    )


def _bound(day: dt.date | None) -> str:
    """A bound as the catalogue gives it: a year where it is the year's first or last day, else a month."""
    if day is None:
        return "?"
    return f"{day:%Y}" if (day.month, day.day) in ((1, 1), (12, 31)) else f"{day:%Y-%m}"


def _name(given: str, option: str) -> str:
    name = " ".join(given.split())
    if not name:
        raise SettingError("a name is empty", where=option, remedy="Give the name as reports write it.")
    return name


def _sector(given: str) -> str:
    from dateline.ground.actors import SECTORS

    sector = given.strip().upper()
    if sector and sector not in SECTORS:
        raise SettingError(f"{given!r} is no sector", where="--sector", remedy=f"One of {', '.join(sorted(SECTORS))}.")
    return sector


def _country(given: str | None) -> str | None:
    from dateline.ground.places import gazetteer

    if given is None:
        return None
    if len(given) != 3 or gazetteer().country(given.upper()) is None:
        raise SettingError(f"{given!r} is no ISO 3166-1 alpha-3 code", where="--country", remedy="Such as IRQ or COL.")
    return given.upper()


def _rebuilt(store: Archive, number: int) -> None:
    from dateline.building import rebuild_incidents

    incidents = rebuild_incidents(store)
    errors.print(f"decision {number}; {len(incidents)} incidents rebuilt")


def _row(actor: Actor, note: str) -> None:
    place = actor.country or "   "
    told = f"{actor.id:40} {actor.sector or '---':3} {place}  {actor.name}"
    results.print(results.safe(f"{note}  {told}" if note else told), soft_wrap=True)


def _told(decision: ActorDecision, undone: Mapping[int | None, int]) -> str:
    whom = decision.actor.id if decision.actor else ""
    did = {
        "add": f"add {whom}: {', '.join(decision.names)}",
        "merge": f"merge {decision.of} into {whom}",
        "split": f"split {', '.join(decision.names)} of {decision.of} as {whom}",
        "undo": f"undo {decision.takes_back}",
    }[decision.action]
    reason = f": {decision.reason}" if decision.reason else ""
    note = f" (undone by {undone[decision.id]})" if decision.id in undone else ""
    return f"{decision.id:>4}  {decision.when[:19]}  {did}  by {decision.by}{reason}{note}"
